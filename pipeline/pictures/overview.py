"""The pictures of a store, computed in one pass over its documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..archive.told import faults_between, told
from ..labels import Label, Language
from .coverage import Coverage, CoverageCount
from .faults import FaultCount, Faults
from .flow import Flow, FlowCount
from .periods import GRAIN_NAMES
from .rates import RateCount, RateRow
from .tables import Table, coverage_table, fault_table, flow_table, rate_table
from .units import Units

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ..archive.export_filter import Filter


@dataclass(frozen=True, slots=True)
class Overview:
    """What the documents of a store, or some of them, tell together."""

    documents: int
    coverage: Coverage
    flow: Flow
    rates: tuple[RateRow, ...]
    faults: Faults

    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, in the order of a page."""
        return _coverage(self.coverage), _flow(self.flow), _rates(self.rates), *_faults(self.faults)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its `name` (of a file, of an address): what it shows, and the same as a table."""

    name: str
    title: Label
    about: Label
    shows: Coverage | Flow | tuple[RateRow, ...] | Faults
    table: Table

    def svg(self, language: Language) -> str:
        """The picture, drawn."""
        from . import drawing  # noqa: PLC0415 - matplotlib takes half a second to import

        words = drawing.Words(self.title.to(language), self.about.to(language), language)
        match self.shows:
            case Coverage():
                return drawing.draw_coverage(self.shows, words)
            case Flow():
                return drawing.draw_flow(self.shows, words)
            case Faults():
                of_rules = self.name == "findings-by-rule"
                rows = self.shows.rules if of_rules else self.shows.units
                return drawing.draw_faults(rows, words, of_rules=of_rules)
            case _:
                return drawing.draw_rates(self.shows, words)


def overview(connection: Connection, wanted: Filter) -> Overview:
    """The figures of the documents that the filter takes; memory grows with units and periods, not with documents."""
    coverage, flow, rates, faults, units = CoverageCount(), FlowCount(), RateCount(), FaultCount(), Units()
    documents = 0
    for document in told(connection, wanted):
        documents += 1
        for count in (coverage, flow, rates, faults, units):
            count.add(document)
    for fault, concerned in faults_between(connection, wanted):
        faults.note(fault, concerned)
    names = units.named()
    return Overview(documents, coverage.result(names), flow.result(), rates.result(), faults.result(names))


def _coverage(coverage: Coverage) -> Picture:
    grain, missing = GRAIN_NAMES[coverage.grain], sum(row.missing for row in coverage.units)
    units, periods = len(coverage.units), len(coverage.periods)
    once, outside, unplaced = coverage.once, coverage.outside, coverage.unplaced
    return Picture(
        "coverage",
        Label(f"Báo cáo theo đơn vị và kỳ ({grain.vi})", f"Reports by unit and period ({grain.en})"),
        Label(
            f"{units} đơn vị, {periods} kỳ, thiếu {missing} báo cáo; đơn vị thiếu nhiều đứng trước. "
            f"Không có trong bảng: {once} đơn vị chỉ có một báo cáo, {outside} báo cáo có kỳ khác độ dài hoặc ngoài "
            f"khoảng này, {unplaced} báo cáo không rõ kỳ hoặc đơn vị.",
            f"{units} units, {periods} periods, {missing} reports missing; the worst first. "
            f"Not in it: {once} units with a single report, {outside} reports of another length or time, "
            f"{unplaced} reports without a known period or unit.",
        ),
        coverage,
        coverage_table(coverage),
    )


def _flow(flow: Flow) -> Picture:
    return Picture(
        "flow",
        Label("Hồ sơ tiếp nhận, đã giải quyết, đang giải quyết", "Dossiers received, resolved, pending"),
        Label(
            "Tổng theo kỳ, mỗi đơn vị một báo cáo. Báo cáo cấp trên có thể đã gồm số của cấp dưới: "
            "hãy lọc theo đơn vị để xem riêng.",
            "Sums by period, one report a unit. The report of a higher level may include those below it: "
            "filter by unit to see one alone.",
        ),
        flow,
        flow_table(flow),
    )


def _rates(rates: tuple[RateRow, ...]) -> Picture:
    return Picture(
        "rates",
        Label("Tỷ lệ đạt được so với mục tiêu", "Rates reached against targets"),
        Label(
            "Tỷ lệ như in trong văn bản, mỗi văn bản một giá trị nêu đầu tiên; mục tiêu là giá trị nêu nhiều nhất.",
            "Rates as printed, the first one of each document; the target is the one printed most often.",
        ),
        rates,
        rate_table(rates),
    )


def _faults(faults: Faults) -> tuple[Picture, Picture]:
    about = Label(
        "Chỗ sai giữa các báo cáo tính một lần cho quy tắc, một lần cho mỗi đơn vị liên quan.",
        "A finding between reports counts once for its rule and once for each unit concerned.",
    )
    by_rule, by_unit = (
        Label("Chỗ sai theo quy tắc", "Findings by rule"),
        Label("Chỗ sai theo đơn vị", "Findings by unit"),
    )
    return (
        Picture("findings-by-rule", by_rule, about, faults, fault_table(faults.rules, of_rules=True)),
        Picture("findings-by-unit", by_unit, about, faults, fault_table(faults.units, of_rules=False)),
    )
