"""The name of whoever signed: a doubtful tone of the family name put right where one alone can be meant.

Recognition knows words better than names: «Đinh» is read «Định», «Nguyễn» under a seal «Nguyên», «Trần» with confidence
«Trân». Middle and given names can be any word and stay as they were read, but for their capital («Trương Kim ổn») and
for quotation marks, which a seal leaves beside them («Vi Đông 'Thu»).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from string import ascii_lowercase
from unicodedata import normalize

from extractors.vocabulary import load
from normalizers.folding import fold
from normalizers.patterns import pattern
from normalizers.syllables import is_syllable
from pipeline.document import Cell, Line, Word

DOUBTFUL = 0.95  # confidence of a word of a name: below, it may be another
_LEFT = 0.5  # the most that is left to it
_REACH = 8  # lines from the office down to the name: the signature between them may be read as some
_WORDS = (2, 5)  # of a name
_CAPITAL = pattern(r"\p{Lu}\p{Ll}*")
_ONE_SHAPE = pattern(r"[cosvxuưôơòóỏõọồốổỗộờớởỡợùúủũụừứửữự]\p{Ll}*")  # as small letters and as capitals
_TONES_ABOVE = frozenset("\u0300\u0301\u0303\u0309")  # huyền, sắc, ngã, hỏi
_LEAST_IN_CAPITALS = 2  # words of a cell that begin with one: the others are words of its name then
QUOTES = "'’‘`´"  # no name has them at its ends
_AUTHORITY = pattern(r"(?:TM|KT|TL|TUQ|Q)[.,]?")


def with_written_names(lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` in reading order with the capitals of the words of names below an office, and nothing beside them."""
    return tuple(_mapped(lines, _as_written))


def with_family_names(lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` in reading order with the family names of signatories, below their office, as names are written."""
    return tuple(_mapped(lines, _with_family))


def signatories(lines: Iterable[Line]) -> Iterator[Cell]:
    """The cells of `lines` in reading order that are names below an office in capitals."""
    for line, below in _below_offices(lines):
        yield from filter(_is_name, line.cells if below else ())


def _mapped(lines: Iterable[Line], change: Callable[[Cell], Cell]) -> Iterator[Line]:
    for line, below in _below_offices(lines):
        changed = tuple(map(change, line.cells)) if below else line.cells
        yield Line(changed) if changed != line.cells else line


def _as_written(cell: Cell) -> Cell:
    plain = _with_capitals(tuple(map(_without_quotes, cell)))
    return plain if _is_name(plain) else cell


def _without_quotes(word: Word) -> Word:
    """`word` without quotation marks beside its letters, if it is doubtful."""
    text = word.text.strip(QUOTES)
    return replace(word, text=text) if word.confidence < DOUBTFUL and text != word.text else word


def _with_capitals(cell: Cell) -> Cell:
    """`cell` with capitals at all its words, where those that have none begin with a letter that has one shape."""
    capitals = sum(word.text[:1].isupper() for word in cell)
    if capitals == len(cell) or capitals < _LEAST_IN_CAPITALS:
        return cell
    if not all(word.text[:1].isupper() or _ONE_SHAPE.fullmatch(word.text) for word in cell):
        return cell
    return tuple(w if w.text[:1].isupper() else replace(w, text=w.text.capitalize()) for w in cell)


def _below_offices(lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it stands close below an office."""
    since = _REACH + 1  # lines read since the last office
    for line in lines:
        since = 0 if any(map(_is_office, line.cells)) else since + 1
        yield line, 0 < since <= _REACH


def _is_office(cell: Cell) -> bool:
    """True for «KT. CHỦ TỊCH», «PHÓ GIÁM ĐỐC»."""
    if not cell or not all(word.text.upper() == word.text for word in cell):
        return False
    return _AUTHORITY.fullmatch(cell[0].text) is not None or any(
        fold(" ".join(word.text for word in cell[at:])) in _offices() for at in range(len(cell))
    )


def _is_name(cell: Sequence[Word]) -> bool:
    fewest, most = _WORDS
    names = (_CAPITAL.fullmatch(word.text) and is_syllable(word.text) for word in cell)
    return fewest <= len(cell) <= most and all(names)


def _with_family(cell: Cell) -> Cell:
    if not _is_name(cell):
        return cell
    first = cell[0]
    family = _nearest(first.text.lower(), _families().get(fold(first.text), ()))
    if family is None or (first.confidence >= DOUBTFUL and family not in load("surnames")["commonest"]):
        return cell
    return (replace(first, text=family.capitalize(), confidence=min(first.confidence, _LEFT)), *cell[1:])


def _nearest(read: str, known: Sequence[str]) -> str | None:
    """The family name for which `read` must stand, of those `known` with its letters; None where two can be meant.

    Of several it is the one with one mark more or less, if no other has a tone above for one that was read: «Vị» is Vi
    with dust, «Tông» has lost the tone of Tống; but «Lá» may be La or Lã, and «Há» neither Hà nor Hạ for certain.
    """
    if read in known or not known:
        return None
    if len(known) == 1:
        return known[0]
    marks = _marks(read)
    one_off = [name for name in known if len(_marks(name) ^ marks) == 1]
    is_tone_in_doubt = any(_differ_in_tone(marks, _marks(name)) for name in known)
    return one_off[0] if len(one_off) == 1 and not is_tone_in_doubt else None


def _marks(word: str) -> frozenset[str]:
    return frozenset(normalize("NFD", word)) - frozenset(ascii_lowercase)


def _differ_in_tone(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where both have a tone above, and else the same marks."""
    tones = one & _TONES_ABOVE and other & _TONES_ABOVE
    return bool(tones) and one - _TONES_ABOVE == other - _TONES_ABOVE


@cache
def _offices() -> frozenset[str]:
    return frozenset(fold(phrase) for phrases in load("positions").values() for phrase in phrases)


@cache
def _families() -> Mapping[str, tuple[str, ...]]:
    """Family names by their letters without any marks."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for names in load("surnames").values():
        for name in names:
            found[fold(name)] += (name,)
    return dict(found)
