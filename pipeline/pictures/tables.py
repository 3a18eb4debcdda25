"""The tables behind the pictures: what a picture shows, to be read out, sorted and calculated with."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from ..archive.told import WORK
from ..checks.finding import SEVERITIES
from ..checks.rules import rules
from ..labels import Label, Language, labels
from ..printable import escaped, inert
from .coverage import Cell, Coverage
from .faults import FaultRow
from .flow import Flow
from .rates import RateRow

Value = str | int | float | Label | None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; a Label is a word in either language, None an empty cell."""

    columns: tuple[Label, ...]
    rows: tuple[tuple[Value, ...], ...]


_UNIT = Label("Đơn vị", "Unit")
_PERIOD = Label("Kỳ", "Period")
_REPORTS = Label("Số báo cáo", "Reports")
_STATES = {
    "covered": Label("có báo cáo dài hơn", "longer report"),
    "missing": Label("thiếu", "missing"),
    "before": Label("–", "–"),
}


def coverage_table(coverage: Coverage) -> Table:
    """A row a unit: what it misses, then each period with its number of reports or what is the matter."""
    periods = (Label(period, period) for period in coverage.periods)
    rows = ((row.unit, row.missing, *map(_state, row.cells)) for row in coverage.units)
    return Table((_UNIT, Label("Thiếu", "Missing"), *periods), tuple(rows))


def _state(cell: Cell) -> Value:
    return cell.reports or _STATES[cell.state]


def flow_table(flow: Flow) -> Table:
    """A row a period: sums, and of how many reports each."""
    columns = [_PERIOD, _REPORTS]
    for measure in WORK:
        vi, en = labels()["measure"][measure]
        columns += [Label(vi.capitalize(), en.capitalize()), Label(f"báo cáo nêu «{vi}»", f'reports with "{en}"')]
    rows = []
    for moment in flow.moments:
        pairs = zip(moment.sums, moment.stated, strict=True)
        rows.append((moment.period, moment.reports, *(cell for pair in pairs for cell in pair)))
    return Table(tuple(columns), tuple(rows))


def rate_table(rates: tuple[RateRow, ...]) -> Table:
    """A row a measure, in percent."""
    columns = (
        Label("Chỉ tiêu", "Measure"),
        _REPORTS,
        Label("Thấp nhất, %", "Least, %"),
        Label("Trung vị, %", "Median, %"),
        Label("Cao nhất, %", "Greatest, %"),
        Label("Mục tiêu nêu nhiều nhất, %", "Most frequent target, %"),
        Label("Báo cáo dưới mục tiêu", "Reports below target"),
    )
    rows = (
        (measure_name(row.measure), row.reports, row.least, row.median, row.greatest, row.target, row.below)
        for row in rates
    )
    return Table(columns, tuple(rows))


def fault_table(rows: tuple[FaultRow, ...], *, of_rules: bool) -> Table:
    """A row a rule, with its title, or a unit; findings by severity."""
    names = tuple(_capitalized(labels()["severity"][severity]) for severity in SEVERITIES)
    if of_rules:
        columns = (Label("Quy tắc", "Rule"), Label("Nội dung", "What it asks for"), *names)
        return Table(columns, tuple((row.name, rule_title(row.name), *row.counts) for row in rows))
    return Table((_UNIT, *names), tuple((row.name, *row.counts) for row in rows))


def rule_title(name: str) -> Label:
    """What a rule asks for; its id where this version does not know it."""
    return rules()[name].title if name in rules() else Label(escaped(name), escaped(name))


def measure_name(measure: str) -> Label:
    """What a measure is called; one without a name is its own."""
    return labels()["measure"].get(measure) or Label(escaped(measure), escaped(measure))


def as_csv(table: Table, language: Language) -> str:
    """The table as CSV (RFC 4180), numbers with a decimal point; no cell that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.to(language) for column in table.columns)
    writer.writerows([_plain(value, language) for value in row] for row in table.rows)
    return out.getvalue()


def _plain(value: Value, language: Language) -> str | int | float | None:
    if isinstance(value, Label):
        return value.to(language)
    return inert(value) if isinstance(value, str) else value


def _capitalized(label: Label) -> Label:
    return Label(label.vi.capitalize(), label.en.capitalize())
