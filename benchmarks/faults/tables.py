"""Tables of an annex: form II.06 by field, or units with their rates; a row for each, and the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class TableRow:
    """A field or unit and the prefix of its counts."""

    scope: str
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """`cells` are the columns in order, percentages among them; `rows` without the total."""

    head: str
    cells: tuple[str, ...]
    rows: tuple[TableRow, ...]
    numbered: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are counts."""
        return tuple(cell for cell in self.cells if not cell.startswith("%"))

    def names(self) -> set[str]:
        """The counts that it prints, by row and in the total."""
        return {
            f"{scope}{column}"
            for scope in ("", *(f"{row.scope}." for row in self.rows))
            for column in self.columns
            if self.rows
        }

    def lines(self) -> Iterator[str]:
        """The lines as templates."""
        yield self.head
        if self.numbered:
            yield "\t".join(f"({n})" for n in range(1, len(self.cells) + 3)) + "\n"
        for n, row in enumerate(self.rows, 1):
            yield f"{n}\t{row.label}\t" + "\t".join(_cell(row.scope, cell) for cell in self.cells) + "\n"
        yield "\tTổng cộng\t" + "\t".join(_cell("", cell) for cell in self.cells) + "\n"


NONE = Table("", (), ())


def drawn(random: Random, words: Mapping[str, Any], *, units: bool) -> Table:
    """A table of three to six rows; only an office that has `units` below it lists them."""
    form = random.choice([form for form in words["forms"] if units or not form["units"]])
    labels = random.sample(words["labels"]["communes" if form["units"] else "fields"], random.randint(3, 6))
    rows = tuple(TableRow(f"f{n}", label) for n, label in enumerate(labels, 1))
    return Table(random.choice(form["heads"]), tuple(form["cells"]), rows, random.random() < 0.4)


def _cell(scope: str, cell: str) -> str:
    start = f"{scope}." if scope else ""
    if cell.startswith("%"):
        of, _, base = cell[1:].partition("/")
        return f"{{%{start}{of}/{start}{base}:c}}"
    return f"{{{start}{cell}:c}}"
