"""A place where a document is named: its number, the date beside it, who issued it and what it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from extractors.extraction import Date, DocumentNumber
from extractors.subject import Subject
from normalizers import Span, patterns

from ...facts import Fact
from ..finding import Evidence
from ..submission import Submission
from .issuers import Issuer, has_one_issuer, issuer_after, issuer_before
from .titles import Title, title_after

_BESIDE = 170  # characters between a number and its date: more than document_dates allows
_HEADER = 900  # the same in a letterhead, where the columns may be read in turn
_DATES_TRIED = 6  # dates looked at on each side of a number
_WHOLE = len("2026-04-07")
_YEAR = patterns.pattern(r"(?:19|20)\d\d(?!\d)")
_DAY = patterns.pattern(r"(?<!\p{L})n\w{1,3}y(?!\p{L})")
_BETWEEN = patterns.pattern(
    r"[\s,*(_.…]{0,8}(?:(?:ban hanh|ky)\s+)?(?:c\w{0,3}a\s+[^,;.:()\d]{2,60}?[\s,]{1,3})?(?:n\w{1,3}y[\s.…]*)?"
)
_OTHER_DAY = patterns.pattern(r"(?<!\w)(?:den|het|truoc|sau|ke|tu|hieu\s+luc|tiep\s+tuc|hoan\s+thanh)(?!\w)")


class Key(NamedTuple):
    """What two mentions of one document have in common; `year` is that inside the symbol."""

    number: str
    year: int | None
    type: str | None
    agency: str | None
    party: bool

    @property
    def groups(self) -> int:
        """How many groups tell the issuer: 2 for UBND-TTPVHCC."""
        return (self.agency or "").count("-") + 1


@dataclass(frozen=True, eq=False)
class Mention:
    """One printed document number; `dated` is the fact of its date, None where none stands beside it."""

    submission: Submission
    fact: Fact
    value: DocumentNumber
    dated: Fact | None

    @property
    def number(self) -> Span:
        """Where the number stands in the normalised text."""
        return self.fact.extraction.span

    @property
    def key(self) -> Key:
        """The document that is meant, as far as its symbol tells."""
        number = (self.value.number or "").lstrip("0")
        return Key(number, self.value.year, self.value.type, self.value.agency, self.value.party)

    @property
    def day(self) -> date | None:
        """The whole date printed beside the number."""
        printed = self.value.date
        if self.dated is None or printed is None or len(printed) != _WHOLE:
            return None
        try:
            return date.fromisoformat(printed)
        except ValueError:  # 31/6/2010: said by R-DATE-VALID
            return None

    @cached_property
    def sure(self) -> bool:
        """True for a date with its year right after the number.

        «Ngày 09/3, … gửi Báo cáo số …» may be the day of sending, «… có hiệu lực đến hết ngày …» is none of issue.
        """
        if self.dated is None or not _YEAR.search(self.dated.normalized):
            return False
        start, end = self.number.end, self.dated.extraction.span.start
        return start <= end and _is_beside(self._subject.folded[start : self.dated.extraction.span.end], end - start)

    @property
    def unique(self) -> bool:
        """True when the symbol belongs to one issuer in the whole country."""
        return has_one_issuer(self.value.agency)

    @cached_property
    def issuer(self) -> Issuer | None:
        """Who issued the document, where that is printed beside it."""
        return self._after[0] or issuer_before(self._subject, self.number.start)

    @cached_property
    def title(self) -> Title | None:
        """What the document is about: «về việc …»."""
        return title_after(self._subject, self._after[1])

    @cached_property
    def evidence(self) -> Evidence:
        """The quote of the number and, where it stands beside it, of the date."""
        if self.dated is None or self._gap > _BESIDE:
            return self.submission.evidence(self.fact)
        spans = (self.number, self.dated.extraction.span)
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        return self.submission.quote(whole, self.value.canonical)

    @cached_property
    def titled_evidence(self) -> Evidence:
        """The quote of the number with the words about the document."""
        if self.title is None:
            return self.evidence
        return self.submission.quote(Span(self.number.start, self.title.end), self.value.canonical)

    @property
    def printed_number(self) -> str:
        """The number as printed, white space made single."""
        return " ".join(self.fact.text.split())

    @property
    def printed_date(self) -> str:
        """The date as printed, without «ngày»."""
        words = self.dated.text.split() if self.dated else [self.value.date or ""]
        return " ".join(words[1:] if words[0].lower().startswith("ng") and len(words) > 1 else words)

    @cached_property
    def _after(self) -> tuple[Issuer | None, int]:
        """The issuer printed after the number or its date, and where the words about the document begin."""
        end = self.number.end
        found = issuer_after(self._subject, end)
        if self.dated and self.dated.extraction.span.start >= end and self._gap <= _BESIDE:
            end = self.dated.extraction.span.end
            found = issuer_after(self._subject, end) or ((found[0], end) if found else None)
        return found or (None, end)

    @property
    def _gap(self) -> int:
        """Characters between the number and its date."""
        if self.dated is None:
            return 0
        day = self.dated.extraction.span
        return max(day.start - self.number.end, self.number.start - day.end, 0)

    @property
    def _subject(self) -> Subject:
        return self.submission.subject


def mentions(submission: Submission) -> list[Mention]:
    """The numbers of documents of a text in order, without those known by a bare number only."""
    dates = sorted((fact for fact in submission.facts if fact.kind == "date"), key=lambda fact: fact.extraction.span)
    found = []
    for fact in submission.facts:
        value = fact.value
        if isinstance(value, DocumentNumber) and not value.informal and fact.extraction.state != "unreadable":
            found.append(Mention(submission, fact, value, _date_of(fact, value, dates)))
    return sorted(found, key=lambda mention: mention.number)


def _date_of(fact: Fact, value: DocumentNumber, dates: Sequence[Fact]) -> Fact | None:
    """The fact of the date that the number has, the one after it before the one ahead of it."""
    if value.date is None:
        return None
    span, reach = fact.extraction.span, _HEADER if value.role == "self" else _BESIDE
    index = bisect_left(dates, span.end, key=lambda date: date.extraction.span.start)
    after = dates[index : index + _DATES_TRIED]
    ahead = dates[max(0, index - _DATES_TRIED) : index][::-1]
    near = [
        day
        for day in (*after, *ahead)
        if day.extraction.span.start - span.end <= reach
        and span.start - day.extraction.span.end <= reach
        and isinstance(day.value, Date)
        and day.value.iso == value.date
    ]
    return next(iter(near), None)


def _is_beside(printed: str, gap: int) -> bool:
    """True when no word that tells of another day stands between number and date, nor a line end without «ngày»."""
    between = printed[:gap]
    if not _BETWEEN.fullmatch(between) or _OTHER_DAY.search(between):
        return False
    return "\n" not in between or _DAY.search(printed) is not None
