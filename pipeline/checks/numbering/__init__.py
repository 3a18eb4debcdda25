"""Numbering: headings used twice or skipped, and lists with another number of items than announced."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding
from ..submission import Submission
from .headings import headings
from .listed_documents import listed_documents
from .lists import lists
from .named_items import named_items

__all__ = ["check"]


def check(submission: Submission) -> Iterator[Finding]:
    """Every rule of numbering (R-HEADING-SEQ, A19)."""
    for rule in (headings, lists, named_items, listed_documents):
        yield from rule(submission)
