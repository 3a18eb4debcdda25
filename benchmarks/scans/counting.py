"""What was read against what was printed: syllables, numbers, table cells, paragraphs, the signatory's name.

Syllables are runs of letters, numbers runs of digits with what joins them and the symbol of a document behind. Both
sides have NFC, tone marks of «oa, oe, uy» in one place and white space folded; difflib aligns a page with its truth.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.document import Box

from .truth import PageTruth, Rows

LOST = 0.3  # a paragraph of which less was read is lost
LEAST = 3  # syllables: «T.D» misread is an error, not a paragraph lost
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN = re.compile(rf"(o)([{_TONES}])([ae])(?![a-z{_TONES}\u0302\u0306\u031b])", re.IGNORECASE)
_ROUND = re.compile(rf"(?<!q)(u)([{_TONES}])(y)(?![a-z{_TONES}])", re.IGNORECASE)
_SYLLABLE = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"\d+(?:[.,/:-]\d+)*(?:\s?%|(?:/\s?[A-ZĐ][\w-]*)+)?")
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Tally:
    """Items of the truth, those of them read, and edits that would turn one side into the other."""

    items: int = 0
    right: int = 0
    edits: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.items + other.items, self.right + other.right, self.edits + other.edits)

    @property
    def error(self) -> float:
        """Edits for each item of the truth."""
        return self.edits / self.items if self.items else 0.0

    @property
    def share(self) -> float:
        """The part of the items that came back exactly."""
        return self.right / self.items if self.items else 1.0


def folded(text: str) -> str:
    """NFC, tone marks on the first vowel of oa, oe, uy moved to the second, runs of blanks made one."""
    apart = unicodedata.normalize("NFD", text)
    joined = unicodedata.normalize("NFC", _ROUND.sub(r"\1\3\2", _OPEN.sub(r"\1\3\2", apart)))
    return _BLANKS.sub(" ", joined)


def syllables(text: str) -> list[str]:
    """Runs of letters."""
    return _SYLLABLE.findall(text)


def numbers(text: str) -> list[str]:
    """Numbers and numbers of documents, without the blank where a line was broken: «103/2017/ NĐ-CP», «98,5 %»."""
    return [_BLANKS.sub("", number) for number in NUMBER.findall(text)]


def tally(truth: Sequence[str], read: Sequence[str]) -> Tally:
    """Align two sequences; what is put for something else counts once."""
    steps = SequenceMatcher(None, truth, read, autojunk=False).get_opcodes()
    right = sum(a2 - a1 for tag, a1, a2, _, _ in steps if tag == "equal")
    edits = sum(max(a2 - a1, b2 - b1) for tag, a1, a2, b1, b2 in steps if tag != "equal")
    return Tally(len(truth), right, edits)


def text_tallies(truth: str, read: str) -> tuple[Tally, Tally]:
    """Of syllables and of numbers."""
    printed, found = folded(truth), folded(read)
    return tally(syllables(printed), syllables(found)), tally(numbers(printed), numbers(found))


def cells(truth: Rows, read: Rows) -> Tally:
    """Cells with the right text in the right column of the right row; what stands in an empty cell counts as an item.

    The rows are aligned, in order, so that most cells are right: a row lost or added costs only itself.
    """
    printed = [[_cell(text) for text in row] for row in truth]
    found = [[_cell(text) for text in row] for row in read]
    best = [[(0, 0)] * (len(found) + 1) for _ in range(len(printed) + 1)]  # cells right, less those put into empty ones
    for i, row in enumerate(printed):
        for j, other in enumerate(found):
            right, wrong = _row(row, other)
            with_pair = (best[i][j][0] + right, best[i][j][1] - wrong)
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], with_pair if right else (-1, 0))
    right, wrong = best[-1][-1]
    filled = sum(bool(text) for row in printed for text in row)
    return Tally(filled - wrong, right)


def _row(printed: Sequence[str], found: Sequence[str]) -> tuple[int, int]:
    right = sum(bool(a) and a == b for a, b in zip(printed, found, strict=False))
    return right, sum(not a and bool(b) for a, b in zip(printed, found, strict=False))


def _cell(text: str) -> str:
    """Without blanks after the «-» or «/» where a line was broken, and the same dash everywhere."""
    return re.sub(r"(?<=[-/]) ", "", folded(text.replace("–", "-")).strip())


def lost(truth: PageTruth, read: str, unread: Sequence[Box]) -> list[str]:
    """Paragraphs, of LEAST syllables or more, of which less than LOST was read and that no box of `unread` covers."""
    left = Counter(syllables(folded(read)))
    found = []
    for block in truth.blocks:
        wanted = Counter(syllables(folded(block.text)))
        there = sum((wanted & left).values())
        left -= wanted
        if (
            wanted.total() >= LEAST
            and there < LOST * wanted.total()
            and not any(_inside(block.box, box) for box in unread)
        ):
            found.append(block.text)
    return found


def _inside(inner: Box, outer: Box) -> bool:
    """True when at least half of `inner` lies in `outer`."""
    across = min(inner.x1, outer.x1) - max(inner.x0, outer.x0)
    down = min(inner.bottom, outer.bottom) - max(inner.top, outer.top)
    return across > 0 and down > 0 and across * down >= 0.5 * (inner.x1 - inner.x0) * (inner.bottom - inner.top)


def has_name(name: str, read: str) -> bool:
    """True when the name stands in the text as printed, with nothing between its words."""
    return re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", folded(read.replace("\n", " "))) is not None
