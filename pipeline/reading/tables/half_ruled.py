"""Tables ruled between their rows only: the columns are where the words of most rows leave the same gaps.

Careful rather than complete: several rules of one width, three columns and more, and figures in one of them or many
rows are asked for, which no letterhead, signature or underlined heading has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from normalizers.patterns import pattern
from pipeline.document import Box, Word

from .ruled_tables import Table, Unit

# In points.
_LONG = 180.0  # the least length of a rule between rows
_SAME = 8.0  # how far the ends of such rules lie apart
_WORN = 24.0  # and how far at one side, where a rule is worn at its end or runs into a stain
_HIGHEST_ROW = 120.0
_GUTTER = 5.0  # what must stay free between two columns
_SPACE = 4.5  # more than the space between two words
_HALF_SPACE = 1.9  # free on both sides of a word: a space between two words is no gutter
_LEAST_SHORT, _LEAST_ROW = 50.0, 7.0  # a rule that parts a heading from those under it

_LEAST_ROWS, _LEAST_COLUMNS = 4, 3
_SURELY_ROWS, _SURELY_COLUMNS = 7, 4  # so many need no figures to be a table
_TITLE, _BROAD = 2, 4  # parts of a row: the number and the title of a section, and what most rows of such tables have
_MOST = 0.8  # of the rows leave a gutter free: cells of the head, and sums, may reach over it
_SPARSE = 0.4  # of the rows have words in a true column, unless its gutters are free in all
_FIGURES = 0.6  # of the filled cells of a column of figures
_REST_OF_RULE = frozenset("_.,;:'|`“”‘’·")  # and dust
_NUMERAL = pattern(r"[IVX]+")


def half_ruled_tables(across: Sequence[Box], words: Sequence[Word]) -> list[Table]:
    """The tables that the horizontal rules `across` draw alone around `words`, top to bottom."""
    tables = (_table(group, across, words) for group in _groups([rule for rule in across if _length(rule) >= _LONG]))
    return [table for table in tables if table is not None]


def _groups(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """The rules of equal width that follow each other down the page, enough of them for a table."""
    waiting = sorted(rules, key=lambda rule: rule.top)
    while waiting:
        group = [waiting[0]]
        for rule in waiting[1:]:
            if _is_same_width(group[0], rule) and rule.top - group[-1].bottom <= _HIGHEST_ROW:
                group.append(rule)
        waiting = [rule for rule in waiting if rule not in group]
        if len(group) > _LEAST_ROWS:
            yield group


def _is_same_width(one: Box, other: Box) -> bool:
    near, far = sorted((abs(one.x0 - other.x0), abs(one.x1 - other.x1)))
    return near <= _SAME and far <= _WORN


def _table(rules: Sequence[Box], across: Sequence[Box], words: Sequence[Word]) -> Table | None:
    start, end = min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    short = [rule for rule in across if _parts_head(rule, rules, start, end)]
    rules = sorted([*rules, *short], key=_middle)
    ys = tuple(map(_middle, rules))
    shown = (word.box for word in words if not _REST_OF_RULE.issuperset(word.text))
    inner = [box for box in shown if start - _SAME <= box.x0 and box.x1 <= end + _SAME]
    rows = [[box for box in inner if top <= _middle(box) < bottom] for top, bottom in pairwise(ys)]
    gutters = _gutters(_telling(rows), start, end)
    if len(gutters) + 1 < _LEAST_COLUMNS or sum(bool(row) for row in rows) < _LEAST_ROWS:
        return None
    xs = (start, *gutters, end)
    owners: list[tuple[Unit, ...]] = []
    for at, row in enumerate(rows):
        over = owners[-1] if owners and rules[at] in short else ()
        owners.append(tuple(_owners(at, row, xs, over, rules[at])))
    table = Table(xs, ys, tuple(owners))
    return table if (len(rows) >= _SURELY_ROWS and len(xs) > _SURELY_COLUMNS) or _has_figures(table, words) else None


def _parts_head(rule: Box, rules: Sequence[Box], start: float, end: float) -> bool:
    """True for a shorter rule in the first row, under a heading that stands over several columns."""
    within = start - _SAME <= rule.x0 and rule.x1 <= end + _SAME and _LEAST_SHORT <= _length(rule) < end - start - _SAME
    return within and rules[0].bottom + _LEAST_ROW < rule.top and rule.bottom + _LEAST_ROW < rules[1].top


def _length(rule: Box) -> float:
    return rule.x1 - rule.x0


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _telling(rows: Sequence[Sequence[Box]]) -> list[Sequence[Box]]:
    """The rows with words, without titles of sections («I», «Công tác chỉ đạo»), where most rows have more columns."""
    parts = [len(_parts(row)) for row in rows if row]
    is_broad = bool(parts) and median(parts) >= _BROAD
    return [row for row in rows if row and not (is_broad and len(_parts(row)) <= _TITLE)]


def _parts(row: Sequence[Box]) -> list[Box]:
    """The words of a row that stand apart, side by side, over all its lines."""
    parts: list[Box] = []
    for box in sorted(row, key=lambda box: box.x0):
        if parts and box.x0 - parts[-1].x1 < _GUTTER:
            parts[-1] = parts[-1].union(box)
        else:
            parts.append(box)
    return parts


def _gutters(rows: Sequence[Sequence[Box]], start: float, end: float) -> list[float]:
    """The middles of the strips that most `rows` leave free and that have words on both sides."""
    sides = (side for row in rows for box in row for side in (box.x0 - _HALF_SPACE, box.x1 + _HALF_SPACE))
    edges = sorted({start, end, *(side for side in sides if start < side < end)})
    free: list[list[tuple[int, float, float]]] = []  # strips side by side: how many rows leave each free
    for left, right in pairwise(edges):
        middle = (left + right) / 2
        clear = sum(not any(box.x0 - _HALF_SPACE < middle < box.x1 + _HALF_SPACE for box in row) for row in rows)
        if clear < _MOST * len(rows):
            continue
        if free and free[-1][-1][2] == left:
            free[-1].append((clear, left, right))
        else:
            free.append([(clear, left, right)])
    least = _GUTTER - 2 * _HALF_SPACE
    inner = [gap for gap in free if gap[-1][2] - gap[0][1] >= least and gap[0][1] > start and gap[-1][2] < end]
    gutters = [_clearest(gap) for gap in inner]
    for gap, gutter in zip(inner, list(gutters), strict=True):
        if max(clear for clear, _, _ in gap) < len(rows) and _is_beside_sparse(gutter, gutters, rows, start, end):
            gutters.remove(gutter)
    return gutters


def _is_beside_sparse(
    gutter: float, gutters: Sequence[float], rows: Sequence[Sequence[Box]], start: float, end: float
) -> bool:
    """True when a column at `gutter` has words in few `rows`: the wide figures of one column and its narrow ones."""
    places = [start, *gutters, end]
    at = places.index(gutter)
    for left, right in (places[at - 1 : at + 1], places[at : at + 2]):
        filled = sum(any(left <= (box.x0 + box.x1) / 2 < right for box in row) for row in rows)
        if filled < _SPARSE * len(rows):
            return True
    return False


def _clearest(gap: Sequence[tuple[int, float, float]]) -> float:
    """The middle of the widest part of a gap that most rows leave free: beside the head of a column, not under it."""
    most = max(clear for clear, _, _ in gap)
    best: list[tuple[float, float]] = []
    for clear, left, right in gap:
        if clear == most and best and best[-1][1] == left:
            best[-1] = best[-1][0], right
        elif clear == most:
            best.append((left, right))
    left, right = max(best, key=lambda part: part[1] - part[0])
    return (left + right) / 2


def _owners(at: int, row: Sequence[Box], xs: Sequence[float], over: Sequence[Unit], rule: Box) -> Iterator[Unit]:
    """The units of a row: those that words reach over are one cell, and so are those that `rule` does not part.

    `over` are the owners of the row above where the rule between the two is a short one.
    """
    owner = (at, 0)
    for column, (left, right) in enumerate(pairwise(xs)):
        if over and not rule.x0 < (left + right) / 2 < rule.x1:
            yield over[column]
            owner = (at, column + 1)
            continue
        if column and _is_parted(row, left):
            owner = (at, column)
        yield owner


def _is_parted(row: Sequence[Box], at: float) -> bool:
    """True when more than the space between two words is free around the place `at`."""
    before = max((box.x1 for box in row if box.x0 < at), default=float("-inf"))
    after = min((box.x0 for box in row if box.x1 > at), default=float("inf"))
    return after - before >= _SPACE


def _has_figures(table: Table, words: Sequence[Word]) -> bool:
    """True when the cells of some column are figures or numerals for the most part."""
    texts: dict[int, list[str]] = {}
    for word in words:
        unit = table.cell((word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2)
        if unit is not None:
            texts.setdefault(unit[1], []).append(word.text)
    return any(
        sum(any(char.isdigit() for char in text) or _NUMERAL.fullmatch(text) is not None for text in column)
        >= max(_FIGURES * len(column), _LEAST_ROWS - 1)
        for column in texts.values()
    )
