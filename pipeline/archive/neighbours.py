"""The sorted lists of candidates.py in the store: who stands beside whom.

It is asked by seeking each document that came; where many did, the lists are read from their beginning to their end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.sql.selectable import NamedFromClause, ScalarSelect

from ..checks.across.candidates import WIDTHS
from .batches import batches
from .schema import alike, compared, sortings

_FEW = 4  # one in so many documents is few
_SOUGHT = 200  # documents whose neighbours are sought together
_ROWS, _MOST_PAIRS = 10_000, 100_000  # in memory at a time

Pair = tuple[int, int]  # numbers of documents, the smaller first


def pair(one: int, other: int) -> Pair:
    """The two in order."""
    return (one, other) if one < other else (other, one)


def pairs_with(connection: Connection, documents: set[int]) -> Iterator[set[Pair]]:
    """The documents with all that stand beside them, some pairs at a time; one may come more than once."""
    known = connection.scalar(select(func.count()).select_from(compared)) or 0
    if len(documents) * _FEW > known:
        yield from _read(connection, documents)
    else:
        for batch in batches(sorted(documents), _SOUGHT):
            yield _sought(connection, batch)


def _read(connection: Connection, documents: set[int]) -> Iterator[set[Pair]]:
    asked = select(sortings.c.list, sortings.c.width, sortings.c.document).where(sortings.c.width > 0)
    rows = connection.execute(asked.order_by(sortings.c.list, sortings.c.place), execution_options={"yield_per": _ROWS})
    found: set[Pair] = set()
    last, before = None, deque[int]()
    for some in rows.partitions():
        for at, width, document in some:
            if at != last:
                last, before = at, deque(maxlen=width)
            is_new = document in documents
            found.update(pair(other, document) for other in before if is_new or other in documents)
            before.append(document)
        if len(found) > _MOST_PAIRS:
            yield found
            found = set()
    yield found


def _sought(connection: Connection, documents: list[int]) -> set[Pair]:
    found: set[Pair] = set()
    for width in WIDTHS:
        for row in connection.execute(_ASKED[width], {"documents": documents, "width": width}):
            mine = _document(row[0])
            found.update(pair(mine, _document(other)) for other in row[1:] if other is not None)
    return found


def mark_leaving(connection: Connection, documents: Iterable[int]) -> None:
    """Leave documents out of the lists though their places are still known; to be deleted then."""
    for batch in batches(documents):
        marked = update(sortings).where(sortings.c.document.in_(batch))
        connection.execute(marked.values(width=-sortings.c.width))


def pairs_across(connection: Connection, documents: list[int]) -> set[Pair]:
    """Those who stand beside each other when documents that are marked as leaving have left from between them."""
    found: set[Pair] = set()
    for width in WIDTHS:
        for row in connection.execute(_ASKED[width], {"documents": documents, "width": -width}):
            before, after = row[1 : width + 1], row[width + 1 :]
            found.update(_around(before, after, width))
    return found


def _around(before: Iterable[bytes | None], after: Iterable[bytes | None], width: int) -> Iterator[Pair]:
    following = [_document(place) for place in after if place is not None]
    for distance, place in enumerate(before):
        if place is not None:
            yield from (pair(_document(place), other) for other in following[: width - distance])


def parted(connection: Connection, documents: set[int]) -> set[Pair]:
    """The pairs of `alike` between the documents that stand beside each other in no list any more."""
    found: set[Pair] = set()
    for batch in batches(sorted(documents)):
        rows = connection.execute(_PARTED, {"documents": batch})
        found |= {(one, other) for one, other in rows if other in documents}
    return found


def _document(place: bytes) -> int:
    """The number of the document that stands there."""
    return int.from_bytes(place[-8:], "big")


def _nth(start: NamedFromClause, n: int, side: int) -> ScalarSelect[bytes]:
    """The place `n` + 1 further on in the list, or further back."""
    far = sortings.alias()
    beyond = far.c.place > start.c.place if side > 0 else far.c.place < start.c.place
    order = far.c.place if side > 0 else far.c.place.desc()
    stays = and_(far.c.list == start.c.list, far.c.width > 0)
    return (
        select(far.c.place).where(stays, beyond).order_by(order).limit(1).offset(n).correlate(start).scalar_subquery()
    )


def _asked(width: int) -> Select[Any]:
    """Places, those before them and those behind them, the nearest first."""
    near = [_nth(sortings, n, side) for side in (-1, 1) for n in range(width)]
    which = sortings.c.document.in_(bindparam("documents", expanding=True))
    return select(sortings.c.place, *near).where(which, sortings.c.width == bindparam("width"))


def _within(width: int, first: NamedFromClause, last: NamedFromClause) -> ColumnElement[bool]:
    """True when `last` stands `width` places or less behind `first`."""
    limit = func.coalesce(_nth(first, width - 1, 1), last.c.place)
    return and_(first.c.width == width, first.c.place < last.c.place, last.c.place <= limit)


def _parted() -> Select[Any]:
    one, other = sortings.alias(), sortings.alias()
    near = or_(*(_within(width, *ends) for width in WIDTHS for ends in ((one, other), (other, one))))
    both = and_(one.c.document == alike.c.one, other.c.document == alike.c.other, other.c.list == one.c.list)
    beside = exists().where(both, near)
    return select(alike.c.one, alike.c.other).where(alike.c.one.in_(bindparam("documents", expanding=True)), ~beside)


_ASKED = {width: _asked(width) for width in WIDTHS}
_PARTED = _parted()
