"""The list of documents for reviewers: written with every result and correction, filtered, sorted and searched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args
from unicodedata import normalize

from sqlalchemy import ColumnElement, Connection, Row, UnaryExpression, case, delete, func, insert, select

from normalizers import fold

from .schema import documents, listing

Sort = Literal["rank", "issuer", "type", "number", "date", "period", "pages", "quality", "open"]
SORTS: tuple[Sort, ...] = get_args(Sort)
ReviewState = Literal["new", "begun", "done"]

_TOLD = ("rank", "pages", "open")  # columns without NULL
_WEIGHTS = {"error": 1000, "warning": 50, "hint": 5}
_CONFLICT = 500
_POOR = 400  # of a page of which nothing was read for certain
_GOOD = 0.9  # mean confidence of recognised words from which quality makes no document urgent
_MOST = 1_000_000
_SHOWN = 300  # characters of a search


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a document is: `unsettled` are the severities of the findings that nobody has settled."""

    state: ReviewState
    unsettled: Sequence[str]
    corrections: int
    conflicts: int


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


def enter(connection: Connection, sha256: str, progress: Progress) -> None:
    """Write the line of a document anew."""
    row = connection.execute(select(documents).where(documents.c.sha256 == sha256)).one_or_none()
    if row is None:
        return
    version = connection.scalar(select(listing.c.version).where(listing.c.sha256 == sha256)) or 0
    connection.execute(delete(listing).where(listing.c.sha256 == sha256))
    connection.execute(insert(listing).values(line_of(row, progress) | {"version": version + 1}))


def line_of(row: Row[Any], progress: Progress) -> dict[str, Any]:
    """The line of a document, all but its version."""
    cells = {name: getattr(row, name) for name in ("issuer", "type", "number", "date", "period", "pages", "quality")}
    title = json.loads(row.row).get("title")
    told = (row.issuer, row.number, row.type, row.period, title, row.file.replace("\\", "/").rpartition("/")[2])
    return cells | {
        "sha256": row.sha256,
        "state": progress.state,
        "rank": _rank(progress, row.quality),
        "open": len(progress.unsettled),
        "errors": sum(severity == "error" for severity in progress.unsettled),
        "corrections": progress.corrections,
        "conflicts": progress.conflicts,
        "words": folded(" ".join(cell for cell in told if cell)),
    }


def folded(told: str) -> str:
    """What is searched for and in: lower case, no diacritics, single spaces."""
    return " ".join(fold(normalize("NFC", told)).split())


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


def _rank(progress: Progress, quality: float | None) -> int:
    """How soon a document should be looked at; nothing that is done, and nothing without a doubt, is urgent."""
    if progress.state == "done" and not progress.conflicts:
        return 0
    poor = max(0.0, _GOOD - quality) if quality is not None else 0.0
    weight = sum(_WEIGHTS.get(severity, 0) for severity in progress.unsettled)
    return 1 + min(_MOST, weight + _CONFLICT * progress.conflicts + round(_POOR * poor))
