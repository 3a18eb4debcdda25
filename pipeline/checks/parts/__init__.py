"""Numbers of anything in running text: parts of a whole, changes against an earlier figure, shares of one whole."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding
from ..submission import Submission
from .comparisons import check_comparisons
from .remainders import check_remainders
from .shares import check_shares
from .sums import check_sums

__all__ = ["check"]


def check(submission: Submission) -> Iterator[Finding]:
    """The verdicts of R-PARTS, R-COMPARE and R-PCT-SUM."""
    for tried in (check_sums, check_remainders, check_comparisons, check_shares):
        yield from tried(submission)
