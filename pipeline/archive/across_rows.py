"""Findings between reports as the store has them, written group by group: what is found again stays as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from ..checks.finding import Finding
from .batches import batches
from .outcome import as_json
from .schema import across, across_documents


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a group, ready to be written: `row` is JSON, `hashes` are of the documents it is about, sorted."""

    about: int
    rule: str
    severity: str
    row: str
    hashes: tuple[str, ...]

    @classmethod
    def of(cls, about: int, finding: Finding, hashes: Iterable[str]) -> Found:
        """A finding that fails."""
        row = as_json({"file": None} | finding.row())
        return cls(about, finding.rule, finding.severity or "", row, tuple(sorted(set(hashes))))


def write_groups(connection: Connection, groups: Iterable[int], found: Iterable[Found]) -> Counter[str]:
    """Make `found` all that there is of the groups; counts what was "added" and "removed"."""
    new = Counter(found)
    stale: list[int] = []
    for batch in batches(set(groups)):
        for number, known in _known(connection, batch):
            if new[known] > 0:
                new[known] -= 1
            else:
                stale.append(number)
    for batch in batches(stale):
        connection.execute(delete(across).where(across.c.id.in_(batch)))
    added = list(new.elements())
    for some in batches(added):
        _insert(connection, some)
    return Counter(added=len(added), removed=len(stale))


def _known(connection: Connection, groups: list[int]) -> list[tuple[int, Found]]:
    which = across.c.about.in_(groups)
    hashes: dict[int, list[str]] = defaultdict(list)
    beside = select(across_documents.c.finding, across_documents.c.sha256).join(across).where(which)
    for number, sha256 in connection.execute(beside):
        hashes[number].append(sha256)
    rows = connection.execute(select(across).where(which).order_by(across.c.id))
    return [(row.id, Found(row.about, row.rule, row.severity, row.row, tuple(sorted(hashes[row.id])))) for row in rows]


def _insert(connection: Connection, found: list[Found]) -> None:
    columns = [{"about": f.about, "rule": f.rule, "severity": f.severity, "row": f.row} for f in found]
    ids = connection.scalars(insert(across).returning(across.c.id, sort_by_parameter_order=True), columns)
    told = [
        {"finding": number, "sha256": sha256} for number, each in zip(ids, found, strict=True) for sha256 in each.hashes
    ]
    if told:
        connection.execute(insert(across_documents), told)
