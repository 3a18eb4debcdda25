"""The number of a document in its symbol: «l107/BC-UBND», «20ó/BC-UBND», «1435//BC-UBND».

Before the slash of a symbol stand digits alone (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II): a sign there that has the
shape of a digit is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from normalizers.patterns import pattern
from pipeline.document import Cell, Line, Word

from .digit_shapes import AS_DIGITS

_HEAD = r"(?=[^/]*[\dóÓ])[\dlI|OoóÓ]{1,5}(?:[.][\dóÓ]{1,2})?(?:/(?:19|20)[\dóÓ]{2})?"
_CODE = pattern(rf"([(]?)({_HEAD})[/⁄]{{1,2}}([A-ZĐ]{{1,6}}-[A-ZĐ].*)")
_BEGUN = pattern(r"[lI|]")
_REST = pattern(r"[\dlI|O]{2,4}[/⁄]{1,2}[A-ZĐ]{1,6}-[A-ZĐ].*")
_GAP = 0.2  # of the height: a blank is wider
_DOUBT = 0.5


def with_code_numbers(lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` with digits before the symbols of documents."""
    return tuple(Line(tuple(tuple(map(_numbered, _joined(cell))) for cell in line.cells)) for line in lines)


def _joined(cell: Cell) -> Iterator[Word]:
    """The words of `cell`, the first stroke of a number put to its rest: «I 107/BC-UBND»."""
    begun: Word | None = None
    for word in cell:
        if (
            begun
            and _REST.fullmatch(word.text)
            and word.box.x0 - begun.box.x1 <= _GAP * (word.box.bottom - word.box.top)
        ):
            yield Word(begun.text + word.text, begun.box.union(word.box), min(begun.confidence, word.confidence))
            begun = None
            continue
        if begun:
            yield begun
        begun = word if _BEGUN.fullmatch(word.text) else None
        if not begun:
            yield word
    if begun:
        yield begun


def _numbered(word: Word) -> Word:
    found = _CODE.fullmatch(word.text)
    if not found:
        return word
    text = f"{found[1]}{found[2].translate(AS_DIGITS)}/{found[3]}"
    return word if text == word.text else replace(word, text=text, confidence=min(word.confidence, _DOUBT))
