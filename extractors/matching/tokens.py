"""Words, numbers and signs of a text, with the spelling used for matching."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers import patterns

# Signs that an English OCR model writes for Vietnamese letters («1€» for «lệ», «li¢u» for «liệu») belong to words.
_TOKEN = patterns.pattern(r"\d+(?:[.,]\d+)*(?![\p{L}€¢])|[\p{L}\p{M}\d€¢]+|[^\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of the folded text; `canonical` is the vocabulary word it stands for."""

    start: int
    end: int
    canonical: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of the vocabulary at its place: `label` is what it says."""

    label: str
    start: int
    end: int


def tokenise(folded: str) -> list[Token]:
    """The tokens of a folded text, in order."""
    return [Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(folded)]
