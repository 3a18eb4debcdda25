"""R-DOC-TITLE: one document has one subject, for one year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from ..finding import Finding, Severity
from ..rules import rule
from .issuers import relation
from .mentions import Key, Mention
from .titles import Title, likeness

_COMPARED = 4  # titles of one document that each other title of it is compared with
_TOLD = 4  # words that a title must have of its own before it is called another subject
_NAMES = 2  # the same where both subjects are printed whole


def one_title(cited: Iterable[Mention]) -> Iterator[Finding]:
    """The verdict on each document (number and whole date) whose subject is printed twice or more."""
    same: dict[tuple[Key, date], list[Mention]] = defaultdict(list)
    for mention in cited:
        if mention.value.number and mention.day:
            same[mention.key, mention.day].append(mention)
    for mentions in same.values():
        if len(mentions) > 1:
            yield from _of_one(mentions)


def _of_one(mentions: list[Mention]) -> Iterator[Finding]:
    titled = [(mention, mention.title) for mention in mentions if mention.title]
    agreeing: Mention | None = None
    for index, (mention, title) in enumerate(titled):
        for earlier, told in titled[: min(index, _COMPARED)]:
            said = None if _other_issuer(earlier, mention) else _contradiction(told, title)
            if said:
                yield _fails(earlier, mention, told, title, said)
                return
            if likeness(told, title) == "similar":
                agreeing = mention
    if agreeing:
        first = titled[0][0]
        yield rule("R-DOC-TITLE").holds([first.titled_evidence, agreeing.titled_evidence], number=first.value.canonical)


def _other_issuer(one: Mention, other: Mention) -> bool:
    return not one.unique and relation(one.issuer, other.issuer) == "different"


def _contradiction(one: Title, other: Title) -> str | None:
    """The message for two titles that one document cannot have; None where they may be two wordings."""
    if one.years and other.years and not one.years & other.years:
        return "years"
    content, again = one.content, other.content
    if not one.years & other.years and min(len(content), len(again)) >= _TOLD and not content & again:
        return "subjects"
    return "subjects" if _both_full(one, other) and not one.names & other.names else None


def _both_full(one: Title, other: Title) -> bool:
    """True for two subjects printed whole, each with words of its own: «cải cách hành chính», «chuyển đổi số»."""
    return all(title.full and title.spelt_out and len(title.names) >= _NAMES for title in (one, other))


def _fails(one: Mention, other: Mention, title: Title, again: Title, said: str) -> Finding:
    close = likeness(_without_years(title), _without_years(again)) != "different"
    severity: Severity = "error" if said == "years" and close else "warning" if said == "years" else "hint"
    if said == "subjects" and _both_full(title, again) and not title.names & again.names and _one_issuer(one, other):
        severity = "warning"
    return rule("R-DOC-TITLE").fails(
        said,
        [one.titled_evidence, other.titled_evidence],
        severity=severity,
        found="; ".join(f"{', '.join(sorted(t.years)) or t.words[:60]}" for t in (title, again)),
        number=one.value.canonical,
        date=one.printed_date,
        one=", ".join(sorted(title.years)) or title.words[:60],
        other=", ".join(sorted(again.years)) or again.words[:60],
    )


def _one_issuer(one: Mention, other: Mention) -> bool:
    return one.unique or relation(one.issuer, other.issuer) in {"same", "alike"}


def _without_years(title: Title) -> Title:
    return Title(title.words, frozenset(), frozenset())
