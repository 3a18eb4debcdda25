"""R-DOC-DATE: one document has one date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..finding import Finding, Severity
from ..rules import rule
from . import causes
from .issuers import Issuer, Relation, relation
from .mentions import Key, Mention
from .titles import Likeness, Title, likeness

_COMPARED = 6  # dates of one number that each other date of it is compared with
_FIRST_NUMBERS = 20  # numbers that an office reaches in January, so that they recur on the same days each year


def one_date(cited: Iterable[Mention]) -> Iterator[Finding]:
    """The verdict on each document that is cited with a whole date twice or more."""
    by_key: dict[Key, dict[date, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in cited:
        if mention.value.number and mention.day:
            by_key[mention.key][mention.day].append(mention)
    for by_day in by_key.values():
        if len(by_day) > 1:
            yield from _conflicts(list(by_day.values()))
        else:
            yield from (_holds(same) for same in by_day.values() if len(same) > 1)


def _conflicts(days: Sequence[list[Mention]]) -> Iterator[Finding]:
    """A finding for each date that cannot stand beside one before it, the most frequent date first."""
    ordered = sorted(days, key=lambda same: -len(same))
    for index, same in enumerate(ordered):
        for usual in ordered[: min(index, _COMPARED)]:
            severity = _severity(usual, same)
            if severity:
                yield _fails(usual, same, severity)
                break


def _severity(usual: list[Mention], other: list[Mention]) -> Severity | None:
    """How grave it is that a number has these two dates; None where they may be two documents."""
    one, two = usual[0], other[0]
    if one.day is None or two.day is None or one.key.year not in (None, one.day.year, two.day.year):
        return None
    if one.key.year and one.day.year != two.day.year:  # R-DOC-YEAR tells which is wrong
        return None
    related: Relation = "same" if one.unique else relation(_issuer(usual), _issuer(other))
    if related == "different":
        return None
    titles = likeness(_title(usual), _title(other))
    judge = _in_one_year if one.day.year == two.day.year else _across_years
    severity = judge(usual, other, related, titles)
    sure = any(mention.sure for mention in usual) and any(mention.sure for mention in other)
    return "warning" if severity == "error" and not sure else severity


def _in_one_year(usual: list[Mention], other: list[Mention], related: Relation, titles: Likeness) -> Severity | None:
    """Two dates in one year: one number is given once a year, but by each office that has this symbol."""
    groups = usual[0].key.groups
    if titles == "different":
        return "warning" if related == "same" else None
    if related == "same":
        return "error"
    if titles == "similar":
        neither = _issuer(usual) is None and _issuer(other) is None
        return "error" if related == "alike" or neither or groups > 1 else "warning"
    if related == "alike" or groups > 1:
        return "warning"
    return "warning" if _one_slip(usual, other) else "hint"


def _across_years(usual: list[Mention], other: list[Mention], related: Relation, titles: Likeness) -> Severity | None:
    """Two dates in two years: numbers begin again each year, so that more must be equal than the number."""
    one, two, title, again = usual[0].day, other[0].day, _title(usual), _title(other)
    number = usual[0].key.number
    early = number.isdigit() and int(number) <= _FIRST_NUMBERS and one is not None and one.month <= 2
    central = usual[0].unique and not early
    if one is None or two is None or (titles == "different" and not central):
        return None
    sure = any(mention.sure for mention in usual) and any(mention.sure for mention in other)
    if not sure:
        return None
    if titles == "similar" and title and again and title.years and title.years == again.years:
        return "error" if (one.month, one.day) == (two.month, two.day) else "warning"
    if (one.month, one.day) != (two.month, two.day) or (early and usual[0].unique):
        return None
    if titles == "similar" and not early:
        return "error"
    return "warning" if related == "same" or titles == "similar" or _one_slip(usual, other) else None


def _one_slip(usual: list[Mention], other: list[Mention]) -> bool:
    """True when one mention repeats the other without its subject, and the dates differ in day, month or year alone.

    «Thực hiện có hiệu quả Kế hoạch số 08/KH-UBND ngày 11/01/2024» in the conclusion, 12/01/2024 above: two offices
    that share a symbol come to one number on days that differ in more, as a rule.
    """
    one, two = usual[0].day, other[0].day
    if one is None or two is None or (_title(usual) and _title(other)) or (_issuer(usual) and _issuer(other)):
        return False
    return sum((one.year != two.year, one.month != two.month, one.day != two.day)) == 1


def _fails(usual: list[Mention], other: list[Mention], severity: Severity) -> Finding:
    one, two = usual[0], other[0]
    day, found = one.day, two.day
    cause = causes.of_dates(day, found) if day and found else None
    first, second = sorted((one, two), key=lambda mention: mention.number)
    expected = one.printed_date if len(usual) > len(other) else None
    quotes = [mention.evidence for mention in (*usual[:2], *other[:2])]
    return rule("R-DOC-DATE").fails(
        "fails",
        quotes,
        severity=severity,
        expected=expected,
        found=two.printed_date if expected else f"{first.printed_date}; {second.printed_date}",
        cause=cause,
        number=one.value.canonical,
        one=first.printed_date,
        other=second.printed_date,
    )


def _holds(same: list[Mention]) -> Finding:
    first = same[0]
    quotes = [mention.evidence for mention in (*same[: min(3, len(same) - 1)], same[-1])]
    return rule("R-DOC-DATE").holds(quotes, number=first.value.canonical, date=first.printed_date, times=len(same))


def _issuer(same: Iterable[Mention]) -> Issuer | None:
    return next((mention.issuer for mention in same if mention.issuer), None)


def _title(same: Iterable[Mention]) -> Title | None:
    return next((mention.title for mention in same if mention.title), None)
