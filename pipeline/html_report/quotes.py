"""Findings as a page shows them: what is wrong, and every quote in its line and at its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..checks.finding import Severity
from ..checks.rules import rules
from ..document import Box
from ..facts import Row
from ..finding_rows import MOST_QUOTES
from ..labels import Language
from ..reading.crops import Place

_LONGEST = 300  # characters of a quote


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote in its line: before, itself, after; `place` is None where nothing can be cut out of a page.

    `sha256` is the content it stands in, None where it is not known; `file` is told only where several are compared.
    """

    line: tuple[str, str, str]
    page: int | None
    place: Place | None
    sha256: str | None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding in one language, with its first quotes, and how many `more` there are.

    `document` is what the report it stands in is called, None between reports.
    """

    rule: str
    title: str
    severity: Severity
    message: str
    quotes: tuple[Quote, ...]
    more: int
    document: str | None = None


Turns = dict[tuple[str, int], int]  # clockwise degrees by content and page, for pages that were turned to be read


def shown_finding(
    row: Row, sources: dict[str | None, str], turns: Turns, language: Language, document: str | None = None
) -> ShownFinding:
    """The finding of a row of a store, or of `finding_row` with `quote_rows` as its `evidence`.

    `sources` are the contents by the file that a quote names; None is that of quotes that name none.
    """
    known, quotes = rules().get(row["rule"]), tuple(_quotes(row, sources, turns))
    return ShownFinding(
        rule=row["rule"],
        title=known.title.to(language) if known else "",
        severity=row["severity"],
        message=(row["message_en"] if language == "en" else row["message"]) or "",
        quotes=quotes,
        more=_count(row) - len(quotes),
        document=document,
    )


def _count(row: Row) -> int:
    """How many quotes a finding has; one where only their text is known."""
    if "evidence" not in row:
        return 1 if row.get("quotes") else 0
    return len(row["places"].split(", ")) if row.get("places") else len(row["evidence"])


def _quotes(row: Row, sources: dict[str | None, str], turns: Turns) -> Iterable[Quote]:
    if "evidence" not in row:  # of a store whose findings were written without places
        return (Quote(("", _cut(row["quotes"]), ""), None, None, None),) if row.get("quotes") else ()
    return (_quote(each, sources, turns) for each in row["evidence"][:MOST_QUOTES])


def _quote(cells: dict[str, Any], sources: dict[str | None, str], turns: Turns) -> Quote:
    file, page = cells.get("file"), cells["page"]
    sha256 = sources.get(file)
    before, text, after = cells.get("line") or ("", " ".join(cells["text"].split()), "")
    return Quote((before, _cut(text), after), page, place_of(cells, turns.get((sha256 or "", page), 0)), sha256, file)


def place_of(cells: Row, rotation: int) -> Place | None:
    """Where a fact or quote stands, by its `page` and `boxes`."""
    if not cells["boxes"]:
        return None
    return Place(cells["page"], rotation, tuple(Box(*box) for box in cells["boxes"]))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
