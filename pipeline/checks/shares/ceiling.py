"""No share of dossiers, procedures or petitions is above 100 % (P19)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.extraction import Percentage
from normalizers import patterns

from ..amounts import percent
from ..finding import Finding
from ..rules import rule
from ..submission import Submission
from .attached import achieved

# Indicators that are shares of a whole; what is cut, grown or planned may well pass 100 %.
_SHARES = ("online_", "resolved_", "digitised", "electronic_", "data_reuse", "satisfaction", "pakn_", "tthc_public")
_BEYOND = patterns.pattern(r"\b(?:tang|giam|vuot|gap|so voi|cung ky|ke hoach|chi tieu|muc tieu|du toan)\b")
_REACH = 90  # characters on either side


def check_ceiling(submission: Submission) -> Iterator[Finding]:
    """The shares above 100 %, or the word that there is none."""
    told = [fact for fact in achieved(submission) if isinstance(fact.value, Percentage)]
    shares = [(fact, fact.value) for fact in told if isinstance(fact.value, Percentage) and _is_share(fact.value)]
    high = [(fact, value) for fact, value in shares if value.percent > 100]
    folded = submission.subject.folded
    for fact, value in high:
        span = fact.extraction.span
        if _BEYOND.search(folded, max(0, span.start - _REACH), min(len(folded), span.end + _REACH)) is None:
            shown = percent(value.percent)
            yield rule("P19").fails("above", [submission.evidence(fact)], expected="≤ 100%", found=shown, printed=shown)
    if shares and not high:
        yield rule("P19").holds([submission.evidence(fact) for fact, _ in shares[:8]])


def _is_share(value: Percentage) -> bool:
    return value.measure is not None and value.measure.startswith(_SHARES)
