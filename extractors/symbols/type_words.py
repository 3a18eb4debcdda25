"""The word for a document before its number («Kế hoạch số», «NQ số», «Nghị định»), found in folded text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from normalizers import patterns

from .document_types import DocumentType, types, types_by_word

# «số» as English OCR reads it: s6, sd, sb, sb6, s0, $6 (domain.md 3).
NUMBER_SIGN = r"(?:[s$][o06dbe]6?|[s$]6?|sod)"

_SIGN = patterns.pattern(rf"{NUMBER_SIGN}|:")
_ABBREVIATIONS = {
    "nd": "NĐ",
    "qd": "QĐ",
    "nq": "NQ",
    "cv": "CV",
    "kh": "KH",
    "bc": "BC",
    "tt": "TT",
    "ct": "CT",
    "tb": "TB",
}
_REACH = 60  # characters that the longest name of a type and «số:» can take


@dataclass(frozen=True, slots=True)
class TypeWord:
    """The word before a number; `signed` tells whether «số» stands between."""

    word: str
    type: DocumentType
    signed: bool


@cache
def words() -> dict[str, DocumentType]:
    """Every folded word or printed abbreviation for a document in running text, to its type."""
    return {abbr: types()[kind] for abbr, kind in _ABBREVIATIONS.items()} | types_by_word()


@cache
def _longest() -> int:
    """The number of syllables of the longest word for a document."""
    return max(word.count(" ") + 1 for word in words())


def word_before(folded: str, start: int) -> TypeWord | None:
    """The word for a document, with or without «số», that ends right before `start`; the longest that fits."""
    before = folded[max(0, start - _REACH) : start]
    if before and not before[-1].isspace() and before[-1] not in ":.":
        return None
    tokens = [token.rstrip(":.") or ":" for token in before.split()]
    signed = False
    while tokens and _SIGN.fullmatch(tokens[-1]):
        signed = signed or tokens[-1] != ":"
        tokens.pop()
    for count in range(min(_longest(), len(tokens)), 0, -1):
        word = " ".join(tokens[-count:]).lstrip("(\"'“«*_-–+")
        if word in words():
            return TypeWord(word, words()[word], signed)
    return None
