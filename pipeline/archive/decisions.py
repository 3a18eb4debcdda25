"""What reviewers said, as rows of the store and as corrections."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from normalizers import Span

from ..corrections import Correction, Place
from ..document import Box
from ..facts import Row as Cells
from .schema import corrections

REVIEW = {"accept": "accepted", "reject": "rejected"}  # of a finding, as the findings table has it


@dataclass(frozen=True, slots=True)
class Decision:
    """A correction as it is kept: who said it, when and why; `state` is that of the last reading."""

    correction: Correction
    who: str
    at: str
    why: str | None
    state: str
    undone: bool


def decisions(connection: Connection, sha256: str) -> list[Decision]:
    """All that was said of a document, the earliest first, with what was undone."""
    rows = connection.execute(select(corrections).where(corrections.c.sha256 == sha256).order_by(corrections.c.id))
    return [_decision(row) for row in rows]


def standing(found: Sequence[Decision]) -> list[Decision]:
    """Those that hold: not undone, and none later about the same."""
    last = {decision.correction.key: decision for decision in found if not decision.undone}
    return sorted(last.values(), key=lambda decision: decision.correction.number)


def decision_row(decision: Decision) -> Cells:
    """The decision as a row of the corrections table, without its document."""
    correction = decision.correction
    old, new = correction.old, correction.new
    changes = [f"{name}: {old.get(name) or '–'} → {new[name] or '–'}" for name in new if old.get(name) != new[name]]
    return {
        "target": correction.target,
        "action": correction.action,
        "kind": correction.kind or None,
        "rule": correction.rule or None,
        "page": correction.place.page,
        "places": places_told(correction.place.spans),
        "text": correction.place.text,
        "original_value": old.get("value"),
        "new_value": new.get("value"),
        "changes": "; ".join(change for change in changes if not change.startswith("value: ")) or None,
        "who": decision.who,
        "at": decision.at,
        "why": decision.why,
        "state": "undone" if decision.undone else decision.state,
    }


def as_columns(correction: Correction) -> dict[str, Any]:
    """The correction as columns of the table, without its number."""
    place = correction.place
    return {
        "target": correction.target,
        "action": correction.action,
        "kind": correction.kind,
        "rule": correction.rule,
        "places": places_told(place.spans),
        "page": place.page,
        "boxes": json.dumps([[box.x0, box.top, box.x1, box.bottom] for box in place.boxes]),
        "text": place.text,
        "old": json.dumps(correction.old, ensure_ascii=False),
        "new": json.dumps(correction.new, ensure_ascii=False),
    }


def places_told(spans: Sequence[Span]) -> str:
    """Spans as the findings table has them."""
    return ", ".join(f"{span.start}-{span.end}" for span in spans)


def spans_of(places: str) -> tuple[Span, ...]:
    """The spans that are told so; raises ValueError for anything else."""
    pairs = (place.split("-") for place in places.split(", ") if place)
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def _decision(row: Row[Any]) -> Decision:
    boxes = tuple(Box(*box) for box in json.loads(row.boxes))
    correction = Correction(
        row.id,
        row.target,
        row.action,
        row.kind,
        row.rule,
        Place(spans_of(row.places), row.text, row.page, boxes),
        json.loads(row.old),
        json.loads(row.new),
    )
    return Decision(correction, row.who, row.at, row.why, row.state, row.undone)
