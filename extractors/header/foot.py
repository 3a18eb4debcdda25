"""The foot of a document: the cells of «Nơi nhận» and of the signature beside or under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from normalizers import Span, fold, patterns

from ..vocabulary import load
from .cells import Cell, read_cells

_REACH = 2500  # characters of a foot
_BEFORE = 700  # characters before «Nơi nhận» in which a signature read first may stand

_RECIPIENTS = patterns.pattern(
    r"^[^\p{L}\n]{0,4}(?:N\S{1,2}i[ \t]+nh\S{1,2}n|NƠI[ \t]+NHẬN)[ \t]*(?=[:;.]|$|\t|[^\p{L}\s]|\s\p{Lu})"
)
_ITEM_END = patterns.pattern(r"[-–—+•*]\s*[^;]+;(?=\s)")
_DASH = patterns.pattern(r"[-–—+•*]")
_FILED = patterns.pattern(r"\W*luu\b")
_AUTHORITY_LINE = patterns.pattern(r"^[ \t]*(?:TM|T/M|KT|TL|TUQ)[.,]?[ \t]+\p{Lu}")
_ANNEX = patterns.pattern(
    r"^[ \t]*(?:PHỤ[ ]LỤC|Phụ[ ]lục|PHU[ ]LUC|BẢNG|BIỂU|Biểu[ ](?:số|mẫu)|MẪU|DANH[ ](?:MỤC|SÁCH)|QUY[ ](?:CHẾ|ĐỊNH)\b|"
    r"\((?:[Bb]an[ ]hành[ ])?[Kk]èm[ ]theo|[^\t\n]*\t[^\t\n]*\t)"
)
_AUTHORITY = patterns.pattern(r"(?:(?<=^|[\s—–_.,;:-])(?=(?:tm|t/m|kt|tl|tuq)[.,]\s?\p{L}{2}))")
AUTHORITY = patterns.pattern(
    r"(?P<by>tm|t/m|kt|tl|tuq|q)\s?[.,/]?\s+(?P<of>\p{L}.*)|(?P<by2>tm|t/m|kt|tl|tuq|q)[.,](?P<of2>\p{L}.*)"
)


@dataclass(frozen=True, slots=True)
class Foot:
    """The cells of the foot in reading order; `recipients_at` is the index of the cell that says «Nơi nhận»."""

    value: str
    cells: tuple[Cell, ...]
    recipients_at: int | None


def read_foot(value: str, garbled: bool) -> Foot | None:
    """The foot of a text, before any annex; None when the text has none."""
    found = _RECIPIENTS.search(value)
    start = _start(value, found)
    if start is None:
        return None
    reach = min(len(value), (found.end() if found else start) + _REACH)
    annex = _ANNEX.search(value, found.end() if found else start, reach)
    lines = read_cells(value, Span(start, annex.start() if annex else reach), (_AUTHORITY,))
    cells = [part for line in lines for part in _parted(line, garbled)]
    at = next((i for i, cell in enumerate(cells) if found and cell.span.start >= found.start()), None)
    return Foot(value, tuple(cells), at)


def _parted(cell: Cell, garbled: bool) -> Iterator[Cell]:
    """«- UBND huyện (b/c); PHÓ CHỦ TỊCH» as two cells: what follows a recipient's last sign is the column beside it."""
    sign = _ITEM_END.match(cell.text)
    if sign is None or sign.end() == len(cell.text):
        yield cell
        return
    rest = cell.part(sign.end())
    if is_office(rest) or is_person(rest) or (garbled and not _DASH.match(rest.text) and not _FILED.match(cell.folded)):
        yield cell.part(0, sign.end())
        yield rest
    else:
        yield cell


def _start(value: str, found: patterns.Match | None) -> int | None:
    """Where the foot begins: after the last «./.» before «Nơi nhận» or of all, else at «TM.», «KT.» of the end."""
    if found:
        before = max(0, found.start() - _BEFORE)
        closing = value.rfind("./.", before, found.start())
        return closing + 3 if closing >= 0 else found.start()
    closing = value.rfind("./.")
    if closing >= 0:
        return closing + 3
    lines = list(_AUTHORITY_LINE.finditer(value, max(0, len(value) - _REACH)))
    return lines[0].start() if lines else None


def is_authority(cell: Cell) -> bool:
    """True for «TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH», «TL. CHỦ TỊCH»."""
    return cell.capital and AUTHORITY.fullmatch(cell.folded) is not None


def is_office(cell: Cell) -> bool:
    """True for the office of a signer, in capitals: «PHÓ CHỦ TỊCH», «CHÁNH VĂN PHÒNG»."""
    return cell.capital and _offices().fullmatch(cell.folded.rstrip(" .,:;*")) is not None


def is_person(cell: Cell) -> bool:
    """True for a person's name: two to six words with capitals, the first a family name."""
    return _person().fullmatch(cell.text.rstrip(" .,;")) is not None and _family(cell)


@cache
def _offices() -> patterns.Pattern:
    phrases = [fold(phrase) for phrases in load("positions").values() for phrase in phrases]
    return patterns.pattern(
        rf"(?:q\s?\.\s?|quyen\s+)?{patterns.alternation(phrases)}(?:\s+\p{{L}}[\p{{L}}\s,-]{{0,50}})?"
    )


_WORD = r"(?:\p{Lu}\p{Ll}+|\p{Lu}['’]\p{Lu}?\p{Ll}+|\p{Lu}{2,}|Y|Ê|Ý|Ý|Ỷ|Á)"
_RANK = r"(?:(?:PGS|GS|TS|ThS|BS|KS|CN|LS|DS|CK\w+|[ĐT](?:ại|hượng|rung|hiếu)\s(?:tá|tướng|úy))\.?\s?)*"


@cache
def _person() -> patterns.Pattern:
    return patterns.pattern(rf"{_RANK}(?P<name>{_WORD}(?:\s{_WORD}){{1,5}})")


@cache
def _families() -> frozenset[str]:
    return frozenset(fold(name) for names in load("surnames").values() for name in names)


def _family(cell: Cell) -> bool:
    match = _person().fullmatch(cell.text.rstrip(" .,;"))
    return match is not None and fold(match["name"].split()[0]) in _families()


def person_in(cell: Cell) -> Cell:
    """The name in the cell without the rank or degree before it."""
    match = _person().fullmatch(cell.text.rstrip(" .,;"))
    return cell.part(*match.span("name")) if match else cell
