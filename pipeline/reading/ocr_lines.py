"""What Tesseract read, put right: rubbish of ruling lines dropped, side-by-side blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median, quantiles

from normalizers.syllables import is_syllable
from pipeline.document import Box, Line, Word

from .layout import lines as lay_out
from .ocr import RecognisedLine
from .two_readings import is_figure

_UPRIGHT_RULES = frozenset("|‖¦")
_LEVEL_RULES = frozenset("_—–-=~¬")
_RULE_HEIGHTS = 1.5  # a dash wider than so many line heights is a ruling line
_RULE_SIGNS = 3  # and so is a word of so many dashes
_LEAST_LETTER = 3.0  # points: a small letter of a footnote is higher or broader
_DOUBTFUL = 0.5
_CLEAR = 0.7
_RUBBISH = 0.3
_APART = 2.0  # heights of a word: columns, not words of one line
_PRINTED_ALONE = frozenset("–—…•●○■□▪“”‘’«»°§±×÷≤≥đĐ")
_DESCENDING = frozenset("gjpqyạặậẹệịọộợụựỵQ,;()[]/_|")
_EM = 1 / 0.85  # over the taller words of a line: letters with marks and tails hardly ever fill the em
_CAPITAL_EM = 1 / 0.95  # over the middle word in capitals: with a mark on top they are as high as the em
_EDGES = ".,;:!?()[]{}\"'“”‘’«»-–/+*"
_POOR_CONFIDENCE = 0.65  # pages upside down have 0.4 to 0.5, poor scans 0.8 and more
_HOPELESS = 0.4  # show-through and scribble have 0.15 to 0.3, the worst pages that can be read 0.8
_POOR_SYLLABLES = 0.35  # and 0.04 to 0.12 of their words could be Vietnamese, upright ones 0.8 and more


def without_rules(lines: Iterable[RecognisedLine]) -> tuple[RecognisedLine, ...]:
    """`lines` without the words that are ruling lines, borders and specks taken for letters."""
    kept = (RecognisedLine(_real_words(line.words), line.block) for line in lines)
    return tuple(line for line in kept if line.words)


def without_rubbish(lines: Iterable[RecognisedLine]) -> tuple[RecognisedLine, ...]:
    """`lines` without what signatures, seals and show-through were taken for: no confidence, and no word at all.

    A signature beside the recipients is read as the end of their lines, «- Lưu: VT. NI là»: what stands apart on a line
    and has no confidence either goes with it, syllables and all, but for figures.
    """
    kept = (RecognisedLine(tuple(w for w in _spoken(line.words) if not _is_rubbish(w)), line.block) for line in lines)
    return tuple(line for line in kept if line.words and confidence(line.words) >= _HOPELESS)


def _spoken(words: Sequence[Word]) -> list[Word]:
    """`words` without those that stand apart from the others, none of them read with any confidence, none a figure."""
    parts: list[list[Word]] = []
    for word in words:
        if parts and word.box.x0 - parts[-1][-1].box.x1 <= _APART * (word.box.bottom - word.box.top):
            parts[-1].append(word)
        else:
            parts.append([word])
    clear = [part for part in parts if any(word.confidence >= _RUBBISH or is_figure(word.text) for word in part)]
    return [word for part in clear or parts for word in part]


def is_hopeless(words: Sequence[Word]) -> bool:
    """True when hardly a word of a whole page was read with confidence: it is blank, or cannot be read."""
    return bool(words) and confidence(words) < _HOPELESS


def in_reading_order(lines: Sequence[RecognisedLine]) -> tuple[Line, ...]:
    """`lines` as lines of the page: the left of two blocks first, even where Tesseract read across both.

    The words of a line are laid out as boxes of one height on one base line, since their own boxes
    follow the ink: «cơ» and «Độ» beside it have other middles.
    """
    own = {}
    level: list[Word] = []
    for line in lines:
        top, bottom = line_extent(line.words)
        for word in line.words:
            even = Word(word.text, Box(word.box.x0, top, word.box.x1, bottom), word.confidence)
            own[id(even)] = word
            level.append(even)
    return tuple(Line(tuple(tuple(own[id(word)] for word in cell) for cell in row.cells)) for row in lay_out(level))


def by_rows(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The lines of `words`, which are in reading order: each begins where one stands left of the one before."""
    starts = [at for at in range(1, len(words)) if words[at].box.x0 < words[at - 1].box.x0]
    return [tuple(words[start:end]) for start, end in pairwise([0, *starts, len(words)])]


def is_poor(words: Sequence[Word]) -> bool:
    """True when a reading is rubbish, as that of a page upside down: little confidence and hardly a syllable."""
    lettered = [word for word in words if any(char.isalpha() for char in word.text)]
    if not lettered:
        return False
    syllables = sum(is_syllable(word.text.strip(_EDGES)) for word in lettered) / len(lettered)
    return confidence(lettered) < _POOR_CONFIDENCE and syllables < _POOR_SYLLABLES


def confidence(words: Sequence[Word]) -> float:
    """The mean confidence of `words`, 0 for none."""
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _real_words(words: Sequence[Word]) -> tuple[Word, ...]:
    height = median(word.box.bottom - word.box.top for word in words)
    return tuple(word for word in words if not _is_rule(word, height) and not _is_speck(word))


def _is_speck(word: Word) -> bool:
    """True for a lone sign that no one prints by itself («Š», «ˆ», «ẳ»), read without confidence, and for a tiny one.

    The dot under a capital («TỊCH») is taken for a line of its own, and read as a 3 or an E.
    """
    if len(word.text) == 1 and word.text.isalnum() and _is_dot(word.box):
        return True
    alone = len(word.text) == 1 and not word.text.isascii() and word.text not in _PRINTED_ALONE
    return alone and word.confidence < _CLEAR and not is_syllable(word.text)


def _is_dot(box: Box) -> bool:
    return max(box.x1 - box.x0, box.bottom - box.top) < _LEAST_LETTER


def _is_rubbish(word: Word) -> bool:
    if word.confidence >= _RUBBISH or any(char.isdigit() for char in word.text):
        return False
    return not is_syllable(word.text.strip(_EDGES)) and not word.text.isupper()


def _is_rule(word: Word, height: float) -> bool:
    signs = set(word.text)
    if signs <= _UPRIGHT_RULES:
        return True
    if not signs <= _LEVEL_RULES:
        return False
    wide = word.box.x1 - word.box.x0 > _RULE_HEIGHTS * height
    return wide or len(word.text) >= _RULE_SIGNS or word.confidence < _DOUBTFUL


def line_extent(words: Sequence[Word]) -> tuple[float, float]:
    """Top and bottom, in points, of an em square on the base line of the `words` of one line."""
    standing = [word.box.bottom for word in words if _DESCENDING.isdisjoint(word.text)]
    heights = [word.box.bottom - word.box.top for word in words]
    if len(heights) > 1 and all(word.text.upper() == word.text for word in words):
        em = max(median(heights), 0.1) * _CAPITAL_EM
    else:
        em = max(quantiles(heights, n=4)[2] if len(heights) > 1 else heights[0], 0.1) * _EM
    base = median(standing) if standing else median(word.box.bottom for word in words) - 0.2 * em
    return base - 0.8 * em, base + 0.2 * em
