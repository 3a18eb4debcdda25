"""The rules within the series of a unit, over the store: only series whose reports have changed are compared again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, select, update

from ..checks.across.candidates import ordinal
from ..checks.across.compare import in_order, within
from ..checks.across.series import Series, series_of
from ..checks.doubt import with_doubt
from .across_rows import Found, write_groups
from .batches import batches
from .comparison import Outlines, abstracts_of, group
from .schema import compared

_UNITS = 50  # names of units whose reports are looked at together


def tell_series(connection: Connection, units: set[int], old: set[int], outlines: Outlines) -> Counter[str]:
    """Bring the findings within the series of all units of some names up to date; `old` series lost a report."""
    counts: Counter[str] = Counter()
    left = set(old)
    for batch in batches(sorted(units - {0}), _UNITS):
        series, touched = _placed(connection, batch, outlines)
        left |= touched - series.keys()
        for some in batches(sorted((touched | old) & series.keys()), _UNITS):
            left -= set(some)
            counts += _tell(connection, {number: series[number] for number in some})
    return counts + write_groups(connection, left, ())


def _placed(connection: Connection, units: list[int], outlines: Outlines) -> tuple[dict[int, Series], set[int]]:
    """The series of the units, of outlines, by number; and those in which a report came or from which one went."""
    rows = select(compared.c.number, compared.c.series).where(compared.c.unit.in_(units), compared.c.single)
    before = {row.number: row.series for row in connection.execute(rows)}
    known = outlines.of(set(before))
    found = series_of(sorted((known[number] for number in before), key=in_order))
    series = {group("series", (each.name, each.complete)): each for each in found}
    now = {ordinal(report.sha256): number for number, each in series.items() for report in each.members}
    moved = [number for number in before if before[number] != now.get(number)]
    if moved:
        entered = update(compared).where(compared.c.number == bindparam("at")).values(series=bindparam("to"))
        connection.execute(entered, [{"at": number, "to": now.get(number)} for number in moved])
    ends = {end for number in moved for end in (before[number], now.get(number))}
    return series, {end for end in ends if end is not None}


def _tell(connection: Connection, series: dict[int, Series]) -> Counter[str]:
    numbers = {ordinal(report.sha256) for each in series.values() for report in each.members}
    known = abstracts_of(connection, numbers, cited=False)
    found: list[Found] = []
    for number, each in series.items():
        members = [known[ordinal(outline.sha256)] for outline in each.members]
        found += _found(number, Series(each.name, members, each.complete))
    return write_groups(connection, series, found)


def _found(number: int, series: Series) -> Iterator[Found]:
    hashes: dict[str | None, list[str]] = defaultdict(list)
    for abstract in series.members:
        hashes[abstract.file].append(abstract.sha256)
    for finding in within(series):
        if finding.fails:
            told = (sha256 for evidence in finding.evidence for sha256 in hashes[evidence.file])
            yield Found.of(number, with_doubt(finding), told)
