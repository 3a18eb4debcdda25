"""Lines of UTF-8 that was read as CP1252, UTF-16 that was read as eight bits, and decomposed Unicode."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..text import Span
from . import decomposed, eight_bit
from .encodings import Encoding
from .evidence import Evidence, Found
from .sequences import SEQUENCE
from .tokens import sums_of_lines
from .words import BAD, foreign, vietnamese

# Letters that only Vietnamese needs, Ạ..ỹ and đ ă ơ ư, as their bytes look: proof of UTF-8, read once or twice.
_RAW = re.compile("á[º»][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Ä[‘\x90ƒ]|Æ[°¡¯](?=[A-Za-zÃáÆ ])")
_RAW_TWICE = re.compile("Ã¡Â[º»]|Ã„[â\x90]|Ã†[Â]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u0331]+[^\W\d_]*)*")
_LATIN_WORD = re.compile("\n|[A-Za-z\u00c0-\u024f\u0300-\u0331\u1e00-\u1eff]+")
_MARK = re.compile("[\u0300-\u0331]")
_ONLY_VIETNAMESE = re.compile("[\u0309\u0323\u031b]|[\u0302\u0306][\u0300\u0301\u0303]|[âăêôơưÂĂÊÔƠƯ][\u0300-\u0331]")
_WINDOWS = re.compile("[âăêôơưÂĂÊÔƠƯ][\u0300\u0301\u0303\u0309\u0323]")
_COVERED = 0.7  # the least share of the characters beyond ASCII that UTF-8 must account for
_MARGIN = -0.5  # log10; that the bytes are UTF-8 says the most
_STRANGE = -1.0  # log10 for a name or an abbreviation among Vietnamese words
# Two characters for one, the high byte that of Latin, marks or signs; others (Chinese) only between two of these.
_WIDE = {
    Encoding.UTF16_LE_READ_AS_8_BIT: re.compile(
        "(?:[^\0][\0\x01\x1e\x20\x03]|(?<=\0)(?:[^\0]{2}){1,9}(?=[^\0]\0[^\0]\0)){3,}"
    ),
    Encoding.UTF16_BE_READ_AS_8_BIT: re.compile(
        "(?:[\0\x01\x1e\x20\x03][^\0]|(?<=\0[^\0])(?:[^\0]{2}){1,9}(?=\0[^\0]\0[^\0])){3,}"
    ),
}
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ODD = re.compile("[^\t-~\xa0-\u01b4\u0300-\u0331Ạ-ỹ\u2010-\u2044\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]")


def utf16_runs(value: str) -> Iterator[Found]:
    """The runs of two characters for one; at least half of the high bytes are NUL, which no text has."""
    runs = {encoding: list(pattern.finditer(value)) for encoding, pattern in _WIDE.items()}
    encoding = max(runs, key=lambda order: sum(_sense(match[0], order) for match in runs[order]))
    for match in runs[encoding]:
        if match[0].count("\0") * 6 >= len(match[0]) and _sense(match[0], encoding) > 0:
            yield Found(Span(*match.span()), encoding, Evidence(None, words=match[0].count(" ") + 1))


def _sense(run: str, encoding: Encoding) -> int:
    """The characters of `run` in UTF-16 that a Vietnamese text may hold, less ten times the others."""
    decode = eight_bit.utf16_le_read if encoding is Encoding.UTF16_LE_READ_AS_8_BIT else eight_bit.utf16_be_read
    read = decode(run).value
    if not _LETTERS.search(read):
        return 0
    return len(read) - 11 * len(_ODD.findall(read))


def utf8_runs(value: str, lines: Sequence[Span]) -> Iterator[Found]:
    """The lines that hold UTF-8 read as CP1252, once or twice, and are Vietnamese after."""
    for line in _lines_with(SEQUENCE, value, lines):
        if found := _utf8(value[line.start : line.end], line):
            yield found


def _lines_with(pattern: re.Pattern[str], value: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Those of `lines` that `pattern`, which matches within lines, is found in."""
    starts = [line.start for line in lines]
    at = 0
    while match := pattern.search(value, at):
        number = bisect_right(starts, match.start()) - 1
        at = match.end()
        if number >= 0 and match.start() < lines[number].end:
            yield lines[number]
            at = lines[number].end


def _utf8(part: str, line: Span) -> Found | None:
    covered = sum(map(len, SEQUENCE.findall(part)))
    if covered < _COVERED * (len(part) - len(part.encode("ascii", "ignore"))):
        return None
    words = part.count(" ") + 1
    if _RAW_TWICE.search(part):
        return Found(line, Encoding.UTF8_READ_AS_CP1252_TWICE, Evidence(None, words=words))
    if _RAW.search(part):
        return Found(line, Encoding.UTF8_READ_AS_CP1252, Evidence(None, words=words))
    return _less_plainly_utf8(part, line, words)


def _less_plainly_utf8(part: str, line: Span, words: int) -> Found | None:
    """The same for a line without a letter that only Vietnamese has: the words decide."""
    once = eight_bit.utf8_read(part).value
    if once == part:
        return None
    encoding, gain = Encoding.UTF8_READ_AS_CP1252, _gain(part, once)
    if SEQUENCE.search(once):
        twice = _gain(part, eight_bit.utf8_read(once).value)
        if twice > gain:
            encoding, gain = Encoding.UTF8_READ_AS_CP1252_TWICE, twice
    return Found(line, encoding, Evidence(round(gain, 1), words=words)) if gain >= _MARGIN else None


def _gain(before: str, after: str) -> float:
    """How much likelier the changed words are as Vietnamese than both as they stood and as another language."""
    own = set(before.split())
    words = [word for part in after.split() if part not in own for word in _WORD.findall(part)]
    was = [word for word in before.split() if not word.isascii()]
    if not words or len(_ODD.findall(after)) > len(_ODD.findall(before)):
        return BAD
    native = sum(vietnamese(word)[1] for word in words)
    return min(native - sum(map(foreign, words)), native - sum(map(foreign, was)))


def decomposed_runs(value: str, lines: Sequence[Span]) -> Iterator[Found]:
    """The lines whose words with combining marks are Vietnamese when composed."""
    with_marks = list(_lines_with(_MARK, value, lines))
    found = _LATIN_WORD.findall("".join([value[line.start : line.end] + "\n" for line in with_marks]))
    if not with_marks:
        return
    sums = sums_of_lines(found, "\n", _marked).T.tolist()
    for line, (words, native, sure, windows) in zip(with_marks, sums, strict=True):
        if not words or native * 4 < words * 3:
            continue
        if sure or _is_vietnamese(decomposed.composed(value[line.start : line.end]).value):
            order = Encoding.DECOMPOSED_WINDOWS if windows else Encoding.DECOMPOSED
            yield Found(line, order, Evidence(None, words=int(words)))


@lru_cache(maxsize=1 << 16)
def _marked(word: str) -> tuple[bool, bool, bool, bool]:
    """Of a word: whether it has combining marks, and then is Vietnamese when composed, surely, as Windows has it."""
    if not _MARK.search(word):
        return False, False, False, False
    is_native = vietnamese(decomposed.composed(word).value)[1] > BAD
    return True, is_native, bool(_ONLY_VIETNAMESE.search(word)), bool(_WINDOWS.search(word))


def _is_vietnamese(part: str) -> bool:
    words = _WORD.findall(part)
    return sum(max(vietnamese(word)[1] - foreign(word), _STRANGE) for word in words) > 0
