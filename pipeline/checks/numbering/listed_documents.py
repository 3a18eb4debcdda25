"""A19 for documents: «04 Quyết định (số 102/QĐ-UBND …, số 318/QĐ-UBND …)» against the symbols printed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extractors.extraction import DocumentNumber
from normalizers import Span, patterns

from ...facts import Fact
from ..finding import Finding, Severity
from ..rules import rule
from ..submission import Submission

# The words for documents, folded, with the type of their symbols; None for any.
_TYPES: dict[str, str | None] = {
    "quyet dinh": "QĐ", "ke hoach": "KH", "cong van": "CV", "bao cao": "BC", "thong bao": "TB", "nghi quyet": "NQ",
    "chi thi": "CT", "to trinh": "TTr", "van ban": None, "van ban chi dao": None,
}  # fmt: skip
_ANNOUNCED = patterns.pattern(
    rf"(?<![\d.,/%\-])(?P<n>0?[2-9]|[12]\d)\s+(?P<noun>{patterns.alternation(list(_TYPES))})\b[^\d.;:()\n]{{0,60}}?"
    r"(?:\((?P<list>[^()]{10,1500})\)|(?:\bgom|:)\s*:?\s*(?P<list>(?=so\s)[^()\n]{10,1500}?)(?:\.\s*(?:\n|$)|\.\s+(?=\p{L})|\n\n))"
)
_PARTS = patterns.pattern(r"[,;]\s*|\bva\s+")
_EXAMPLES = patterns.pattern(r"\b(?:nhu|dien hinh|trong do|noi bat|chang han|v\.v)\b|…|\.\.\.")


def listed_documents(submission: Submission) -> Iterator[Finding]:
    """A warning where each item plainly is one document, and their number is not the one announced."""
    numbers = [
        fact for fact in submission.facts if isinstance(fact.value, DocumentNumber) and fact.extraction.state == "value"
    ]
    if len(numbers) < 2:
        return
    numbers.sort(key=lambda fact: fact.extraction.span)
    for match in _ANNOUNCED.finditer(submission.subject.folded):
        place, announced = Span(*match.span("list")), int(match["n"])
        if _EXAMPLES.search(submission.subject.folded, match.start(), place.end):
            continue
        low, high = (
            bisect_left(numbers, at, key=lambda fact: fact.extraction.span.start) for at in (place.start, place.end)
        )
        items = numbers[low:high]
        if len(items) < 2 or not _are_plain(submission, place, items, _TYPES[" ".join(match["noun"].split())]):
            continue
        yield _judged(submission, Span(match.start(), place.end), announced, len(items))


def _are_plain(submission: Submission, place: Span, items: list[Fact], wanted: str | None) -> bool:
    """True when each part between commas is one document of the type that the noun tells."""
    if wanted and any(getattr(item.value, "type", None) != wanted for item in items):
        return False
    starts, at = [], place.start
    for comma in _PARTS.finditer(submission.subject.folded, place.start, place.end):
        starts.append(Span(at, comma.start()))
        at = comma.end()
    parts = [*starts, Span(at, place.end)]
    if len(parts) != len(items):
        return False
    canonical = {getattr(item.value, "canonical", "") for item in items}
    inside = (part.start <= item.extraction.span.start < part.end for part, item in zip(parts, items, strict=True))
    return all(inside) and len(canonical) == len(items)


def _judged(submission: Submission, span: Span, announced: int, listed: int) -> Finding:
    evidence = [submission.quote(span, announced)]
    if announced == listed:
        return rule("A19").holds(evidence, announced=announced, listed=listed, noun="")
    severity: Severity = "hint" if submission.subject.garbled else "warning"
    return rule("A19").fails(
        "named", evidence, severity=severity, expected=announced, found=listed, announced=announced, listed=listed
    )
