"""Which number a percentage in running text is the share of: «13.529 hồ sơ, chiếm tỷ lệ 86,5%»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.extraction import DossierCount, OtherCount, Percentage, Ratio
from normalizers import Span, patterns

from ...facts import Fact
from ..submission import Submission

# From the number to its percentage: its noun and state, then a sign or a verb of share and nothing else.
_LINK = patterns.pattern(
    r"(?<words>[^\d.;:\n\t%]{0,90}?)"
    r"(?:[,(–-]\s*|\s)(?:(?:va|da|deu|tuc|tuc la|ty le|ti le|ty trong)\s+)?"
    r"(?<verb>chiem|dat|tuong duong|tuong ung|ung|bang|=|ty le|ti le|ty trong|(?<=\()|(?<=\(\s))"
    r"(?:\s*(?:voi|den|toi|khoang|la|dat|ty le|ti le|ty trong|hoan thanh|chiem|bang|=|:|giai quyet))*\s*"
)
_CHANGED = patterns.pattern(
    r"\b(?:tang|giam|so voi|cung ky|chi tieu|muc tieu|ke hoach (?:giao|de ra|nam)|cao hon|thap hon|vuot|trung binh"
    r"|phan dau|toi thieu|it nhat|bao dam|dam bao)\b"
)
_CHANGED_BEHIND = patterns.pattern(
    r"\s*(?:so voi|cung ky|ke hoach|chi tieu|muc tieu|trung binh)\b"
    r"|\s*(?:theo|ve) (?:chi tieu|ke hoach|muc tieu)\b"
)
_NAMED = patterns.pattern(
    r"\b(?:ty|ti) le\s+(?!la\b|dat\b|hoan thanh\b|chiem\b|bang\b|:|=|$|giai quyet\s*(?:la|dat|:|$))\p{L}"
)
_BEHIND = patterns.pattern(r"\s*(?:,\s*)?\(\s*(?:gom|co|tuc|tuong ung|tuong duong|=|la|voi)?\s*")
_AIMED = patterns.pattern(r"\b(?:phan dau|muc tieu|chi tieu nam|nhiem vu nam)\b")
_SENTENCE_END = patterns.pattern(r"[.;!?](?=\s)|\n")
_CLOSED = patterns.pattern(
    r"\s*(?:ho so|hs|nhiem vu|tthc|thu tuc|giao dich|phieu|pakn)?\s*[),;]"
)  # not «7/15 đơn vị đã đạt)»
_OF = r"\s*(?:so )?(?:ho so |hs )?(?:duoc |da )?(?:giai quyet |tra |tra ket qua )?"
_BEHIND_TOLD = (
    (
        "resolved_early_or_on_time",
        patterns.pattern(
            _OF + r"(?:(?:truoc|som)(?: han)?(?:,? va|,| hoac)? dung han|dung(?: han)?(?:,? va|,)? truoc han)\b"
        ),
    ),
    ("resolved_on_time", patterns.pattern(_OF + r"dung han\b")),
    ("resolved_early", patterns.pattern(_OF + r"(?:truoc|som) han\b")),
    ("resolved_overdue", patterns.pattern(_OF + r"(?:qua|tre|cham) han\b")),
    ("online_submission", patterns.pattern(_OF + r"(?:nop )?truc tuyen\b")),
)
_REACH = 130  # characters


@dataclass(frozen=True, slots=True)
class Attached:
    """A percentage and the number it tells the share of."""

    percentage: Fact
    number: Fact


def attached(submission: Submission, percentages: Sequence[Fact]) -> list[Attached]:
    """The percentages that stand right behind (or right before, in brackets) a count or a ratio."""
    counts = [fact for fact in submission.facts if isinstance(fact.value, DossierCount | OtherCount | Ratio)]
    found: list[Attached] = []
    at = 0
    for percentage in percentages:
        while at < len(counts) and counts[at].span.start < percentage.span.start:
            at += 1
        number = _before(submission, counts[max(0, at - 4) : at], percentage)
        number = number or _behind(submission, counts[at : at + 3], percentage)
        if number:
            found.append(Attached(percentage, number))
    return found


def _before(submission: Submission, counts: Sequence[Fact], percentage: Fact) -> Fact | None:
    """The count right before the percentage; of a ratio and its two numbers, the ratio."""
    place = percentage.extraction.span
    near = [fact for fact in counts if 0 <= place.start - fact.extraction.span.end <= _REACH]
    if not near or _changes(submission, place):
        return None
    end = max(fact.extraction.span.end for fact in near)
    candidates = [fact for fact in near if fact.extraction.span.end == end]
    ratios = [fact for fact in near if isinstance(fact.value, Ratio) and _links(submission, fact, place)]
    candidates = ratios or [fact for fact in candidates if _links(submission, fact, place)]
    return candidates[-1] if candidates else None


def _links(submission: Submission, fact: Fact, place: Span) -> bool:
    folded, start = submission.subject.folded, fact.extraction.span.end
    link = _LINK.fullmatch(folded, start, place.start)
    if link is None or _NAMED.search(folded, start, place.start) or _leaves_bracket(folded[start : place.start]):
        return False
    return _CHANGED.search(folded, start, place.start) is None


def _leaves_bracket(between: str) -> bool:
    """True for «(đúng hạn 390 hồ sơ, quá hạn 10), đạt 97,5%»: what stands in the brackets is not what is rated."""
    return between.count(")") > between.count("(")


def _behind(submission: Submission, counts: Sequence[Fact], percentage: Fact) -> Fact | None:
    """The count or ratio in brackets right behind the percentage: «đạt 99,71% (4.157/4.169)»."""
    place = percentage.extraction.span
    folded = submission.subject.folded
    near = [f for f in counts if _BEHIND.fullmatch(folded, place.end, f.extraction.span.start)]
    near = [f for f in near if _CLOSED.match(folded, f.extraction.span.end)]
    ratios = [fact for fact in near if isinstance(fact.value, Ratio)]
    return next(iter(ratios or near), None) if not _changes(submission, place) else None


def _changes(submission: Submission, place: Span) -> bool:
    """True for the measure of a change or of a plan: «tăng 6,5% so với cùng kỳ»."""
    folded = submission.subject.folded
    if _CHANGED_BEHIND.match(folded, place.end, min(len(folded), place.end + 40)):
        return True
    start = max((m.end() for m in _SENTENCE_END.finditer(folded, max(0, place.start - 200), place.start)), default=0)
    if _AIMED.search(folded, max(start, place.start - 200), place.start):
        return True
    return _CHANGED.search(folded, max(0, place.start - 16), place.start) is not None


def printed_in_full(submission: Submission) -> list[Fact]:
    """The percentages without «hơn», «gần»: also those of plans, since a share is a share of the number beside it."""
    return [fact for fact in submission.facts if isinstance(fact.value, Percentage) and not fact.value.approx]


def indicator_behind(submission: Submission, percentage: Fact) -> str | None:
    """The indicator said right behind the percentage: «đạt 99,99% đúng và trước hạn», whatever stands before it."""
    folded, at = submission.subject.folded, percentage.extraction.span.end
    return next((name for name, words in _BEHIND_TOLD if words.match(folded, at, min(len(folded), at + 70))), None)


def achieved(submission: Submission) -> list[Fact]:
    """The percentages reported as reached and printed in full."""
    return [
        fact
        for fact in submission.facts
        if isinstance(fact.value, Percentage) and fact.value.role == "achieved" and not fact.value.approx
    ]
