"""What part of the dossiers a number counts (field, level, unit) and in which period, where the text tells it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalizers import Span, patterns

from ..extraction import DossierCount, Extraction, Period
from ..matching.mentions import split
from ..matching.sections import heading_level
from ..subject import Subject

_STOP = r"(?=\s+(?:đã|là|có\s+\d|còn|được|gồm|tiếp nhận|giải quyết|phát sinh|chiếm|đạt|không)|\s*[,;:().\d–-]|\s*$)"
# «Đối với lĩnh vực tài nguyên nước, …», «Ở cấp huyện, …», «Chi nhánh Văn phòng đăng ký đất đai thành phố tiếp nhận …»
_SCOPE = patterns.pattern(
    rf"(?P<field>lĩnh vực\s+(?!gồm|đã|là|có\b|này)[^,.;:()\d\n]{{2,50}}?){_STOP}"
    rf"|(?P<level>cấp\s+(?:bộ|tỉnh|huyện|xã|thành phố|phường|trung ương|cơ sở)(?:,\s*(?:tỉnh|huyện|xã|thành phố))*)"
    rf"|(?P<branch>Chi nhánh\s+[^,.;:()\d\n]{{2,60}}?){_STOP}",
    ignore_case=True,
)
_REACH = 3_000  # characters before a number in which its field, level or period is looked for
_LINE_END = patterns.pattern(r"\n")
_WHOLE = patterns.pattern(r"\btoan (?:tinh|huyen|xa|thanh pho|phuong|nganh|quoc)\b")
_COMPARED = patterns.pattern(
    r"\b(?:so voi|cung ky|tang|giam|ke hoach|quyet dinh)\b[^,;]*$|\b(?:ho so|hs)(?: \p{L}+){0,3} $"
)
_MOVED = patterns.pattern(r"\s*(?:chuyen|truoc|sang)")


def with_scope(subject: Subject, counts: Sequence[Extraction], references: Sequence[Extraction]) -> list[Extraction]:
    """The dossier counts with the scope and the period that the text names for them, else as they are."""
    periods = [e for e in references if isinstance(e.value, Period) and _is_reporting(subject, e)]
    headings = [line.start for line in _lines(subject) if heading_level(subject.value, line) in (1, 2)]
    return [_placed(subject, count, periods, headings) for count in counts]


def _lines(subject: Subject) -> Iterator[Span]:
    return split(subject.value, _LINE_END, Span(0, len(subject.value)))


def _placed(subject: Subject, count: Extraction, periods: Sequence[Extraction], headings: Sequence[int]) -> Extraction:
    value = count.value
    if not isinstance(value, DossierCount) or value.scope:
        return count
    start = max(subject.value.rfind("\n", 0, count.span.start) + 1, count.span.start - _REACH)
    period = _period(subject.value, periods, count, start, _section(headings, count))
    return replace(count, value=replace(value, scope=_scope(subject, Span(start, count.span.start)), period=period))


def _section(headings: Sequence[int], count: Extraction) -> int:
    """Where the heading over the count stands."""
    index = bisect_right(headings, count.span.start)
    return headings[index - 1] if index else 0


def _period(value: str, periods: Sequence[Extraction], count: Extraction, line: int, section: int) -> str | None:
    """The last period named in the line before the number, else the last range of dates under the same heading.

    «Trong kỳ báo cáo (từ 15/3/2026 đến ngày 14/6/2026) …» opens a list whose items name no period of their own.
    """
    before = [e for e in periods if e.span.start < count.span.start and not _is_aside(value, e, count)]
    here = [e for e in before if e.span.start >= line]
    above = [e for e in before if e.span.start >= section and isinstance(e.value, Period) and _is_range(e.value.iso)]
    chosen = (here or above)[-1:]
    return chosen[0].value.iso if chosen and isinstance(chosen[0].value, Period) else None


def _is_aside(value: str, period: Extraction, count: Extraction) -> bool:
    """True for a period in a bracket closed before the number: «nhận 7.640 hồ sơ (năm 2023 nhận 7.122), …».

    A range of dates there is the reporting period itself: «Trong kỳ báo cáo (từ 15/3/2026 đến ngày 14/6/2026), …».
    """
    if isinstance(period.value, Period) and _is_range(period.value.iso):
        return False
    near = max(0, period.span.start - 80)
    opened = value.rfind("(", near, period.span.start) > value.rfind(")", near, period.span.start)
    return opened and ")" in value[period.span.end : count.span.start]


def _is_range(iso: str) -> bool:
    """True for a range of whole dates: "2026-03-15/2026-06-14"."""
    return len(iso) == 21 and iso[10] == "/"


def _scope(subject: Subject, before: Span) -> str | None:
    """The last field, level or branch named in the line before the number, unless a word for the whole follows it."""
    last = None
    for match in _SCOPE.finditer(subject.value, before.start, before.end):
        last = match
    if last is None or _WHOLE.search(subject.folded, last.end(), before.end):
        return None
    return " ".join(last[0].split())


def _is_reporting(subject: Subject, period: Extraction) -> bool:
    """True for a period that is told of, not compared with («so với quý I») or moved from («năm 2018 chuyển sang»)."""
    line = subject.value.rfind("\n", 0, period.span.start) + 1
    before = subject.folded[max(line, period.span.start - 40) : period.span.start]
    return _COMPARED.search(before) is None and _MOVED.match(subject.folded, period.span.end) is None
