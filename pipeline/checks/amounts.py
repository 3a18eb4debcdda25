"""Figures and sums as a message prints them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..labels import Label, name_of
from .figures import Figure
from .sums import Sum


def pointed(number: int) -> str:
    """The number as Vietnamese offices print it: 6.251."""
    return f"{number:,}".replace(",", ".")


def printed(bounds: tuple[int, int]) -> str:
    """A number with points between thousands, a rounded one with both its bounds."""
    low, high = bounds
    return pointed(low) if low == high else f"{pointed(low)}–{pointed(high)}"


def percent(value: Decimal) -> str:
    """A percentage with a decimal comma."""
    return f"{value:f}".replace(".", ",") + "%"


def named(figures: Sequence[Figure]) -> Label:
    """What the figures count, joined by «+»."""
    keys = [part for figure in figures for part in figure.key.split("+")]
    return Label(*(" + ".join(name_of("measure", key, language) for key in keys) for language in ("vi", "en")))


def terms(figures: Sequence[Figure]) -> str:
    """«3.397 + 286»."""
    return " + ".join(printed((figure.low, figure.high)) for figure in figures)


def equation(result: Sum, *, whole: bool = True) -> Label:
    """«6.215 (trước hạn) + 0 (quá hạn) = 6.215», with the whole in front where it is asked for."""
    told = []
    for language in (0, 1):
        parts = " + ".join(f"{printed((f.low, f.high))} ({named([f])[language]})" for f in result.parts)
        added = f" = {printed(result.added)}" if len(result.parts) > 1 else ""
        front = f"{printed(result.asked)} ({named(result.whole)[language]}) = " if whole else ""
        told.append(front + parts + ("" if whole else added))
    return Label(*told)
