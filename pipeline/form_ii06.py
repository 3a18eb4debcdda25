"""Form II.06 (Thông tư 01/2020/TT-VPCP): the dossier counts of a report in the thirteen columns of the form.

Columns 1 and 2 are the row and its field or level (`scope`), columns 3 to 13 the measures (domain.md 2.2). A cell keeps
the value the text states first; every other value of the same measure, scope and period goes to `conflicts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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

Stated = tuple[DossierCount, Fact]
_Key = tuple[str, str]


def form_rows(facts: Iterable[Fact], period: str | None) -> list[Row]:
    """A row for each scope and period with a measure of the form; `period` is that of counts that name none.

    Each row has the cells scope, period, the measures, approximate and conflicts.
    """
    groups: dict[_Key, list[Stated]] = {}
    for fact in facts:
        count = fact.value
        if isinstance(count, DossierCount) and count.measure in MEASURES and fact.extraction.state == "value":
            key = (fold(count.scope or "").strip(), count.period or period or "")
            groups.setdefault(key, []).append((count, fact))
    return [_row(stated, when or None) for (_, when), stated in groups.items()]


def _row(stated: Sequence[Stated], period: str | None) -> Row:
    kept: dict[str, DossierCount] = {}
    conflicts = []
    for measure in MEASURES:
        same = _exact_first([s for s in stated if s[0].measure == measure])
        if same:
            kept[measure] = same[0][0]
            conflicts += [_told(count, fact) for count, fact in _differing(same)]
    return {
        **dict.fromkeys(layouts()["form_ii06"].names),
        "scope": stated[0][0].scope,
        "period": period,
        **{measure: count.count for measure, count in kept.items()},
        "approximate": ", ".join(measure for measure, count in kept.items() if count.approx) or None,
        "conflicts": "; ".join(conflicts) or None,
    }


def _exact_first(same: list[Stated]) -> list[Stated]:
    """In order of the text, but a title's «hơn 4.000 hồ sơ» never goes before the exact number."""
    return sorted(same, key=lambda stated: stated[0].approx)


def _differing(same: Sequence[Stated]) -> Iterable[Stated]:
    """Each further value of a measure once, leaving out those equal to the first."""
    seen = {same[0][0].count}
    for count, fact in same[1:]:
        if count.count not in seen:
            seen.add(count.count)
            yield count, fact


def _told(count: DossierCount, fact: Fact) -> str:
    sign = "≈" if count.approx else "="
    return f"{count.measure} {sign} {count.count} («{fact.text}», trang {fact.location.page}, ký tự {fact.span.start})"
