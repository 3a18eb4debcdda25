"""What is worth a look though it may be right: remainders, equal neighbours, another level's name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.extraction import DossierCount
from normalizers import Span, fold, patterns

from ..facts import Fact
from .accounts import Account, accounts_of
from .amounts import equation, named, printed
from .finding import Finding
from .identities import identities
from .rules import rule
from .submission import Submission
from .sums import tried

_REMAINDERS = ("A3", "A4")
_SMALL = 20  # the remainder is at most this part of the whole: what is left out was not meant to be
_LEAST = 100  # smaller counts are equal by accident
_LISTED = patterns.pattern(r"[^.\n\d/]{0,70}")  # from one item of a list to the next
_OWN = {"phuong": "xa", "xa": "phuong"}  # the level of the office, and the one that must not be meant
_MOST = 3  # quotes of one oddity


def check(submission: Submission) -> Iterator[Finding]:
    """The oddities of a report."""
    for account in accounts_of(submission):
        if not account.loose:
            yield from _remainders(submission, account)
    yield from _equal_neighbours(submission)
    yield from _other_level(submission)


def _remainders(submission: Submission, account: Account) -> Iterator[Finding]:
    """«Đã giải quyết 2.051 hồ sơ, trong đó 2.041 trước hạn»: the state of ten dossiers is not told."""
    for identity in identities():
        found = tried(account, identity) if identity.rule in _REMAINDERS else None
        if found is None or found.state != "open" or account.scope is not None:
            continue
        rest = found.asked[0] - found.added[1]
        if not 0 < rest <= found.asked[0] // _SMALL:
            continue
        facts = {id(figure.fact): figure.fact for figure in found.figures}
        yield rule("R-REST").fails(
            "rest",
            [submission.evidence(fact) for fact in facts.values()],
            expected=printed(found.asked),
            found=printed(found.added),
            rest=printed((rest, rest)),
            whole=named(found.whole),
            asked=printed(found.asked),
            parts=equation(found, whole=False),
        )


def _equal_neighbours(submission: Submission) -> Iterator[Finding]:
    """«Sở LĐ-TB&XH (209 hồ sơ), …, Sở Công Thương (209 hồ sơ)» in one list."""
    runs: list[list[Fact]] = [[]]
    counts = [fact for fact in submission.facts if isinstance(fact.value, DossierCount)]
    for before, fact in pairwise([None, *counts]):
        if fact is None or not _is_other(fact):
            continue
        if before and not _follows(submission, before, fact):
            runs.append([])
        runs[-1].append(fact)
    for run in runs:
        seen: dict[int, Fact] = {}
        for fact in run[:200]:
            count = fact.value.count if isinstance(fact.value, DossierCount) else 0
            if count >= _LEAST and count in seen:
                evidence = [submission.evidence(seen[count]), submission.evidence(fact)]
                yield rule("R-DUP-VALUE").fails("equal", evidence, count=printed((count, count)))
            seen.setdefault(count, fact)


def _is_other(fact: Fact) -> bool:
    return (
        isinstance(fact.value, DossierCount) and fact.value.measure == "other" and "table" not in fact.extraction.rule
    )


def _follows(submission: Submission, before: Fact, fact: Fact) -> bool:
    start, end = before.extraction.span.end, fact.extraction.span.start
    return start <= end and _LISTED.fullmatch(submission.subject.value, start, end) is not None


def _other_level(submission: Submission) -> Iterator[Finding]:
    """The report of a phường that says «của xã» of itself (a text copied from elsewhere)."""
    issuer = submission.header.issuer
    level = next((word for word in _OWN if issuer and f" {word} " in f" {fold(issuer.value)} "), None)
    if level is None or issuer is None or f" {_OWN[level]} " in f" {fold(issuer.value)} ":
        return
    pattern = _BARE[_OWN[level]]
    places = [Span(match.start(), match.end()) for match in pattern.finditer(submission.subject.value)][:_MOST]
    if places:
        evidence = [submission.quote(place) for place in places]
        yield rule("R-LEVEL-NAME").fails("other", evidence, issuer=issuer.value, words=evidence[0].text)


# «thẩm quyền của xã», with no name behind it and no other level beside it.
_BARE = {
    "xa": patterns.pattern(
        r"\b(?:của|UBND|Ủy ban nhân dân) xã(?=[\s,.;:)])(?! (?:hội|\p{Lu}|,|và|phường))(?!, phường)"
    ),
    "phuong": patterns.pattern(r"\b(?:của|UBND|Ủy ban nhân dân) phường(?=[\s,.;:)])(?! (?:\p{Lu}|,|và|xã))(?!, xã)"),
}
