"""R-TITLE-PERIOD: the period of the title against those of headings, opening and closing sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractors.matching.sections import heading_level
from normalizers import Span, patterns

from ...facts import Fact
from ..finding import Finding
from ..rules import rule
from ..submission import Submission
from .named_periods import NamedPeriod, named_facts, named_within

_CLOSING = patterns.pattern(r"^\s*(?:tren day la|bao cao nay)\b[^\n]*")
_OPENING = patterns.pattern(
    r"\bbao cao\s+(?:ket qua|tinh hinh|so ket|tong ket)\b(?:(?!\bbao cao\b)[^\n.])*\bnhu sau\s*:"
)
# «IV. NĂM 2021» with aims in a report on 2020: the plan for the next year, under a heading without a word for it.
_BARE = patterns.pattern(r"[\s*_#]*(?:[ivx]{1,5}|[a-h]|\d{1,2})\s?[.\-/)]\s*[*_]*(?:ve\s+|trong\s+)?")
_LAST_WORDS = patterns.pattern(r"\b(?:kien nghi|de xuat|to chuc thuc hien)\b")
_AIMS = patterns.pattern(
    r"[\s*_+•–\d.)-]*(?:phan dau|tiep tuc|tap trung|nhiem vu|phuong huong|muc tieu|chi tieu|du kien"
    r"|tang cuong|day manh)\b"
)
_DONE = patterns.pattern(r"\b(?:tiep nhan|da \w+)\b[^.\n]{0,40}\d")
_BODY = 160  # characters behind a heading that tell aims from results
_TOPS = 1  # the level of headings with roman numerals: those below tell of parts of the period


def results_of_title(submission: Submission) -> list[NamedPeriod]:
    """The periods whose results the title of a report promises; none for other types of document."""
    return [period for period in of_title(submission) if period.use == "results"]


def of_title(submission: Submission) -> list[NamedPeriod]:
    """The periods that the title of a report names."""
    header = submission.header
    if header.title is None or header.type_abbr != "BC":
        return []
    return list(named_within(submission, named_facts(submission), header.title.span))


def title_periods(submission: Submission) -> Iterator[Finding]:
    """A finding for each heading, opening or closing sentence with another period of the same kind than the title."""
    title = of_title(submission)
    if not title or submission.header.title is None:
        return
    yield from _tasks_before_results(submission, title)
    facts = named_facts(submission)
    below = [fact for fact in facts if fact.extraction.span.start >= submission.header.title.span.end]
    for kind, place in _places(submission, below):
        for named in named_within(submission, below, place):
            if kind != "heading" or not _is_plan(submission, place, named, title):
                yield from _judged(submission, kind, named, title)


def _is_plan(submission: Submission, line: Span, named: NamedPeriod, title: Sequence[NamedPeriod]) -> bool:
    """True for a heading that is nothing but a later period than any of the title, over aims or in the last part."""
    value, folded = submission.subject.value, submission.subject.folded
    place = named.fact.extraction.span
    if not _BARE.fullmatch(folded, line.start, place.start) or folded[place.end : line.end].strip(" *_:."):
        return False
    if any(named.stretch.first <= period.stretch.last for period in title):
        return False
    if _AIMS.match(folded, line.end):
        return True
    return not _DONE.search(folded, line.end, line.end + _BODY) and _is_last(value, folded, line.end)


def _is_last(value: str, folded: str, end: int) -> bool:
    """True when no heading of the first level follows but the proposals."""
    at = end + 1
    while 0 < at < len(value):
        stop = value.find("\n", at)
        line = Span(at, stop if stop >= 0 else len(value))
        if heading_level(value, line) == _TOPS and not _LAST_WORDS.search(folded, line.start, line.end):
            return False
        at = line.end + 1
    return True


def _places(submission: Submission, facts: Sequence[Fact]) -> Iterator[tuple[str, Span]]:
    """The headings that name a period, and the sentences that say what the report was or will be about."""
    value, folded = submission.subject.value, submission.subject.folded
    seen = -1
    for fact in facts:
        span = fact.extraction.span
        start = value.rfind("\n", 0, span.start) + 1
        if start == seen:
            continue
        seen = start
        stop = value.find("\n", span.end)
        line = Span(start, stop if stop >= 0 else len(value))
        if closing := _CLOSING.match(folded, line.start, line.end):
            yield "sentence", Span(closing.start(), closing.end())
        elif opening := _OPENING.search(folded, line.start, line.end):
            yield "sentence", Span(opening.start(), opening.end())
        elif heading_level(value, line) == _TOPS:
            yield "heading", line


def _judged(submission: Submission, kind: str, named: NamedPeriod, title: Sequence[NamedPeriod]) -> Iterator[Finding]:
    """A named period against those the title has for the same use, or for any use where it is but a sentence."""
    if named.use == "name":
        return
    same = [period for period in title if period.grain == named.grain and period.use != "name"]
    wanted = [period for period in same if period.use == named.use]
    if kind == "sentence":
        wanted += [period for period in same if period.use != named.use]
    evidence = [submission.evidence((wanted or same or title)[0].fact), submission.evidence(named.fact)]
    if any(period.iso == named.iso for period in wanted):
        yield rule("R-TITLE-PERIOD").holds(evidence, title=evidence[0].text, printed=named.fact.text)
    elif wanted:
        told = f"{kind}_{named.use}" if kind == "heading" else kind
        yield rule("R-TITLE-PERIOD").fails(
            told,
            evidence,
            expected=wanted[0].fact.text,
            found=named.fact.text,
            title=wanted[0].fact.text,
            printed=" ".join(named.fact.text.split()),
        )
    elif same and named.use == "tasks" and any(period.iso == named.iso for period in same):
        yield rule("R-TITLE-PERIOD").fails(
            "tasks_of_results", evidence, found=named.fact.text, title=same[0].fact.text, printed=named.fact.text
        )


def _tasks_before_results(submission: Submission, title: Sequence[NamedPeriod]) -> Iterator[Finding]:
    """A title that sets tasks for the very period whose results it tells, or for one before it."""
    for tasks in title:
        for results in title:
            if (results.use, tasks.use) == ("results", "tasks") and results.grain == tasks.grain:
                evidence = [submission.evidence(results.fact), submission.evidence(tasks.fact)]
                told: dict[str, Any] = {"title": results.fact.text, "printed": tasks.fact.text}
                if tasks.stretch.first <= results.stretch.first:
                    yield rule("R-TITLE-PERIOD").fails("tasks_too_early", evidence, found=tasks.fact.text, **told)
                else:
                    yield rule("R-TITLE-PERIOD").holds(evidence, **told)
