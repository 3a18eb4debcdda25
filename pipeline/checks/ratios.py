"""Ratios a/b: the part is not greater than the whole (A16); tasks (A15) and petitions (A14) told twice agree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

from extractors.extraction import OtherCount, Ratio
from normalizers import patterns

from ..facts import Fact, plain_value
from ..labels import Label
from .finding import Finding
from .rules import rule
from .submission import Submission

Done = Literal["done", "begun"]

# Units of which a part is counted; «12/10 điểm», «3/2 lần» are none.
_WHOLES = frozenset(
    {"hồ sơ", "TTHC", "PAKN", "nhiệm vụ", "ĐKKD", "văn bản", "cơ quan", "nội dung", "mục", "lĩnh vực", "người", "phiếu"}
)
_BEYOND = patterns.pattern(r"\b(?:vuot|ke hoach (?:giao|de ra)|chi tieu|muc tieu|gap|so voi|tang)\b")
_BEGUN = patterns.pattern(r"\bda va dang\b|\bdang va da\b|\bda,? dang\b")
_DONE = patterns.pattern(r"\b(?:hoan thanh|da (?:thuc hien|trien khai|xong|dat)|thuc hien (?:xong|duoc|dat))\b")
_NOT_ALL = patterns.pattern(r"\b(?:dang|chua|con lai|tiep tuc|qua han|cham|chuyen|khong)\b")
_HANDLED = patterns.pattern(r"^\s*(?:\(pakn\)\s*)?(?:da |deu )*(?:duoc |da )*(?:xu ly|giai quyet|tra loi)\b")
_RESOLVED = Label("PAKN đã xử lý", "petitions resolved")
_WHOLE_RULES = {"nhiệm vụ": "A15", "PAKN": "A14"}
_IN_ALL = Label("Tổng số", "The whole")
_GIVEN = patterns.pattern(
    r"\b(?:duoc giao|giao|ke hoach (?:co|gom)|tong so|tong cong|gom|voi|dang ky|de ra)\s*(?:la|:)?\s*$"
)
_OTHERS = patterns.pattern(r"\b(?:cap|linh vuc|trong do|ngoai ra|so|phong|nganh|nam truoc|ky truoc)\b")
_NEAR = 260  # characters between the whole and the ratio
_REACH = 110  # characters before a ratio that tell what has become of the tasks
_MOST = 60


def check(submission: Submission) -> Iterator[Finding]:
    """The verdicts on the ratios of the report."""
    ratios = [fact for fact in submission.facts if isinstance(fact.value, Ratio)]
    for fact in ratios:
        yield from _part(submission, fact)
    yield from _tasks(submission, [fact for fact in ratios if _ratio(fact).unit == "nhiệm vụ"])
    petitions = [fact for fact in ratios if _ratio(fact).unit == "PAKN"]
    yield from _petitions(submission, petitions)
    counts = [fact for fact in submission.facts if isinstance(fact.value, OtherCount)]
    for fact in ratios[:_MOST]:
        yield from _whole_told(submission, fact, counts)


def _ratio(fact: Fact) -> Ratio:
    if not isinstance(fact.value, Ratio):
        raise TypeError(f"no ratio: {fact.value}")
    return fact.value


def _part(submission: Submission, fact: Fact) -> Iterator[Finding]:
    ratio = _ratio(fact)
    if ratio.unit not in _WHOLES:
        return
    evidence = [submission.evidence(fact)]
    if ratio.num <= ratio.den:
        yield rule("A6").holds(evidence, equation=f"{ratio.num} ≤ {ratio.den}")
        return
    folded, span = submission.subject.folded, fact.extraction.span
    if not _BEYOND.search(folded, max(0, span.start - 60), min(len(folded), span.end + 60)):
        yield rule("A16").fails("beyond", evidence, expected=f"≤ {ratio.den}", found=ratio.num, ratio=fact.normalized)


def _tasks(submission: Submission, ratios: Sequence[Fact]) -> Iterator[Finding]:
    """Two numbers of tasks done out of the same plan; what is done is among what was begun."""
    states = [(fact, state) for fact in ratios[:_MOST] if (state := _state(submission, fact))]
    for (one, first), (other, second) in combinations(states, 2):
        a, b = _ratio(one), _ratio(other)
        if a.den != b.den:
            continue
        evidence = [submission.evidence(one), submission.evidence(other)]
        told = one.normalized, other.normalized
        within = (first, second) == ("done", "begun") and a.num <= b.num
        within = within or ((first, second) == ("begun", "done") and b.num <= a.num)
        if a.num == b.num or within:
            yield rule("A15").holds(evidence, "agree", first=told[0], second=told[1])
        else:
            yield rule("A15").fails(
                "twice", evidence, expected=_printed(one), found=_printed(other), first=told[0], second=told[1]
            )


def _state(submission: Submission, fact: Fact) -> Done | None:
    """Whether the tasks are told as done or as begun; None for those left over, late or not told."""
    folded, span = submission.subject.folded, fact.extraction.span
    line = folded.rfind("\n", 0, span.start) + 1
    before = folded[max(line, span.start - _REACH) : span.start]
    behind = folded[span.end : span.end + 30].partition("\n")[0]
    if _BEGUN.search(before):
        return "begun"
    if _NOT_ALL.search(before) or _NOT_ALL.search(behind):
        return None
    return "done" if _DONE.search(before) or _DONE.search(behind) else None


def _petitions(submission: Submission, ratios: Sequence[Fact]) -> Iterator[Finding]:
    """«4/4 phản ánh, kiến nghị được xử lý» against «đã giải quyết 3» of the same number received."""
    counts = [fact for fact in submission.facts if isinstance(fact.value, OtherCount)]
    received = {_count(fact) for fact in counts if _measure(fact) == "pakn_received"}
    resolved = [fact for fact in counts if _measure(fact) == "pakn_resolved"]
    for fact in ratios[:_MOST]:
        folded, end = submission.subject.folded, fact.extraction.span.end
        if _ratio(fact).den not in received or len(received) > 1 or not _HANDLED.match(folded[end : end + 40]):
            continue
        for count in resolved[:1]:
            yield _handled(submission, count, fact)


def _handled(submission: Submission, count: Fact, fact: Fact) -> Finding:
    evidence = [submission.evidence(count), submission.evidence(fact)]
    first, second = str(_count(count)), fact.normalized
    if _count(count) == _ratio(fact).num:
        return rule("A17").holds(evidence, what=_RESOLVED, first=first, second=second)
    return rule("A17").fails(
        "fails", evidence, expected=first, found=_ratio(fact).num, what=_RESOLVED, first=first, second=second
    )


def _whole_told(submission: Submission, fact: Fact, counts: Sequence[Fact]) -> Iterator[Finding]:
    """«Kế hoạch có 55 nhiệm vụ; đến nay đã hoàn thành 17/20 nhiệm vụ»: the whole of a ratio, told just before it."""
    ratio = _ratio(fact)
    rule_id = _WHOLE_RULES.get(ratio.unit or "")
    at = bisect_left(counts, fact.extraction.span.start, key=lambda count: count.extraction.span.start)
    near = [count for count in counts[max(0, at - 4) : at] if _is_whole(submission, count, fact)]
    if rule_id is None or not near:
        return
    count = near[-1]
    evidence = [submission.evidence(count), submission.evidence(fact)]
    first, second = count.normalized, fact.normalized
    if _count(count) == ratio.den:
        yield rule("A17").holds(evidence, what=_IN_ALL, first=first, second=second)
    else:
        yield rule("A17").fails(
            "fails", evidence, expected=_count(count), found=ratio.den, what=_IN_ALL, first=first, second=second
        )


def _is_whole(submission: Submission, count: Fact, fact: Fact) -> bool:
    """True for a number of the same things that the text gives as their whole, in the same paragraph."""
    value, start, end = count.value, count.extraction.span.start, fact.extraction.span.start
    if not isinstance(value, OtherCount) or value.unit != _ratio(fact).unit or value.approx or end - start > _NEAR:
        return False
    folded = submission.subject.folded
    if _OTHERS.search(folded, count.extraction.span.end, end):
        return False
    if value.unit == "PAKN":
        return value.measure == "pakn_received"
    return _GIVEN.search(folded, max(0, start - 40), start) is not None


def _measure(fact: Fact) -> str | None:
    return fact.value.measure if isinstance(fact.value, OtherCount) else None


def _count(fact: Fact) -> int:
    return fact.value.count if isinstance(fact.value, OtherCount) else -1


def _printed(fact: Fact) -> str:
    value = plain_value(fact.value)
    return f"{value['num']}/{value['den']}"
