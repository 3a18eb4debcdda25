"""Levels, fields and units against the whole they are part of (A10), in running text.

A list may leave some out; it is believed to be whole when it adds up in one measure, and then must in the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from normalizers import patterns

from .accounts import Account, accounts_of
from .amounts import named, printed, terms
from .causes import cause_of, is_slip
from .figures import Figure
from .finding import Evidence, Finding
from .rules import rule
from .scopes import chosen_list
from .submission import Submission

# «247 bộ, thuộc các đơn vị:», «5.726 hồ sơ, cụ thể theo lĩnh vực:» right before the list.
_OPENING = patterns.pattern(
    r"[^.;\d]{0,80}\b(?:thuoc cac|theo (?:tung )?(?:linh vuc|don vi|cap)|cu the|gom|chia ra|nhu sau)\b[^.;\d]{0,60}:"
)
_TABLE = "dossier-table"
_BULLET = patterns.pattern(r"[ \t]*[-+*•–]")


def check(submission: Submission) -> Iterator[Finding]:
    """The verdicts on the scopes of each section."""
    sections: dict[tuple[int, str | None], list[Account]] = defaultdict(list)
    for account in accounts_of(submission):
        if account.figures and not account.loose and not _in_table(account):
            sections[account.section, account.period].append(account)
    for accounts in sections.values():
        wholes = [account for account in accounts if account.scope is None]
        parts = [account for account in accounts if account.scope is not None]
        if wholes and len(parts) > 1:
            yield from _summed(submission, wholes[0], _listed_together(submission, wholes[0], parts))


def _listed_together(submission: Submission, whole: Account, parts: Sequence[Account]) -> Sequence[Account]:
    """The parts that add up in one measure: all of them, or those of the bulleted list, or the others."""
    bulleted = [part for part in parts if _is_bulleted(submission, part)]
    others = [part for part in parts if part not in bulleted]
    for chosen in (parts, bulleted, others):
        if len(chosen) > 1 and _right(whole, chosen):
            return chosen
    return parts


def _is_bulleted(submission: Submission, account: Account) -> bool:
    first = next(iter(account.figures.values()))
    line = submission.subject.value.rfind("\n", 0, first.span.start) + 1
    return _BULLET.match(submission.subject.value, line) is not None


def _right(whole: Account, parts: Sequence[Account]) -> list[str]:
    """The measures in which the parts add up to the whole."""
    shared = [key for key in whole.figures if all(part.get(key) for part in parts)]
    return [key for key in shared if 0 < whole.figures[key].low == sum(part.figures[key].low for part in parts)]


def _in_table(account: Account) -> bool:
    return any(figure.fact.extraction.rule == _TABLE for figure in account.figures.values())


def _summed(submission: Submission, whole: Account, parts: Sequence[Account]) -> Iterator[Finding]:
    """Every measure of the whole that each of the parts prints, too."""
    shared = {
        key: [part.figures[key] for part in parts] for key in whole.figures if all(part.get(key) for part in parts)
    }
    exact = {key: told for key, told in shared.items() if whole.figures[key].exact and all(f.exact for f in told)}
    right = [key for key, told in exact.items() if sum(f.low for f in told) == whole.figures[key].low]
    confirmed = bool(_right(whole, parts))
    for key, told in exact.items():
        total = whole.figures[key]
        if key in right:
            yield rule("A10").holds(_evidence(submission, total, told), "levels_hold", equation=_equation(total, told))
        elif confirmed or _is_slip(submission, total, told):
            yield _failure(submission, total, told, confirmed=confirmed)


def _failure(submission: Submission, total: Figure, parts: Sequence[Figure], *, confirmed: bool) -> Finding:
    added = sum(figure.low for figure in parts)
    missing = total.low - added
    slips = [cause for part in parts if (cause := cause_of(part.low, part.low + missing))]
    return rule("A10").fails(
        "levels",
        _evidence(submission, total, parts),
        severity="error" if confirmed else "warning",
        expected=printed((total.low, total.low)),
        found=printed((added, added)),
        cause=slips[0] if len(slips) == 1 else cause_of(total.low, added) if not slips else None,
        what=named([total]),
        whole=printed((total.low, total.low)),
        parts=terms(parts),
        added=printed((added, added)),
    )


def _is_slip(submission: Submission, total: Figure, parts: Sequence[Figure]) -> bool:
    """True when one slip explains why a list that says it names everything does not add up to its whole."""
    missing = total.low - sum(figure.low for figure in parts)
    opening = submission.subject.folded[total.span.end : min(part.span.start for part in parts)]
    whole = _OPENING.match(opening) is not None and not chosen_list(submission, parts[0].span)
    return whole and any(is_slip(part.low, part.low + missing) for part in parts)


def _equation(total: Figure, parts: Sequence[Figure]) -> str:
    return f"{printed((total.low, total.low))} = {terms(parts)}"


def _evidence(submission: Submission, total: Figure, parts: Sequence[Figure]) -> list[Evidence]:
    return [submission.evidence(figure.fact) for figure in (total, *parts)]
