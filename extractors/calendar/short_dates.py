"""Days and months without a year («Ngày 09/3», «10.11», «từ 1/7 đến …»), told from ratios like 01/01 and 24/7."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from normalizers import patterns

from ..span_sets import SpanSet
from .date_cues import is_counted, is_cued, looks_like_share
from .date_forms import PrintedDate, find_short, find_written_short
from .date_ranges import are_joined, month_end_after
from .head_words import DAY

_OPENS_RANGE = patterns.pattern(r"(?:\btu|\()\s*\Z")
_TO_NOW = patterns.pattern(r"\s*(?:den|toi)\s+nay\b")
_LISTED = patterns.pattern(rf"\s*(?:,|;|va)\s*(?:{DAY}\s*)?")


def find_short_dates(value: str, folded: str, dated: Sequence[PrintedDate], taken: SpanSet) -> list[PrintedDate]:
    """`dated` and the short dates that their neighbourhood confirms, left to right."""
    written = [date for date in find_written_short(folded) if taken.claim(date.span)]
    candidates = [date for date in find_short(folded) if not taken.touches(date.span)]
    accepted = {id(date): date for date in (*dated, *written)}
    accepted |= {id(date): date for date in candidates if is_cued(value, folded, date) or _is_opened(folded, date)}
    ordered = sorted((*dated, *written, *candidates), key=lambda date: date.span)
    for earlier, later in pairwise(ordered):
        if _is_open_range(value, folded, earlier, later):
            accepted |= {id(earlier): earlier, id(later): later}
        if id(earlier) in accepted and _continues(folded, earlier, later):
            accepted[id(later)] = later
    for earlier, later in reversed(list(pairwise(ordered))):
        if id(later) in accepted and _leads(folded, earlier, later):
            accepted[id(earlier)] = earlier
    return [date for date in ordered if id(date) in accepted]


def _is_opened(folded: str, date: PrintedDate) -> bool:
    """True for «từ 1/7 đến nay», «(1/7 đến cuối tháng 10/2025)»."""
    if "/" not in date.span.of(folded) or not _OPENS_RANGE.search(folded, max(0, date.span.start - 5), date.span.start):
        return False
    return bool(_TO_NOW.match(folded, date.span.end) or month_end_after(folded, date))


def _is_open_range(value: str, folded: str, earlier: PrintedDate, later: PrintedDate) -> bool:
    """True for «từ 15/3 đến 14/6» and «tuần (08/8 - 12/8)» without any year, told from two shares."""
    if "/" not in earlier.span.of(folded) or not are_joined(folded, earlier, later):
        return False
    before = folded[max(0, earlier.span.start - 6) : earlier.span.start].rstrip()
    if before.endswith("tu"):
        return not is_counted(folded, later.span.end)
    is_week = before.endswith(("(", "tuan")) and not folded[later.span.end : later.span.end + 1].isspace()
    return is_week and not (looks_like_share(value, earlier) or looks_like_share(value, later))


def _continues(folded: str, earlier: PrintedDate, later: PrintedDate) -> bool:
    """True when `later` is the other end of a range, or the next of a list («ngày 5/3, 7/3 và 9/3»)."""
    if are_joined(folded, earlier, later):
        return True
    gap = folded[earlier.span.end : later.span.start]
    return (
        earlier.year is None and earlier.rule == "date-short" and len(gap) < 15 and _LISTED.fullmatch(gap) is not None
    )


def _leads(folded: str, earlier: PrintedDate, later: PrintedDate) -> bool:
    """True when `earlier` begins a range; «2.1» must be opened by «từ», or it is the number of a heading."""
    if not are_joined(folded, earlier, later):
        return False
    opened = _OPENS_RANGE.search(folded, max(0, earlier.span.start - 5), earlier.span.start) is not None
    return opened or not any(sign in earlier.span.of(folded) for sign in ".-")
