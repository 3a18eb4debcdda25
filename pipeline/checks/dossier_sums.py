"""The sums of every account of dossiers, petitions and procedures: A1-A7, A11-A14."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalizers import Span, patterns

from ..labels import Label
from .accounts import Account, accounts_of
from .amounts import equation, named, pointed, printed
from .causes import cause_of, is_swap
from .figures import Figure, evidence_of
from .finding import Finding
from .identities import bounds, identities
from .listed_parts import listed_parts
from .rules import rule
from .sentences import SENTENCE_END
from .submission import Submission
from .sums import Sum, tried
from .suspects import Suspect, suspect_of
from .unread import is_undecided

_BESIDE = ("pakn_", "tthc_", "task_")
_NEAR = 2  # accounts before and behind that may print what a sum misses
_PARAGRAPH = 500  # characters
_WITHIN = patterns.pattern(r"\b(?:trong do|gom|trong so)\b|\(")


def check(submission: Submission) -> Iterator[Finding]:
    """The verdicts of the sums on each account of the report."""
    accounts = accounts_of(submission)
    for at, account in enumerate(accounts):
        near = [other for other in accounts[max(0, at - _NEAR) : at + _NEAR + 1] if other.section == account.section]
        yield from _account(submission, account, [o for o in near if o is not account and o.scope == account.scope])


def _account(submission: Submission, account: Account, near: Sequence[Account]) -> Iterator[Finding]:
    found = [(identity.rule, result) for identity in identities() if (result := tried(account, identity))]
    usable = [
        (name, result)
        for name, result in found
        if _is_one(submission, account, result)
        and not _may_be_unread(submission, result)
        and not _fits_beside(result, near)
    ]
    holding = [result for _, result in usable if result.state == "holds"]
    failing = [(name, result) for name, result in usable if _is_failure(result)]
    for result_rule, result in usable:
        if result.state == "holds":
            yield rule(result_rule).holds(evidence_of(submission, result.figures), equation=equation(result))
    for name, result in failing:
        yield _failure(submission, name, result, holding, [other for _, other in failing if other is not result])
    yield from _agreeing(submission, usable)
    summed = {id(figure) for _, result in failing for figure in result.figures}
    yield from _bounded(submission, account, summed, near)
    yield from listed_parts(submission, account)


def _may_be_unread(submission: Submission, result: Sum) -> bool:
    """True for a sum that falls short while a number that nobody has read stands among its parts, or right behind.

    «hồ sơ công dân rút⏎32.» at the end of a line looks like the number of an item.
    """
    if result.state != "fails" or result.added[1] >= result.asked[0]:
        return False
    places = [figure.span for figure in result.figures]
    span = Span(min(place.start for place in places), max(place.end for place in places))
    return is_undecided(submission, span, result.asked[0] - result.added[1], places)


def _fits_beside(result: Sum, near: Sequence[Account]) -> bool:
    """True when another number of the same measure, of an account beside this one, makes the sum hold.

    «Tiếp nhận 9.204 hồ sơ …; từ 01/10 đến 14/12 tiếp nhận 4.749 hồ sơ. Giải quyết 9.021 hồ sơ …»
    """
    if result.state == "holds":
        return False
    missing = result.asked[0] - result.added[0]
    for figure in result.figures:
        needed = figure.low - missing if figure in result.whole else figure.low + missing
        if any((other := account.get(figure.key)) and other.low <= needed <= other.high for account in near):
            return True
    return False


def _is_failure(result: Sum) -> bool:
    """True for a sum that is wrong; a single part greater than its whole is said by A6."""
    return result.state == "fails" or (result.state == "exceeds" and len(result.parts) > 1)


def _is_one(submission: Submission, account: Account, result: Sum) -> bool:
    """True unless the account is loose and the figures of the sum stand in different sentences.

    What is counted beside the dossiers is told in one paragraph.
    """
    if result.figures[0].key.startswith(_BESIDE):
        start, end = _reach(result.figures)
        return end - start <= _PARAGRAPH and "\n" not in submission.subject.value[start:end]
    return not account.loose or _in_sentence(submission, result.figures)


def _failure(submission: Submission, name: str, result: Sum, holding: Sequence[Sum], others: Sequence[Sum]) -> Finding:
    suspect = suspect_of(result, holding, others)
    swapped = suspect is not None and is_swap(suspect.figure.low, suspect.needed)
    return rule(name).fails(
        "fails",
        evidence_of(submission, (*result.figures, *result.aside)),
        severity="error" if swapped else result.severity,
        expected=pointed(suspect.needed) if suspect else printed(result.added),
        found=pointed(suspect.figure.low) if suspect else printed(result.asked),
        cause=_cause(suspect),
        whole=named(result.whole),
        asked=printed(result.asked),
        parts=equation(result, whole=False),
        difference=pointed(abs(result.asked[0] - result.added[0])),
    )


def _cause(suspect: Suspect | None) -> Label | None:
    """Which number is the wrong one, and how it may have come about."""
    if suspect is None:
        return None
    wrong, needed = pointed(suspect.figure.low), pointed(suspect.needed)
    told = Label(
        f"Số đáng ngờ là {wrong} ({named([suspect.figure]).vi}): để khớp phải là {needed}.",
        f"The suspect is {wrong} ({named([suspect.figure]).en}): it would have to be {needed}.",
    )
    slip = cause_of(suspect.figure.low, suspect.needed)
    return Label(f"{told.vi} {slip.vi}", f"{told.en} {slip.en}") if slip else told


def _agreeing(submission: Submission, found: Sequence[tuple[str, Sum]]) -> Iterator[Finding]:
    """Two sums that leave the same remainder of one total: the channels and the results agree, the total does not."""
    open_ = [result for _, result in found if result.state == "open" and result.reading.whole == ("received_total",)]
    for one, other in pairwise(open_):
        if one.added == other.added and one.added[0] == one.added[1] and len(one.parts) > 1 and len(other.parts) > 1:
            suspect = Suspect(one.whole[0], one.added[0])
            yield rule("A5").fails(
                "agree",
                evidence_of(submission, (*one.figures, *other.parts)),
                expected=printed(one.added),
                found=printed(one.asked),
                cause=_cause(suspect),
                one=equation(one, whole=False),
                other=equation(other, whole=False),
                whole=named(one.whole),
                asked=printed(one.asked),
            )


def _bounded(submission: Submission, account: Account, summed: set[int], near: Sequence[Account]) -> Iterator[Finding]:
    """A part greater than its whole (A6), unless a sum has already said so."""
    for bound in bounds():
        wholes = [figure for key in bound.whole if (figure := account.get(key))]
        if not wholes or account.get(bound.whole[0]) is None:
            continue
        most = sum(figure.high for figure in wholes)
        for part in (figure for key in bound.parts if (figure := account.get(key))):
            stray = account.loose and not _in_sentence(submission, (part, *wholes))
            stray = stray or _is_inside(submission, wholes[0], part)
            beside = (other.get(bound.whole[0]) for other in near)
            stray = stray or any(figure and figure.high >= part.low for figure in beside)
            if part.low <= most or id(part) in summed or stray or part.fact is wholes[0].fact:  # a ratio: A16
                continue
            yield rule("A6").fails(
                "fails",
                evidence_of(submission, (*wholes, part)),
                severity=bound.severity,
                expected=f"≤ {printed((most, most))}",
                found=printed((part.low, part.high)),
                part=named([part]),
                amount=printed((part.low, part.high)),
                whole=named(wholes),
                most=printed((most, most)),
            )


def _is_inside(submission: Submission, whole: Figure, part: Figure) -> bool:
    """True for «51 hồ sơ quá hạn, trong đó 27 hồ sơ đã trả»: what looks like the whole is told as a part."""
    between = submission.subject.folded[part.span.end : whole.span.start]
    return whole.span.start > part.span.start and _WITHIN.search(between) is not None and "\n" not in between


def _in_sentence(submission: Submission, figures: Sequence[Figure]) -> bool:
    """True when no sentence ends between the figures."""
    start, end = _reach(figures)
    return SENTENCE_END.search(submission.subject.value, start, end) is None


def _reach(figures: Sequence[Figure]) -> tuple[int, int]:
    """From the first figure to the end of the last."""
    return min(figure.span.start for figure in figures), max(figure.span.end for figure in figures)
