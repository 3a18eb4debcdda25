"""One page read as `vanthu` reads it, beside bare Tesseract, and scored; done in the processes of a pool."""

from __future__ import annotations

import difflib
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.timing import Took, once
from normalizers import Span
from pipeline.document import Box, Document, Page
from pipeline.reading import read
from pipeline.reading.ocr import parse
from pipeline.report import Report, process_document

from .counting import NUMBER, Tally, cells, folded, has_name, lost, numbers, text_tallies
from .pages import FOLDER, Case, made


@dataclass(frozen=True, slots=True)
class Trust:
    """A word or value as read: how sure the reading was, and whether it was right."""

    confidence: float
    right: bool


@dataclass(slots=True)
class Result:
    """The scores of a page: `raw` as recognised, `text` as normalised; `bare` is Tesseract alone."""

    name: str
    raw: tuple[Tally, Tally]
    text: tuple[Tally, Tally]
    cells: Tally
    lost: list[str]
    named: bool | None
    turned_right: bool
    ours: Took
    words: list[Trust] = field(default_factory=list)
    values: list[Trust] = field(default_factory=list)
    unread: int = 0
    bare: tuple[Tally, Tally] | None = None
    theirs: Took | None = None
    diff: str = ""


def warm_up() -> None:
    """Load the models once a process."""
    process_document(Document("warm", "", (Page(1, "text", "", text="Tong so ho so da tiep nhan: 12 hồ sơ."),)))


def score(case: Case, *, bare: bool = True) -> Result:
    """Read and score the page of a case."""
    image = made(case)
    reports: list[Report] = []
    ours = once(lambda: reports.append(process_document(read(image))))
    result = scored(case, reports[0], ours)
    if bare:
        tables: list[str] = []
        result.theirs = once(lambda: tables.append(_tesseract(image, case.condition.dpi)))
        lines = parse(tables[0], case.condition.dpi)
        found = "\n".join(" ".join(word.text for word in line.words) for line in lines)
        result.bare = text_tallies(case.truth.text, found)
    return result


def scored(case: Case, report: Report, ours: Took) -> Result:
    truth, raw, text = case.truth, report.document.raw, report.text.value
    pages = report.document.pages  # of a spread perhaps two
    unread: list[Box] = [box for page in pages for box in getattr(page, "unread", ())]
    printed = tuple(row for table in truth.tables for row in table.rows)
    return Result(
        case.name,
        text_tallies(truth.text, raw),
        text_tallies(truth.text, text),
        cells(printed, tuple(_rows(report))) if printed else Tally(),
        lost(truth, raw, unread),
        has_name(truth.signer, text) if truth.signer else None,
        all(page.rotation == -case.condition.turn % 360 for page in pages if page.lines),
        ours,
        list(_words(truth.text, pages)),
        list(_values(truth.text, report)),
        len(unread),
        diff=_diff(truth.text, text),
    )


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    """The table rows as read, each cell in its normalised form; rows of one cell too, for a table may have such."""
    raw, at = report.document.raw, 0
    for line in re.split(r"[\n\f]", raw):
        row = []
        for cell in line.split("\t"):
            span = report.text.from_raw(Span(at, at + len(cell)))
            row.append(" ".join(report.text.value[span.start : span.end].split()))
            at += len(cell) + 1
        yield tuple(row)


def _words(truth: str, pages: Sequence[Page]) -> Iterator[Trust]:
    """Each word read; right where difflib finds it in the truth."""
    words = [word for page in pages for line in page.lines for word in line.words]
    printed, found = folded(truth).split(), [folded(word.text) for word in words]
    matcher = difflib.SequenceMatcher(None, printed, found, autojunk=False)
    right = {n for block in matcher.get_matching_blocks() for n in range(block.b, block.b + block.size)}
    return (Trust(word.confidence, n in right) for n, word in enumerate(words))


def _values(truth: str, report: Report) -> Iterator[Trust]:
    """Each value extracted; right where every number in it came back exactly, in its order on the page."""
    found = list(NUMBER.finditer(report.text.value))
    printed = [number.replace(" ", "") for number in numbers(folded(truth))]
    read_ = [folded(match[0]).replace(" ", "") for match in found]
    matcher = difflib.SequenceMatcher(None, printed, read_, autojunk=False)
    right = {n for block in matcher.get_matching_blocks() for n in range(block.b, block.b + block.size)}
    for fact in report.facts:
        span = report.text.from_raw(fact.span)
        touched = [n for n, m in enumerate(found) if m.start() < span.end and span.start < m.end()]
        if touched:
            yield Trust(fact.confidence, all(n in right for n in touched))


def _diff(truth: str, text: str) -> str:
    """What was read otherwise, word by word, with three words around: [-printed-] {+read+}."""
    printed, found = folded(truth).split(), folded(text).split()
    lines, around = [], 3
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, printed, found, autojunk=False).get_opcodes():
        if tag != "equal":
            gone, come = " ".join(printed[a1:a2]), " ".join(found[b1:b2])
            marked = [f"[-{gone}-]" if gone else "", f"{{+{come}+}}" if come else ""]
            before, after = printed[max(0, a1 - around) : a1], printed[a2 : a2 + around]
            lines.append(" ".join(part for part in (*before, *marked, *after) if part))
    return "\n".join(lines)


def _tesseract(image: Path, dpi: int) -> str:
    command = ["tesseract", str(image), "-", "-l", "vie", "--psm", "3", "--dpi", str(dpi), "tsv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def keep_diff(which: str, condition: str, result: Result) -> Path:
    """Write how the page differs from its truth, for whoever looks for the reasons."""
    path = FOLDER / "diffs" / which / condition / f"{result.name}.diff"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{result.diff}\n", encoding="utf-8")
    return path
