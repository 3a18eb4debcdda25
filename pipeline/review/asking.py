"""Between requests and the store: what was asked for, what was said, and what a page is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast, get_args

from normalizers import Span, fold

from ..archive.deciding import Said, UnknownError
from ..archive.listing import SORTS, Asked, choices, counts, page_of
from ..archive.listing_line import ReviewState
from ..archive.readings import extracted, reading
from ..archive.viewing import Viewed, facts_of, paths_of, refused, turn_of, version_of
from ..corrections import CorrectionError
from ..corrections.correction import FIELDS, Cells
from ..corrections.drawing import drawn, marked
from ..corrections.values import KINDS, blank_cells, roles_of
from ..document import Document
from ..labels import labels
from .desk import STEP, Desk
from .shown import box_of, findings_of, is_cut, pages_of, values_of
from .wishes import Wish

if TYPE_CHECKING:
    from sqlalchemy import Connection

_DIGITS = 9  # of a page or place: a database takes no longer number
_ASCENDING = ("issuer", "type", "number")  # sorts that begin with the least unless told otherwise


@dataclass(frozen=True, slots=True)
class Listed:
    """Which part of the list: what is `asked`, from the line `first` on; `params` are those of the address."""

    asked: Asked
    first: int
    params: dict[str, str]


def listed(params: Mapping[str, str]) -> Listed:
    """What an address asks for; what makes no sense in it is passed over."""
    sort = params.get("sort", "rank")
    state, first = params.get("state"), params.get("first", "0")
    asked = Asked(
        search=params.get("search", "")[:300],
        state=cast("ReviewState", state) if state in get_args(ReviewState) else None,
        type=params.get("type") or None,
        period=params.get("period") or None,
        only_open=params.get("open") == "1",
        sort=sort if sort in SORTS else "rank",
        descending=(params.get("direction") or ("up" if sort in _ASCENDING else "down")) != "up",
    )
    at = min(int(first), 10**9) if first.isdecimal() and len(first) < 12 else 0
    return Listed(asked, at, {name: value for name, value in params.items() if name != "lang" and value})


def list_told(connection: Connection, wish: Listed) -> dict[str, Any]:
    """What the list is told."""

    def link(**changes: object) -> dict[str, str]:
        kept = {name: value for name, value in wish.params.items() if name != "first"}
        return kept | {name: str(value) for name, value in changes.items()}

    return {
        "asked": asdict(wish.asked),
        "counts": counts(connection, wish.asked),
        "lines": page_of(connection, wish.asked, wish.first, STEP),
        "first": wish.first,
        "step": STEP,
        "types": choices(connection, "type"),
        "periods": choices(connection, "period"),
        "refused": refused(connection),
        "is_asked": wish.asked != Asked(sort=wish.asked.sort, descending=wish.asked.descending),
        "params_with": link,
    }


def view_told(view: Viewed, tab: str | None = None) -> dict[str, Any]:
    """What the page of a document is told."""
    return {
        "view": view,
        "values": values_of(view),
        "findings": findings_of(view),
        "across": view.across,
        "tab": tab or ("findings" if view.findings else "values"),
        "message": None,
        "pages": list(pages_of(view)),
        "cut": is_cut(view),
    }


def said_of(wish: Wish, who: str) -> Said:
    """What a form or a client of the API says."""
    cells: Cells = {name: cell for name in FIELDS if (cell := getattr(wish, name)) is not None}
    return Said(
        wish.action,
        wish.version,
        wish.who or who,
        wish.why,
        wish.target,
        wish.position,
        wish.kind,
        cells,
        wish.page,
        box_of(wish.box),
        _span(wish.start, wish.end),
    )


def form_told(connection: Connection, sha256: str, params: Mapping[str, str]) -> dict[str, Any]:
    """What the form is told: that of the value at `position`, or that of a place; raises CorrectionError."""
    position, version, measures = params.get("position"), version_of(connection, sha256), labels()["measure"]
    if position is not None:
        row = next((row for at, row in facts_of(connection, sha256) if str(at) == position), None)
        if row is None:
            raise UnknownError("Không có số liệu này.", "There is no such value.")
        kind, spot = row["kind"], None
        cells = {name: row[name] for name in blank_cells(kind)}
    else:
        document = reading(connection, sha256)
        if document is None:
            raise UnknownError("Kho không có văn bản này.", "The store has no such document.")
        kind = params.get("kind", "dossier_count")
        spot = _spot(document, params)
        read = spot["text"] if any(sign.isdigit() for sign in spot["text"]) else None
        cells = blank_cells(kind) | {"value": params.get("value") or read}
    return {
        "position": position,
        "version": version,
        "kind": kind,
        "kinds": KINDS,
        "cells": cells,
        "roles": roles_of(kind),
        "measures": sorted(measures, key=lambda code: fold(measures[code].vi)),
        "spot": spot,
    }


def picture(desk: Desk, sha256: str, number: int) -> bytes | None:
    """The JPEG of a page, None where there is no such page; raises InputError where its file is gone."""
    with desk.store.reading() as connection:
        turn, paths = turn_of(connection, sha256, number), paths_of(connection, sha256)
    return None if turn is None else desk.images.picture(sha256, number, turn, paths)


def understand(desk: Desk, sha256: str) -> None:
    """Have the report of a document ready, so that its first correction is checked without delay."""
    with desk.store.reading() as connection:
        extracted(connection, sha256)


def _spot(document: Document, params: Mapping[str, str]) -> dict[str, Any]:
    """The place that a reviewer drew or marked."""
    told = {name: params.get(name, "") for name in ("page", "box", "start", "end")}
    if any(len(told[name]) > (60 if name == "box" else _DIGITS) for name in told):
        raise CorrectionError("Khung không hợp lệ: hãy vẽ lại.", "The box makes no sense: draw it again.")
    box = box_of(told["box"])
    if box is not None and told["page"].isdecimal():
        place = drawn(document, int(told["page"]), box)
    else:
        numbers = [int(told[name]) if told[name].isdecimal() else None for name in ("start", "end")]
        place = marked(document, _span(*numbers) or Span(0, 0))
        told |= {"page": str(place.page)}
    return told | {"text": place.text}


def _span(start: int | None, end: int | None) -> Span | None:
    return Span(start, end) if start is not None and end is not None and start <= end else None
