"""The lists of an account: the parts of one measure by reason, field or unit, against the measure (A6, A11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalizers import Span, patterns

from .accounts import Account
from .amounts import named, pointed, terms
from .causes import is_slip
from .figures import Figure, evidence_of
from .finding import Finding
from .rules import rule
from .scopes import chosen_list
from .submission import Submission
from .unread import unread_number

_ALL_OF_IT = patterns.pattern(r"\b(?:gom|bao gom|chia ra)\b")


def listed_parts(submission: Submission, account: Account) -> Iterator[Finding]:
    """The parts by reason, field or unit of one measure (A11 for reasons, A6 for the others).

    A list by field or unit may be a choice, or two lists in one sentence: it is believed when it adds up, and doubted
    when one slip of the hand would make it add up.
    """
    for key, figures in account.details.items():
        parts = figures
        whole = account.get(key)
        if whole is None or not all(figure.exact for figure in (whole, *parts)):
            continue
        by_reason = parts[0].key != key
        if by_reason and len(parts) > 1 and parts[0].low == whole.low:
            parts = parts[1:]  # «Nguyên nhân 308 hồ sơ trễ hạn: …» says the whole again
        added = sum(figure.low for figure in parts)
        name = "A11" if by_reason else "A6"
        listed = f"{terms(parts)} = {pointed(added)}"
        evidence = evidence_of(submission, (whole, *parts))
        if added == whole.low:
            yield rule(name).holds(evidence, equation=listed)
        elif _is_wrong(submission, whole, parts, added):
            yield rule(name).fails(
                "parts",
                evidence,
                severity="error" if by_reason and (added > whole.low or _is_slip(whole, parts, added)) else "warning",
                expected=pointed(added),
                found=pointed(whole.low),
                whole=named([whole]),
                asked=pointed(whole.low),
                parts=listed,
            )


def _is_wrong(submission: Submission, whole: Figure, parts: Sequence[Figure], added: int) -> bool:
    """True when a list that should name everything does not add up, and is no list of the main things only."""
    span = Span(min(part.span.start for part in parts), max(part.span.end for part in parts))
    if added < whole.low and (chosen_list(submission, span) or unread_number(submission, span)):
        return False
    if parts[0].key == whole.key:
        return _is_listed(submission, whole, parts) or (len(parts) > 2 and _is_slip(whole, parts, added))
    return added > whole.low or len(parts) > 1


def _is_listed(submission: Submission, whole: Figure, parts: Sequence[Figure]) -> bool:
    """True for «3.683 hồ sơ, gồm 3.397 hồ sơ … và 286 hồ sơ …», which names everything, unlike «trong đó»."""
    between = submission.subject.folded[whole.span.end : parts[0].span.start]
    return len(parts) > 1 and _ALL_OF_IT.search(between) is not None


def _is_slip(whole: Figure, parts: Sequence[Figure], added: int) -> bool:
    """True when one slip in one of the parts explains why they do not add up."""
    missing = whole.low - added
    return any(is_slip(part.low, part.low + missing) for part in parts)
