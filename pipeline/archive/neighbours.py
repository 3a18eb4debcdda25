"""The sorted lists of candidates.py in the store: who stands beside whom, asked by seeking, never by reading a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, tuple_
from sqlalchemy.sql.selectable import NamedFromClause, ScalarSelect

from ..checks.across.candidates import WIDTHS
from .batches import batches
from .schema import alike, sortings

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


def parted(connection: Connection, documents: Iterable[int]) -> set[Pair]:
    """The pairs of `alike` with one of the documents that look at each other in no list any more."""
    one, other = sortings.alias(), sortings.alias()
    near = or_(*(_within(width, *ends) for width in WIDTHS for ends in ((one, other), (other, one))))
    pairs = select(alike.c.one, alike.c.other)
    beside = (
        pairs.distinct()
        .join(one, one.c.document == alike.c.one)
        .join(other, and_(other.c.document == alike.c.other, other.c.list == one.c.list))
    )
    found: set[Pair] = set()
    for batch in batches(documents):
        for end in (alike.c.one, alike.c.other):
            known = {(first, last) for first, last in connection.execute(pairs.where(end.in_(batch)))}
            if known:
                kept = connection.execute(beside.where(end.in_(batch), near))
                found |= known - {(first, last) for first, last in kept}
    return found


def _within(width: int, first: NamedFromClause, last: NamedFromClause) -> ColumnElement[bool]:
    """True when `last` stands `width` places or less behind `first`."""
    limit = func.coalesce(_nth(first, width - 1, 1), last.c.place)
    return and_(first.c.width == width, first.c.place < last.c.place, last.c.place <= limit)
