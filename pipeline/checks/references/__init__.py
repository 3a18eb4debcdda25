"""Checks of the documents that a report cites: their numbers, dates, types, subjects, and its own number."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding
from ..submission import Submission
from .mentions import mentions
from .one_date import one_date
from .one_title import one_title
from .own_number import cited_later, own_number
from .series import in_sequence
from .symbols import type_of_symbol, year_of_symbol

__all__ = ["check"]


def check(submission: Submission) -> Iterator[Finding]:
    """The verdicts of R-DOC-DATE, R-DOC-TITLE, R-DOC-YEAR, R-DOC-TYPE, R-SEQ, R-SELF and R-FUTURE."""
    read = mentions(submission)
    if not read:
        return
    cited = [mention for mention in read if mention.value.role == "reference"]
    yield from one_date(cited)
    yield from one_title(cited)
    yield from year_of_symbol(read)
    yield from type_of_symbol(read)
    yield from in_sequence(cited)
    yield from own_number(submission, read)
    yield from cited_later(submission, read)
