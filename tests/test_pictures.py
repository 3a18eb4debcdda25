"""What pictures are made of: which reports are missing, sums over time, rates against targets, findings."""

from __future__ import annotations

import csv
import io
from itertools import count

import pytest

from pipeline.archive.told import Fault, Rate, Told
from pipeline.checks.term import Term, months_of
from pipeline.pictures.coverage import Coverage, CoverageCount
from pipeline.pictures.faults import FaultCount, FaultRow
from pipeline.pictures.flow import Flow, FlowCount
from pipeline.pictures.periods import window
from pipeline.pictures.rates import RateCount, RateRow
from pipeline.pictures.tables import Table, as_csv, coverage_table, fault_table, flow_table, rate_table
from pipeline.pictures.units import Units

NUMBERS = count(1)
NAMES = {"a": "UBND xã A", "b": "UBND xã B", "c": "UBND xã C"}


def report(unit: str | None, period: str | None, **more: object) -> Told:
    """A report of a unit; received, resolved and pending as `work`."""
    plain: dict[str, object] = {
        "sha256": f"{next(NUMBERS):064}",
        "issuer": NAMES.get(unit or ""),
        "province": None,
        "kind": "BC",
        "date": None,
        "estimate": False,
        "single": True,
        "rates": (),
        "faults": (),
    }
    work = more.pop("work", None)
    told = dict(zip(("received_total", "resolved_total", "pending_total"), work, strict=True)) if work else {}  # type: ignore[call-overload]
    kept = {measure: value for measure, value in told.items() if value is not None}
    term = Term(months_of(period)) if period else None
    return Told(**(plain | {"unit": unit, "term": term, "work": kept} | more))  # type: ignore[arg-type]


def covered(*reports: Told) -> Coverage:
    counted = CoverageCount()
    for each in reports:
        counted.add(each)
    return counted.result(NAMES)


def states(coverage: Coverage) -> dict[str, str]:
    """Each unit's row in letters: a number of reports, longer, - missing, . before."""
    letters = {"covered": "+", "missing": "-", "before": "."}
    return {row.unit: "".join(letters.get(c.state, str(c.reports)) for c in row.cells) for row in coverage.units}


def test_a_period_without_a_report_is_missing() -> None:
    found = covered(report("a", "2026-Q1"), report("a", "2026-Q3"), report("b", "2026-Q2"), report("b", "2026-Q3"))
    assert found.periods == ("I/2026", "II/2026", "III/2026")
    assert states(found) == {"UBND xã A": "1-1", "UBND xã B": ".11"}
    assert [row.missing for row in found.units] == [1, 0]


def test_a_report_of_six_months_stands_for_its_second_quarter() -> None:
    quarters = [report("a", f"2026-Q{quarter}") for quarter in (1, 3)]
    assert states(covered(*quarters, report("a", "2026-H1"))) == {"UBND xã A": "1+1"}


def test_several_reports_of_a_period_are_counted() -> None:
    assert states(covered(*[report("a", "2026-01")] * 2, report("a", "2026-02"))) == {"UBND xã A": "21"}


def test_what_is_no_report_of_a_unit_and_a_period_is_told_apart() -> None:
    found = covered(
        report("a", "2026-Q1"),
        report("a", "2026-Q2"),
        report("b", "2026-Q1"),
        report("c", "2025"),
        report(None, "2026-Q1"),
        report("a", None),
        report("a", "2026-Q1", kind="KH"),
        report("a", "2026-Q1", single=False),
    )
    assert states(found) == {"UBND xã A": "11"}
    assert (found.once, found.outside, found.unplaced) == (1, 1, 2)


def test_a_year_misread_does_not_push_the_others_out() -> None:
    counts = {(3, 2026 * 12 + 3 * quarter + 2): 5 for quarter in range(4)} | {(3, 2062 * 12 + 2): 1}
    assert list(window(counts, 3)) == [2026 * 12 + 3 * quarter + 2 for quarter in range(4)]


def test_no_reports_make_an_empty_grid() -> None:
    found = covered()
    assert (found.periods, found.units) == ((), ())


def flowed(*reports: Told) -> Flow:
    counted = FlowCount()
    for each in reports:
        counted.add(each)
    return counted.result()


