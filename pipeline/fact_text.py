"""Facts as people read them: the value, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .decimals import decimal
from .labels import Language, name_of
from .printable import escaped

if TYPE_CHECKING:
    from .facts import Row


def value_text(row: Row, language: Language) -> str:
    """The value as its reader writes it: «4.266» and «98,7%» in Vietnamese."""
    value = row["value"]
    if isinstance(value, dict):
        return f"{decimal(value['num'], language)}/{decimal(value['den'], language)}"
    if isinstance(value, int | float):
        return decimal(value, language) + ("%" if row["kind"] == "percentage" else "")
    return escaped(value.replace("/", " – ") if row["kind"] == "period" else value)


def meaning_text(row: Row, language: Language) -> str:
    """What the value measures, its role, unit, scope and period, and its state where it is not a plain value."""
    measure = row.get("sub") or row.get("measure")
    named = [(group, row.get(group)) for group in ("role", "state")]
    told = [
        " + ".join(name_of("measure", part, language) for part in measure.split("+")) if measure else None,
        *(name_of(group, code, language) for group, code in named if code and code != "value"),
        *(row.get(key) for key in ("unit", "scope", "period")),
    ]
    return escaped(" · ".join(part for part in told if part))
