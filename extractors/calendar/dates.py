"""Dates: «09/3/2026», «ngày 19 tháng 6 năm 2026», «ngày tháng 6 năm 2026», «Ngày 09/3» (domain.md 1.5 and 3)."""

from __future__ import annotations

from ..extraction import Date, Extraction
from ..printed import read_printed
from ..subject import Subject
from .date_forms import PrintedDate


def extract(subject: Subject) -> list[Extraction]:
    """The dates of a text, left to right; one that the calendar lacks (31/4) is given as printed, unreadable."""
    return [_extraction(date) for date in read_printed(subject).dates]


def _extraction(date: PrintedDate) -> Extraction:
    """One printed date as an extraction."""
    value = Date(date.iso, date.inferred)
    if not date.exists:
        return Extraction(value, date.span, "date-impossible", "unreadable", 0.4)
    return Extraction(value, date.span, date.rule, "value", date.confidence)
