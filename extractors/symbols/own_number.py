"""Which symbol is the document's own: that of its header, wherever it is printed again (gold rule for `role`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalizers import patterns

from ..calendar.date_forms import PrintedDate
from .document_dates import date_after
from .document_symbols import Symbol
from .type_words import word_before

_HEADER_END = (
    3000  # characters; a header stands before, also when the issuer's and the State's columns are read in turn
)
# What stands right before the symbol ends in \Z: ``$`` would match at the end of any line before it.
_HEADER_SIGN = patterns.pattern(
    r"(?:^|[^\p{L}\d])(?:[Ss$][ốỐoO06é]6?|56)(?:\s*(?:,|/|và)?\s*[Kk][ýí]\s*hiệu|\s+hiệu)?\s*(?P<colon>[:;.])?\s*\Z"
)
_LINE_START = patterns.pattern(r"(?:^|[\n\t|])[\W_]*\S{0,3}\Z")
_ATTACHED = patterns.pattern(
    r"(?:\(\s*\**_?(?P<first>\p{L})(?:an hanh\s+k)?em\s+theo"
    r"|(?<=^[\s*_]*)\([\s*_]*(?P<first>p)hu luc(?:\s+[ivx\d]{1,4})?(?:\s+cua|\s+kem theo)?)\s[^()\n]{0,40}\s?\Z"
)
_REACH = 700  # characters between the number and the date of one header


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """The document's own symbol and the date of its header."""

    symbol: Symbol
    date: PrintedDate | None


def find_own(value: str, folded: str, symbols: Sequence[Symbol], dates: Sequence[PrintedDate]) -> OwnNumber | None:
    """The symbol of the header with its date, or None when the text has no header."""
    for index, symbol in enumerate(symbols):
        if symbol.span.start > _HEADER_END:
            return None
        if _is_header(value, folded, symbol):
            following = symbols[index + 1].span.start if index + 1 < len(symbols) else len(value)
            return OwnNumber(symbol, _header_date(folded, symbol, dates, following))
    return None


def is_own(value: str, folded: str, symbol: Symbol, own: OwnNumber | None, dated: PrintedDate | None) -> bool:
    """True when `symbol` (dated `dated` beside it) is the document's own number again."""
    if own is None:
        return _is_attached(value, folded, symbol)
    if symbol is own.symbol:
        return True
    if symbol.canonical == own.symbol.canonical:
        # Numbers begin again each year: 31/BC-UBND of another year is another document.
        other_year = dated and own.date and dated.year != own.date.year and not _is_attached(value, folded, symbol)
        return not other_year
    same_series = (symbol.type, symbol.agency) == (own.symbol.type, own.symbol.agency)
    return same_series and _is_attached(value, folded, symbol)


def _is_header(value: str, folded: str, symbol: Symbol) -> bool:
    """True for «Số:» before the symbol with no word for a document before it."""
    before = value[max(0, symbol.span.start - 60) : symbol.span.start]
    sign = _HEADER_SIGN.search(before.rstrip(".… _"))
    if sign is None:
        return False
    if word_before(folded, symbol.span.start):
        return False
    return sign["colon"] is not None or _LINE_START.search(before[: sign.end()].rstrip()) is not None


def _is_attached(value: str, folded: str, symbol: Symbol) -> bool:
    """True in the line of an appendix: «(Kèm theo Báo cáo số: /BC-UBND …)», «(Phụ lục Báo cáo số …)»."""
    match = _ATTACHED.search(folded, max(0, symbol.span.start - 70), symbol.span.start)
    return match is not None and value[match.start("first")].isupper()


def _header_date(folded: str, symbol: Symbol, dates: Sequence[PrintedDate], following: int) -> PrintedDate | None:
    """The first written-out date between number and next symbol; one before it where columns were read in turn."""
    beside = date_after(folded, symbol.span, dates)
    if beside:
        return beside
    end = min(following, symbol.span.end + _REACH)
    written = [date for date in dates if not date.rule.startswith("date-short")]
    after = [date for date in written if symbol.span.end <= date.span.start < end]
    before = [date for date in written if symbol.span.start - _REACH < date.span.end <= symbol.span.start]
    return next(iter(after), before[-1] if before else None)
