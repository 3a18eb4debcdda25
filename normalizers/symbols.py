"""Document symbols (số, ký hiệu; Nghị định 30/2020/NĐ-CP, Điều 8): the white space inside them is closed."""

from __future__ import annotations

from collections.abc import Iterator

from .patterns import alternation, pattern
from .text import Edit, Span

_TYPES = (
    *("BB", "BC", "CĐ", "CT", "CTr", "CV", "DA", "ĐA", "GM", "HD", "KH", "KL", "ND", "NĐ", "NQ", "PA", "QC", "QĐ"),
    *("QyĐ", "TB", "TT", "TTLT", "TTr", "VBHN"),
)
_TYPE = alternation(_TYPES) + r"(?![\p{L}\d])"
# Capitals without marks: no word of a heading in capitals (THỰC, VIỆC) can be taken for a part of a symbol.
_GROUP = r"(?:TTg|CTr|TTr|QyĐ|[A-ZĐ][A-ZĐ\d&]*[A-ZĐ\d])(?![\p{L}\d])"
_DASH = r"[-\u2010-\u2015\u2212]"
_TIGHT = rf"(?: {_DASH}|{_DASH} ?)"  # «BC- UBND», «BC -UBND»: between any two groups
_LOOSE = rf"(?: ?{_DASH} ?)"  # «BC - UBND»: only between the first two, else it is a dash of the sentence
_NUMBER = r"(?<![\p{L}\d.,/])\d{1,5}[a-zđ]?(?:\.\d{1,2})?(?: ?/ ?(?:19|20)\d\d)?"

_FORMS = (
    rf"{_NUMBER} ?/ ?{_GROUP}{_LOOSE}{_GROUP}(?:{_TIGHT}{_GROUP})*",  # 1170/ UBND- TTPVHCC
    rf"(?<![\p{{L}}\d])/ ?(?:{_TYPE}{_LOOSE}|{_GROUP}{_TIGHT}){_GROUP}(?:{_TIGHT}{_GROUP})*",  # Số: /BC- UBND
    rf"(?<![\p{{L}}\d.,/])\d{{1,4}} ?{_DASH} ?{_TYPE} ?/ ?{_GROUP}",  # 225 -CV/ĐU, a number of the Party
)
_SYMBOL = pattern("|".join(_FORMS))
_NOT_PLAIN = pattern(r"[ \u2010-\u2015\u2212]")


def document_symbols(value: str) -> Iterator[Edit]:
    """``1170/ UBND- TTPVHCC`` is ``1170/UBND-TTPVHCC``: only white space goes, and a long dash becomes a hyphen."""
    for symbol in _SYMBOL.finditer(value):
        for part in _NOT_PLAIN.finditer(value, symbol.start(), symbol.end()):
            yield Edit(Span(part.start(), part.end()), "" if part[0] == " " else "-")
