"""What has been compared: which documents came, changed or went since, and their abstracts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from sqlalchemy import Connection, and_, delete, func, insert, or_, select

from ..checks.across import Abstract, from_row, to_row
from ..checks.across.abstract import Quote
from ..checks.across.candidates import ordinal, places
from ..checks.across.references import Cited, citations
from .batches import batches
from .outcome import as_json
from .prepared import Prepared
from .schema import alike, compared, documents, sortings
from .schema import citations as cited_table

_FEW = 4  # one in so many documents gone is few
_MOST_OUTLINES = 100_000  # kept in memory, about 1.5 kB each

_ENTERED = ("number", "sha256", "abstract_digest", "unit", "twin", "single", "outline")  # the series is told later
_COMPARED = Prepared(insert(compared), _ENTERED)
_STAND = itemgetter("list", "place")  # in the order of the table they are written faster
_SORTINGS, _CITED = (Prepared(insert(table), table.columns.keys()) for table in (sortings, cited_table))


@dataclass(frozen=True, slots=True)
class Changes:
    """`gone` are numbers of documents that are compared but no more there as they were, `new` are hashes of others."""

    gone: list[int]
    new: list[str]
    anew: bool = False  # so much is gone that the rest is taken for gone and new too


def changes(connection: Connection) -> Changes:
    """What has changed since the last comparison; one document may be gone and new: it was read anew."""
    same = and_(documents.c.sha256 == compared.c.sha256, documents.c.abstract_digest == compared.c.abstract_digest)
    gone = select(compared.c.number).outerjoin(documents, same).where(documents.c.sha256.is_(None))
    new = select(documents.c.sha256).outerjoin(compared, same).where(compared.c.sha256.is_(None))
    found = Changes(sorted(connection.scalars(gone)), sorted(connection.scalars(new)))
    if len(found.gone) * _FEW <= (connection.scalar(select(func.count()).select_from(compared)) or 0):
        return found
    everything = connection.scalars(select(compared.c.number)), connection.scalars(select(documents.c.sha256))
    return Changes(sorted(everything[0]), sorted(everything[1]), anew=True)


def group(kind: str, name: object) -> int:
    """The number of a group of reports: those of a unit's name, those that cite a document."""
    return ordinal(f"{kind} {name!r}")


def unit_group(abstract: Abstract) -> int | None:
    """The group of the reports of all units of that name."""
    return group("unit", abstract.unit.name) if abstract.unit else None


def cited_group(cited: Cited) -> int:
    """The group of the reports that cite a document."""
    return group("cited", cited)


def put_in(connection: Connection, abstracts: Iterable[tuple[str, Abstract]], outlines: Outlines) -> None:
    """Enter documents, each with the digest of its abstract, as reports of their own."""
    rows, stands, quoted = [], [], []
    for digest, abstract in abstracts:
        number, outline = ordinal(abstract.sha256), _outline(abstract)
        outlines.keep(number, outline)
        rows.append(
            {"number": number, "sha256": abstract.sha256, "abstract_digest": digest, "unit": unit_group(abstract)}
            | {"twin": number, "single": True, "outline": as_json(to_row(outline))}
        )
        stands += [
            {"list": at, "place": place, "width": width, "document": number} for at, place, width in places(abstract)
        ]
        quoted += citation_rows(abstract)
    for into, found in ((_COMPARED, rows), (_SORTINGS, sorted(stands, key=_STAND)), (_CITED, quoted)):
        if found:
            into.execute_many(connection, found)


def citation_rows(abstract: Abstract) -> list[dict[str, object]]:
    """What the report cites, as rows of the table."""
    number = ordinal(abstract.sha256)
    return [
        {"cited": cited_group(cited), "day": day, "document": number, "year": cited[1]}
        for cited, day in citations(abstract)
    ]


def take_out(connection: Connection, numbers: Iterable[int]) -> None:
    """Forget that documents were compared."""
    for batch in batches(numbers):
        connection.execute(delete(sortings).where(sortings.c.document.in_(batch)))
        connection.execute(delete(cited_table).where(cited_table.c.document.in_(batch)))
        connection.execute(delete(alike).where(or_(alike.c.one.in_(batch), alike.c.other.in_(batch))))
        connection.execute(delete(compared).where(compared.c.number.in_(batch)))


def arrivals(connection: Connection, hashes: Iterable[str]) -> Iterator[list[tuple[str, Abstract]]]:
    """The documents with the digests of their abstracts, a batch after another."""
    asked = select(documents.c.abstract_digest, documents.c.abstract)
    for batch in batches(hashes):
        rows = connection.execute(asked.where(documents.c.sha256.in_(batch)))
        yield [(digest, from_row(json.loads(text))) for digest, text in rows]


def abstracts_of(connection: Connection, numbers: Iterable[int], *, cited: bool = True) -> dict[int, Abstract]:
    """The abstracts of compared documents by their numbers; what they cite, which is most of it, only with `cited`."""
    asked = select(compared.c.number, documents.c.abstract).join(documents, documents.c.sha256 == compared.c.sha256)
    return {
        number: from_row(json.loads(text) | ({} if cited else {"references": []}))
        for batch in batches(numbers)
        for number, text in connection.execute(asked.where(compared.c.number.in_(batch)))
    }


class Outlines:
    """Abstracts without figures and citations, which are many, by number; those met lately stay in memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: dict[int, Abstract] = {}

    def keep(self, number: int, outline: Abstract) -> None:
        """Keep the outline of a document that is entered now."""
        self._kept[number] = outline

    def of(self, numbers: set[int]) -> dict[int, Abstract]:
        """The outlines of compared documents."""
        if len(self._kept) > _MOST_OUTLINES:
            self._kept.clear()
        asked = select(compared.c.number, compared.c.outline)
        for batch in batches(numbers - self._kept.keys()):
            for number, text in self._connection.execute(asked.where(compared.c.number.in_(batch))):
                self._kept[number] = from_row(json.loads(text))
        return self._kept


def _outline(abstract: Abstract) -> Abstract:
    own = replace(abstract.own, quote=Quote("", 0)) if abstract.own else None
    return replace(abstract, own=own, title=None, totals=(), references=())
