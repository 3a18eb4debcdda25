"""The document's own number and date, as its letterhead prints them; minutes and press articles have none."""

from __future__ import annotations

from extractors.extraction import Date, DocumentNumber
from normalizers import patterns

from ..facts import Fact
from .submission import Submission

_END = 3000  # characters in which a letterhead ends, also when its columns are read in turn
_LINE = 90  # characters before a number that are looked at
_AROUND = 1200  # characters between the number of a letterhead and its date
# «Số:» at the beginning of a line or of a column; with a capital and a colon also behind the other column.
_SIGN = patterns.pattern(r"(?<!\p{L})(?:[s$]\S{1,2}|56)(?:\s*(?:,|/|va)?\s*ky\s*hieu|\s+hieu)?[\s.…_]*[:;.]?[\s.…_]*\Z")
_COLUMN = patterns.pattern(r"(?:\A|[\n\t|]|\s{3})[^\p{L}\d(,;]{0,8}\Z")


def own_fact(submission: Submission) -> Fact | None:
    """The number in the letterhead, None where the document has none."""
    own = (fact for fact in submission.facts if isinstance(fact.value, DocumentNumber) and fact.value.role == "self")
    first = next(own, None)
    return first if first and in_letterhead(submission, first) else None


def in_letterhead(submission: Submission, number: Fact) -> bool:
    """False for a number inside a sentence: «02 kế hoạch (số 12/KH-UBND ngày 06/01/2023, …)»."""
    at = number.extraction.span.start
    if at > _END:
        return False
    folded, value = submission.subject.folded, submission.subject.value
    start = max(0, at - _LINE)
    sign = _SIGN.search(folded, start, at)
    if sign is None:
        return False
    line = max(folded.rfind("\n", 0, sign.start()) + 1, start)
    if folded.rfind("(", line, at) > folded.rfind(")", line, at):
        return False
    if _COLUMN.search(folded[start : sign.start()]):
        return True
    return not value[sign.start()].islower() and any(mark in sign[0] for mark in ":;")


def own_date(submission: Submission) -> Fact | None:
    """The date that belongs to the number of the letterhead."""
    number = own_fact(submission)
    if number is None or not isinstance(number.value, DocumentNumber) or number.value.date is None:
        return None
    iso, place = number.value.date, number.extraction.span
    near = (
        fact
        for fact in submission.facts
        if isinstance(fact.value, Date)
        and fact.value.iso == iso
        and place.start - _AROUND <= fact.extraction.span.start <= place.end + _AROUND
    )
    return next(near, None)
