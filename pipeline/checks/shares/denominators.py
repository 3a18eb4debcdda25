"""What stands below the line of a share: the wholes an account prints, or the base the text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.extraction import DossierCount
from normalizers import Span, patterns

from ...facts import Fact
from ..accounts import Account
from ..figures import Figure
from ..submission import Submission
from .rounding import Bounds

# «… 79,37% trong tổng số hồ sơ trễ hạn của cả tỉnh (58 hồ sơ)»; «… 18,9% trên tổng số hồ sơ giải quyết».
_BASE = patterns.pattern(
    r"\s*\)?,?\s*(?:(?:ho so|so ho so)\s*)?(?:tren|trong|so voi|cua|/)\s+(?:tong(?: so| cong)?|so)\b"
    r"(?<words>[^.;\n\d%]{0,90})"
)
_BASES = (
    ("received_total", patterns.pattern(r"\b(?:tiep nhan|nhan|nop)\b")),
    ("due", patterns.pattern(r"\b(?:den|toi) han\b")),
    ("resolved_total", patterns.pattern(r"\b(?:giai quyet|tra ket qua|xu ly)\b")),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Figures of an account added up, those with a minus taken off."""

    figures: tuple[Figure, ...]
    bounds: Bounds


def terms(account: Account, keys: Sequence[str]) -> Terms | None:
    """The sum of the figures named by `keys`; None when one of them is not printed."""
    low = high = 0
    figures: list[Figure] = []
    for key in keys:
        figure = account.get(key.removeprefix("-"))
        if figure is None:
            return None
        minus = key.startswith("-")
        low, high = low + (-figure.high if minus else figure.low), high + (-figure.low if minus else figure.high)
        figures.append(figure)
    return Terms(tuple(figures), (low, high))


@dataclass(frozen=True, slots=True)
class Denominator:
    """The base that the text names behind a percentage: a number printed there, or the key of a measure, or neither."""

    fact: Fact | None
    key: str | None
    in_period: bool = False  # «tiếp nhận trong kỳ»


def named_denominator(submission: Submission, percentage: Fact) -> Denominator | None:
    """The base named right behind the percentage, None when the text names none."""
    folded, at = submission.subject.folded, percentage.extraction.span.end
    match = _BASE.match(folded, at, min(len(folded), at + 140))
    if match is None:
        return None
    number = next((fact for fact in submission.facts if _is_count_at(fact, Span(match.end(), match.end() + 2))), None)
    key = next((name for name, words in _BASES if words.search(match["words"])), None)
    return Denominator(number, key, "trong ky" in match["words"] and key == "received_total")


def _is_count_at(fact: Fact, place: Span) -> bool:
    span = fact.extraction.span
    return isinstance(fact.value, DossierCount) and place.start <= span.start <= place.end
