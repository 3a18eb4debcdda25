"""Letters that recognition doubled, raised or took for others where one reading is left: «QĐĐ-UBND», «hồ SƠ»."""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import pattern
from ..text import Span
from .correction import Correction

_DOUBLED = pattern(r"(?<!\p{L})([QN]ĐĐ)(?=-\p{Lu})")  # Quyết định, Nghị định; no type of document has two Đ
# Letters whose capitals have the shape of the small ones: only their height tells, and a speck above raises it. Ư is
# among them for its horn, which is as high as a capital: «khu VỰC».
_ONE_SHAPE = "CcOoSsVvXxZzÓóÒòỎỏÕõỌọÔôỐốỒồỔổỖỗỘộƠơỚớỜờỞởỠỡỢợƯưỨứỪừỬửỮữỰự"
_MARKED = rf"(?=[{_ONE_SHAPE}]*[^\x00-\x7f])"  # a letter with a mark: no abbreviation has one
_RAISED = pattern(rf"(?<=\p{{Ll}} )({_MARKED}\p{{Lu}}{{2,4}})(?=[\s.,;:)]|$)")
_MIXED = pattern(
    rf"(?<=\p{{Ll}} )({_MARKED}[{_ONE_SHAPE}]{{0,3}}\p{{Ll}}(?=[{_ONE_SHAPE}])\p{{Lu}})(?=[\s.,;:)]|$)"
)  # «VựC»
_REPORT = pattern(r"(?<=\d/)(B[GOQ]C?|BCC)(?=-[A-ZĐ]{2})")  # Báo cáo: no other type begins so (Nghị định 30/2020, III)
_DIRECTOR = pattern(r"(?<!\p{L})(G[IÍL]{1,3}[AÁÀẢÃẠ]M [ĐD][OÓÒỎÕỌÔỐỒỔỖỘ]C)(?!\p{L})")  # who signs, in capitals
_AREA = pattern(r"(?<=\b(?:khu|lĩnh) )((?i:v[ưự]c))(?=[\s.,;:)]|$)")  # its horn makes it «VƯC», its dot is lost
_NOTE = pattern(r"(?<!\p{L})Gh(ỉ)(?= chú\b)")
_DOSSIER = pattern(r"(?:(?<=\bhồ )(?=Sơ\b)|(?<=\b[Tt]hường )(?=Xuyên\b))(\p{L}+)")  # common words, their small S raised
_NEXT_LINE = pattern(r"(?<=\bhồ\n)(SƠ|Sơ)(?=[.,;:)]|\s\p{Ll}|$)")
_COPIES = pattern(r"\bLưu\b[^\n(]{0,80}[(]\d{1,2}([BĐDPphÙ])[)]")  # «Lưu: VT, KSTT (02b)», b for bản
_SHAPE = frozenset(_ONE_SHAPE)
_SURE = 0.95


def doubled_letters(value: str) -> Iterator[Correction]:
    """Symbols in `value` whose Đ was read twice, and words that can only be misread."""
    for match in _DOUBLED.finditer(value):
        yield Correction(Span(*match.span(1)), match[1][:-1], match[1], _SURE, None)
    for shape, meant in ((_REPORT, "BC"), (_DIRECTOR, "GIÁM ĐỐC"), (_AREA, "vực"), (_NOTE, "i")):
        for match in shape.finditer(value):
            if match[1] != meant:
                yield Correction(Span(*match.span(1)), meant, match[1], _SURE, None)


def raised_words(value: str) -> Iterator[Correction]:
    """Words in capitals behind small letters, all of letters of one shape and with a mark: «hồ SƠ», not «TTHC»."""
    for match in _RAISED.finditer(value):
        if _SHAPE.issuperset(match[1]):
            yield Correction(Span(*match.span(1)), match[1].lower(), match[1], _SURE, None)
    for shape in (_MIXED, _DOSSIER, _NEXT_LINE):
        for match in shape.finditer(value):
            yield Correction(Span(*match.span(1)), match[1].lower(), match[1], _SURE, None)
    for match in _COPIES.finditer(value):
        yield Correction(Span(*match.span(1)), "b", match[1], _SURE, None)
