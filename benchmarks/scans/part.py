"""The figures of scanned pages for benchmarks/RESULTS.md: the set that nothing is tuned with, and the bars."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.results import Figure, Part, table

from .counting import Tally
from .degrading import CONDITIONS
from .measure import HEAD, Outcome, measure, reliability, row
from .sample_scans import extraction

# Syllable error at most and numbers at least, both in per cent.
TEXT_BARS = {
    "office200": (0.3, 99.5),
    "office300": (0.3, 99.5),
    "worn200": (1.0, 98.5),
    "bad200": (2.5, 97.0),
    "bad150": (4.5, 94.0),
    "turned90": (0.3, 99.5),
    "turned180": (0.3, 99.5),
    "turned270": (0.3, 99.5),
}
F1_BARS = {"office200": 0.985, "worn200": 0.97, "bad200": 0.94}
TIME_BARS = {"office200": 1.3, "office300": 1.3, "worn200": 2.0}
CELLS_BAR, NAMES_BAR = 96.0, 95.0
_PAGES = 60  # of each machine
_FEW = {"office300": 20, "stamp200": 40}  # of the conditions in which only some things are looked at, else:
_FEWER = 8
_CLEAN = "clean300"  # no scanner is so good: only for development


def measure_scans(gold: Path, workers: int = 2) -> Part:
    """Read the test set in every condition, and the sample reports; about 25 minutes with two workers."""
    outcomes: list[Outcome] = []
    for condition in (each for each in CONDITIONS.values() if each.name != _CLEAN):
        plain = not condition.turn and not condition.trouble
        most = _FEW.get(condition.name, _PAGES if plain else _FEWER)
        outcomes += measure("test", [condition.name], most, workers, bare=condition.name in TIME_BARS)
        print(" | ".join(row(outcomes[-1])), file=sys.stderr)
    part = Part("scans", list(figures({outcome.condition: outcome for outcome in outcomes})))
    for name, score in extraction(gold, tuple(F1_BARS)).items():
        on = f"000-003: {score.gold} giá trị · values"
        part.figures.append(Figure(f"quét, giá trị · scan, values {name}: F1", score.f1, F1_BARS[name], on=on))
    part.details.append(f"### Scanned pages, set «test»\n\n{table(HEAD, [row(outcome) for outcome in outcomes])}")
    part.details.append(f"### How far the confidence of scanned words can be trusted\n\n{reliability(outcomes)}")
    return part


def figures(outcomes: dict[str, Outcome]) -> Iterable[Figure]:
    """What the outcomes say, each with its bar; those of TEXT_BARS and the seal must be among them."""
    for name, (most, least) in TEXT_BARS.items():
        syllables, numbers = outcomes[name].syllables(), outcomes[name].numbers()
        yield _share(f"âm tiết sai · syllable error, {name}", 100 * syllables.error, most, "max", syllables)
        yield _share(f"số đúng · numbers right, {name}", 100 * numbers.share, least, "min", numbers)
    for name in ("turned90", "turned180", "turned270"):
        yield _exact("chiều trang tìm đúng · turn found", name, outcomes[name].turns(), 100.0)
    yield _exact("ô bảng đúng · table cells exact", "office200", outcomes["office200"].cells(), CELLS_BAR)
    yield _exact("tên người ký dưới dấu đỏ · name under the seal", "stamp200", outcomes["stamp200"].names(), NAMES_BAR)
    lost = sum(outcome.lost() for outcome in outcomes.values())
    pages = sum(len(outcome.results) for outcome in outcomes.values())
    yield Figure("đoạn mất không đánh dấu · paragraphs lost unmarked", lost, 0, "max", "", 0, f"{pages} trang · pages")
    for name, bar in TIME_BARS.items():
        what = f"thời gian so với Tesseract · time over bare Tesseract, {name}"
        yield Figure(what, outcomes[name].ratio(), bar, "max", "×", 2, f"{len(outcomes[name].results)} trang · pages")


def _exact(what: str, name: str, tally: Tally, bar: float) -> Figure:
    return _share(f"{what}, {name}", 100 * tally.share, bar, "min", tally)


def _share(what: str, value: float, bar: float, sense: str, of: Tally) -> Figure:
    return Figure(f"quét · scan: {what}", value, bar, "max" if sense == "max" else "min", "%", 2, f"{of.items}")
