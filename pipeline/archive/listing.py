"""The list of documents for reviewers: written with every result and correction, filtered, sorted and searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Row, UnaryExpression, bindparam, case, delete, func, select

from .inserting import insert_rows
from .listing_line import ReviewState, folded
from .prepared import Prepared
from .schema import listing

Sort = Literal["rank", "issuer", "type", "number", "date", "period", "pages", "quality", "open"]
SORTS: tuple[Sort, ...] = get_args(Sort)

_TOLD = ("rank", "pages", "open")  # columns without NULL
_SHOWN = 300  # characters of a search

_OF_KEY = listing.c.sha256 == bindparam("key")
_VERSION, _DELETE = Prepared(select(listing.c.version).where(_OF_KEY)), Prepared(delete(listing).where(_OF_KEY))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which documents, in which order: `search` are words in any order, without regard to case and diacritics."""

    search: str = ""
    state: ReviewState | None = None
    type: str | None = None
    period: str | None = None
    only_open: bool = False
    sort: Sort = "rank"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents, how many of them are begun and done, how many findings are open."""

    documents: int
    begun: int
    done: int
    open: int
    errors: int
    conflicts: int


def enter(connection: Connection, sha256: str, line: dict[str, Any]) -> None:
    """Write the line of a document anew."""
    last = _VERSION.execute(connection, {"key": sha256}).fetchone()
    if last:
        _DELETE.execute(connection, {"key": sha256})
    insert_rows(connection, listing, sha256, [{"version": last[0] + 1 if last else 1, **line}])


def page_of(connection: Connection, asked: Asked, first: int, count: int) -> Sequence[Row[Any]]:
    """The lines from `first` on, at most `count`, each with version, state, rank and counts."""
    order = _order(asked)
    which = select(listing.c.sha256).where(*_conditions(asked)).order_by(*order).offset(first).limit(count)
    return connection.execute(select(listing).where(listing.c.sha256.in_(which)).order_by(*order)).all()


def _order(asked: Asked) -> list[UnaryExpression[Any]]:
    """By the column asked for, what is not told last; ties by the hash, the same way round, as an index has them."""
    column: ColumnElement[Any] = listing.c[asked.sort]
    if asked.search and asked.sort == "rank":
        column = column + 0  # not by its index: what matches seldom is found sooner from the beginning to the end
    order = [column.desc(), listing.c.sha256.desc()] if asked.descending else [column.asc(), listing.c.sha256.asc()]
    return [order[0].nulls_last(), order[1]] if asked.sort not in _TOLD else order


def counts(connection: Connection, asked: Asked) -> Counts:
    """The counts of all documents that are asked for."""

    def of_state(state: str) -> ColumnElement[int]:
        return func.sum(case((listing.c.state == state, 1), else_=0))

    sums = (func.sum(listing.c.open), func.sum(listing.c.errors), func.sum(listing.c.conflicts))
    wanted = select(func.count(), of_state("begun"), of_state("done"), *sums).select_from(listing)
    row = connection.execute(wanted.where(*_conditions(asked))).one()
    return Counts(*(int(cell or 0) for cell in row))


def choices(connection: Connection, name: Literal["type", "period"]) -> list[str]:
    """The types or periods there are, in order."""
    column = listing.c[name]
    return [str(each) for each in connection.scalars(select(column).distinct().order_by(column)) if each]


def next_after(connection: Connection, sha256: str) -> str | None:
    """The document that most needs a look, other than this one; None where all are done."""
    wanted = select(listing.c.sha256).where(listing.c.state != "done", listing.c.sha256 != sha256)
    return connection.scalar(wanted.order_by(listing.c.rank.desc(), listing.c.sha256).limit(1))


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    found = [listing.c.words.contains(word, autoescape=True) for word in folded(asked.search[:_SHOWN]).split()]
    for name in ("state", "type", "period"):
        if (value := getattr(asked, name)) is not None:
            found.append(listing.c[name] == value)
    if asked.only_open:
        found.append(listing.c.open > 0)
    return found
