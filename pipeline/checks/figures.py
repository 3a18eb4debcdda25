"""Numbers of dossiers and petitions as the checks calculate with them: what is counted, and between which bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.extraction import DossierCount, OtherCount, Ratio
from normalizers import Span, fold, patterns

from ..facts import Fact
from .finding import Evidence
from .other_keys import other_key, task_key
from .submission import Submission

# «5,65 ngàn» is anything that rounds to it: half a unit of the last printed digit.
_MAGNITUDES = {"nghin": 1_000, "ngan": 1_000, "van": 10_000, "trieu": 1_000_000}
_ROUNDED = patterns.pattern(r"\d+(?:[.,](\d+))?\s*(nghin|ngan|van|trieu)")
_VAGUE = patterns.pattern(r"\b(?:gan|hon|tren|khoang|uoc|xap xi|duoi|chung)\s*(?:la|dat)?\s*$")
# Figures of another time or plan that stand beside those of the report.
_COMPARED = patterns.pattern(
    r"\b(?:so voi|cung ky|cung thoi diem|ke hoach giao|chi tieu|muc tieu|du kien|uoc tinh|toi thieu|it nhat)\b"
    r"[^.;\n]{0,60}$"
)
_SHIFTED = patterns.pattern(r"^[^.;\n\d]{0,24}\b(?:so voi)\b")
_BARE_TOTAL = patterns.pattern(r"[:;,\n]\s*tong (?:so|cong)\s*:?\s*$")
_CHARGED = patterns.pattern(r"\b(?:phi|le phi|nghia vu tai chinh)\b[^.;,\n\d]{0,30}$")
_REACH = 80  # characters


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted (`key`: a measure, or the name of a part), at least `low`, at most `high`, and where."""

    key: str
    low: int
    high: int
    fact: Fact

    @property
    def exact(self) -> bool:
        """True for a number printed in full."""
        return self.low == self.high

    @property
    def span(self) -> Span:
        """Its place in the normalised text."""
        return self.fact.extraction.span

    def agrees(self, other: Figure) -> bool:
        """True when one number can be both."""
        return self.low <= other.high and other.low <= self.high


def figures_of(submission: Submission, fact: Fact) -> list[Figure]:
    """What a dossier count states; several figures for one number of several states, none for a vague number."""
    value = fact.value
    if isinstance(value, Ratio):
        return _of_tasks(submission, fact, value)
    if isinstance(value, OtherCount):
        return _other(submission, fact, value)
    if not isinstance(value, DossierCount):
        return []
    bounds = _bounds(submission, fact, value)
    key = value.sub if value.measure == "other" and value.sub else value.measure
    if bounds is None or key.startswith("change_") or _is_compared(submission, fact) or _is_charged(submission, fact):
        return []
    if key in ("pending_total", "resolved_total") and _is_bare_total(submission, fact):
        return []
    joined = key.split("+") if value.count == 0 else [key]
    return [Figure(name, *bounds, fact) for name in joined]


def _of_tasks(submission: Submission, fact: Fact, value: Ratio) -> list[Figure]:
    """«hoàn thành 25/51 nhiệm vụ»: what was done, and the whole."""
    if value.unit != "nhiệm vụ" or task_key(submission, fact) != "task_done":
        return []
    return [
        Figure("task_total", value.den, value.den, fact),
        Figure("task_done", value.num, value.num, fact),
    ]


def _other(submission: Submission, fact: Fact, value: OtherCount) -> list[Figure]:
    """A number of petitions, procedures or tasks whose state is told."""
    key = other_key(submission, fact, value)
    return [Figure(key, value.count, value.count, fact)] if key and not value.approx else []


def _bounds(submission: Submission, fact: Fact, value: DossierCount) -> tuple[int, int] | None:
    """The least and the greatest number that prints so; None for «hơn», «gần», «khoảng»."""
    if not value.approx:
        return value.count, value.count
    folded, span = submission.subject.folded, fact.extraction.span
    if _VAGUE.search(folded, max(0, span.start - 20), span.start):
        return None
    rounded = _ROUNDED.fullmatch(fold(fact.normalized).strip())
    if rounded is None:
        return None
    half = _MAGNITUDES[rounded[2]] // 10 ** len(rounded[1] or "") // 2
    return value.count - half, value.count + half


def _is_bare_total(submission: Submission, fact: Fact) -> bool:
    """True for «- Cấp huyện: tổng số 4.126; đã giải quyết …», whose state the number took over from the line above."""
    folded, start = submission.subject.folded, fact.extraction.span.start
    return _BARE_TOTAL.search(folded, max(0, start - _REACH), start) is not None


def _is_charged(submission: Submission, fact: Fact) -> bool:
    """True for the dossiers with a fee: «Số hồ sơ phát sinh phí, lệ phí 6.204 hồ sơ» are no total."""
    folded, start = submission.subject.folded, fact.extraction.span.start
    return _CHARGED.search(folded, max(0, start - _REACH), start) is not None


def _is_compared(submission: Submission, fact: Fact) -> bool:
    """True for a figure of another year or of a plan: «so với cùng kỳ năm trước (4.005 hồ sơ)»."""
    folded, span = submission.subject.folded, fact.extraction.span
    if _COMPARED.search(folded, max(0, span.start - _REACH), span.start):
        return True
    return _SHIFTED.match(folded, span.end, min(len(folded), span.end + 40)) is not None


def evidence_of(submission: Submission, figures: Iterable[Figure]) -> list[Evidence]:
    """The quotes of the figures in reading order, each fact once."""
    facts = {id(figure.fact): figure.fact for figure in figures}
    return [submission.evidence(fact) for fact in sorted(facts.values(), key=lambda fact: fact.span)]
