"""Percentages that only name their indicator: «Tỷ lệ hồ sơ nộp trực tuyến: 98,5%», against the account above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.extraction import Percentage
from normalizers import patterns

from ...facts import Fact
from ...labels import Label, name_of
from ..accounts import Account
from ..amounts import percent, printed
from ..finding import Finding, Severity
from ..identities import Share, identities, shares
from ..rules import rule
from ..sections import section_at
from ..submission import Submission
from ..sums import tried
from ..wording import aimed, narrowing
from .attached import indicator_behind
from .denominators import Terms, named_denominator, terms
from .rounding import compare, rounded

_BEFORE, _BEHIND = 140, 60  # characters of the sentence that may narrow the share
_SENTENCE_END = patterns.pattern(r"[.!?;](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class _Fraction:
    """What the percentage would be: the numbers above and below the line."""

    part: Terms
    whole: Terms
    loose: bool  # only one of the parts that belong above the line is printed


def check_named(submission: Submission, percentages: Sequence[Fact], accounts: Sequence[Account]) -> Iterator[Finding]:
    """The verdicts on percentages that no number stands beside."""
    wanted = [(fact, share) for fact in percentages for share in [_share(submission, fact)] if share]
    if not wanted or not accounts:
        return
    for fact, share in wanted:
        if is_narrowed(submission, fact) or named_denominator(submission, fact):
            continue
        chosen, severity = _account(accounts, share, fact, section_at(submission, fact.extraction.span.start))
        if chosen:
            yield from _judged(submission, fact, share, chosen, severity)


def _share(submission: Submission, fact: Fact) -> Share | None:
    value = fact.value
    told = indicator_behind(submission, fact)
    measure = told or (value.measure if isinstance(value, Percentage) else None)
    return next((share for share in shares() if measure in share.measures), None)


def is_narrowed(submission: Submission, fact: Fact) -> bool:
    """True when the sentence tells of one field, unit or other time."""
    folded, span = submission.subject.folded, fact.extraction.span
    start = max(0, span.start - _BEFORE)
    for match in _SENTENCE_END.finditer(folded, start, span.start):
        start = match.end()
    end = min(len(folded), span.end + _BEHIND)
    stop = _SENTENCE_END.search(folded, span.end, end)
    if aimed().search(folded, start, span.start):
        return True
    return narrowing().search(folded, start, stop.start() if stop else end) is not None


def _account(
    accounts: Sequence[Account], share: Share, fact: Fact, section: int
) -> tuple[Account | None, Severity | None]:
    """The one account the percentage can be of: the only one in its section, else the only one of the report."""
    usable = [account for account in accounts if account.scope is None and _fractions(account, share)]
    here = [account for account in usable if account.section == section]
    if len(here) == 1 and not here[0].loose and _is_last(accounts, here[0], fact):
        return here[0], None
    own = [account for account in accounts if account.section == section and account.scope is None and account.figures]
    whole = [account for account in usable if not here and all(_agree(account, other) for other in own)]
    return (whole[0], "warning") if len(whole) == 1 and not whole[0].loose else (None, None)


def _is_last(accounts: Sequence[Account], account: Account, fact: Fact) -> bool:
    """True unless figures of something else stand between the account and the percentage."""
    at = fact.extraction.span.start
    end = max((figure.span.end for figure in account.all if figure.span.end <= at), default=at)
    others = (figure.span.start for other in accounts if other is not account for figure in other.all)
    return not any(end < start < at for start in others)


def _agree(one: Account, other: Account) -> bool:
    """True when two accounts print some of the same numbers, and no different ones."""
    shared = [key for key in one.figures if key in other.figures]
    return bool(shared) and all(one.figures[key].agrees(other.figures[key]) for key in shared)


def _fractions(account: Account, share: Share) -> list[_Fraction]:
    """The fractions that the account prints the numbers of, in the order of the data."""
    fails = _sum_fails(account, "A3")
    found: list[_Fraction] = []
    for keys in share.parts:
        part = terms(account, keys)
        if part is None or (fails and any(key.startswith("-") for key in keys)):
            continue
        loose = (
            len(keys) == 1
            and len(share.parts) > 1
            and any(len(other) > 1 and keys[0] in other for other in share.parts)
        )
        found += [_Fraction(part, whole, loose) for of in share.of if (whole := terms(account, of))]
    return found


def _indicator(value: Percentage) -> Label:
    """What the percentage is called."""
    measure = value.measure or "other"
    return Label(name_of("measure", measure, "vi"), name_of("measure", measure, "en"))


def _sum_fails(account: Account, name: str) -> bool:
    results = [tried(account, identity) for identity in identities() if identity.rule == name]
    return any(result and result.state in ("fails", "exceeds") for result in results)


def _judged(
    submission: Submission, fact: Fact, share: Share, account: Account, severity: Severity | None
) -> Iterator[Finding]:
    value = fact.value
    if not isinstance(value, Percentage):
        return
    fractions = _fractions(account, share)
    matches = [(compare(value.percent, f.part.bounds, f.whole.bounds), f) for f in fractions]
    found = next((pair for wanted in ("equal", "cut") for pair in matches if pair[0] == wanted), matches[0])
    match, fraction = found
    facts = [fact, *(figure.fact for figure in (*fraction.part.figures, *fraction.whole.figures))]
    evidence = [submission.evidence(each) for each in dict.fromkeys(facts)]
    above, below = printed(fraction.part.bounds), printed(fraction.whole.bounds)
    right = percent(rounded(value.percent, fraction.part.bounds, fraction.whole.bounds))
    if match == "equal":
        yield rule(share.rule).holds(evidence, what=_indicator(value), equation=f"{above}/{below} = {right}")
        return
    graver: Severity | None = "warning" if fraction.loose else severity
    yield rule(share.rule).fails(
        match,
        evidence,
        severity="hint" if match == "cut" else graver,
        expected=right,
        found=percent(value.percent),
        printed=percent(value.percent),
        fraction=f"{above}/{below}",
        share=right,
        what=_indicator(value),
    )
