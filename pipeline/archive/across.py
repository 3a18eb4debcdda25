"""Reports of the store against each other: what `compare` says of all of them, with only what has changed looked at.

Findings stand in groups: the files of one report (told by the least number among them), the reports of all units of
one name, the reports that cite one document. A document that comes or goes touches few groups; these are told anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, or_, select, text, update

from ..checks.across.candidates import ordinal
from ..checks.across.references import citations
from . import comparison
from .batches import batches
from .citations import tell_citations
from .schema import citations as cited
from .schema import compared, links
from .series import tell_series
from .store import Store, note
from .twins import close_up, pair_up, regroup


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings that came and went, and documents that were compared or forgotten."""

    added: int = 0
    removed: int = 0
    compared: int = 0


@dataclass
class _Touched:
    """What is to be told anew: documents in pairs, and groups of findings by their numbers."""

    paired: set[int] = field(default_factory=set)
    twins: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    series: set[int] = field(default_factory=set)
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
    touched, outlines, new = _Touched(), comparison.Outlines(connection), set[int]()
    _take_out(connection, changes, touched, outlines)
    for arrived in comparison.arrivals(connection, changes.new):
        comparison.put_in(connection, arrived, outlines)
        for _, abstract in arrived:
            new.add(ordinal(abstract.sha256))
            touched.units.add(comparison.unit_group(abstract) or 0)
            touched.cited.update(comparison.cited_group(name) for name, _ in citations(abstract))
    touched.paired |= pair_up(connection, new, outlines)
    done = regroup(connection, touched.paired, touched.twins)
    _stand_in(connection, done.singled, touched)
    _step_back(connection, sorted(done.doubled), touched)
    return (
        done.counts
        + tell_series(connection, touched.units, touched.series, outlines)
        + tell_citations(connection, touched.cited)
    )


def _take_out(
    connection: Connection, changes: comparison.Changes, touched: _Touched, outlines: comparison.Outlines
) -> None:
    """Forget documents, and note what they were part of."""
    for batch in batches(changes.gone):
        rows = connection.execute(select(compared).where(compared.c.number.in_(batch))).all()
        touched.twins.update(row.twin for row in rows)
        hashes = [row.sha256 for row in rows]
        connection.execute(delete(links).where(or_(links.c.sha256.in_(hashes), links.c.other.in_(hashes))))
    _step_back(connection, changes.gone, touched)
    if not changes.anew:
        touched.paired |= close_up(connection, changes.gone, outlines)
    comparison.take_out(connection, changes.gone)


def _stand_in(connection: Connection, singled: set[int], touched: _Touched) -> None:
    """Reports that others stood for."""
    for batch in batches(sorted(singled)):
        for abstract in comparison.abstracts_of(connection, batch).values():
            touched.units.add(comparison.unit_group(abstract) or 0)
            rows = comparison.citation_rows(abstract)
            touched.cited.update(comparison.cited_group(name) for name, _ in citations(abstract))
            if rows:
                connection.execute(insert(cited), rows)


def _step_back(connection: Connection, doubled: list[int], touched: _Touched) -> None:
    """Reports that others stand for now, or that are gone."""
    for batch in batches(doubled):
        rows = connection.execute(select(compared.c.unit, compared.c.series).where(compared.c.number.in_(batch)))
        for unit, series in rows:
            touched.units.add(unit or 0)
            touched.series.add(series or 0)
        touched.cited.update(connection.scalars(select(cited.c.cited).where(cited.c.document.in_(batch))))
        connection.execute(delete(cited).where(cited.c.document.in_(batch)))
        connection.execute(update(compared).where(compared.c.number.in_(batch)).values(series=None))
