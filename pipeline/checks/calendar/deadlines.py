"""R-DEADLINE-PAST: an order whose deadline lies before the day on which the document is issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractors.extraction import Date, DocumentNumber
from normalizers import Span, patterns

from ...facts import Fact
from ...labels import Label
from ..finding import Finding
from ..letterhead import own_date, own_fact
from ..rules import rule
from ..submission import Submission
from .stretches import day_of

_ORDERS = frozenset({"CV", "TB", "CT", "KL", "CĐ"})  # letters, notices, directives, conclusions, telegrams
_REACH = 240  # characters of a sentence before and behind a date
_WORK = (
    r"(?:hoan thanh|hoan thien|xong|dut diem|gui|bao cao|nop|trinh|khac phuc|giai quyet|xu ly|thuc hien|ra soat"
    r"|cap nhat)"
)
# Nothing between the work and its deadline but what the work is: «hoàn thành 02 nhiệm vụ quá hạn trước ngày».
_DEADLINE = patterns.pattern(
    rf"\b{_WORK}\b(?P<what>(?:(?!\b{_WORK}\b)[^.;:\n]){{0,70}}?)[\s,(]+"
    r"(?:truoc(?:\s+\d{1,2}\s?(?:h|gio)\d{0,2})?|cham nhat(?:\s+(?:la|den|trong))?)(?:\s+ngay)?\s*$"
)
_OTHER = patterns.pattern(
    r"\b(?:tiep nhan|phat sinh|ban hanh|sinh|hieu luc|duoc|ky|cap|ton(?!\s+tai)|nghi|nhan|thanh lap"
    r"|su dung|dang ky|ke tu)\b"
)
_STARTS = patterns.pattern(r"[;\n]|(?<!\d)\.\s|\.\s+(?=\p{L})")
_ORDERED = patterns.pattern(r"\b(?:yeu cau|de nghi|giao|khan truong|phai|chiu trach nhiem|chi dao|dam bao|bao dam)\b")
_IMPERATIVE = patterns.pattern(
    rf"[\s*_+•–-]*(?:(?:\d{{1,2}}(?:\.\d{{1,2}})*|[a-z])[.)]\s+)?"
    rf"(?:{_WORK}|tap trung|chu dong|phoi hop|to chuc|tham muu|kiem tra|xay dung|khan truong)\b"
)
_TOLD = patterns.pattern(
    r"\b(?:da|den nay|tuy nhien|nhung|chua|cham(?!\s+nhat)|qua trinh|duoc giao|thuc hien theo"
    r"|theo (?:ke hoach|quy dinh|yeu cau|chi dao)|truoc day|ket qua|trong khi|le ra|dung ra|neu)\b"
)


def deadlines(submission: Submission) -> Iterator[Finding]:
    """A finding for each deadline of an order that is past on the day of issue; one verdict for all others."""
    number = own_fact(submission)
    if number is None or not isinstance(number.value, DocumentNumber) or number.value.type not in _ORDERS:
        return
    issued = own_date(submission)
    day = day_of(issued.value.iso) if issued and isinstance(issued.value, Date) else None
    if issued is None or day is None:
        return
    kept: list[Fact] = []
    for fact in submission.facts:
        if isinstance(fact.value, Date) and not fact.value.inferred_year and _is_deadline(submission, fact):
            due = day_of(fact.value.iso)
            if due and due < day:
                yield _past(submission, issued, fact, day, due)
            elif due:
                kept.append(fact)
    if kept:
        evidence = [submission.evidence(issued), *(submission.evidence(fact) for fact in kept[:3])]
        yield rule("R-DEADLINE-PAST").holds(evidence, issued=_printed(issued), count=len(kept))


def _is_deadline(submission: Submission, fact: Fact) -> bool:
    """True for a date before which a sentence orders something to be done."""
    folded, span = submission.subject.folded, fact.extraction.span
    sentence = _sentence(folded, span)
    work = _DEADLINE.search(folded, sentence.start, span.start)
    if work is None or _OTHER.search(work["what"]) or _TOLD.search(folded, sentence.start, sentence.end):
        return False
    ordered = _ORDERED.search(folded, sentence.start, span.start) or _IMPERATIVE.match(
        folded, sentence.start, span.start
    )
    return ordered is not None


def _sentence(folded: str, span: Span) -> Span:
    """The sentence around a date."""
    start = max(0, span.start - _REACH)
    for match in _STARTS.finditer(folded, start, span.start):
        start = match.end()
    ends = _STARTS.search(folded, span.end, span.end + _REACH)
    return Span(start, ends.start() if ends else min(len(folded), span.end + _REACH))


def _past(submission: Submission, issued: Fact, fact: Fact, day: date, due: date) -> Finding:
    cause = None
    if (due.month, due.day) >= (day.month, day.day) and due.year < day.year:
        cause = Label("Có thể ghi nhầm năm của thời hạn.", "The year of the deadline may be wrong.")
    return rule("R-DEADLINE-PAST").fails(
        "past",
        [submission.evidence(issued), submission.evidence(fact)],
        expected=f"≥ {day.day}/{day.month}/{day.year}",
        found=due,
        cause=cause,
        printed=_printed(fact),
        issued=_printed(issued),
    )


def _printed(fact: Fact) -> str:
    return " ".join(fact.text.split())
