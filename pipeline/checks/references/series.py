"""R-SEQ: within one series of one year a later number has no earlier date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from normalizers import patterns

from ..finding import Finding, Severity
from ..rules import rule
from . import causes
from .mentions import Mention

_PARTS = patterns.pattern(r"(?:(?P<series>\d{1,3})\.)?(?P<number>\d{1,5})")
_SLACK = timedelta(days=10)  # a number may be drawn some days before the document is signed and dated
_BY_TERM = ("QH", "UBTVQH", "TW", "TU")  # numbered through a term, not a year, or shared by several bodies

Series = tuple[Hashable, ...]


def in_sequence(cited: Iterable[Mention]) -> Iterator[Finding]:
    """The verdict on each series of which two numbers or more are printed with their dates."""
    by_symbol: dict[Series, list[Mention]] = defaultdict(list)
    for mention in cited:
        day = mention.day
        if not day or (mention.value.agency or "").startswith(_BY_TERM):
            continue
        if mention.sure and mention.value.number and mention.value.year in (None, day.year):
            value = mention.value
            by_symbol[value.type, value.agency, value.party, value.year, day.year].append(mention)
    for mentions in by_symbol.values():
        if len(mentions) > 1:
            for same in _by_issuer(mentions):
                yield from _of_one(same)


def _by_issuer(mentions: list[Mention]) -> Iterator[list[tuple[int, Mention]]]:
    """The numbers of each issuer in order; a mention without a known issuer belongs to none."""
    series: dict[Series, list[tuple[int, Mention]]] = defaultdict(list)
    for mention in mentions:
        parts = _PARTS.fullmatch(mention.value.number or "")
        if parts is None:
            continue
        issuer = mention.issuer if not mention.unique else None
        if mention.unique or (issuer and issuer.level):
            series[issuer, parts["series"]].append((int(parts["number"]), mention))
    return (sorted(found, key=lambda item: (item[0], item[1].number)) for found in series.values() if len(found) > 1)


def _of_one(numbered: list[tuple[int, Mention]]) -> Iterator[Finding]:
    """A finding for each two neighbours whose dates run backwards, or one that all are in order."""
    inverted = False
    for (low, first), (high, second) in pairwise(numbered):
        if low < high and first.day and second.day and second.day < first.day:
            inverted = True
            yield _fails(first, second, "warning" if first.day - second.day > _SLACK else "hint")
    if not inverted and numbered[0][0] < numbered[-1][0]:
        ends = [numbered[0][1], numbered[-1][1]]
        yield rule("R-SEQ").holds(
            [mention.evidence for mention in ends], first=ends[0].value.canonical, last=ends[1].value.canonical
        )


def _fails(first: Mention, second: Mention, severity: Severity) -> Finding:
    cause = causes.of_dates(first.day, second.day) if first.day and second.day else None
    return rule("R-SEQ").fails(
        "fails",
        [first.evidence, second.evidence],
        severity=severity,
        found=f"{first.printed_date}; {second.printed_date}",
        cause=cause,
        low=first.value.canonical,
        first=first.printed_date,
        high=second.value.canonical,
        second=second.printed_date,
    )
