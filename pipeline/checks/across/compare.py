"""Reports against each other: the verdicts of every rule about several reports, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..doubt import with_doubt
from ..finding import Finding
from .abstract import Abstract
from .carry_over import carry_over
from .cumulative import cumulative
from .duplicates import Twins, duplicates
from .gaps import gaps
from .own_numbers import own_numbers
from .references import references
from .restated import restated
from .series import Dated, Series, dated, series_of

_OVER_TIME: tuple[Callable[[list[Dated]], Iterable[Finding]], ...] = (carry_over, cumulative, restated)


def in_order(abstract: Abstract) -> tuple[str, str]:
    """For sorting: the order in which reports are compared, so that it does not matter how they came."""
    return abstract.file, abstract.sha256


def compare(abstracts: Iterable[Abstract]) -> Iterator[Finding]:
    """The verdicts on reports taken together; what is there twice counts once. Time grows as n log n."""
    known = sorted(abstracts, key=in_order)
    twins = Twins(list(range(len(known))))
    yield from map(with_doubt, duplicates(known, twins))
    singles = sorted(twins.singles(known), key=in_order)
    for series in series_of(singles):
        yield from map(with_doubt, within(series))
    yield from map(with_doubt, references(singles))


def within(series: Series) -> Iterator[Finding]:
    """The verdicts on the reports of one unit."""
    yield from own_numbers(series.members)
    reports = dated(series.members)
    for rule_over_time in _OVER_TIME:
        yield from rule_over_time(reports)
    if series.complete:
        yield from gaps(reports)
