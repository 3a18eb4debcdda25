"""The sorted lists of candidates.py in the store: who stands beside whom, asked by seeking, never by reading a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, tuple_
from sqlalchemy.sql.selectable import NamedFromClause, ScalarSelect

from ..checks.across.candidates import WIDTHS
from .batches import batches
from .schema import sortings

Place = tuple[int, bytes]  # list, place in it
Pair = tuple[int, int]  # numbers of documents, the smaller first

_BATCH = 100


def document_at(place: bytes) -> int:
    """The number of the document that stands there."""
    return int.from_bytes(place[-8:], "big")


def pair(one: int, other: int) -> Pair:
    """The two in order."""
    return (one, other) if one < other else (other, one)


def beside_documents(connection: Connection, documents: Iterable[int]) -> Iterator[tuple[Place, bytes]]:
    """Each place of the documents with each place that is looked at from it."""
    for batch in batches(documents, _BATCH):
        yield from _beside(connection, sortings.c.document.in_(batch))


def beside_places(connection: Connection, places: Iterable[Place]) -> Iterator[tuple[Place, bytes]]:
    """The same for single places, those that are no more left out."""
    for batch in batches(places, _BATCH):
        yield from _beside(connection, tuple_(sortings.c.list, sortings.c.place).in_(batch))


def _beside(connection: Connection, which: ColumnElement[bool]) -> Iterator[tuple[Place, bytes]]:
    for width in WIDTHS:
        near = [_nth(sortings, n, side) for side in (-1, 1) for n in range(width)]
        asked = select(sortings.c.list, sortings.c.place, *near).where(which, sortings.c.width == width)
        for number, place, *found in connection.execute(asked):
            yield from (((number, place), other) for other in found if other is not None)


def _nth(start: NamedFromClause, n: int, side: int) -> ScalarSelect[bytes]:
    """The place `n` + 1 further on in the list, or further back."""
    far = sortings.alias()
    beyond = far.c.place > start.c.place if side > 0 else far.c.place < start.c.place
    order = far.c.place if side > 0 else far.c.place.desc()
    found = select(far.c.place).where(far.c.list == start.c.list, beyond).order_by(order).limit(1).offset(n)
    return found.correlate(start).scalar_subquery()


def still_beside(connection: Connection, pairs: Iterable[Pair]) -> set[Pair]:
    """Those of the pairs that look at each other in any list."""
    one, other = sortings.alias(), sortings.alias()
    near = or_(
        *(
            and_(one.c.width == width, func.coalesce(_nth(one, width - 1, 1), other.c.place) >= other.c.place)
            for width in WIDTHS
        )
    )
    asked = select(one.c.document, other.c.document).distinct().join_from(one, other, one.c.list == other.c.list)
    found: set[Pair] = set()
    for batch in batches(pairs, _BATCH):
        ways = [*batch, *((second, first) for first, second in batch)]
        where = (tuple_(one.c.document, other.c.document).in_(ways), one.c.place < other.c.place, near)
        found |= {pair(*row) for row in connection.execute(asked.where(*where)).tuples()}
    return found