def test_work_is_summed_over_units_by_period() -> None:
    found = flowed(
        report("a", "2026-Q1", work=(10, 8, 2)),
        report("b", "2026-Q1", work=(5, 5, None)),
        report("a", "2026-Q3", work=(7, None, None)),
    )
    assert [(m.period, m.reports, m.sums, m.stated) for m in found.moments] == [
        ("I/2026", 2, (15, 13, 2), (2, 2, 1)),
        ("II/2026", 0, (None, None, None), (0, 0, 0)),
        ("III/2026", 1, (7, None, None), (1, 0, 0)),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"date": "2026-03-01"}, {"date": "2026-03-20"}),
        ({"date": "2026-04-20", "estimate": True}, {"date": "2026-03-20"}),
    ],
    ids=["the later", "no estimate"],
)
def test_one_report_of_a_unit_and_period_counts(first: dict[str, object], second: dict[str, object]) -> None:
    reports = report("a", "2026-Q1", work=(1, 1, 1), **first), report("a", "2026-Q1", work=(9, 9, 9), **second)
    for order in (reports, reports[::-1]):
        assert [moment.sums for moment in flowed(*order).moments] == [(9, 9, 9)]


def rated(*documents: tuple[tuple[str, str, float], ...]) -> tuple[RateRow, ...]:
    counted = RateCount()
    for rates in documents:
        counted.add(report("a", None, rates=tuple(Rate(*rate) for rate in rates)))  # type: ignore[arg-type]
    return counted.result()


def test_rates_are_held_against_the_target_of_the_report_or_else_of_most() -> None:
    found = rated(
        (("digitised", "achieved", 97.5), ("digitised", "target", 98)),
        (("digitised", "achieved", 96.0), ("digitised", "target", 95)),
        (("digitised", "achieved", 94.0),),
        (("digitised", "target", 95),),
    )
    assert found == (RateRow("digitised", 3, 94.0, 96.0, 97.5, 95.0, 2),)


def test_a_measure_that_nobody_reached_has_no_row() -> None:
    assert rated((("digitised", "target", 98),)) == ()


def test_a_measure_without_a_target_is_not_judged_and_no_share_is_above_all_reason() -> None:
    found = rated((("satisfaction", "achieved", 90),), (("satisfaction", "achieved", 900),))
    assert found == (RateRow("satisfaction", 1, 90, 90, 90, None, None),)


def test_findings_are_counted_by_rule_and_unit() -> None:
    counted = FaultCount()
    counted.add(report("a", None, faults=(Fault("A3", "error", 2), Fault("P2", "warning", 1))))
    counted.add(report(None, None, faults=(Fault("A3", "error", 1),)))
    counted.note(Fault("A8", "error", 1), {"a", "b"})
    found = counted.result(NAMES)
    assert found.total == (4, 1, 0)
    assert found.rules == (FaultRow("A3", (3, 0, 0)), FaultRow("A8", (1, 0, 0)), FaultRow("P2", (0, 1, 0)))
    assert found.units == (FaultRow("UBND xã A", (3, 1, 0)), FaultRow("UBND xã B", (1, 0, 0)))


def test_units_of_one_name_are_told_apart_by_province_and_capitals_avoided() -> None:
    units = Units()
    for key, issuer, province in (
        ("a", "UBND XÃ A", "hai phong"),
        ("a", "UBND xã A", None),
        ("b", "UBND xã A", "gia lai"),
    ):
        units.add(report(key, None, issuer=issuer, province=province))
    assert units.named() == {"a": "UBND xã A (Hai Phong)", "b": "UBND xã A (Gia Lai)"}


TABLES = [
    (coverage_table(covered(report("a", "2026-01"), report("a", "2026-03"))), [["UBND xã A", "1", "1", "thiếu", "1"]]),
    (flow_table(flowed(report("a", "2026-01", work=(10, None, 2)))), [["01/2026", "1", "10", "1", "", "0", "2", "1"]]),
    (
        rate_table((RateRow("digitised", 3, 94.0, 96.0, 97.5, None, None),)),
        [["số hóa", "3", "94.0", "96.0", "97.5", "", ""]],
    ),
    (fault_table((FaultRow("=A1", (1, 0, 0)),), of_rules=False), [["'=A1", "1", "0", "0"]]),
    (fault_table((FaultRow("X-NEW", (1, 2, 3)),), of_rules=True), [["X-NEW", "X-NEW", "1", "2", "3"]]),
]


@pytest.mark.parametrize(("table", "rows"), TABLES, ids=["coverage", "flow", "rates", "units", "rules"])
def test_tables_have_what_the_pictures_show(table: Table, rows: list[list[str]]) -> None:
    header, *found = csv.reader(io.StringIO(as_csv(table, "vi")))
    assert found == rows
    assert header == [column.vi for column in table.columns]
    assert all(len(row) == len(table.columns) for row in table.rows)
