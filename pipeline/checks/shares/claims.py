"""«100 % đúng hạn», «không có hồ sơ quá hạn» against overdue dossiers counted anywhere in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.extraction import OtherCount, Percentage
from normalizers import patterns

from ...facts import Fact
from ..accounts import Account
from ..amounts import printed
from ..figures import Figure
from ..finding import Finding
from ..rules import rule
from ..scopes import told_of
from ..sentences import SENTENCE_END, sentence_start
from ..submission import Submission
from ..times import same_time
from .attached import achieved, indicator_behind
from .named import is_narrowed

_IN_TIME = ("resolved_early_or_on_time", "resolved_on_time")
_ZERO_RULE = "zero-in-words"
_LATE = "resolved_overdue"
# The claim is of another time, a part, or a wish.
_ELSEWHERE = patterns.pattern(
    r"\b(?:phan dau|khong de|bao dam|dam bao|cap|linh vuc|don vi|cac (?:so|phong|xa|phuong|huyen)|ubnd|thang|quy"
    r"|truoc day|den nay|tu ngay|chi nhanh|nganh|ngoai ra|con lai|khac)\b"
)
_NAMED = patterns.pattern(r"\b(?:[Xx]ã|[Pp]hường|[Hh]uyện|[Tt]hị trấn|Sở|Phòng|Chi cục)\s+[\p{Lu}\d]")
_SHORTCOMINGS = patterns.pattern(r"\b(?:han che|ton tai|kho khan|vuong mac|khuyet diem)\b")
_DIVIDED = patterns.pattern(r"\n\s*(?:\p{Ll}[.)]|[IVX]+\.|\d{1,2}[.)])\s")
_PART = 700  # characters
_REACH = 300  # characters


def check_claims(submission: Submission, accounts: Sequence[Account]) -> Iterator[Finding]:
    """The claims that overdue dossiers contradict."""
    late = [(account, figure) for account in accounts if (figure := account.get(_LATE)) and figure.low > 0]
    if not late:
        return
    for fact in achieved(submission):
        if _claims_all(submission, fact) and _is_of_all(submission, fact):
            yield from _told(submission, "P2", "claim", fact, late)
    for fact in submission.facts:
        if _claims_none(fact) and _is_of_all(submission, fact):
            yield from _told(submission, "R-ZERO", "zero", fact, late)


def _claims_all(submission: Submission, fact: Fact) -> bool:
    """True for 100 % resolved in time."""
    value = fact.value
    if not isinstance(value, Percentage) or value.percent != 100 or is_narrowed(submission, fact):
        return False
    return (indicator_behind(submission, fact) or value.measure) in _IN_TIME


def _claims_none(fact: Fact) -> bool:
    """True for «không có hồ sơ quá hạn»."""
    value = fact.value
    return isinstance(value, OtherCount) and fact.extraction.rule == _ZERO_RULE and value.measure == _LATE


def _told(
    submission: Submission, name: str, message: str, claim: Fact, late: Sequence[tuple[Account, Figure]]
) -> Iterator[Finding]:
    """One finding: the first overdue count of the report's own time."""
    for account, figure in late:
        in_table = figure.fact.extraction.rule == "dossier-table"
        if (
            in_table
            or not same_time(account.period, submission.period)
            or not _is_beside(submission, claim, account, figure)
        ):
            continue
        count = printed((figure.low, figure.high))
        evidence = [submission.evidence(claim), submission.evidence(figure.fact)]
        yield rule(name).fails(message, evidence, severity="warning", expected=0, found=count, count=count)
        return


def _is_beside(submission: Submission, claim: Fact, account: Account, late: Figure) -> bool:
    """True when claim and count stand in one part of the report, or the count among its shortcomings."""
    folded = submission.subject.folded
    heading = folded[account.section :].partition("\n")[0][:_REACH]
    places = sorted((claim.extraction.span.start, late.span.start))
    between = submission.subject.value[places[0] : places[1]]
    if _SHORTCOMINGS.search(heading) and claim.extraction.span.start < account.section:
        return True
    return len(between) <= _PART and not _DIVIDED.search(between) and claim.extraction.span.start >= account.section


def _is_of_all(submission: Submission, fact: Fact) -> bool:
    """True when the sentence of the claim tells of no part, other time or wish."""
    folded, span = submission.subject.folded, fact.extraction.span
    start = sentence_start(folded, span.start, max(0, span.start - _REACH))
    stop = SENTENCE_END.search(folded, span.end, min(len(folded), span.end + _REACH))
    end = stop.start() if stop else min(len(folded), span.end + _REACH)
    named = _NAMED.search(submission.subject.value, start, end) is not None
    return told_of(submission, span).scope is None and not named and _ELSEWHERE.search(folded, start, end) is None
