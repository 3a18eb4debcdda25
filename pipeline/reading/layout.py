"""Words of a page to lines in reading order: blocks that stand side by side are read one after the other.

The letterhead of Nghị định 30/2020/NĐ-CP has the agency left and the Quốc hiệu right, its foot «Nơi nhận»
left and the signature right; both are two blocks with a gutter that no word of several lines enters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from normalizers.folding import fold
from pipeline.document import Line, Word

from .baselines import Level, baselines
from .letterheads import has_motto, parted_letterhead

Row = list[Word]
Gap = tuple[float, float]

# In em, the middle height of the words of a row.
_SEED = 2.0  # a gap this wide may be a gutter
_GUTTER = 0.5  # what must stay free over all rows
_WIDE = 1.0  # the least gap inside a row that a gutter may pass through
_NEAR = 2.0  # the distance of rows of one block
_SIDE = 4.0  # the least width of a block
_CENTRE = (0.15, 0.85)  # where on the width of the text a gutter may stand
_RECIPIENTS = "noi nhan"
_OVER = 0.3  # words that reach so far over each other stand on two lines
_DUST = ".,:;'`´·_~^*|"
_EVEN = 2.0  # a justified line has gaps that differ less than so many times


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows ``first..last`` (inclusive) that leave the gutter free."""

    first: int
    last: int
    gutter: Gap


def lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """`words` as lines, top to bottom, of side-by-side blocks first the left one and then the right one."""
    rows = (part for row in baselines(words, _level) for part in _disentangled(row))
    return ordered([sorted(row, key=lambda word: word.box.x0) for row in rows])


def ordered(rows: Sequence[Row]) -> tuple[Line, ...]:
    """The same of `rows`, the words of each base line from left to right."""
    runs = _runs(rows)
    head = next((at for at in runs if isinstance(at, int) and has_motto(rows[at])), None)
    if head is not None:
        rows = [*rows[:head], *parted_letterhead(rows[head:])]
        runs = _runs(rows)
    found: list[Row] = []
    for run in runs:
        found += _columns(rows, run) if isinstance(run, _Run) else [rows[run]]
    return tuple(Line((tuple(row),)) for row in found)


def _disentangled(row: Row) -> list[Row]:
    """`row`, or the lines it was made of where their words lie over each other, in lines set close."""
    pairs = pairwise(sorted(row, key=lambda word: word.box.x0))
    if not any(second.box.x0 < first.box.x1 - _OVER * _em(row) for first, second in pairs):
        return [row]
    levels: dict[Level, Row] = {}
    for word in row:
        levels.setdefault(_level(word), []).append(word)
    parts: list[Row] = []
    for group in sorted(levels.values(), key=len, reverse=True):
        free = [part for part in parts if not _lie_over(part, group)]
        if free:
            min(free, key=lambda part: abs(_level(part[0])[0] - _level(group[0])[0])).extend(group)
        else:
            parts.append(list(group))
    return sorted(parts, key=lambda part: _level(part[0])[0])


def _lie_over(part: Row, group: Row) -> bool:
    reach = _OVER * _em(group)
    return any(min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0) > reach for a in part for b in group)


def _level(word: Word) -> Level:
    return (word.box.top + word.box.bottom) / 2, word.box.bottom - word.box.top


def _runs(rows: Sequence[Row]) -> list[_Run | int]:
    """The rows in order, those of a two-column run as that run."""
    if not rows:
        return []
    extent = min(row[0].box.x0 for row in rows), max(word.box.x1 for row in rows for word in row)
    found: list[_Run | int] = []
    at = 0
    while at < len(rows):
        floor = next((run.last + 1 for run in reversed(found) if isinstance(run, _Run)), 0)
        run = _run_at(rows, at, floor, extent)
        if run is None:
            found.append(at)
            at += 1
            continue
        backward = at - run.first  # rows above the seed that belong to it have been put out one by one
        del found[len(found) - backward :]
        found.append(run)
        at = run.last + 1
    return found


def _run_at(rows: Sequence[Row], seed: int, floor: int, extent: Gap) -> _Run | None:
    """The two-column run that the wide gap of row `seed` opens, from row `floor` on, if there is one."""
    em = _em(rows[seed])
    width = extent[1] - extent[0]
    least, most = extent[0] + _CENTRE[0] * width, extent[0] + _CENTRE[1] * width
    wide = [gap for gap in _gaps(rows[seed]) if gap[1] - gap[0] >= _SEED * em and least <= sum(gap) / 2 <= most]
    for gap in sorted(wide, key=lambda gap: gap[0] - gap[1]):
        run = _grow(rows, seed, floor, gap)
        if _is_block(rows, run):
            return run
    return None


