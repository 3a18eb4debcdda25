"""The date printed for a document beside its symbol (gold rule for the field `date`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from normalizers import Span, patterns

from ..calendar.date_forms import PrintedDate
from ..calendar.head_words import DAY
from .document_symbols import Symbol
from .type_words import NUMBER_SIGN, words

_NAMES = patterns.alternation(list(words())).replace(" ", r"\s+")
_AFTER = patterns.pattern(rf"[\s,*(_]{{0,6}}(?:(?:ban hanh|ky|de)\s+)?(?:{DAY}[\s.…]*+)?")
_OF_ISSUER = patterns.pattern(rf",?\s+cua\s+[^,;.:()\d]{{2,60}}?\s*+,?\s*+(?:{DAY}\s*)?")
_AND = patterns.pattern(rf"\s*+,?\s*+va\s+(?:{NUMBER_SIGN}\s*)?[:.]?\s*")
_ISSUED = patterns.pattern(
    rf",?\s[^.;\d]{{2,90}}?\s(?:ban hanh|co|ky|trinh|gui|phe duyet)\s+(?:{_NAMES})\s+(?:{NUMBER_SIGN}\s*)?[:.]?\s*"
)
_REACH = 110  # characters between a date and the symbol it belongs to


def date_after(folded: str, number: Span, dates: Sequence[PrintedDate]) -> PrintedDate | None:
    """The date right after the number of a document: «…, ngày 19/3/2026», «của Chính phủ ngày …»."""
    index = bisect_left(dates, number.end, key=lambda date: date.span.start)
    if index == len(dates) or dates[index].span.start - number.end > _REACH:
        return None
    gap = folded[number.end : dates[index].span.start]
    return dates[index] if _AFTER.fullmatch(gap) or _OF_ISSUER.fullmatch(gap) else None


def date_before(folded: str, symbol: Symbol, dates: Sequence[PrintedDate]) -> PrintedDate | None:
    """The date in «Ngày 09/3, Văn phòng UBND tỉnh ban hành Báo cáo 113/BC-VPUBND»."""
    index = bisect_left(dates, symbol.span.start, key=lambda date: date.span.start) - 1
    if index < 0 or symbol.span.start - dates[index].span.end > _REACH + 40:
        return None
    gap = folded[dates[index].span.end : symbol.span.start]
    return dates[index] if _ISSUED.fullmatch(gap) else None


def shares_date(folded: str, first: Symbol, second: Symbol) -> bool:
    """True for two numbers joined by «và», so that the one date after them belongs to both."""
    gap = folded[first.span.end : second.span.start]
    return len(gap) < 20 and _AND.fullmatch(gap) is not None
