"""Reports of the store against each other: what `compare` says of all of them, with only what has changed looked at.

Findings stand in groups: the files of one report (told by the least number among them), the reports of all units of
one name, the reports that cite one document. A document that comes or goes touches few groups; these are told anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, func, insert, or_, select, text

from ..checks.across import Abstract
from ..checks.across.candidates import ordinal
from ..checks.across.compare import in_order, over_units
from ..checks.across.references import Usual, citations, odd_ones, usual
from ..checks.doubt import with_doubt
from . import comparison
from .across_rows import Found, write_groups
from .batches import batches
from .neighbours import Place, beside_documents, document_at
from .schema import alike, compared, links
from .schema import citations as cited_table
from .store import Store, note
from .twins import pair_up, regroup

_UNITS = 50  # names of units whose reports are in memory together


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings that came and went, and documents that were compared or forgotten."""

    added: int = 0
    removed: int = 0
    compared: int = 0


@dataclass
class _Touched:
    """What is to be told anew: documents in pairs, places others have left, and groups of findings by their numbers."""

    paired: set[int] = field(default_factory=set)
    gaps: set[Place] = field(default_factory=set)
    twins: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    cited: set[int] = field(default_factory=set)


def update_across(store: Store, run: int | None = None) -> Counts:
    """Bring the findings between the reports up to date, in one transaction; `run` is noted in the event.

    The work is that of the documents that came, changed or went since the last call, however that one ended.
    """
    with store.begin() as connection:
        if connection.dialect.name == "postgresql":  # one at a time, and all on one state; SQLite begins IMMEDIATE
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            connection.execute(text("LOCK TABLE compared IN SHARE ROW EXCLUSIVE MODE"))
        changes = comparison.changes(connection)
        if not changes.gone and not changes.new:
            return Counts()
        counted = _update(connection, changes)
        counts = Counts(counted["added"], counted["removed"], len(changes.new))
        note(connection, "across", run, added=counts.added, removed=counts.removed, compared=counts.compared)
        return counts


def _update(connection: Connection, changes: comparison.Changes) -> Counter[str]:
    touched = _Touched()
    _take_out(connection, changes.gone, touched)
    new: set[int] = set()
    for arrived in comparison.arrivals(connection, changes.new):
        comparison.put_in(connection, arrived)
        for _, abstract in arrived:
            new.add(ordinal(abstract.sha256))
            touched.units.add(comparison.unit_group(abstract) or 0)
            touched.cited.update(comparison.cited_group(cited) for cited, _ in citations(abstract))
    touched.paired |= pair_up(connection, new, touched.gaps)
    done = regroup(connection, touched.paired, touched.twins)
    _stand_in(connection, done.singled, touched)
    _step_back(connection, done.doubled, touched)
    return done.counts + _tell_units(connection, touched.units) + _tell_citations(connection, touched.cited)


def _take_out(connection: Connection, gone: list[int], touched: _Touched) -> None:
    """Forget documents, and note what they were part of."""
    out = set(gone)
    for at, other in beside_documents(connection, gone):
        if document_at(other) not in out:
            touched.gaps.add((at[0], other))
    for batch in batches(gone):
        rows = connection.execute(select(compared).where(compared.c.number.in_(batch))).all()
        touched.twins.update(row.twin for row in rows)
        touched.units.update(row.unit or 0 for row in rows)
        touched.cited.update(_cited_by(connection, batch))
        pairs = select(alike).where(or_(alike.c.one.in_(batch), alike.c.other.in_(batch)))
        touched.paired.update(number for row in connection.execute(pairs) for number in row if number not in out)
        hashes = [row.sha256 for row in rows]
        connection.execute(delete(links).where(or_(links.c.sha256.in_(hashes), links.c.other.in_(hashes))))
    comparison.take_out(connection, gone)


def _cited_by(connection: Connection, numbers: list[int]) -> Iterable[int]:
    return connection.scalars(select(cited_table.c.cited).where(cited_table.c.document.in_(numbers)))


