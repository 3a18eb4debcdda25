"""Whose dossiers a figure counts, where the extraction does not say: by the label of its line or its sentence."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from normalizers import Span, fold, patterns

from .sentences import sentence_start
from .submission import Submission

# «+ Chứng thực: tiếp nhận 2.511 hồ sơ», «- Cấp tỉnh: đã giải quyết …»: a name that opens the line.
_LABEL = patterns.pattern(r"[ \t]*(?:[-+*•–]\s*|\d{1,2}[.)]\s*|\p{Ll}[.)]\s*)?(?<name>\p{Lu}[^:;.\n\t\d%()]{2,60}):")
_REACH = 600  # characters before a figure in which its sentence begins
CUMULATIVE = "lũy kế"


@dataclass(frozen=True, slots=True)
class Told:
    """What the words around a figure say: a scope, that it is of the whole, or that it is cumulative."""

    scope: str | None
    whole: bool
    cumulative: bool


def told_of(submission: Submission, span: Span) -> Told:
    """The scope told by the line and the sentence of a figure."""
    value, folded = submission.subject.value, submission.subject.folded
    line = value.rfind("\n", 0, span.start) + 1
    start = max(line, span.start - _REACH)
    sentence = sentence_start(value, span.start, start)
    whole = _any("whole").search(folded, sentence, span.start) is not None
    cumulative = _any("cumulative").search(folded, sentence, span.start) is not None
    scope = _office(submission, sentence, span.start) or (_label(submission, line, span) if start == line else None)
    return Told(None if whole else scope, whole, cumulative)


def _label(submission: Submission, line: int, span: Span) -> str | None:
    """The name that opens the line of the figure."""
    match = _LABEL.match(submission.subject.value, line, span.start)
    if match is None or _is_state(match["name"]):
        return None
    return " ".join(match["name"].split())


def _is_state(name: str) -> bool:
    """True for «Tổng số hồ sơ tiếp nhận», «Trước hạn», and for a reason: «Do lỗi hệ thống: 04 hồ sơ»."""
    lower, folded = name.lower(), fold(name)
    marked = "stated_marked" if lower != folded else "stated_stripped"
    return (
        lower.startswith("do ") or _any("stated").search(folded) is not None or _any(marked).search(lower) is not None
    )


def _office(submission: Submission, sentence: int, end: int) -> str | None:
    """The office named in the sentence before the figure, unless it is the one that reports."""
    found = list(_office_names().finditer(submission.subject.value, sentence, end))
    if not found:
        return None
    name = " ".join(found[-1]["name"].split())
    issuer = submission.header.issuer
    own = issuer is not None and (fold(name) in fold(issuer.value) or fold(issuer.value) in fold(name))
    return None if own or " " not in name else name  # «Sở tiếp nhận …» is the office itself


def chosen_list(submission: Submission, span: Span) -> bool:
    """True when the sentence of a list says that it names the main things only."""
    folded = submission.subject.folded
    start = sentence_start(folded, span.start, max(0, span.start - _REACH))
    return _any("chosen").search(folded, start, span.end) is not None


@cache
def _office_names() -> patterns.Pattern:
    """«Công an bố trí cán bộ … tiếp nhận 1.570 hồ sơ», «cơ quan Bảo hiểm xã hội đã tiếp nhận 99 hồ sơ»."""
    names, deeds = patterns.alternation(_words()["offices"]), patterns.alternation(_words()["deeds"])
    return patterns.pattern(rf"\b(?<name>{names}\b[^.;:()\d\n]{{0,60}}?)(?=\s+{deeds}\b|\s*[:(])")


@cache
def _any(kind: str) -> patterns.Pattern:
    words = [fold(w) for w in _words()["stated_marked"]] if kind == "stated_stripped" else _words()[kind]
    return patterns.pattern(rf"\b{patterns.alternation(words)}\b")


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(files("pipeline").joinpath("checks/data/scopes.toml").read_text(encoding="utf-8"))
