"""What most likely happened when two dates or two numbers should be one."""

from __future__ import annotations

from datetime import date

from ...labels import Label
from ..rules import rule


def of_dates(one: date, other: date) -> Label | None:
    """The slip between two dates, where one is enough to explain them."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return swapped()
    if (one.month, one.day) == (other.month, other.day):
        return shifted_year()
    return _one_digit(f"{one:%d%m%Y}", f"{other:%d%m%Y}")


def swapped() -> Label:
    """Day and month changed places."""
    return _says("cause_swapped")


def shifted_year() -> Label:
    """The right day of another year."""
    return _says("cause_year")


def of_numbers(one: str, other: str) -> Label | None:
    """The slip between two numbers of documents."""
    if sorted(one) == sorted(other) and _differing(one, other) == 2:
        return _says("cause_transposed")
    return _one_digit(one, other)


def _one_digit(one: str, other: str) -> Label | None:
    return _says("cause_digit") if len(one) == len(other) and _differing(one, other) == 1 else None


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False))


def _says(name: str) -> Label:
    return rule("R-DOC-DATE").says[name]
