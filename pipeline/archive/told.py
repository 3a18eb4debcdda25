"""What each document of a store tells of its unit's work, one after the other: the figures that pictures are made of.

Every value shown in a picture comes through `told`; what corrects values has to be laid over them here.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, func, select

from normalizers import fold

from ..checks.across import from_row
from ..checks.across.abstract import Abstract
from ..checks.finding import Severity
from ..checks.term import Term
from .export_filter import Filter
from .export_rows import BrokenRowError, document_pages, facts_of
from .rejected import rejected
from .schema import across, across_documents, compared, contents, documents, events, findings

RateRole = Literal["achieved", "target"]
WORK = ("received_total", "resolved_total", "pending_total")
_ROLES = ("achieved", "target")


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage as printed: what it measures, whether it is a result or an aim."""

    measure: str
    role: RateRole
    percent: float


@dataclass(frozen=True, slots=True)
class Fault:
    """How often a rule fails, at one severity."""

    rule: str
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """A document: `unit` is a key that its reports share, `kind` the abbreviated type of document.

    `single` is False for one of several files of the same report whose figures another of them gives. `work` has the
    numbers of dossiers of the whole report by measure, those of WORK alone; `rates` the first of each measure and role.
    """

    sha256: str
    unit: str | None
    issuer: str | None
    province: str | None
    kind: str | None
    term: Term | None
    date: str | None
    estimate: bool
    single: bool
    work: dict[str, int]
    rates: tuple[Rate, ...]
    faults: tuple[Fault, ...]


def told(connection: Connection, wanted: Filter) -> Iterator[Told]:
    """The documents that the filter takes, in the order of their hashes; a few hundred of them in memory.

    Raises BrokenRowError for a row that is not what the program writes.
    """
    for page in document_pages(connection, wanted, documents.c.abstract):
        hashes = [row.sha256 for row in page]
        placed, rates, faults = _placed(connection, hashes), _rates(connection, page), _faults(connection, hashes)
        for row in page:
            series, unit, single = placed.get(row.sha256, (None, None, True))
            yield _told(row, _unit(series, unit, row.issuer), single, rates[row.sha256], faults[row.sha256])


def faults_between(connection: Connection, wanted: Filter) -> Iterator[tuple[Fault, frozenset[str]]]:
    """Each finding between reports that concerns a document the filter takes, and the keys of the units concerned."""
    query = (
        select(across.c.id, across.c.rule, across.c.severity, compared.c.series, compared.c.unit, contents.c.state)
        .add_columns(documents.c.issuer, documents.c.type, documents.c.period)
        .join(across_documents, across_documents.c.finding == across.c.id)
        .join(contents, contents.c.sha256 == across_documents.c.sha256)
        .join(documents, documents.c.sha256 == across_documents.c.sha256)
        .outerjoin(compared, compared.c.sha256 == across_documents.c.sha256)
        .order_by(across.c.id)
    )
    last: Any = None
    units: set[str] = set()
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        if last is not None and row.id != last.id:
            yield Fault(last.rule, last.severity, 1), frozenset(units)
            last, units = None, set()
        if row.state == "done" and wanted.takes(row.issuer, row.type, row.period):
            last = row
            units |= {unit for unit in (_unit(row.series, row.unit, row.issuer),) if unit}
    if last is not None:
        yield Fault(last.rule, last.severity, 1), frozenset(units)


def _unit(series: int | None, unit: int | None, issuer: str | None) -> str | None:
    """The unit as the comparison of reports told it apart from others of its name, else by its name."""
    if series is not None:
        return f"series {series}"
    if unit is not None:
        return f"unit {unit}"
    return f"name {' '.join(fold(issuer).split())}" if issuer else None


def _told(row: Any, unit: str | None, single: bool, rates: list[Rate], faults: list[Fault]) -> Told:  # noqa: ANN401
    abstract = _abstract(row.abstract)
    totals = {total.measure: total.value for total in abstract.totals if total.scope is None} if abstract else {}
    return Told(
        sha256=row.sha256,
        unit=unit,
        issuer=row.issuer,
        province=abstract.unit.province if abstract and abstract.unit else None,
        kind=abstract.type if abstract else None,
        term=abstract.term if abstract else None,
        date=abstract.date if abstract else None,
        estimate=abstract is not None and abstract.estimate,
        single=single,
        work={measure: totals[measure] for measure in WORK if measure in totals},
        rates=tuple(rates),
        faults=tuple(faults),
    )


def _abstract(stored: str) -> Abstract | None:
    """The abstract of a row; None for one of another version of vanthu, which the next run makes anew."""
    try:
        row = json.loads(stored)
    except ValueError as error:
        raise BrokenRowError(f"{stored[:60]}…") from error
    try:
        return from_row(row)
    except (ValueError, AttributeError):
        return None


def _placed(connection: Connection, hashes: list[str]) -> dict[str, tuple[int | None, int | None, bool]]:
    """As the comparison of reports has it: the series and the unit of each document, and whether its figures count."""
    columns = compared.c.sha256, compared.c.series, compared.c.unit, compared.c.single
    query = select(*columns).where(compared.c.sha256.in_(hashes))
    return {sha256: (series, unit, single) for sha256, series, unit, single in connection.execute(query)}


def _rates(connection: Connection, page: list[Any]) -> dict[str, list[Rate]]:
    """The first percentage of each measure and role, by document; approximate ones only where there is no other."""
    exact: dict[str, dict[tuple[str, str], Rate]] = defaultdict(dict)
    approximate: dict[str, dict[tuple[str, str], Rate]] = defaultdict(dict)
    for sha256, stored in facts_of(connection, page, "percentage"):
        row = json.loads(stored)
        measure, role, percent = (row.get(name) for name in ("measure", "role", "value_number"))
        if measure and role in _ROLES and percent is not None:
            kept = approximate if row.get("approx") else exact
            kept[sha256].setdefault((measure, role), Rate(measure, cast(RateRole, role), percent))
    found: dict[str, list[Rate]] = defaultdict(list)
    for sha256 in exact.keys() | approximate.keys():
        found[sha256] = list((approximate[sha256] | exact[sha256]).values())
    return found


def _faults(connection: Connection, hashes: list[str]) -> dict[str, list[Fault]]:
    query = (
        select(findings.c.sha256, findings.c.rule, findings.c.severity, func.count())
        .where(findings.c.sha256.in_(hashes))
        .group_by(findings.c.sha256, findings.c.rule, findings.c.severity)
        .order_by(findings.c.sha256, findings.c.rule, findings.c.severity)
    )
    left_out = Counter((sha256, *which) for (sha256, _), which in rejected(connection, hashes).items())
    found: dict[str, list[Fault]] = defaultdict(list)
    for sha256, rule, severity, count in connection.execute(query):
        if left := count - left_out[sha256, rule, severity]:
            found[sha256].append(Fault(rule, severity, left))
    return found


def latest_event(connection: Connection) -> int:
    """The number of the last event, 0 where there is none: another one tells that the store has changed."""
    return int(connection.scalar(select(func.max(events.c.id))) or 0)