def _stand_in(connection: Connection, singled: set[int], touched: _Touched) -> None:
    """Reports that others stood for."""
    for batch in batches(sorted(singled)):
        for abstract in comparison.abstracts_of(connection, batch).values():
            touched.units.add(comparison.unit_group(abstract) or 0)
            rows = comparison.citation_rows(abstract)
            touched.cited.update(comparison.cited_group(cited) for cited, _ in citations(abstract))
            if rows:
                connection.execute(insert(cited_table), rows)


def _step_back(connection: Connection, doubled: set[int], touched: _Touched) -> None:
    """Reports that others stand for now."""
    for batch in batches(sorted(doubled)):
        units = connection.scalars(select(compared.c.unit).where(compared.c.number.in_(batch)))
        touched.units.update(unit or 0 for unit in units)
        touched.cited.update(_cited_by(connection, batch))
        connection.execute(delete(cited_table).where(cited_table.c.document.in_(batch)))


def _tell_units(connection: Connection, units: set[int]) -> Counter[str]:
    """The findings within series, for all units of a name."""
    counts: Counter[str] = Counter()
    for batch in batches(sorted(units - {0}), _UNITS):
        singles = select(compared.c.number, compared.c.unit).where(compared.c.unit.in_(batch), compared.c.single)
        of = {number: unit or 0 for number, unit in connection.execute(singles)}
        named: dict[int, list[Abstract]] = defaultdict(list)
        for number, abstract in comparison.abstracts_of(connection, of).items():
            named[of[number]].append(abstract)
        found = [each for unit, abstracts in named.items() for each in _within(unit, sorted(abstracts, key=in_order))]
        counts += write_groups(connection, batch, found)
    return counts


def _within(unit: int, abstracts: list[Abstract]) -> Iterator[Found]:
    hashes: dict[str | None, list[str]] = defaultdict(list)
    for abstract in abstracts:
        hashes[abstract.file].append(abstract.sha256)
    for finding in over_units(abstracts):
        if finding.fails:
            told = (sha256 for evidence in finding.evidence for sha256 in hashes[evidence.file])
            yield Found.of(unit, with_doubt(finding), told)


def _tell_citations(connection: Connection, cited: set[int]) -> Counter[str]:
    """The findings about documents cited with several dates."""
    table = cited_table.c
    counts: Counter[str] = Counter()
    for batch in batches(sorted(cited)):
        dates: dict[int, dict[str, tuple[int, int, int]]] = defaultdict(dict)
        each = (table.cited, table.day, func.count(), func.min(table.document), func.min(table.year))
        asked = select(*each).where(table.cited.in_(batch)).group_by(table.cited, table.day)
        for number, day, count, first, year in connection.execute(asked):
            dates[number][day] = count, first, year
        found = [
            finding
            for number, given in dates.items()
            if len(given) > 1
            for finding in _odd_ones(connection, number, given)
        ]
        counts += write_groups(connection, batch, found)
    return counts


def _odd_ones(connection: Connection, number: int, dates: dict[str, tuple[int, int, int]]) -> Iterator[Found]:
    """The reports that give one document another date than most; `dates` has count, first report, and the year."""
    table = cited_table.c
    year = next(iter(dates.values()))[2]
    day = usual({day: count for day, (count, _, _) in dates.items()}, year)
    count, first, _ = dates[day]
    others = set(connection.scalars(select(table.document).where(table.cited == number, table.day != day)))
    known = comparison.abstracts_of(connection, {*others, first})
    right = Usual(day, count, known[first])
    for other in sorted(others):
        abstract = known[other]
        name = next(cited for cited, _ in citations(abstract) if comparison.cited_group(cited) == number)
        for finding in odd_ones(abstract, name, right):
            yield Found.of(number, with_doubt(finding), (abstract.sha256, right.model.sha256))
