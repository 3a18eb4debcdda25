"""Real texts with the equations that people wrote down for them, and the other sound texts."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..places import REPORTS, ROOT
from .accounts import identities, shares
from .dates import Before, NotAfter, Real, YearOf
from .figures import Figure, Kind, values
from .identities import Identity, one
from .page import Document
from .relations import Same, Sum

_ROLES: dict[str, tuple[Kind, str]] = {
    "counts": ("count", "count"),
    "cells": ("count", "table cell"),
    "numerators": ("count", "ratio numerator"),
    "denominators": ("count", "ratio denominator"),
    "percentages": ("percentage", "percentage"),
    "table_percentages": ("percentage", "table percentage"),
    "dates": ("date", "document date"),
    "starts": ("date", "period start"),
    "ends": ("date", "period end"),
    "years": ("year", "document year"),
    "periods": ("period", "period"),
}
_DATA = Path(__file__).parent / "data" / "equations.toml"


def texts() -> Iterator[Document]:
    """The texts of equations.toml, then the sound reports that have no equations there: nothing is changed in these."""
    written = tomllib.loads(_DATA.read_text(encoding="utf-8"))["documents"]
    for table in written:
        yield _document(table)
    named = {ROOT / table["file"] for table in written}
    for path in sorted(REPORTS.glob("*.txt")):
        if path not in named:
            yield Document(path.stem, _read(path), (), ())


def _document(table: Mapping[str, Any]) -> Document:
    source = _read(ROOT / table["file"])
    figures = tuple(
        _figure(source, name, marked, *_ROLES[section])
        for section in _ROLES
        for name, marked in table.get(section, {}).items()
    )
    known = _known(ROOT / table["known"]) if "known" in table else ()
    return Document(table["name"], source, figures, tuple(_identities(table, figures)), known)


def _figure(source: str, name: str, marked: str, kind: Kind, role: str) -> Figure:
    """The figure between the marks; ValueError unless the quote occurs exactly once."""
    before, rest = marked.split("⟦")
    text, after = rest.split("⟧")
    parts = (r"\s+".join(re.escape(word) for word in part.split(" ")) for part in (before, text, after))
    places = list(re.finditer("{}({}){}".format(*parts), source))
    if len(places) != 1:
        raise ValueError(f"{marked!r} occurs {len(places)} times")
    role = "own date" if name.startswith("own date") else role
    return Figure(name, kind, role, places[0][1], places[0].start(1))


def _identities(table: Mapping[str, Any], figures: tuple[Figure, ...]) -> Iterator[Identity]:
    names = {figure.name for figure in figures}
    counts = {figure.name for figure in figures if figure.kind == "count"}
    first = {name for name in counts if "#" not in name}
    yield from identities(first, ())
    yield from _said_again(names)
    numbers = {name: number for name, number in values(figures).items() if isinstance(number, int)}
    for name in sorted(name for name in names if name.startswith("%")):
        yield from shares(name, name[1:].partition("#")[0], numbers, first)
    for figure in figures:
        if figure.kind == "date":
            yield one("R-DATE-VALID", Real(figure.name))
    yield from _of_documents(names, table.get("own_month_ends"))
    for name in sorted(figure.name for figure in figures if figure.role == "period end"):
        yield one("R-PERIOD", NotAfter(name.replace("to", "from"), name, table.get("longest")))
    for told in table.get("sums", ()):
        yield one(told["rule"], Sum(told["total"], tuple(told["parts"]), told.get("bound", False)))


def _said_again(names: set[str]) -> Iterator[Identity]:
    times = defaultdict(list)
    for name in sorted(names):
        times[name.partition("#")[0]].append(name)
    return (one("A17", Same(tuple(same))) for same in times.values() if len(same) > 1)


def _of_documents(names: set[str], month_ends: date | None) -> Iterator[Identity]:
    for name in sorted(names):
        if name.startswith("year of ") and (dated := name.replace("year of ", "date of ")) in names:
            yield one("R-DOC-YEAR", YearOf(name, dated))
        if name.startswith("date of ") and "own date" in names:
            yield one("R-FUTURE", NotAfter(name, "own date"))
        if name.startswith("date of ") and month_ends:
            yield one("R-FUTURE", Before(name, month_ends))


def _known(path: Path) -> tuple[tuple[str, ...], ...]:
    told = json.loads(path.read_text(encoding="utf-8"))["inconsistencies"]
    return tuple(tuple(fault["quotes"]) for fault in told)


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
