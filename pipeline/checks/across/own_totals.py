"""Which figures of a report are the report's own: of its own period, of the whole unit, printed in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalizers import fold

from ...facts import Fact
from ..accounts import Account, accounts_of
from ..figures import Figure
from ..submission import Submission
from ..term import Term, days_of, months_of, term_of
from .abstract import Quote, Total
from .fingerprint import words_of

_WHOLES = ("received_total", "resolved_total", "pending_total")
_MOST = 80  # figures kept of one report: large tables have thousands, and a store has millions of reports
_FEWEST = 2  # of the wholes and the carried-over ones; fewer are a remark, not an account


def quote_of(fact: Fact) -> Quote:
    """The fact as a quote; as sure as its least sure word, recognised or restored."""
    at = fact.location
    return Quote(fact.text, fact.span.start, at.page, min(at.confidence, fact.restored), at.boxes)


def own_totals(submission: Submission, name: str | None, days: str | None) -> tuple[Total, ...]:
    """The numbers of dossiers of the period `name`, or of the days `days` that its data were taken from."""
    term = term_of(name, days)
    accounts = [account for account in accounts_of(submission) if _is_of(account.period, term)]
    whole = [account for account in accounts if account.scope is None]
    totals = [*_whole_totals(whole), *_scoped_totals(account for account in accounts if account.scope)]
    return tuple(totals[:_MOST])


def _is_of(period: str | None, term: Term | None) -> bool:
    """True for an account of the report's period; one that names none is taken to be."""
    if period is None:
        return True
    days, months = days_of(period), months_of(period)
    return (
        term is not None and ((days or months) is not None) and (days == term.days if days else months == term.months)
    )


def _whole_totals(accounts: list[Account]) -> Iterator[Total]:
    """The figures of the first real account; none when a later one has more: then the first was only a part."""
    first = next((account for account in accounts if _is_real(account)), None)
    if first is None:
        return
    others = [account for account in accounts if account is not first]
    if any(_exceeds(other, first, measure) for other in others for measure in _WHOLES):
        return
    for measure, figure in first.figures.items():
        if figure.exact and not any(_exceeds(other, first, measure) for other in others):
            yield _total(figure, None)


def _is_real(account: Account) -> bool:
    known = [measure for measure in (*_WHOLES, "carried_over") if account.get(measure)]
    return not account.loose and len(known) >= _FEWEST


def _exceeds(other: Account, first: Account, measure: str) -> bool:
    theirs, ours = other.get(measure), first.get(measure)
    return theirs is not None and ours is not None and theirs.high > ours.high


def _scoped_totals(accounts: Iterable[Account]) -> Iterator[Total]:
    """The figures by field, level or unit; what is printed twice with different numbers is left to the other checks."""
    found: dict[tuple[str, str], list[Total]] = {}
    for account in accounts:
        for figure in account.figures.values():
            total = _total(figure, " ".join(words_of(fold(account.scope or ""))))
            if figure.exact:
                found.setdefault(total.key, []).append(total)
    yield from (totals[0] for totals in found.values() if len({total.value for total in totals}) == 1)


def _total(figure: Figure, scope: str | None) -> Total:
    return Total(figure.key, scope, figure.low, quote_of(figure.fact))
