"""The JSON API: what the pages do, for programs; described at /api/openapi.json, its names and meanings are stable."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from ..archive.deciding import UnknownError, decide, undo
from ..archive.decisions import REVIEW, decision_row
from ..archive.listing import counts, page_of
from ..archive.viewing import version_of, viewed
from . import wishes
from .answering import desk_of
from .asking import listed, said_of
from .desk import STEP, Desk
from .shown import pages_of

api = APIRouter(prefix="/api", tags=["review"])

_PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": wishes.Problem} for status in (404, 409, 422)}


@api.get("/session")
def session(request: Request) -> wishes.Session:
    """What a change must bring."""
    return wishes.Session(csrf=desk_of(request).policy.csrf, vanthu=version("vanthu"))


@api.get("/documents")
def documents(request: Request, query: Annotated[wishes.ListQuery, Query()]) -> wishes.Documents:
    """The list, fifty documents at a time: filtered, searched and sorted as the page."""
    wish = listed({name: str(value) for name, value in query.model_dump().items()})
    with desk_of(request).store.reading() as connection:
        found = counts(connection, wish.asked)
        lines = page_of(connection, wish.asked, wish.first, STEP)
    return wishes.Documents(
        counts=wishes.Counts(**asdict(found)),
        first=wish.first,
        items=[wishes.Line.model_validate(line) for line in lines],
    )


@api.get("/documents/{sha256}", responses=_PROBLEMS)
def document(request: Request, sha256: str) -> wishes.Document:
    """A document with its values, its findings and what was said of them."""
    with desk_of(request).store.reading() as connection:
        view = viewed(connection, sha256)
    if view is None:
        raise UnknownError("Kho không có văn bản này.", "The store has no such document.")
    said = (each.decision.correction.action if each.decision else None for each in view.findings)
    return wishes.Document(
        sha256=view.sha256,
        version=view.version,
        state=view.state,
        row=view.row,
        pages=[
            wishes.PageSize(number=page.number, width=page.width, height=page.height)
            for page in pages_of(view)
            if page.pieces is None
        ],
        facts=[wishes.Fact(position=position, row=row) for position, row in view.facts],
        findings=[
            wishes.Finding(position=each.position, row=each.row, review=REVIEW[action] if action else None)
            for each, action in zip(view.findings, said, strict=True)
        ],
        across=[row | {"sha256": others} for row, others in view.across],
        corrections=[decision_row(each) | {"number": each.correction.number} for each in view.decisions],
    )


@api.post("/documents/{sha256}/corrections", status_code=201, responses=_PROBLEMS)
def correct(request: Request, sha256: str, wish: wishes.Wish) -> wishes.Said:
    """Say something of a value, a finding or the document; its checks are done again before the answer."""
    desk = desk_of(request)
    return _said(desk, sha256, decide(desk.store, sha256, said_of(wish, desk.who)))


@api.post("/documents/{sha256}/corrections/{number}/undo", responses=_PROBLEMS)
def take_back(request: Request, sha256: str, number: wishes.Number, wish: wishes.Undo) -> wishes.Said:
    """Take back a correction."""
    desk = desk_of(request)
    return _said(desk, sha256, undo(desk.store, sha256, wish.version, wish.who or desk.who, number))


def _said(desk: Desk, sha256: str, number: int) -> wishes.Said:
    with desk.store.reading() as connection:
        return wishes.Said(correction=number, version=version_of(connection, sha256))
