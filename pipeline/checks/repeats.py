"""The same thing printed twice with different figures: percentages (R-PCT-REPEAT) and counts (A17)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from extractors.extraction import Percentage, Period
from normalizers import Span, fold, patterns

from ..facts import Fact
from .accounts import Account, accounts_of
from .amounts import named, percent, printed
from .causes import cause_of, is_slip, is_swap
from .figures import Figure
from .finding import Finding
from .rules import rule
from .shares.attached import achieved
from .shares.named import is_narrowed
from .submission import Submission
from .wording import words_before, words_behind

_TOTALS = ("received_total", "resolved_total", "pending_total", "received_online", "resolved_overdue", "received_new")
_WHOLE = patterns.pattern(r"(?:tong|tong (?:so|cong)|cong|toan (?:xa|phuong|tinh|huyen|thanh pho|bo phan))\b.*")
_SENTENCE_END = patterns.pattern(r"[.!?;:](?=\s)|[\n\t]")
_SENTENCE = 200  # characters
_UNIT = patterns.pattern(
    r"\b(?:[Xx]ã|[Pp]hường|[Hh]uyện|[Tt]hị trấn|[Tt]hành phố|Sở|Phòng|Chi cục|[Ll]ĩnh vực)\s+[\p{Lu}\d]"
)
_LEAST = 1_000  # a smaller count may well differ in one digit by accident
_SWAPPED = 100  # two neighbouring digits swapped are seldom an accident
_MOST = 60  # percentages of one name that are compared pair by pair


def check(submission: Submission) -> Iterator[Finding]:
    """The verdicts on figures that are printed more than once."""
    yield from _percentages(submission)
    yield from _counts(submission)


def _percentages(submission: Submission) -> Iterator[Finding]:
    """Percentages that the same words name, under no other field, level or period."""
    named_alike: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in achieved(submission):
        value, span = fact.value, fact.extraction.span
        if not isinstance(value, Percentage) or value.measure is None or is_narrowed(submission, fact):
            continue
        period = _period(submission, span)
        before, behind = words_before(submission, span), words_behind(submission, span)
        side = ("before", before) if len(before) >= 2 else ("behind", behind)
        if len(side[1]) >= 2:
            named_alike[value.measure, side, period].append(fact)
    for facts in named_alike.values():
        for one, other in combinations(facts[:_MOST], 2):
            yield _compared(submission, one, other)


def _compared(submission: Submission, one: Fact, other: Fact) -> Finding:
    evidence = [submission.evidence(one), submission.evidence(other)]
    if not isinstance(one.value, Percentage) or not isinstance(other.value, Percentage):
        raise TypeError("percentages expected")
    first, second = one.value.percent, other.value.percent
    told = percent(first), percent(second)
    if _same(one.value, other.value):
        return rule("R-PCT-REPEAT").holds(evidence, first=told[0], second=told[1])
    return rule("R-PCT-REPEAT").fails("fails", evidence, expected=told[0], found=told[1], first=told[0], second=told[1])


def _same(one: Percentage, other: Percentage) -> bool:
    """True when the one with fewer decimals is the other rounded or cut off."""
    coarse, fine = sorted((one.percent, other.percent), key=lambda p: -int(p.as_tuple().exponent))
    unit = Decimal(1).scaleb(int(coarse.as_tuple().exponent))
    exact = coarse.as_tuple().exponent == fine.as_tuple().exponent
    return coarse == fine if exact else abs(coarse - fine) < unit


def _period(submission: Submission, span: Span) -> str | None:
    """The period named in the sentence before the percentage, None when there is none."""
    start = max(0, span.start - _SENTENCE)
    for match in _SENTENCE_END.finditer(submission.subject.value, start, span.start):
        start = match.end()
    named = [f.value.iso for f in _between(submission.facts, start, span.start) if isinstance(f.value, Period)]
    return named[-1] if named else None


def _between(facts: Sequence[Fact], start: int, end: int) -> Sequence[Fact]:
    """The facts that begin in a stretch of the normalised text."""
    first = bisect_left(facts, start, key=lambda fact: fact.extraction.span.start)
    last = bisect_left(facts, end, key=lambda fact: fact.extraction.span.start)
    return facts[first:last]


def _counts(submission: Submission) -> Iterator[Finding]:
    """Accounts of one scope and period: they agree in most figures, or one figure is one slip from the other."""
    wholes = [account for account in accounts_of(submission) if _is_whole(account)][:_MOST]
    for one, other in combinations(wholes, 2):
        if one.period and other.period and one.period != other.period:
            continue
        if _is_petitions(one) and _is_petitions(other):
            yield from _petitions(submission, one, other)
            continue
        shared = [key for key in _TOTALS if one.get(key) and other.get(key)]
        agreeing = [key for key in shared if one.figures[key].agrees(other.figures[key])]
        for key in shared:
            yield from _pair(submission, one, other, key, agreeing)


def _is_petitions(account: Account) -> bool:
    return account.get("pakn_received") is not None


def _petitions(submission: Submission, one: Account, other: Account) -> Iterator[Finding]:
    """Petitions told in the summary and in the details: the same number received, another resolved."""
    if not one.figures["pakn_received"].agrees(other.figures["pakn_received"]) or one.section == other.section:
        return
    for key in ("pakn_resolved", "pakn_pending"):
        first, second = one.get(key), other.get(key)
        if first and second and not first.agrees(second):
            evidence = [submission.evidence(first.fact), submission.evidence(second.fact)]
            told = printed((first.low, first.high)), printed((second.low, second.high))
            yield rule("A17").fails(
                "fails", evidence, expected=told[0], found=told[1], what=named([first]), first=told[0], second=told[1]
            )
            return


def _is_whole(account: Account) -> bool:
    """True for an account of the whole report: no scope, or the row «Tổng cộng» of a table."""
    return account.scope is None or _WHOLE.fullmatch(fold(account.scope).strip(" .:*|")) is not None


def _are_apart(submission: Submission, one: Figure, other: Figure) -> bool:
    """True for swapped digits in two paragraphs that name no unit: «đã giải quyết 5.246 … đã giải quyết 5.264»."""
    if not is_swap(one.low, other.low) or max(one.low, other.low) < _LEAST:
        return False
    value = submission.subject.value
    start, end = sorted((one.span.start, other.span.start))
    if "\n" not in value[start:end]:
        return False
    lines = (value[value.rfind("\n", 0, f.span.start) + 1 : f.span.start] for f in (one, other))
    return not any(_UNIT.search(line) for line in lines)


def _pair(submission: Submission, one: Account, other: Account, key: str, agreeing: Sequence[str]) -> Iterator[Finding]:
    first, second = one.figures[key], other.figures[key]
    evidence = [submission.evidence(first.fact), submission.evidence(second.fact)]
    told = printed((first.low, first.high)), printed((second.low, second.high))
    if key in agreeing:
        if len(agreeing) > 1 or first.low >= _LEAST:
            yield rule("A17").holds(evidence, what=named([first]), first=told[0], second=told[1])
        return
    near = 20 * abs(first.low - second.low) <= max(first.low, second.low)
    confirmed = len(agreeing) >= 2 and (near or is_slip(first.low, second.low)) and not (one.loose or other.loose)
    large = max(first.low, second.low) >= (_SWAPPED if is_swap(first.low, second.low) else _LEAST)
    apart = one.section != other.section or _are_apart(submission, first, second)
    slip = large and is_slip(first.low, second.low) and apart
    if confirmed or slip:
        yield rule("A17").fails(
            "fails",
            evidence,
            severity=None if confirmed else "warning",
            expected=told[0],
            found=told[1],
            cause=cause_of(second.low, first.low),
            what=named([first]),
            first=told[0],
            second=told[1],
        )
