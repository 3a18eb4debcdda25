"""Reports against each other: the verdicts of every rule about several reports, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ...labels import Label
from ..finding import Finding
from .abstract import Abstract
from .carry_over import carry_over
from .cumulative import cumulative
from .duplicates import Twins, duplicates
from .gaps import gaps
from .own_numbers import own_numbers
from .references import references
from .restated import restated
from .series import Dated, dated, series_of

_OVER_TIME: tuple[Callable[[list[Dated]], Iterable[Finding]], ...] = (carry_over, cumulative, restated)
_DOUBTFUL = 0.85  # confidence of a recognised word below which the page must be looked at before the author is asked


def compare(abstracts: Iterable[Abstract]) -> Iterator[Finding]:
    """The verdicts on reports taken together; what is there twice counts once. Time grows as n log n."""
    known = list(abstracts)
    twins = Twins(list(range(len(known))))
    yield from map(_with_doubt, duplicates(known, twins))
    yield from map(_with_doubt, _over_units(twins.singles(known)))


def _over_units(abstracts: list[Abstract]) -> Iterator[Finding]:
    for series in series_of(abstracts):
        yield from own_numbers(series.members)
        reports = dated(series.members)
        for rule_over_time in _OVER_TIME:
            yield from rule_over_time(reports)
        if series.complete:
            yield from gaps(reports)
    yield from references(abstracts)


def _with_doubt(finding: Finding) -> Finding:
    """The finding, no error and with a word of warning when OCR was not sure of a word it rests on."""
    sure = min((evidence.location.confidence for evidence in finding.evidence), default=1.0)
    if not finding.fails or finding.severity == "hint" or sure >= _DOUBTFUL:
        return finding
    vi, en = finding.cause or Label("", "")
    doubt = Label(
        f"{vi} OCR đọc chưa chắc ({sure:.2f}): hãy xem trang gốc trước.".strip(),
        f"{en} OCR was not sure here ({sure:.2f}): look at the page first.".strip(),
    )
    return replace(finding, severity="warning", cause=doubt)
