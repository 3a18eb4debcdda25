"""Accuracy against gold values: of texts by span, of PDFs and scans by value; the evidence of every value checked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .places import CLEAN, GARBLED, REPORTS, SAMPLES, full_scan, made, sample_text
from .results import Figure, Part, table
from .scoring import Align, Item, Scores, compare, merged, read_items, total
from .single import extracted
from .yardstick import agree, contract

MISSES = "misses.txt"


@dataclass(frozen=True, slots=True)
class Gold:
    """Where the gold values of the samples and of the devset texts lie."""

    samples: Path
    devset: Path


@dataclass(frozen=True, slots=True)
class Case:
    """A document and its gold values."""

    source: Path
    gold: Path


@dataclass(frozen=True, slots=True)
class Measure:
    """Documents scored together, and the least F1 that they, and each kind among them, should reach."""

    name: str
    title: str
    on: str
    cases: tuple[Case, ...]
    align: Align = "span"
    bar: float | None = None
    strict_bar: float | None = None
    kind_bar: float | None = None


def measures(gold: Gold, *, scans: bool) -> Iterator[Measure]:
    """What is measured; office scans take Tesseract some minutes and may be left out."""
    samples = tuple(Case(sample_text(name), gold.samples / f"{name}.jsonl") for name in CLEAN)
    texts = sorted(gold.devset.glob("*.txt"))
    devset = tuple(Case(path, path.with_suffix(".jsonl")) for path in texts)
    on = f"000–003 + {len(devset)} devset"
    yield Measure("text", "văn bản · text", on, samples + devset, bar=0.985, strict_bar=0.96, kind_bar=0.94)
    other = tuple(Case(path, path.with_suffix(".jsonl")) for path in sorted(REPORTS.glob("*.txt")))
    yield Measure(
        "other", "văn bản nơi khác · other offices", f"{len(other)} reports", other, bar=0.985, strict_bar=0.96
    )
    garbled = Case(sample_text(GARBLED), gold.samples / f"{GARBLED}.jsonl")
    yield Measure("garbled", "văn bản hỏng chữ · garbled text", GARBLED, (garbled,), strict_bar=0.96)
    printed = tuple(Case(SAMPLES / "pdf" / f"{name}.pdf", gold.samples / f"{name}.jsonl") for name in CLEAN)
    yield Measure("pdf", "PDF số · digital PDF", "000–003", printed, "value", bar=0.985)
    if scans:
        scanned = tuple(Case(full_scan(name), gold.samples / f"{name}.jsonl") for name in CLEAN)
        yield Measure("scan", "bản quét 300 dpi, Tesseract · office scan", "000–003", scanned, "value", bar=0.96)


def measure_accuracy(gold: Gold, tools: Path | None, *, scans: bool = True) -> Part:
    """Score every measure; with `tools`, score.py must agree and the contract is checked."""
    part = Part("accuracy")
    made(MISSES).write_text("", encoding="utf-8")
    values, broken = 0, []
    for measure in measures(gold, scans=scans):
        pairs, problems = _extract(measure)
        values += sum(len(read_items(found)) for _, found in pairs)
        broken += problems
        _score(measure, pairs, tools, part)
    part.figures.append(
        Figure(
            "giá trị có chữ hoặc khung sai chỗ · values whose text or boxes are out of place",
            len(broken),
            0,
            "max",
            "",
            0,
            f"{values} giá trị · values",
        )
    )
    part.details += [f"Evidence: {problem}" for problem in broken[:20]]
    if tools:
        _promises(tools, part)
    return part


def _extract(measure: Measure) -> tuple[list[tuple[Path, Path]], list[str]]:
    """The gold and found files of a measure, and the broken evidence of its values."""
    pairs, broken = [], []
    for case in measure.cases:
        print(f"accuracy: {measure.name}: {case.source.name}", file=sys.stderr)
        found = made(f"{measure.name}/{case.source.stem}.jsonl")
        broken += [f"{case.source.name}: {problem}" for problem in extracted(case.source, found)]
        pairs.append((case.gold, found))
    return pairs, broken


def _score(measure: Measure, pairs: list[tuple[Path, Path]], tools: Path | None, part: Part) -> None:
    """Put the figures of a measure into `part`, and its misses into a file beside the values found."""
    loose = _scores(measure, pairs, strict=False)
    strict = _scores(measure, pairs, strict=True)
    for scores, is_strict, bar in ((loose, False, measure.bar), (strict, True, measure.strict_bar)):
        f1 = total(scores.values()).f1
        if tools:
            agree(tools, pairs, measure.align, f1, strict=is_strict)
        label = "F1 chặt · strict" if is_strict else "F1"
        part.figures.append(Figure(f"{measure.title}: {label}", f1, bar, on=_size(measure, scores)))
    if measure.kind_bar:
        kind, worst = min(loose.items(), key=lambda item: item[1].f1)
        part.figures.append(
            Figure(f"{measure.title}: F1 loại yếu nhất · weakest kind", worst.f1, measure.kind_bar, on=kind)
        )
    part.details.append(f"### {measure.title}, by {measure.align}\n\n{_kinds(loose, strict)}")


def _scores(measure: Measure, pairs: list[tuple[Path, Path]], *, strict: bool) -> Scores:
    """The scores of all files of a measure, by kind."""
    several = []
    for gold, found in pairs:
        scores = compare(read_items(gold), read_items(found), measure.align, strict=strict)
        several.append(scores)
        _keep_misses(f"{measure.name}{' strict' * strict}: {found.stem}", scores)
    return merged(several)


def _keep_misses(title: str, scores: Scores) -> None:
    """Write what was missed and what is spurious, for whoever mends the rules."""
    score = total(scores.values())
    lines = [f"- {_told(item)}" for item in score.missed] + [f"+ {_told(item)}" for item in score.spurious]
    if lines:
        with made(MISSES).open("a", encoding="utf-8") as file:
            file.write("\n".join([f"# {title}", *lines, ""]))


def _told(item: Item) -> str:
    labels = " ".join(str(item[name]) for name in ("measure", "role") if item.get(name))
    return f"{item['kind']} {item.get('start')} {item.get('text')!r} {item['value']} {labels}".rstrip()


def _size(measure: Measure, scores: Scores) -> str:
    return f"{measure.on}: {total(scores.values()).gold} giá trị · values"


def _kinds(loose: Scores, strict: Scores) -> str:
    head = ["kind", "gold", "found", "right", "P", "R", "F1", "F1 strict"]
    rows = []
    for kind, score in [*loose.items(), ("all", total(loose.values()))]:
        rigid = strict[kind] if kind in strict else total(strict.values())
        counts = [str(count) for count in (score.gold, score.found, score.right)]
        rows.append([kind, *counts, *(f"{x:.4f}" for x in (score.precision, score.recall, score.f1, rigid.f1))])
    return table(head, rows)


def _promises(tools: Path, part: Part) -> None:
    """Put what check_contract.py says into `part`."""
    found = contract(tools)
    now = len(found.broken) - len(found.later)
    part.figures.append(
        Figure("điều hợp đồng lệnh bị phá · broken promises of the contract", now, 0, "max", "", 0, "000: text, PDF")
    )
    lines = "".join(f"- {line}\n" for line in found.broken) or "None is broken.\n"
    later = f"; {len(found.later)} of them of commands not built yet" if found.later else ""
    part.details.append(f"### check_contract.py: {len(found.broken)} broken promises{later}\n\n{lines}")
