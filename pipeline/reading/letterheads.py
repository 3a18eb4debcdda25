"""The letterhead by its words, where no gutter parts the issuer from the motto of the state.

In broad typefaces the longest line of the one reaches below or above the shortest of the other (Nghị định
30/2020/NĐ-CP, Phụ lục I, gives both their places): then what stands on the right is told by what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from normalizers.folding import fold
from pipeline.document import Word

_MOTTO = "cong hoa xa hoi"
_SECOND = "doc lap"
_DATED = frozenset({"ngay", "thang", "nam"})
_MOST = 6  # lines of a letterhead
_APART = 0.6  # of the height of a word


def parted_letterhead(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """`rows`, of which the first has the motto behind other words: the issuer's lines, then the motto's and the date.

    The rows after the letterhead stay as they are; all stay where none has the motto behind other words.
    """
    if not rows or not (start := _right(rows[0])):
        return list(rows)
    left, right, edge = [], [], rows[0][start].box.x0
    end = 0
    for row in rows[:_MOST]:
        at = _right(row)
        if at is None and row[-1].box.x1 > edge:
            break
        at = len(row) if at is None else at
        left.append(row[:at])
        right.append(row[at:])
        end += 1
    return [*filter(None, left), *filter(None, right), *rows[end:]]


def has_motto(row: Sequence[Word]) -> bool:
    """True where the motto stands behind other words of a row."""
    return _MOTTO in _told(row) and bool(_right(row))


def _right(row: Sequence[Word]) -> int | None:
    """Which word of a row begins its right side, None where there is none."""
    apart = [0, *(at for at, (before, after) in enumerate(pairwise(row), start=1) if _is_apart(before, after))]
    for at in apart:
        if _told(row[at : at + 4]).startswith((_MOTTO, _SECOND)):
            return at
    if len(apart) == 1 or not {fold(word.text) for word in row} >= _DATED:
        return None
    return max(apart[1:], key=lambda at: row[at].box.x0 - row[at - 1].box.x1)


def _is_apart(before: Word, after: Word) -> bool:
    """Whether more than the space between two words stands there: a line typed as one is read as one."""
    return after.box.x0 - before.box.x1 >= _APART * max(before.box.bottom - before.box.top, 0.1)


def _told(words: Sequence[Word]) -> str:
    return " ".join(fold(word.text) for word in words)
