"""What a table claims: a sum of cells, or a percentage of two, and how much a table says for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2
from typing import Literal

from .lines import Cell, Line
from .numbers import SCALE

Direction = Literal["row", "column"]


@dataclass(frozen=True, eq=False)
class Sum:
    """`total` is the sum of `parts`; `strong` when the table by itself proves that it should be.

    `place` is the row of a sum along a row, or the row of the total; `column` that of the total.
    """

    total: Cell
    parts: tuple[Cell, ...]
    direction: Direction
    place: Line
    column: int
    addends: tuple[int, ...]
    lines: tuple[Line, ...]
    strong: bool = True
    levels: bool = False

    @cached_property
    def off(self) -> int:
        """The printed total less the sum, in ten-thousandths; 0 within the rounding of printed decimals."""
        off = value_of(self.total) - sum([value_of(part) for part in self.parts])
        return 0 if off == 0 or abs(off) <= tolerance((self.total, *self.parts)) else off

    @cached_property
    def bits(self) -> float:
        """How little it is a matter of chance that the sum holds."""
        return bits((self.total, *self.parts))

    def mended(self, cell: Cell) -> int:
        """The value with which `cell` alone would make the sum hold."""
        return value_of(cell) - self.off if cell is self.total else value_of(cell) + self.off


@dataclass(frozen=True, eq=False)
class Share:
    """`percent` is 100 · Σ `part` / Σ `whole`."""

    percent: Cell
    part: tuple[Cell, ...]
    whole: tuple[Cell, ...]
    line: Line
    column: int
    strong: bool = True

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All its cells."""
        return (self.percent, *self.part, *self.whole)

    @cached_property
    def printed_exact(self) -> float | None:
        """The percentage that the printed counts give."""
        return self.exact()

    def exact(self, instead: Cell | None = None, value: int = 0) -> float | None:
        """The percentage that the counts give, with `value` for the cell `instead`."""
        part, whole = (
            sum([value if cell is instead else value_of(cell) for cell in cells]) for cells in (self.part, self.whole)
        )
        return 100 * part / whole if whole > 0 else None

    def holds(self, instead: Cell | None = None, value: int = 0, units: float = 0.5) -> bool:
        """True when the printed figure is within so many units of its last digit."""
        exact = self.printed_exact if instead is None else self.exact(instead, value)
        told = value if self.percent is instead else value_of(self.percent)
        decimals = self.percent.figure.decimals if self.percent.figure else 0
        return exact is not None and abs(told / SCALE - exact) <= units * 10**-decimals + 1e-9


def value_of(cell: Cell) -> int:
    """The figure of a cell in ten-thousandths, 0 where nothing is printed."""
    return cell.figure.value if cell.figure else 0


def tolerance(cells: Sequence[Cell]) -> int:
    """Half a unit of the last printed decimal for each figure; none where all are whole."""
    decimals = _decimals(cells)
    return 0 if decimals == 0 else (len(cells) * SCALE) // (2 * 10**decimals)


def _decimals(cells: Sequence[Cell]) -> int:
    return max([cell.figure.decimals for cell in cells if cell.figure], default=0)


def bits(cells: Sequence[Cell]) -> float:
    """The information in the sum of cells, the total first: that of all but the greatest addend."""
    values = [value_of(part) for part in cells[1:]]
    rest = sum(values) - max(values, default=0)
    decimals = _decimals(cells)
    return log2(1 + max(0, rest) * 10**decimals / SCALE)


def readable(cell: Cell | None) -> bool:
    """True for a sure figure, a dash and an empty cell."""
    if cell is None or cell.nothing:
        return True
    return cell.figure is not None and cell.figure.sure
