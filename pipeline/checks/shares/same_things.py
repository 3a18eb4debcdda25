"""Parts of other things than dossiers in one sentence: «2.438 giao dịch, trong đó 2.167 giao dịch trực tuyến»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.extraction import OtherCount
from normalizers import patterns

from ...facts import Fact
from ..amounts import printed
from ..finding import Finding
from ..rules import rule
from ..submission import Submission

_PART_OF = patterns.pattern(r"\btrong (?:do|so do|so nay)\b")
_BETWEEN = patterns.pattern(r"[.;](?=\s)|\n\s*[-+•*]|\b(?:tang|giam|so voi|cung ky|ngoai ra)\b")
_REACH = 160  # characters


def whole_of(submission: Submission, part: Fact, counts: Sequence[Fact]) -> Fact | None:
    """The number of the same things of which the text says that `part` is among them; `counts` are in order."""
    value = part.value
    if not isinstance(value, OtherCount):
        return None
    at = bisect_left(counts, part.extraction.span.start, key=lambda fact: fact.extraction.span.start)
    alike = [fact for fact in counts[max(0, at - 4) : at] if _is_alike(fact, value)]
    if not alike:
        return None
    folded, start, end = submission.subject.folded, alike[-1].extraction.span.end, part.extraction.span.start
    if end - start > _REACH or _BETWEEN.search(folded, start, end) or not _PART_OF.search(folded, start, end):
        return None
    return alike[-1]


def _is_alike(fact: Fact, value: OtherCount) -> bool:
    other = fact.value
    return isinstance(other, OtherCount) and other.unit == value.unit and not other.approx


def check_parts(submission: Submission, counts: Sequence[Fact]) -> Iterator[Finding]:
    """No part greater than its whole (A6)."""
    for part in counts:
        whole = whole_of(submission, part, counts)
        if whole is None or not isinstance(part.value, OtherCount) or not isinstance(whole.value, OtherCount):
            continue
        amount, most = part.value.count, whole.value.count
        evidence = [submission.evidence(whole), submission.evidence(part)]
        if amount <= most:
            yield rule("A6").holds(evidence, equation=f"{printed((amount, amount))} ≤ {printed((most, most))}")
        elif not part.value.approx:
            yield rule("A6").fails(
                "fails",
                evidence,
                expected=f"≤ {printed((most, most))}",
                found=printed((amount, amount)),
                part=part.value.unit,
                amount=printed((amount, amount)),
                whole=whole.value.unit,
                most=printed((most, most)),
            )
