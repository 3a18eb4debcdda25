"""Name of the type and subject of a document (tên loại, trích yếu: Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from normalizers import fold, patterns

from .cells import Cell, joined
from .document_types import DocumentType, types, types_by_word
from .header_fields import Field
from .letterhead import Head, is_stamp, is_state_line

_TITLE = 700  # characters of a subject; more is no subject but a paragraph
_LINES = 5  # lines of a subject
_ALONE = 12  # cells within which a type in a line of its own needs no letterhead above it

# Words that open the text after the subject; in a garbled text one letter may be misread.
_OPENING = (
    r"(?:c\S{1,2}n\s+c\S{1,2}|th\S{1,2}[ce]\s+hi\S{1,3}|thi\s+h\S{1,2}nh|k\Snh\s+g\S{1,2}i|x\Set\b|x\St\s+d\S\s+nghi|"
    r"ti\S{1,2}p\s+theo|tr\S{1,2}n\s+c\S\s+s\S|th\S{1,2}i\s+gian\s+qua|nh\S{1,2}m\s|theo\s+d\S\s+nghi|trong\s|n\S{1,2}m\s+\d|"
    r"ng\S{1,2}y\s+\d|t\S{1,2}\s+ng\S{1,2}y|de\s)"
)
_BEGINS = patterns.pattern(_OPENING)
_NUMBERED = patterns.pattern(
    r"\(|(?:[ivx]{1,4}|\d{1,2}|[a-h])\s?[.)]|[-+•*]|(?:dieu|phan|chuong|muc)\s+[\divx]+(?!\p{L})"
)
_INSIDE = patterns.pattern(rf"\s(?={_OPENING})|\s\((?=so\s+lieu|kem\s+theo|ban\s+hanh|tu\s+ngay|du\s+thao)")
_SUBJECT = patterns.pattern(r"(?:v\s?/\s?v|ve\s+viec|trich\s+yeu)\b\s*[:.]?\s*")
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
    return Named(entry, cell, Field(name_of(entry), cell.part(0, match.end()).span, 0.9), rest)


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


@cache
def _names() -> dict[str, DocumentType]:
    """The letters of each type's names («baocao»), to the type."""
    return {word.replace(" ", ""): entry for word, entry in types_by_word().items()}


@cache
def _name_first() -> patterns.Pattern:
    names = patterns.alternation(list(types_by_word())).replace(" ", r"\s+")
    return patterns.pattern(rf"(?P<name>{names})(?!\p{{L}})")


def find_title(head: Head, named: Named) -> Field | None:
    """The lines of the subject under the type, up to an empty line or the first words of the text."""
    parts = list(_subject_cells(head, named))
    if not parts or sum(len(part.text) for part in parts) > _TITLE:
        return None
    return joined(parts, head.value, 0.9 if named.rest is None else 0.8)


def _subject_cells(head: Head, named: Named) -> Iterator[Cell]:
    at = head.cells.index(named.cell) if named.cell else len(head.cells)
    candidates = [*([named.rest] if named.rest else []), *head.cells[at + 1 :]]
    capital = None
    for index, cell in enumerate(candidates[:_LINES]):
        if index and (cell.after_blank or capital != cell.capital or cell.text.endswith(":")):
            return
        if is_state_line(cell) or is_stamp(cell) or _begins_text(cell):
            return
        capital = cell.capital
        end = _text_inside(cell)
        yield cell if end is None else cell.part(0, end)
        if end is not None or cell.text.endswith((".", ";", "./.")):
            return


def _begins_text(cell: Cell) -> bool:
    """True for the first words of the text or of its first heading; in capitals they may be the subject itself."""
    if cell.text[:2].islower():
        return False
    opening = None if cell.capital else _BEGINS.match(cell.folded)
    return (opening or _NUMBERED.match(cell.folded)) is not None


def _text_inside(cell: Cell) -> int | None:
    """Where the text begins inside a cell: a PDF's lines may run on («… năm 2026 Thực hiện Quyết định …»)."""
    for match in _INSIDE.finditer(cell.folded):
        following = cell.text[match.end() : match.end() + 2]
        if match[0].endswith("(") or (following[:1].isupper() and following[1:].islower()):
            return match.start()
    return None


def find_subject(head: Head) -> Field | None:
    """The subject of a công văn: the cell «V/v …» and the cells of the same column that continue it."""
    if not head.anchored:
        return None
    for index, cell in enumerate(head.cells[:_ALONE]):
        match = _SUBJECT.match(cell.folded)
        if match and match.end() < len(cell.text):
            parts = [cell.part(match.end()), *_continued(head.cells[index + 1 :], cell.line)]
            return joined(parts, head.value, 0.9)
    return None


def _continued(cells: Sequence[Cell], line: int) -> Iterator[Cell]:
    """The first cells of the following lines as long as they go on in lower case."""
    for cell in cells:
        if cell.line == line or is_state_line(cell):
            continue
        if cell.line != line + 1 or cell.after_blank or not cell.text[0].islower():
            return
        line = cell.line
        yield cell


def implied_type(head: Head) -> Named | None:
    """The type that the symbol names, or công văn for a symbol without one above «V/v» or «Kính gửi»."""
    symbol = head.number
    if symbol is None:
        return None
    entry = types().get(symbol.type) if symbol.type else None
    if entry is None and symbol.type is None and (find_subject(head) or _is_addressed(head)):
        entry = types()["CV"]
    return Named(entry, None, Field(name_of(entry), symbol.span, 0.8)) if entry else None


def _is_addressed(head: Head) -> bool:
    return any(_ADDRESSED.match(cell.folded) for cell in head.cells)
