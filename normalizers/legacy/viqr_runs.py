"""Which lines are in VIQR; signs that end a sentence are told from marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress

import numpy as np

from ..text import Span
from .decoded import Decoded, read_together
from .encodings import Encoding
from .evidence import Evidence, Found
from .ruins import ACCENTED
from .suspicion import without_addresses
from .tokens import END, sums_of_lines, viqr_tokens, word_of
from .viqr import read
from .words import BAD, foreign, vietnamese

_MARGIN, _ALONE = 2.0, 2.5  # log10; the second where a single word has marks
# log10 that a sentence ends where the line does, before a capital, and elsewhere
_END, _CAPITAL, _NO_END, _QUESTION = -0.5, -1.3, -4.0, -1.0  # the last: that it is a question
_SIGNED = "A-Za-z'`?~.^(+"
_LAST_SIGN = re.compile(
    rf"(?<![{_SIGNED}])([{_SIGNED}]{{0,30}}[aeiouyAEIOUY^(+]['?.])(?![{_SIGNED}])(?=(\s*(?:$|[A-Z\n])))?"
)
_PLAIN = re.compile(r"[aeoAEO]\^|[uoUO]\+")
_TWICE = re.compile(r"([`^~+('])\1")  # quotes of programs, no letter
_UNMARKED, _WRONG = -0.5, -3.0  # log10 of a word without marks that the model does not know, and of one with marks
_MARK = -1.6  # log10 of a sign inside an ASCII word


def viqr_runs(value: str, lines: Sequence[Span]) -> Iterator[Found]:
    """Those of `lines`, which hold marks of VIQR, that are Vietnamese when read so, and are not as they stand."""
    found = viqr_tokens("".join([without_addresses(value[line.start : line.end]) + "\n" for line in lines]))
    gain, marked, wrong, spoken, words = sums_of_lines(found, END, _facts)
    likely = np.flatnonzero((gain >= _MARGIN) & (wrong * 2 <= marked) & (marked >= ACCENTED * spoken))
    told = zip(likely.tolist(), gain[likely].tolist(), marked[likely].tolist(), words[likely].tolist(), strict=True)
    for at, sure, with_marks, size in told:
        line = lines[at]
        if with_marks > 1 or sure >= _ALONE or _PLAIN.search(value, line.start, line.end):
            yield Found(line, Encoding.VIQR, Evidence(round(sure, 1), words=int(size)))


@lru_cache(maxsize=1 << 16)
def _facts(token: bytes) -> tuple[float, bool, bool, bool, bool]:
    """Of a token: its gain; whether it has marks, is no word when read so, is no abbreviation, is a word."""
    if token == END:
        return 0.0, False, False, False, False
    word = word_of(token)
    gain = _gain(word)
    return gain, not word.strip("'?.").isalpha(), gain == _WRONG, not word.isupper(), True


def _gain(token: str) -> float:
    """How much likelier `token` is as VIQR than as a word of another language."""
    decoded = read(token).value
    bare = decoded.strip("'`?~.^(+\\")
    if not bare or _TWICE.search(token):
        return 0.0 if not bare else -_ALONE
    inner = token.strip("'?.")
    _, score = vietnamese(bare)
    plain = sum(char.isalpha() for char in inner)
    stands = foreign("".join(filter(str.isalpha, token))) + _MARK * (len(inner) - plain)
    if decoded == token:
        unknown = 0.0 if token.isupper() else _UNMARKED
        return max(score - stands, unknown) if score > BAD else unknown
    return score - stands if score > BAD else _WRONG


def sentences_read(parts: Sequence[str]) -> list[Decoded]:
    """`parts` read as VIQR; a sign after a word is a full stop or a question mark where that makes more sense.

    Where a backslash guards signs that are none, as RFC 1456 has it, the others are marks.
    """
    guarded = ["\\" in part for part in parts]
    marked = iter(read_together(list(compress(parts, guarded)), read))
    others = iter(read_together([part for part in parts if "\\" not in part], _sentence_read))
    return [next(marked) if is_guarded else next(others) for is_guarded in guarded]


def _sentence_read(value: str) -> Decoded:
    signs = frozenset(match.end() - 1 for match in _LAST_SIGN.finditer(value) if _ends(match[1], match[2]))
    return read(value, signs)


@lru_cache(maxsize=1 << 16)
def _ends(token: str, then: str | None) -> bool:
    """True when the last sign of `token` is punctuation; `then`: the capital, or the end, that follows it."""
    bare = token[:-1].lstrip("'`?~.^(+\\")
    if len(bare) == 1 and token[-1] != "'":
        return True
    with_mark, without = (vietnamese(read(word).value)[1] for word in (bare + token[-1], bare))
    chance = _NO_END if then is None or token[-1] == "'" else _CAPITAL if then.strip() else _END
    chance += _QUESTION if token[-1] == "?" else 0.0
    return without + chance > with_mark
