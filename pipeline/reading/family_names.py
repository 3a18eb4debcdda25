"""The name of whoever signed: a doubtful tone of the family name put right where one alone is as near to what was read.

Recognition knows words better than names: «Đinh» is read «Định», «Nguyễn» under a seal «Nguyên», «Trần» with confidence
«Trân». Middle and given names can be any word and stay as they were read, but for their capital («Trương Kim ổn») and
for what a seal leaves beside them («Vi Đông 'Thu»).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from string import ascii_lowercase
from unicodedata import normalize

from extractors.vocabulary import load
from normalizers.folding import fold
from normalizers.patterns import pattern
from normalizers.syllables import is_syllable
from pipeline.document import Cell, Line, Word

_DOUBTFUL = 0.95  # confidence of a word that may be another
_LEFT = 0.5  # the most that is left to it
_REACH = 8  # lines from the office down to the name: the signature between them may be read as some
_WORDS = (2, 5)  # of a name
_CAPITAL = pattern(r"\p{Lu}\p{Ll}*")
_ONE_SHAPE = pattern(r"[cosvxuưôơòóỏõọồốổỗộờớởỡợùúủũụừứửữự]\p{Ll}*")  # as small letters and as capitals
_TONES_ABOVE = frozenset("\u0300\u0301\u0303\u0309")  # huyền, sắc, ngã, hỏi
_LEAST_IN_CAPITALS = 2  # words of a cell that begin with one: the others are words of its name then
_DUSTY = pattern(r"['’‘`´\".:*~^_-]?(\p{Lu}\p{Ll}*)['’‘`´\".:*~^_-]?")
_AUTHORITY = pattern(r"(?:TM|KT|TL|TUQ|Q)[.,]?")


def with_family_names(lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` in reading order with the family names of signatories, below their office, as names are written."""
    return tuple(_named(lines))


def signatories(lines: Iterable[Line]) -> Iterator[Cell]:
    """The cells of `lines` in reading order that are names below an office in capitals."""
    for line, below in _below_offices(lines):
        yield from filter(_is_name, line.cells if below else ())


def _named(lines: Iterable[Line]) -> Iterator[Line]:
    for line, below in _below_offices(lines):
        named = tuple(map(_as_name, line.cells)) if below else line.cells
        yield Line(named) if named != line.cells else line


def _as_name(cell: Cell) -> Cell:
    raised = _with_capitals(tuple(map(_without_dust, cell)))
    return _with_family(raised) if _is_name(raised) else cell


def _without_dust(word: Word) -> Word:
    """`word` without strokes beside its letters that hardly anybody prints there, if it is doubtful."""
    lettered = _DUSTY.fullmatch(word.text) if word.confidence < _DOUBTFUL else None
    return word if lettered is None else replace(word, text=lettered[1])


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
    first = cell[0]
    read, known = first.text.lower(), _families().get(fold(first.text), ())
    nearest = [name for name in known if _distance(read, name) == min(_distance(read, each) for each in known)]
    if len(nearest) != 1 or read in known:
        return cell
    if first.confidence >= _DOUBTFUL and nearest[0] not in load("surnames")["commonest"]:
        return cell
    return (replace(first, text=nearest[0].capitalize(), confidence=min(first.confidence, _LEFT)), *cell[1:])


def _distance(read: str, name: str) -> int:
    """How much must have gone wrong to read the `name` so: one mark for another at its place, or one more or less.

    A stroke above is no dot below: «Vị» is Vi with dust rather than Vì, «Tông» has lost the tone of Tống, not of Tòng.
    """
    marks = [set(normalize("NFD", word)) - set(ascii_lowercase) for word in (read, name)]
    above = [each & _TONES_ABOVE for each in marks]
    return len(marks[0] ^ marks[1]) - (all(above) and above[0] != above[1])


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
