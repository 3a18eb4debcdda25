"""Pages of a set read in some conditions by a pool of processes, and what comes of it added up by condition."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing import get_context

from benchmarks.results import table
from pipeline.cores import one_core_a_page

from .counting import Tally
from .degrading import CONDITIONS
from .one_page import Result, Trust, keep_diff, score, warm_up
from .pages import FOLDER, cases, forget_old
from .texts import SetName

_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.001)
_SURE = 0.95


@dataclass(frozen=True, slots=True)
class Outcome:
    """The results of all pages in a condition."""

    condition: str
    results: tuple[Result, ...]

    def syllables(self, of: str = "text") -> Tally:
        """Of all pages: `of` the normalised "text", the "raw" one, or "bare" Tesseract."""
        return self._added(of, 0)

    def numbers(self, of: str = "text") -> Tally:
        """Of all pages, as for syllables."""
        return self._added(of, 1)

    def cells(self) -> Tally:
        """Of all tables."""
        return sum((result.cells for result in self.results), Tally())

    def prose(self) -> Outcome:
        """Only the pages without a table."""
        return Outcome(self.condition, tuple(result for result in self.results if not result.cells.items))

    def lost(self) -> int:
        """Paragraphs lost without a mark."""
        return sum(len(result.lost) for result in self.results)

    def names(self) -> Tally:
        """Signatories' names on the pages that have one."""
        told = [result.named for result in self.results if result.named is not None]
        return Tally(len(told), sum(told))

    def turns(self) -> Tally:
        """Pages whose turn was found."""
        return Tally(len(self.results), sum(result.turned_right for result in self.results))

    def seconds(self) -> float:
        """A page, wall clock."""
        return sum(result.ours.wall for result in self.results) / max(1, len(self.results))

    def ratio(self, clock: str = "wall") -> float:
        """Our time over that of bare Tesseract on the same pages; 0 where that was not run."""
        timed = [result for result in self.results if result.theirs]
        theirs = sum(getattr(result.theirs, clock) for result in timed)
        return sum(getattr(result.ours, clock) for result in timed) / theirs if theirs else 0.0

    def _added(self, of: str, which: int) -> Tally:
        tallies = (getattr(result, of) for result in self.results)
        return sum((pair[which] for pair in tallies if pair), Tally())


def measure(
    which: SetName, names: Sequence[str], most: int | None, workers: int = 2, *, bare: bool = True
) -> Iterator[Outcome]:
    """The outcome of each condition of that name as soon as it is there; the diffs of its pages are kept."""
    one_core_a_page()  # as the command reads; the processes of the pool are started with it
    forget_old()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=warm_up) as pool:
        for name in names:
            asked = cases(which, CONDITIONS[name], most)
            results = []
            for done, result in enumerate(pool.map(partial(score, bare=bare), asked), start=1):
                print(f"\r{name}: {done}/{len(asked)} ", end="", file=sys.stderr)
                keep_diff(which, name, result)
                results.append(result)
            print(file=sys.stderr)
            yield Outcome(name, tuple(results))


HEAD = (
    "condition",
    "pages",
    "syll err",
    "raw",
    "bare",
    "prose",
    "numbers",
    "raw",
    "bare",
    "prose",
    "cells",
    "lost",
    "names",
    "turns",
    "s/page",
    "x wall",
    "x cpu",
)


def row(outcome: Outcome) -> list[str]:
    """The cells under HEAD: shares in per cent, the number of items behind those that are few."""
    errors = [_error(outcome.syllables(of)) for of in ("text", "raw", "bare")]
    errors.append(_error(outcome.prose().syllables()))
    shares = [f"{100 * outcome.numbers(of).share:.2f}" for of in ("text", "raw", "bare")]
    shares.append(f"{100 * outcome.prose().numbers().share:.2f}")
    counts = [_of(outcome.cells()), str(outcome.lost()), _of(outcome.names()), _of(outcome.turns())]
    times = [f"{outcome.seconds():.1f}", f"{outcome.ratio():.2f}", f"{outcome.ratio('cpu'):.2f}"]
    return [outcome.condition, str(len(outcome.results)), *errors, *shares, *counts, *times]


def _error(tally: Tally) -> str:
    """In per cent; on empty pages the number of syllables that were read nevertheless."""
    return f"{100 * tally.error:.2f}" if tally.items else f"+{tally.edits}"


def _of(tally: Tally) -> str:
    return f"{100 * tally.share:.1f} /{tally.items}" if tally.items else "-"


def reliability(outcomes: Iterable[Outcome]) -> str:
    """Words by confidence, and the values extracted that are said to be sure, with the share that is right."""
    kept = list(outcomes)
    rows = []
    for low, high in pairwise(_BINS):
        cells = [_right([t for r in o.results for t in r.words if low <= t.confidence < high]) for o in kept]
        rows.append([f"words {low:.2f}-{min(high, 1):.2f}", *cells])
    sure = [_right([t for r in o.results for t in r.values if t.confidence >= _SURE]) for o in kept]
    rows.append([f"values >= {_SURE}", *sure])
    return table(["confidence", *(outcome.condition for outcome in kept)], rows)


def _right(trusts: Sequence[Trust]) -> str:
    return f"{100 * sum(t.right for t in trusts) / len(trusts):.1f} /{len(trusts)}" if trusts else "-"


def worst(which: SetName, outcome: Outcome, most: int = 40) -> str:
    """The pages with most errors, and where their diffs are."""
    ranked = sorted(outcome.results, key=lambda result: -result.text[0].edits)[:most]
    lines = [f"{outcome.condition}: diffs in {FOLDER / 'diffs' / which / outcome.condition}"]
    for result in ranked:
        (words, figures), lost = result.text, f", {len(result.lost)} lost" if result.lost else ""
        cells = f", cells {result.cells.right}/{result.cells.items}" if result.cells.items else ""
        read = f"{words.edits}/{words.items} syllables, {figures.right}/{figures.items} numbers"
        lines.append(f"  {result.name}: {read}{cells}{lost}")
    return "\n".join(lines)
