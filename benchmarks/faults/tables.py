"""Tables of an annex: form II.06 by field, or units with their rates; a row for each, and the total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_FORM = ("R", "O", "D", "C", "S", "E", "T", "L", "P", "PI", "PO")
_OLD = ("R", "N", "C", "S", "ET", "L", "P", "PI", "PO")
_UNITS = ("R", "O", "%O/R", "S", "ET", "%ET/S", "L", "P")
_HEADS = {
    _FORM: (
        "STT\tLĩnh vực công việc giải quyết theo cấp\tSố hồ sơ tiếp nhận\t\t\t\tSố hồ sơ đã giải quyết\t\t\t\tSố hồ sơ đang giải quyết\t\t\n"
        "\t\tTổng số\tTrực tuyến\tTrực tiếp, dịch vụ bưu chính\tTừ kỳ trước\tTổng số\tTrước hạn\tĐúng hạn\tQuá hạn\tTổng số\tTrong hạn\tQuá hạn\n",
        "TT\tLĩnh vực\tTiếp nhận: Tổng số\tTrực tuyến\tTrực tiếp, BCCI\tKỳ trước chuyển qua\tĐã giải quyết: Tổng số\tTrước hạn\tĐúng hạn\tQuá hạn\tĐang giải quyết: Tổng số\tTrong hạn\tQuá hạn\n",
    ),
    _OLD: (
        "STT\tLĩnh vực\tSố hồ sơ nhận giải quyết\t\t\tKết quả giải quyết\t\t\t\t\t\n"
        "\t\tTổng số\tSố mới tiếp nhận\tSố kỳ trước chuyển qua\tSố hồ sơ đã giải quyết\tTrả đúng thời hạn\tTrả quá hạn\tSố hồ sơ đang giải quyết\tChưa đến hạn\tQuá hạn\n",
    ),
    _UNITS: (
        "TT\tĐơn vị\tHồ sơ tiếp nhận\tTrực tuyến\tTỷ lệ trực tuyến\tHồ sơ đã giải quyết\tTrước và đúng hạn\tTỷ lệ trước và đúng hạn\tQuá hạn\tĐang giải quyết\n",
        "STT\tTên đơn vị\tTổng số hồ sơ tiếp nhận\tTiếp nhận trực tuyến\tTỷ lệ hồ sơ trực tuyến (%)\tTổng số hồ sơ đã giải quyết\tGiải quyết trước và đúng hạn\tTỷ lệ giải quyết trước và đúng hạn (%)\tGiải quyết quá hạn\tTổng số hồ sơ đang giải quyết\n",
    ),
}  # fmt: skip


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
        return {f"{scope}{column}" for scope in ("", *(f"{row.scope}." for row in self.rows)) for column in self.columns if self.rows}

    def lines(self) -> Iterator[str]:
        """The lines as templates."""
        yield self.head
        if self.numbered:
            yield "\t".join(f"({n})" for n in range(1, len(self.cells) + 3)) + "\n"
        for n, row in enumerate(self.rows, 1):
            yield f"{n}\t{row.label}\t" + "\t".join(_cell(row.scope, cell) for cell in self.cells) + "\n"
        yield "\tTổng cộng\t" + "\t".join(_cell("", cell) for cell in self.cells) + "\n"


NONE = Table("", (), ())


def drawn(random: Random, words: dict[str, list[str]], *, units: bool) -> Table:
    """One of the tables, with three to six rows; offices that have `units` below them may list those."""
    cells = random.choice((_FORM, _UNITS) if units else (_FORM, _FORM, _OLD))
    labels = random.sample(words["communes" if cells is _UNITS else "fields"], random.randint(3, 6))
    rows = tuple(TableRow(f"f{n}", label) for n, label in enumerate(labels, 1))
    return Table(random.choice(_HEADS[cells]), cells, rows, random.random() < 0.4)


def _cell(scope: str, cell: str) -> str:
    start = f"{scope}." if scope else ""
    if cell.startswith("%"):
        of, _, base = cell[1:].partition("/")
        return f"{{%{start}{of}/{start}{base}:c}}"
    return f"{{{start}{cell}:c}}"
