"""Names of persons among the tokens of a paragraph: no language model knows what a family calls its children.

«Triệu Ánh Hùng», read without a fault, became «Triệu Anh Hùng»: heroes are commoner than that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..syllables import is_syllable
from .tokens import Case, Token, case_of

_LEAST, _MOST = 3, 6  # words of a name in a sentence; «Lê Lợi» may as well be «Bộ Y» of «Bộ Y tế»
_LEAST_ALONE = 2  # and of one by itself on its line


def names(paragraph: str, found: Sequence[Token]) -> frozenset[int]:
    """The numbers of those of the tokens `found` in `paragraph` that are words of names of persons."""
    return frozenset(at for run in _runs(paragraph, found) if _is_name(run, found) for at in run)


def _runs(paragraph: str, found: Sequence[Token]) -> Iterator[range]:
    """Words in title case one after another, with a blank between them and no other sign, as long as they go on."""
    start = 0
    for at, token in enumerate(found):
        if not _is_titled(token):
            yield range(start, at)
            start = at + 1
        elif at > start and paragraph[found[at - 1].end : token.start] != " ":
            yield range(start, at)
            start = at
    yield range(start, len(found))


def _is_titled(token: Token) -> bool:
    return token.is_word and case_of(token.read) is Case.TITLE and is_syllable(token.read)


def _is_name(run: range, found: Sequence[Token]) -> bool:
    return (_LEAST_ALONE if len(run) == len(found) else _LEAST) <= len(run) <= _MOST
