"""R-SELF and R-FUTURE: the number and date of the letterhead against the annexes, and against what is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from extractors.subject import Subject
from normalizers import Text, patterns

from ...labels import Label
from ..finding import Evidence, Finding, Severity
from ..letterhead import in_letterhead
from ..rules import rule
from ..submission import Submission
from . import causes
from .issuers import Issuer, issuer_named, relation
from .mentions import Mention

_MOTTO = patterns.pattern(
    r"c\wng\s+h\w{1,2}a\s+x\w\s+h\w{1,2}i\s+ch\w\s+ngh\w{1,2}a|dang\s+cong\s+san\s+viet\s+nam\s*$"
)
_ATTACHED = patterns.pattern(r"\([\s*_]*(?:ban hanh\s+)?(?:kem\s+theo|phu luc)[^()]{0,60}\Z")
_APART = 2500  # characters after the letterhead's motto at which another document may begin
_REUSED = frozenset({"BC", "KH", "TB", "CV", "TTr", "CTr", "PA"})  # whose annexes are kept from one period to the next
_MONTH = len("2026-06")


def own_number(submission: Submission, read: Iterable[Mention]) -> Iterator[Finding]:
    """The verdict on each place that repeats the document's own number."""
    end = _end_of_first(submission)
    own = [mention for mention in read if mention.value.role == "self" and mention.number.end < end]
    if len(own) < 2 or not _is_head(own[0]):
        return
    head, issuer = own[0], _issuer(submission)
    for again in own[1:]:
        numbers = _numbers(head, again)
        dates = None if again.dated is None or again.dated is head.dated else _agree(head.value.date, again.value.date)
        if numbers is False or dates is False:
            severity = _severity(head, again, numbers, dates, issuer)
            if severity:
                yield _fails(head, again, severity, number=numbers is False)
        elif numbers or dates:
            yield rule("R-SELF").holds([head.evidence, again.evidence], number=again.value.canonical)


def _severity(
    head: Mention, again: Mention, numbers: bool | None, dates: bool | None, issuer: Issuer | None
) -> Severity | None:
    """How grave the difference is; None where the annex may belong to another document of the same symbol."""
    related = "same" if head.unique else relation(issuer, again.issuer)
    if related == "different" or not (_attached(again) or related == "same"):
        return None
    if numbers is False and dates is not True:
        return "warning" if head.value.type in _REUSED else None
    return "error" if again.sure or numbers is False else "warning"


def _numbers(head: Mention, again: Mention) -> bool | None:
    """Whether two own numbers are equal; None when one is left blank."""
    one, other = head.value.number, again.value.number
    return None if not one or not other else one.lstrip("0") == other.lstrip("0")


def _agree(one: str | None, other: str | None) -> bool | None:
    """Whether two dates agree as far as both are filled in: "2026-06" and "2026-06-19" do."""
    if not one or not other:
        return None
    return one.startswith(other) or other.startswith(one)


def _fails(head: Mention, again: Mention, severity: Severity, *, number: bool) -> Finding:
    if number:
        one, other = head.printed_number, again.printed_number
        cause = causes.of_numbers(head.value.number or "", again.value.number or "")
    else:
        one, other = head.printed_date, again.printed_date
        cause = causes.of_dates(head.day, again.day) if head.day and again.day else None
    return rule("R-SELF").fails(
        "number" if number else "date",
        [head.evidence, again.evidence],
        severity=severity,
        expected=one,
        found=other,
        cause=cause,
        number=again.value.canonical,
        one=one,
        other=other,
    )


def cited_later(submission: Submission, read: Iterable[Mention]) -> Iterator[Finding]:
    """A finding for each cited document that is dated after the citing one; one verdict for all others together."""
    end = _end_of_first(submission)
    head = next((mention for mention in read if mention.value.role == "self" and mention.dated), None)
    own = head.value.date if head else None
    if head is None or own is None or not _is_head(head):
        return
    earlier = 0
    for mention in read:
        day = mention.day
        if day is None or mention.value.role == "self" or not mention.sure or mention.number.end > end:
            continue
        if day.isoformat()[: len(own)] > own:
            yield _later(head, own, mention, day)
        else:
            earlier += 1
    if earlier:
        yield rule("R-FUTURE").holds([_date_quote(head)], date=head.printed_date, count=earlier)


def _later(head: Mention, own: str, mention: Mention, day: date) -> Finding:
    return rule("R-FUTURE").fails(
        "fails",
        [_date_quote(head), mention.evidence],
        expected=f"<= {head.printed_date}",
        found=mention.printed_date,
        cause=_cause(own, day),
        number=mention.value.canonical,
        date=mention.printed_date,
        own=head.printed_date,
    )


def _cause(own: str, day: date) -> Label | None:
    """The slip that put a date after `own`: another year, or day and month that changed places."""
    try:
        swapped = date(day.year, day.day, day.month).isoformat()
    except ValueError:
        swapped = None
    if day.replace(year=int(own[:4]), day=min(day.day, 28)).isoformat()[:_MONTH] <= own and day.year > int(own[:4]):
        return causes.shifted_year()
    return causes.swapped() if swapped and swapped[: len(own)] <= own else None


def _date_quote(head: Mention) -> Evidence:
    return head.submission.evidence(head.dated if head.dated else head.fact)


def _is_head(mention: Mention) -> bool:
    """True for the number of the letterhead."""
    return in_letterhead(mention.submission, mention.fact) and not _attached(mention)


def _attached(mention: Mention) -> bool:
    """True in «(Kèm theo Báo cáo số …)»."""
    start = mention.number.start
    return _ATTACHED.search(mention.submission.subject.folded, max(0, start - 110), start) is not None


def _issuer(submission: Submission) -> Issuer | None:
    """The issuer of the letterhead."""
    field = submission.header.issuer
    return issuer_named(Subject.of(Text.of(field.value))) if field else None


def _end_of_first(submission: Submission) -> int:
    """Where the first document of the text ends: before the motto of another letterhead."""
    folded = submission.subject.folded
    mottos = [match.start() for match in _MOTTO.finditer(folded)]
    first = mottos[0] if mottos else 0
    return next((at for at in mottos if at > max(first, 0) + _APART), len(folded))
