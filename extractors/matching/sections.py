"""Which parts of a document give tasks and which report results."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from normalizers import Span, patterns

from ..subject import Subject
from .mentions import cues_within, split
from .phrases import Cue, book

Mode = Literal["results", "tasks"]

_LINE = patterns.pattern(r"\n")
# «I. KẾT QUẢ», «2. Nhiệm vụ», «3.1. …», «b) …», «PHẦN THỨ HAI»: the mark tells the level (NĐ 30/2020, Phụ lục I).
_ROMAN = patterns.pattern(
    r"\s*(?:[IVX][IVX1l]{0,4}[.\-/]\s|[A-EĐ][./]\s(?=\p{Lu})|(?:PHẦN|Phần|CHƯƠNG|Chương)\s|(?:ĐIỀU|Điều)\s\d)"
)
_ARABIC = patterns.pattern(r"\s*\d{1,2}[.)]\s")
_DECIMAL = patterns.pattern(r"\s*\d{1,2}(?:\.\d{1,2})+[.)]?\s")
_LETTER = patterns.pattern(r"\s*\p{Ll}[.)]\s")
_ORDER = patterns.pattern(
    r"\b(?:yeu cau|de nghi|giao|chi dao)\b[^\n]*\b(?:nhiem vu|noi dung|giai phap|cong viec)\b[^\n]*"
    r"(?:nhu sau|sau day|sau)\s*:?\s*$"
)
_AIMS = patterns.pattern(r"^(?!.*\bket qua\b).*\b(?:muc tieu|phan dau)\b[^\n]*(?:nhu sau|sau day)\s*:?\s*$")
_MARKED = patterns.pattern(r"\s*(?:[IVX]+|\d{1,2}|\p{L})[.)]\s|\s*[-+•]")
_BARE_PERIOD = patterns.pattern(
    r"\s*(?:[ivx]+|\p{L}|\d)[./)]\s*"
    r"(?:\d+ thang (?:cuoi|dau)? ?nam|(?:quy|thang) (?:[ivx]+|\d+))[\s/\-]*(?:nam)?\s*\d{0,4}\s*:?\s*"
)
# «UBND tỉnh yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường:» opens orders in a công văn, which has no title.
_ADDRESSED = patterns.pattern(
    r"\b(?:yeu cau|de nghi|giao)\b[^\n.]*"
    r"\b(?:thu truong|giam doc|chu tich|cac so|cac co quan|cac don vi|cac phong|ubnd)\b[^\n.]*:\s*$"
)
_LOWEST = 5
_CLOSE = patterns.pattern(r"\./\.|^\s*noi n.an\s*:|^\s*phu luc\b")
_TITLE_LINES = 40
_HEADING_LENGTH = 220


@dataclass(frozen=True, slots=True)
class Section:
    """From `start` on, the document is in `mode`."""

    start: int
    mode: Mode


@dataclass(frozen=True, slots=True)
class Outline:
    """The modes of a document in order, and what its title says it is."""

    sections: tuple[Section, ...]
    title: str | None

    def mode_at(self, offset: int) -> Mode:
        """The mode of the part that holds `offset`."""
        index = bisect_right(self.sections, offset, key=lambda section: section.start) - 1
        return self.sections[index].mode if index >= 0 else "results"

    @property
    def is_plan(self) -> bool:
        """True when the document as a whole sets aims."""
        return self.title == "plan"


def outline(subject: Subject) -> Outline:
    """The parts of a document that give tasks, by its headings and by orders («yêu cầu … nhiệm vụ sau:»)."""
    cues = book("sections").find(subject)
    lines = list(split(subject.value, _LINE, Span(0, len(subject.value))))
    title = _title(subject, lines)
    sections: list[Section] = []
    open_level: int | None = None
    for line in lines:
        if _CLOSE.search(subject.folded, line.start, line.end):
            open_level = None
            sections.append(Section(line.start, "results"))
            continue
        if _orders(subject, title, line):
            open_level = 0 if title == "directive" else _LOWEST
            sections.append(Section(line.end, "tasks"))
            continue
        if _MARKED.match(subject.value, line.start, line.end) and _leads_tasks(cues_within(cues, line), line):
            mode = sections[-1].mode if sections else "results"
            sections += [Section(line.start, "tasks"), Section(line.end, mode)]
            continue
        level = heading_level(subject.value, line)
        if level is None or (open_level is not None and level > open_level):
            continue
        if open_level == 0:
            continue
        mode = "tasks" if _is_future(subject, line) else _mode_of_heading(cues_within(cues, line))
        if mode == "tasks":
            open_level = level
            sections.append(Section(line.start, "tasks"))
        elif open_level is not None:
            open_level = None
            sections.append(Section(line.start, "results"))
    return Outline(tuple(sections), title)


def _leads_tasks(cues: Sequence[Cue], line: Span) -> bool:
    """True for a paragraph of its own that opens so: «5. Phương hướng quý III: phấn đấu …»."""
    return (
        len(line) > _HEADING_LENGTH // 2
        and bool(cues)
        and cues[0].label == "tasks_strong"
        and cues[0].start < line.start + 16
    )


def _orders(subject: Subject, title: str | None, line: Span) -> bool:
    """True for the line that opens a list of orders in a directive, or of aims («mục tiêu … như sau:») anywhere."""
    found = [_AIMS, _ADDRESSED] + ([_ORDER] if title == "directive" else [])
    return any(pattern.search(subject.folded, line.start, line.end) for pattern in found)


def heading_level(value: str, line: Span) -> int | None:
    """The depth of a heading from 1 (roman) to 4 (letter), or None for other lines."""
    text = line.of(value).strip()
    if "\t" in text or "%" in text or len(text) > _HEADING_LENGTH or (text.endswith((".", ";")) and len(text) > 90):
        return None
    for level, pattern in ((1, _ROMAN), (3, _DECIMAL), (2, _ARABIC), (4, _LETTER)):
        if pattern.match(value, line.start, line.end):
            return level
    return None


def _is_future(subject: Subject, line: Span) -> bool:
    """True for a heading that is a bare period in the second half of a text: «III. 6 THÁNG CUỐI NĂM»."""
    return (
        line.start > len(subject.value) // 2
        and _BARE_PERIOD.fullmatch(subject.folded, line.start, line.end) is not None
    )


def _mode_of_heading(cues: Sequence[Cue]) -> Mode:
    labels = {cue.label for cue in cues}
    if "tasks_strong" in labels and (not cues or cues[0].label != "results"):
        return "tasks"
    return "tasks" if "tasks" in labels and "results" not in labels else "results"


def _title(subject: Subject, lines: Sequence[Span]) -> str | None:
    """The label of titles.toml when a line of the letterhead is the name of such a type and nothing else."""
    cues = book("titles").find(subject)
    for line in [line for line in lines if line.of(subject.value).strip()][:_TITLE_LINES]:
        inside = cues_within(cues, line)
        text = line.of(subject.value).strip(" :*|\t")
        if inside and text.isupper() and text.lower() == subject.value[inside[0].start : inside[0].end].lower():
            return inside[0].label
    return None
