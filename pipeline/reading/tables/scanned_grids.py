"""Rules found on a scan to tables: strokes of letters and stamps that touch no grid are left out."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Box

from .ruled_tables import Table, find_tables

# In points.
_TOUCH = 2.6  # how far a rule of a grid may end from the middle of the rule that it ends at
_SHORT, _TOUCH_SHORT = 60.0, 1.5  # the same for a rule so short that a word of a narrow column is as long
_REACH = 5.0  # and how far it may be drawn on to meet it
_LONG = 72.0  # a rule this long that others cross may stick out: tables open to the sides
_WORN, _SURE = 150.0, 240.0  # so long a rule with one end at another or over _MANY, or with none, is no row of words
_STREAK = 25.0  # a stroke that goes on so far beyond both sides of a grid is dirt on the glass
_LEAST_ROW, _LEAST_COLUMN = 7.0, 9.0
_FILE = 4
_MANY = 5  # so many crossing rules are met by no row of words
_MOST_OF_CELL = 0.7  # a rule over so much of a cell is worn at its end; over less of it, it is the stem of a letter
_ROUNDS = 4


def scanned_tables(across: Sequence[Box], down: Sequence[Box]) -> tuple[list[Table], list[Box]]:
    """The tables that the rules of a scanned page draw, and those of the rules that do.

    `across` and `down` are horizontal and vertical rules as thin boxes in points.
    """
    rows, columns = list(across), [_turned(box) for box in down]
    for _ in range(_ROUNDS):
        before = rows, columns
        columns = [box for box in (_held(box, rows, _is_in_file(box, columns)) for box in columns) if box]
        rows = [box for box in (_held(box, columns) for box in rows) if box]
        if (rows, columns) == before:
            break
    strokes = [*rows, *map(_turned, columns)]
    tables = [table for table in find_tables(strokes) if _is_roomy(table)]
    return tables, [box for box in strokes if any(_covers(table.box, box) for table in tables)]


def _is_in_file(rule: Box, rules: Sequence[Box]) -> bool:
    """True when several `rules` begin and end where `rule` does: those of a table of one row, no stems of letters."""
    ends = (abs(rule.x0 - other.x0) + abs(rule.x1 - other.x1) for other in rules)
    return sum(apart <= _TOUCH for apart in ends) >= _FILE


def _held(rule: Box, crossing: Sequence[Box], in_file: bool = False) -> Box | None:
    """`rule` from one of the `crossing` rules (x and y swapped) to another, None for what is no rule of a grid.

    One of several `in_file` may be short. A rule may stick out of all it crosses, for tables are open to the sides.
    Where one end of a long rule stands between two others the rule is worn there, or a letter touches it, and it is
    drawn on or cut.
    """
    at = (rule.top + rule.bottom) / 2
    met = sorted((c.top + c.bottom) / 2 for c in crossing if c.x0 - _REACH <= at <= c.x1 + _REACH)
    length = rule.x1 - rule.x0
    crossed = sum(rule.x0 - _REACH <= place <= rule.x1 + _REACH for place in met)
    if not met or not crossed or (rule.x0 < met[0] - _STREAK and rule.x1 > met[-1] + _STREAK):
        return None
    is_long = length >= _LONG and crossed >= 2
    touch = _TOUCH_SHORT if length < _SHORT and not in_file else _TOUCH
    sound = [_is_end(end, met, touch, is_long) for end in (rule.x0, rule.x1)]
    enough = _WORN if any(sound) or crossed >= _MANY else _SURE
    if not (all(sound) or (any(sound) and crossed >= _MANY) or length >= enough):
        return None
    start = rule.x0 if sound[0] else _mended(rule.x0, met, 1)
    end = rule.x1 if sound[1] else _mended(rule.x1, met, -1)
    return Box(start, rule.top, end, rule.bottom)


def _is_end(end: float, met: Sequence[float], touch: float, is_long: bool) -> bool:
    """True where a rule may end: at one that it meets, or outside of all."""
    return any(abs(end - place) <= touch for place in met) or (is_long and not met[0] < end < met[-1])


def _mended(end: float, met: Sequence[float], inward: int) -> float:
    """Where a rule with an `end` between two others truly ends; `inward` is 1 for its start and -1 for its end."""
    below = max((place for place in met if place < end), default=end)
    above = min((place for place in met if place > end), default=end)
    inner, outer = (above, below) if inward > 0 else (below, above)
    return outer if abs(end - inner) > _MOST_OF_CELL * (above - below) else inner


def _is_roomy(table: Table) -> bool:
    """True when the usual row and column can hold a line of text."""
    heights = sorted(b - a for a, b in zip(table.ys, table.ys[1:], strict=False))
    widths = sorted(b - a for a, b in zip(table.xs, table.xs[1:], strict=False))
    return heights[len(heights) // 2] >= _LEAST_ROW and widths[len(widths) // 2] >= _LEAST_COLUMN


def _covers(table: Box, rule: Box) -> bool:
    x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    return table.x0 - _REACH <= x <= table.x1 + _REACH and table.top - _REACH <= y <= table.bottom + _REACH


def _turned(box: Box) -> Box:
    return Box(box.top, box.x0, box.bottom, box.x1)
