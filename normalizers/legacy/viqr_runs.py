"""Which lines are in VIQR; signs that end a sentence are told from marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..text import Span
from .decoded import Decoded
from .encodings import Encoding
from .evidence import Evidence, Found
from .ruins import is_mostly_bare
from .suspicion import without_addresses
from .viqr import read
from .words import BAD, foreign, vietnamese

_TOKEN = re.compile(r"[A-Za-z'`?~.^(+\\]+")
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
    for line in lines:
        part = value[line.start : line.end]
        tokens = _TOKEN.findall(without_addresses(part))
        gains = list(map(_gain, tokens))
        marked = sum(map(_is_marked, tokens))
        if gains.count(_WRONG) * 2 > marked or is_mostly_bare(marked, tokens):
            continue
        if (gain := sum(gains)) >= (_MARGIN if marked > 1 or _PLAIN.search(part) else _ALONE):
            evidence = Evidence(round(gain, 1), words=len(gains))
            yield Found(line, Encoding.VIQR, evidence)


@lru_cache(maxsize=1 << 16)
def _is_marked(token: str) -> bool:
    return not token.strip("'?.").isalpha()


@lru_cache(maxsize=1 << 16)
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


def sentence_read(value: str) -> Decoded:
    """`value` read as VIQR; a sign after a word is a full stop or a question mark where that makes more sense.

    Where a backslash guards signs that are none, as RFC 1456 has it, the others are marks.
    """
    if "\\" in value:
        return read(value)
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
