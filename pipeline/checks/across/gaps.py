"""R-GAP: a report is missing between two others of a unit's series."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..finding import Finding
from ..rules import rule
from ..term import Term
from .series import Dated, kinship, reformed

_LENGTHS = (1, 3, 6, 12)  # months
_LONGEST = 2  # periods; a longer gap is a part of the archive that was not handed in


def gaps(reports: list[Dated]) -> Iterator[Finding]:
    """A hint for each period that no report ends with, between two reports of its length.

    The report of six months stands for the second quarter, and that of a quarter for its last month.
    """
    ends = {report.term.months[1] for report in reports if report.term.months}
    for length in _LENGTHS:
        mine: dict[int, Dated] = {}
        for report in reports:
            months = report.term.months
            if months and months[1] - months[0] + 1 == length and (months[1] + 1) % length == 0:
                mine.setdefault(months[1], report)
        for before, after in pairwise(sorted(mine)):
            missing = [end for end in range(before + length, after, length) if end not in ends]
            if missing and (after - before) // length - 1 <= _LONGEST and _is_series(mine[before], mine[after]):
                yield _finding(mine[before], mine[after], missing, length)


def _is_series(one: Dated, other: Dated) -> bool:
    return kinship(one.abstract, other.abstract) == "sure" and not reformed([one, other])


def _finding(before: Dated, after: Dated, missing: list[int], length: int) -> Finding:
    names = ", ".join(Term((end - length + 1, end)).name for end in missing)
    evidence = [before.abstract.itself, after.abstract.itself]
    return rule("R-GAP").fails("fails", evidence, missing=names, before=before.term.name, after=after.term.name)
