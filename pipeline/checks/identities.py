"""What must add up, read from data/identities.toml: the legal readings of each sum, and what bounds what."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .finding import Severity

_KEYS = {"whole", "parts", "optional", "beside", "absent", "outside", "complete", "severity"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a sum; the fields are explained at the head of the data file."""

    whole: tuple[str, ...]
    parts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    outside: bool = False
    complete: bool = False
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that must hold in one of its readings; `rule` is its id."""

    rule: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """No part may be greater than the sum of `whole`."""

    whole: tuple[str, ...]
    parts: tuple[str, ...]
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Share:
    """What a percentage may be the share of: any of `parts` over any of `of`, the usual ones first."""

    rule: str
    measures: frozenset[str]
    parts: tuple[tuple[str, ...], ...]
    of: tuple[tuple[str, ...], ...]


@cache
def identities() -> tuple[Identity, ...]:
    """The sums, in the order in which they are tried; raises ValueError for a key that no reading has."""
    return tuple(Identity(entry["rule"], tuple(map(_reading, entry["reading"]))) for entry in _data()["identity"])


@cache
def bounds() -> tuple[Bound, ...]:
    """What bounds what."""
    return tuple(_bound(entry) for entry in _data()["bound"])


@cache
def shares() -> tuple[Share, ...]:
    """What a percentage may be the share of."""
    return tuple(_share(entry) for entry in _data()["share"])


def _bound(entry: dict[str, Any]) -> Bound:
    return Bound(tuple(entry["whole"]), tuple(entry["parts"]), entry.get("severity", "error"))


def _share(entry: dict[str, Any]) -> Share:
    parts, of = (tuple(tuple(terms) for terms in entry[key]) for key in ("parts", "of"))
    return Share(entry["rule"], frozenset(entry["measures"]), parts, of)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("pipeline").joinpath("checks/data/identities.toml").read_text(encoding="utf-8"))


def _reading(table: dict[str, Any]) -> Reading:
    if not set(table) <= _KEYS:
        raise ValueError(f"identities.toml: unknown keys {sorted(set(table) - _KEYS)}")
    terms = {key: tuple(table.get(key, ())) for key in ("whole", "parts", "optional", "beside", "absent")}
    return Reading(
        **terms,
        outside=table.get("outside", False),
        complete=table.get("complete", False),
        severity=table.get("severity", "error"),
    )
