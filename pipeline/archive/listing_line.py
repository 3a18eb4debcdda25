"""A document as the review page lists it: what it is sorted and searched by, told without the store."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from unicodedata import normalize

from normalizers import fold

ReviewState = Literal["new", "begun", "done"]

_TOLD = ("issuer", "type", "number", "date", "period", "pages", "quality")  # columns as the documents have them
_WEIGHTS = {"error": 1000, "warning": 50, "hint": 5}
_CONFLICT = 500
_POOR = 400  # of a page of which nothing was read for certain
_GOOD = 0.9  # mean confidence of recognised words from which quality makes no document urgent
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a document is: `unsettled` are the severities of the findings that nobody has settled."""

    state: ReviewState
    unsettled: Sequence[str]
    corrections: int
    conflicts: int


def line_of(document: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """The line of a row of the documents: all but its hash and its version."""
    title = json.loads(document["row"]).get("title")
    name = document["file"].replace("\\", "/").rpartition("/")[2]
    told = (*(document[cell] for cell in ("issuer", "number", "type", "period")), title, name)
    return {cell: document[cell] for cell in _TOLD} | {
        "state": progress.state,
        "rank": _rank(progress, document["quality"]),
        "open": len(progress.unsettled),
        "errors": sum(severity == "error" for severity in progress.unsettled),
        "corrections": progress.corrections,
        "conflicts": progress.conflicts,
        "words": folded(" ".join(cell for cell in told if cell)),
    }


def folded(told: str) -> str:
    """What is searched for and in: lower case, no diacritics, single spaces."""
    return " ".join(fold(normalize("NFC", told)).split())


def _rank(progress: Progress, quality: float | None) -> int:
    """How soon a document should be looked at; nothing that is done, and nothing without a doubt, is urgent."""
    if progress.state == "done" and not progress.conflicts:
        return 0
    poor = max(0.0, _GOOD - quality) if quality is not None else 0.0
    weight = sum(_WEIGHTS.get(severity, 0) for severity in progress.unsettled)
    return 1 + min(_MOST, weight + _CONFLICT * progress.conflicts + round(_POOR * poor))