def _grow(rows: Sequence[Row], seed: int, floor: int, gap: Gap) -> _Run:
    """The rows around `seed` that leave `gap` free, each close to one of its own side."""
    gutter = gap
    ends = {}
    for step in (1, -1):
        edge = [rows[seed], rows[seed]]  # the outermost row of the left and of the right side
        at = seed
        while floor <= at + step < len(rows):
            row = rows[at + step]
            narrowed = _narrowed(gutter, row)
            if narrowed is None or not _is_near(row, edge, narrowed):
                break
            gutter, at = narrowed, at + step
            edge = [row if side else before for side, before in zip(_sides(row, gutter), edge, strict=True)]
        ends[step] = at
    return _Run(ends[-1], ends[1], gutter)


def _narrowed(gutter: Gap, row: Row) -> Gap | None:
    """What `row` leaves free of `gutter`, or None when that is no gutter any more."""
    em = _em(row)
    gaps = _gaps(row)
    usual = median(b - a for a, b in gaps) if len(gaps) > 2 else 0.0
    inner = [(a, b) for a, b in gaps if b - a >= max(_WIDE * em, _EVEN * usual)]
    printed = _printed(row)
    outer = [(float("-inf"), printed[0].box.x0), (printed[-1].box.x1, float("inf"))]
    shared = [(max(gutter[0], gap[0]), min(gutter[1], gap[1])) for gap in inner + outer]
    best = max(shared, key=lambda gap: gap[1] - gap[0])
    return best if best[1] - best[0] >= _GUTTER * em else None


def _is_near(row: Row, edge: Sequence[Row], gutter: Gap) -> bool:
    """True when a side of `row` is close to the row of the same side before it; a signer's name may stand lower."""
    reach = _NEAR * _em(row)
    return any(
        max(_top(row) - _bottom(before), _top(before) - _bottom(row)) <= reach
        for side, before in zip(_sides(row, gutter), edge, strict=True)
        if side
    )


def _is_block(rows: Sequence[Row], run: _Run) -> bool:
    """True when both sides are text of two rows or more; columns of figures are read row by row."""
    sides = [_sides(row, run.gutter) for row in rows[run.first : run.last + 1]]
    left = [side for side, _ in sides if side]
    right = [side for _, side in sides if side]
    both = [left + right for left, right in sides if left and right]
    if any(not side or _width(side) < _SIDE * _em(side[0]) or not _is_wordy(side) for side in (left, right)):
        return False
    several = len(left) >= 2 and (len(right) >= 2 or _is_foot(both[:1], right))
    return several and 2 * sum(_is_tabular(row) for row in both) <= len(both)


def _is_foot(both: Sequence[Row], right: Sequence[Row]) -> bool:
    """True for «Nơi nhận» with «GIÁM ĐỐC» alone beside it, whose name stands below the last recipient.

    `both` is the row that has both: above it a note may end the table or the text.
    """
    told = fold(" ".join(word.text for word in both[0])) if both else ""
    lettered = [word.text for word in right[0] if any(map(str.isalpha, word.text))]
    return told.startswith(_RECIPIENTS) and bool(lettered) and all(map(str.isupper, lettered))


def _is_wordy(rows: Sequence[Row]) -> bool:
    with_letters = sum(any(char.isalpha() for word in row for char in word.text) for row in rows)
    return 2 * with_letters > len(rows)


def _is_tabular(row: Row) -> bool:
    """True when a row has more than one wide gap: columns of a table without rules."""
    return sum(b - a >= _SEED * _em(row) for a, b in _gaps(row)) > 1


def _columns(rows: Sequence[Row], run: _Run) -> list[Row]:
    sides = [_sides(row, run.gutter) for row in rows[run.first : run.last + 1]]
    return [left for left, _ in sides if left] + [right for _, right in sides if right]


def _sides(row: Row, gutter: Gap) -> tuple[Row, Row]:
    """The words left and right of `gutter`."""
    middle = sum(gutter) / 2
    at = sum(word.box.x0 + word.box.x1 < 2 * middle for word in row)
    return row[:at], row[at:]


def _gaps(row: Row) -> list[Gap]:
    return [(a.box.x1, b.box.x0) for a, b in pairwise(_printed(row))]


def _printed(row: Row) -> Row:
    """The words of a row but for dust: a streak of the glass down a gutter is read as a sign in each row."""
    return [word for word in row if word.text.strip(_DUST)] or row


def _em(row: Row) -> float:
    return max(median(word.box.bottom - word.box.top for word in row), 0.1)


def _top(row: Row) -> float:
    return min(word.box.top for word in row)


def _bottom(row: Row) -> float:
    return max(word.box.bottom for word in row)


def _width(rows: Sequence[Row]) -> float:
    return max(row[-1].box.x1 for row in rows) - min(row[0].box.x0 for row in rows)
