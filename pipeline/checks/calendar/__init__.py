"""Dates and periods: those that do not exist, ranges, the title's period, the date of issue, deadlines, days off."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding
from ..submission import Submission
from .days_off import days_off
from .deadlines import deadlines
from .issue_date import issue_date
from .range_lengths import range_lengths
from .range_order import range_order
from .title_periods import title_periods
from .valid_dates import valid_dates
from .valid_periods import valid_periods

__all__ = ["check"]


def check(submission: Submission) -> Iterator[Finding]:
    """Every rule of dates and periods (domain rules R-DATE-VALID to R-HOLIDAY)."""
    for rule in (
        valid_dates, valid_periods, range_order, range_lengths, title_periods, issue_date, deadlines, days_off,
    ):  # fmt: skip
        yield from rule(submission)
