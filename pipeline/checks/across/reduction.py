"""From a report to its abstract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.extraction import Date, DocumentNumber, Period
from extractors.header.header import Field
from extractors.subject import Subject
from normalizers import Span, fold, patterns

from ...document import Document
from ...facts import Fact
from ...report import Report
from ..accounts import accounts_of
from ..letterhead import own_fact
from ..submission import Submission
from ..term import days_of, term_of
from .abstract import Abstract, OwnNumber, Quote, Reference
from .fingerprint import digest_of, sketch_of, words_of
from .own_totals import own_totals, quote_of
from .units import normal, unit_of

_ESTIMATE = patterns.pattern(r"\buoc (?:tinh|thuc hien|ket qua|6 thang|nam|quy|dat)\b|\bket qua uoc\b")
_PERIOD_WORDS = patterns.pattern(
    r"\b(?:quy [ivx]+|quy \d|(?:\d+ )?thang(?: \d+)?|dau nam|cuoi nam|nam \d+|nam|\d+|i|ii|iii|iv)\b"
)
_CITED = patterns.pattern(
    r"^[\s,]*(?:ngay\s+[\d/.\-]+(?:\s+thang\s+\d+\s+nam\s+\d{4})?[\s,]*)?cua\s+(?P<who>[^,;.:()\n|]{2,60}?)"
    r"(?=\s+(?:ve|quy dinh|phe duyet|ban hanh|huong dan|cong bo|sua doi|thuc hien)\b|[,;.:()\n|]|$)"
)
_REACH = 160  # characters behind a reference in which it is said whose it is
_BESIDE = 12  # characters between a symbol and its date


def abstract_of(report: Report) -> Abstract:
    """The abstract of a report; what the report does not print legibly is None."""
    submission = _submission(report)
    header, words = report.header, words_of(submission.subject.folded)
    title = header.title
    name, days = _named_period(report), _data_days(submission)
    subject = " ".join(words_of(fold(title.value))) if title else ""
    return Abstract(
        file=report.name,
        sha256=report.document.sha256,
        unit=unit_of(header, submission.subject.folded),
        type=header.type_abbr,
        own=_own_number(submission),
        date=_own_date(submission),
        title=_title_quote(report, title) if title else None,
        subject=" ".join(" ".join(_PERIOD_WORDS.split(subject)).split()),
        signer=fold(header.signer.value) if header.signer else None,
        term=term_of(name, days),
        estimate=_ESTIMATE.search(subject) is not None,
        totals=own_totals(submission, name, days),
        references=tuple(_references(report, submission.subject)),
        content=digest_of(words),
        sketch=sketch_of(words),
    )


def _submission(report: Report) -> Submission:
    return Submission(report.document, Subject.of(report.text), report.facts, report.header, report.period)


def _title_quote(report: Report, title: Field) -> Quote:
    return _raw_quote(report.document, report.text.to_raw(title.span))


def _raw_quote(document: Document, span: Span) -> Quote:
    at = document.locate(span)
    return Quote(span.of(document.raw), span.start, at.page, at.confidence, at.boxes)


def _named_period(report: Report) -> str | None:
    """The period in the title: the first one, for plans («nhiệm vụ quý II») stand behind it; None without a title."""
    if report.header.title is None:
        return None
    title = report.text.to_raw(report.header.title.span)
    inside = (fact.value.iso for fact in report.facts if isinstance(fact.value, Period) and title.contains(fact.span))
    return next(inside, None)


def _data_days(submission: Submission) -> str | None:
    """The days that the figures, or else the whole text, are of; None when several are printed."""
    counted = {account.period for account in accounts_of(submission) if account.period and days_of(account.period)}
    periods = (fact.value.iso for fact in submission.facts if isinstance(fact.value, Period))
    printed = {iso for iso in periods if days_of(iso)}
    found = counted or printed
    return found.pop() if len(found) == 1 else None


def _own_number(submission: Submission) -> OwnNumber | None:
    """The number of the letterhead; None for a draft whose number is left blank."""
    fact = own_fact(submission)
    value = fact.value if fact else None
    if fact is None or not isinstance(value, DocumentNumber) or not value.number:
        return None
    year = value.year or (int(value.date[:4]) if value.date else None)
    return OwnNumber(value.number.lstrip("0"), value.canonical.removeprefix(value.number), year, quote_of(fact))


def _own_date(submission: Submission) -> str | None:
    fact = own_fact(submission)
    return fact.value.date if fact and isinstance(fact.value, DocumentNumber) else None


def _references(report: Report, subject: Subject) -> Iterator[Reference]:
    """The documents cited by symbol with a whole date behind it, each date once."""
    seen: set[tuple[str, str, str | None]] = set()
    for index, fact in enumerate(report.facts):
        value = fact.value
        if not isinstance(value, DocumentNumber) or value.role != "reference" or value.informal or not value.number:
            continue
        if not value.date or len(value.date) < len("2026-03-15"):
            continue
        canonical, issuer = value.canonical.lstrip("0"), _cited(subject, fact.extraction.span.end)
        quote = _with_date(report, fact, report.facts[index + 1 : index + 4])
        if quote and (canonical, value.date, issuer) not in seen:
            seen.add((canonical, value.date, issuer))
            yield Reference(canonical, value.year, value.agency, value.date, issuer, quote)


def _cited(subject: Subject, end: int) -> str | None:
    """Whose document it is said to be, behind its date."""
    match = _CITED.match(subject.folded[end : end + _REACH])
    return normal(match["who"]) if match else None


def _with_date(report: Report, fact: Fact, following: Sequence[Fact]) -> Quote | None:
    """The reference as a quote up to its date; None where the date was told further off and may be another's."""
    for other in following:
        if isinstance(other.value, Date) and 0 <= other.span.start - fact.span.end <= _BESIDE:
            return _raw_quote(report.document, Span(fact.span.start, other.span.end))
    return None
