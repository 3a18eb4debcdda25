"""The name of the type of a document (tên loại: Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục I)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from normalizers import fold, patterns

from ..symbols.document_types import DocumentType, types, types_by_word
from .cells import Cell
from .header_fields import Field
from .letterhead import Head

_ALONE = 12  # cells within which a type in a line of its own needs no letterhead above it
_ADDRESSED = patterns.pattern(r"k\S{1,2}nh\s+g\S{1,3}i")
_LETTERS = patterns.pattern(r"[^\p{L}]+")


@dataclass(frozen=True, slots=True)
class Named:
    """The type of a document, the cell that prints it, and what follows in that cell; `cell` None when implied."""

    type: DocumentType
    cell: Cell | None
    name: Field
    rest: Cell | None = None


def name_of(entry: DocumentType) -> str:
    """The name of a type as a title: «Báo cáo»."""
    return entry.words[0].capitalize()


def find_named(head: Head, garbled: bool) -> Named | None:
    """The type printed in capitals above the subject, or None."""
    above = head.number.span.end if head.number else 0
    for index, cell in enumerate(head.cells):
        if cell.span.start < above:
            continue  # «PHUONG AN BINH» in the letterhead is a ward, no «phương án»
        named = _whole(cell, garbled) or (_leading(cell, garbled) if head.anchored else None)
        if named and (head.anchored or index < _ALONE):
            return named
    return None


def _whole(cell: Cell, garbled: bool) -> Named | None:
    """«BÁO CÁO» in a cell of its own, or garbled and followed by its subject («BAO.CcAO tinh hinh»)."""
    if cell.text[:1].isupper() and cell.capital:
        entry = _names().get(_LETTERS.compiled.sub("", cell.folded))
        if entry:
            return Named(entry, cell, Field(name_of(entry), cell.span, 0.95))
    return _misread(cell) if garbled else None


def _leading(cell: Cell, garbled: bool) -> Named | None:
    """«CHƯƠNG TRÌNH HÀNH ĐỘNG thực hiện …», «BÁO CÁO KẾT QUẢ …»: the type and its subject in one cell."""
    match = _name_first().match(cell.folded)
    if match is None or not cell.text[: match.end()].isupper():
        return None
    if not garbled and not _is_spelled(cell.text[: match.end()]):
        return None
    entry, rest = types_by_word()[" ".join(match["name"].split())], cell.part(match.end())
    if not rest.text or rest.text[0] in ":.,;":
        return None
    name = Field(name_of(entry), cell.part(0, match.end()).span, 0.9)
    return Named(entry, cell, name, None if _ISSUER.match(rest.folded) else rest)


def _is_spelled(printed: str) -> bool:
    """True when the words bear the marks of a type's name: «PHƯỜNG AN BÌNH» is no «phương án»."""
    words = " ".join(printed.lower().split())
    return any(words in entry.words for entry in types_by_word().values())


def _misread(cell: Cell) -> Named | None:
    """A type with one wrong letter at the head of a cell."""
    for words in (1, 2, 3):
        start = " ".join(cell.text.split(" ")[:words])
        letters = _LETTERS.compiled.sub("", fold(start))
        entry = next((e for name, e in _names().items() if len(name) >= 6 and _near(name, letters)), None)
        if entry and sum(char.isupper() for char in start) >= 0.75 * len(letters):
            rest = cell.part(len(start))
            return Named(
                entry, cell, Field(name_of(entry), cell.part(0, len(start)).span, 0.7), rest if rest.text else None
            )
    return None


def _near(name: str, letters: str) -> bool:
    """True when one letter of `name` is lost, added or replaced in `letters`, or none."""
    if abs(len(name) - len(letters)) > 1 or not letters:
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(name, letters, strict=False)) if a != b), min(len(name), len(letters))
    )
    rests = {(name[same + a :], letters[same + b :]) for a, b in ((0, 0), (1, 0), (0, 1), (1, 1))}
    return any(a == b for a, b in rests)


# «QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ …», until 2005: whose it is, not what it is about.
_ISSUER = patterns.pattern(
    r"\s*cua\s+(?:bo|chu tich|thu tuong|chinh phu|uy ban|ubnd|giam doc|tong cuc|thong doc|hoi dong)\b"
)


@cache
def _names() -> dict[str, DocumentType]:
    """The letters of each type's names («baocao»), to the type."""
    return {word.replace(" ", ""): entry for word, entry in types_by_word().items()}


@cache
def _name_first() -> patterns.Pattern:
    names = patterns.alternation(list(types_by_word())).replace(" ", r"\s+")
    return patterns.pattern(rf"(?P<name>{names})(?!\p{{L}})")


def implied_type(head: Head, subject: Field | None) -> Named | None:
    """The type that the symbol names, or công văn where it names none, above «V/v» (`subject`) or «Kính gửi»."""
    symbol = head.number
    if symbol and symbol.type:
        entry = types().get(symbol.type)
        return Named(entry, None, Field(name_of(entry), symbol.span, 0.8)) if entry else None
    places = [found.span for found in (symbol, subject) if found]
    if not places or not (subject or _is_addressed(head)):
        return None
    return Named(types()["CV"], None, Field(name_of(types()["CV"]), places[0], 0.8))


def _is_addressed(head: Head) -> bool:
    return any(_ADDRESSED.match(cell.folded) for cell in head.cells)
