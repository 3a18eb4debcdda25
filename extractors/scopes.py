"""What part of the dossiers a number counts (field, level, unit) and in which period, where the text tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalizers import Span, patterns

from .extraction import DossierCount, Extraction, Period
from .subject import Subject

_STOP = r"(?=\s+(?:đã|là|có\s+\d|còn|được|gồm|tiếp nhận|giải quyết|phát sinh|chiếm|đạt|không)|\s*[,;:().\d–-]|\s*$)"
# «Đối với lĩnh vực tài nguyên nước, …», «Ở cấp huyện, …», «Chi nhánh Văn phòng đăng ký đất đai thành phố tiếp nhận …»
_SCOPE = patterns.pattern(
    rf"(?P<field>lĩnh vực\s+(?!gồm|đã|là|có\b|này)[^,.;:()\d\n]{{2,50}}?){_STOP}"
    rf"|(?P<level>cấp\s+(?:bộ|tỉnh|huyện|xã|thành phố|phường|trung ương|cơ sở)(?:,\s*(?:tỉnh|huyện|xã|thành phố))*)"
    rf"|(?P<branch>Chi nhánh\s+[^,.;:()\d\n]{{2,60}}?){_STOP}",
    ignore_case=True,
)
_WHOLE = patterns.pattern(r"\btoan (?:tinh|huyen|xa|thanh pho|phuong|nganh|quoc)\b")
_COMPARED = patterns.pattern(
    r"\b(?:so voi|cung ky|tang|giam|ke hoach|quyet dinh)\b[^,;]*$|\b(?:ho so|hs)(?: \p{L}+){0,3} $"
)
_MOVED = patterns.pattern(r"\s*(?:chuyen|truoc|sang)")


def with_scope(subject: Subject, counts: Sequence[Extraction], references: Sequence[Extraction]) -> list[Extraction]:
    """The dossier counts with the scope and the period that their line names before them, else as they are."""
    periods = [e for e in references if isinstance(e.value, Period) and _is_reporting(subject, e)]
    return [_placed(subject, count, periods) for count in counts]


def _placed(subject: Subject, count: Extraction, periods: Sequence[Extraction]) -> Extraction:
    value = count.value
    if not isinstance(value, DossierCount) or value.scope:
        return count
    start = subject.value.rfind("\n", 0, count.span.start) + 1
    before = [e.value.iso for e in periods if start <= e.span.start < count.span.start and isinstance(e.value, Period)]
    named = replace(value, scope=_scope(subject, Span(start, count.span.start)), period=before[-1] if before else None)
    return replace(count, value=named)


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
