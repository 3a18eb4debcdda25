"""What a figure is called in its sentence: the words that two places must share to speak of the same thing."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from normalizers import Span, patterns

from .submission import Submission

_BREAK = patterns.pattern(r"[\n\t;]|[.!?:](?=\s)|\d\s*%?\)?\s*[,.]?(?=\s)|\)")
_LEADS = patterns.pattern(
    r"(?:\b(?:dat|la|bang|chiem|len|con|duoc|muc|ty le|ti le|toi)|[:=(])\s*"
    r"(?:(?:den|toi|muc|ty le|ti le|la|dat|=|:)\s*)*$"
)
_STOP = patterns.pattern(r"[\n\t;,(]|[.!?:](?=\s)|\d")
_WORD = patterns.pattern(r"\p{L}+")
_REACH = 160  # characters of a sentence before a figure
_BEHIND = 80


def words_before(submission: Submission, span: Span) -> frozenset[str]:
    """The telling words of the clause before a figure, folded; none unless they lead to it: «… đạt 98,5%»."""
    folded = submission.subject.folded
    if not _LEADS.search(folded, max(0, span.start - 30), span.start):
        return frozenset()
    clause = folded[max(0, span.start - _REACH) : span.start].rstrip(" :-–")
    last = max((match.end() for match in _BREAK.finditer(clause)), default=0)
    return _telling(clause[last:])


def words_behind(submission: Submission, span: Span) -> frozenset[str]:
    """The telling words of the clause behind a figure, folded."""
    folded = submission.subject.folded
    clause = folded[span.end : span.end + _BEHIND]
    stop = _STOP.search(clause)
    return _telling(clause[: stop.start()] if stop else clause)


def _telling(clause: str) -> frozenset[str]:
    return frozenset(word[0] for word in _WORD.finditer(clause)) - _idle()


@cache
def narrowing() -> patterns.Pattern:
    """The words that make a share one of a part of the report, or of another time."""
    return patterns.pattern(rf"\b{patterns.alternation(_words()['narrowing'])}\b")


@cache
def aimed() -> patterns.Pattern:
    """The words before a percentage that make it an aim or a change."""
    return patterns.pattern(rf"\b{patterns.alternation(_words()['aimed'])}\b")


@cache
def _idle() -> frozenset[str]:
    return frozenset(_words()["idle"])


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(files("pipeline").joinpath("checks/data/wording.toml").read_text(encoding="utf-8"))
