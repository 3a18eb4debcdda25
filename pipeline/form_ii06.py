"""Form II.06 (Thông tư 01/2020/TT-VPCP): the dossier counts of a report in the thirteen columns of the form.

Columns 1 and 2 are the row and its field or level (`scope`), columns 3 to 13 the measures (domain.md 2.2). A cell keeps
the value the text states first; every other value of the same measure, scope and period goes to `conflicts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.extraction import DossierCount
from normalizers import fold

from .columns import layouts
from .facts import Fact, Row

COLUMNS = {
    "received_total": 3,
    "received_online": 4,
    "received_direct": 5,
    "carried_over": 6,
    "resolved_total": 7,
    "resolved_early": 8,
    "resolved_on_time": 9,
    "resolved_overdue": 10,
    "pending_total": 11,
    "pending_in_time": 12,
    "pending_overdue": 13,
}
EXTRAS = ("resolved_early_or_on_time", "rejected", "withdrawn", "pending_supplement")
MEASURES = (*COLUMNS, *EXTRAS)

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A measure of the form where the text states it: `page` from 1, `start` in the raw text."""

    measure: str
    count: int
    scope: str | None
    period: str | None
    approx: bool
    text: str
    page: int
    start: int
    corrected: bool = False


def form_rows(facts: Iterable[Fact], period: str | None) -> list[Row]:
    """A row for each scope and period with a measure of the form; `period` is that of counts that name none.

    Each row has the cells scope, period, the measures, approximate and conflicts.
    """
    return form_of(_stated(facts), period)


def form_of_rows(rows: Iterable[Row], period: str | None) -> list[Row]:
    """The same made of rows of the facts table."""
    return form_of(
        (
            Stated(
                row["measure"],
                int(row["value_number"]),
                row["scope"],
                row["period"],
                bool(row["approx"]),
                row["text"],
                row["page"],
                row["start"],
                row["corrected"] in ("changed", "added"),
            )
            for row in rows
            if row["kind"] == "dossier_count" and row["measure"] in MEASURES and row["state"] == "value"
        ),
        period,
    )


def form_of(stated: Iterable[Stated], period: str | None) -> list[Row]:
    """The rows of the form that hold what is stated."""
    groups: dict[_Key, list[Stated]] = {}
    for each in stated:
        groups.setdefault((fold(each.scope or "").strip(), each.period or period or ""), []).append(each)
    return [_row(same, when or None) for (_, when), same in groups.items()]


def _stated(facts: Iterable[Fact]) -> Iterable[Stated]:
    for fact in facts:
        count = fact.value
        if isinstance(count, DossierCount) and count.measure in MEASURES and fact.extraction.state == "value":
            yield Stated(
                count.measure,
                count.count,
                count.scope,
                count.period,
                count.approx,
                fact.text,
                fact.location.page,
                fact.span.start,
            )


def _row(stated: Sequence[Stated], period: str | None) -> Row:
    kept: dict[str, Stated] = {}
    conflicts = []
    for measure in MEASURES:
        same = _exact_first([each for each in stated if each.measure == measure])
        if same:
            kept[measure] = same[0]
            conflicts += [_told(each) for each in _differing(same)]
    return {
        **dict.fromkeys(layouts()["form_ii06"].names),
        "scope": stated[0].scope,
        "period": period,
        **{measure: each.count for measure, each in kept.items()},
        "approximate": ", ".join(measure for measure, each in kept.items() if each.approx) or None,
        "conflicts": "; ".join(conflicts) or None,
        "corrected": ", ".join(measure for measure, each in kept.items() if each.corrected) or None,
    }


def _exact_first(same: list[Stated]) -> list[Stated]:
    """In order of the text, but a title's «hơn 4.000 hồ sơ» never goes before the exact number."""
    return sorted(same, key=lambda stated: stated.approx)


def _differing(same: Sequence[Stated]) -> Iterable[Stated]:
    """Each further value of a measure once, leaving out those equal to the first."""
    seen = {same[0].count}
    for each in same[1:]:
        if each.count not in seen:
            seen.add(each.count)
            yield each


def _told(stated: Stated) -> str:
    sign = "≈" if stated.approx else "="
    return f"{stated.measure} {sign} {stated.count} («{stated.text}», trang {stated.page}, ký tự {stated.start})"
