"""Numbers in running text with the words that say what they count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from normalizers import Span, patterns

from ..subject import Subject
from .numerals import Numeral, find_numerals
from .phrases import Cue, book

# A clause ends at a line, a cell, a semicolon or a full stop before white space; «2.1» and «TP.Quy Nhơn» have none.
_CLAUSE_END = patterns.pattern(r"[\n\t;]|[.!?]+(?=\s|$)")
# Nouns whose numbers end the words of the number before; «14 phường tiếp nhận 402 hồ sơ» goes on.
COUNTED = frozenset({"hồ sơ", "trường hợp"})
_PERCENT = patterns.pattern(r"\s?%")
_IN_WORDS = patterns.pattern(r"\s?\(\p{L}+(?: \p{L}+)?\)")
_ASIDE = patterns.pattern(r"\s*\((?:[^()]*%[^()]*|[^()\d]*)\)")
_PERCENT_ASIDE = patterns.pattern(r"\s*\([^()]*%[^()]*\)")
# «Đang giải quyết 73 hồ sơ, đều trong thời hạn.»
_REMARK = patterns.pattern(r",\s*(?:deu|tat ca|toan bo|va deu)\b[^,;:()\d]*")
_LAST_REMARK = patterns.pattern(r",\s*+(?!khong\b|chua co\b|trong do\b)[^,;:()\d]*\b(?:han|hen)\s*$")
# «hồ sơ thủ tục hành chính (TTHC) đang giải quyết»: an abbreviation told in passing stops nothing.
_ABBREVIATION = patterns.pattern(r"\(\p{Lu}{2,10}\)")
_STOP = patterns.pattern(r"[,:()]|\b(?:va|con|dong thoi)\b")
_LINE_END = patterns.pattern(r"\n")
# Labels that say nothing of what is counted.
_EMPTY = frozenset({"none", "total", "part_of", "rate"})
_HARD_STOP = patterns.pattern(r"[,:()]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number and its surroundings: `left` and `right` are the stretches of text that may qualify it.

    `unit` is the label of units.toml of the noun right after the number, `end` the end of that noun;
    `clause` and `line` are where the mention stands.
    """

    numeral: Numeral
    unit: str | None
    end: int
    left: Span
    right: Span
    far: Span
    clause: Span
    line: Span


def split(value: str, pattern: patterns.Pattern, within: Span) -> Iterator[Span]:
    """The stretches of `within` between the matches of `pattern`."""
    start = within.start
    for match in pattern.finditer(value, within.start, within.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, within.end)


def find_mentions(subject: Subject, cues: Sequence[Cue]) -> list[Mention]:
    """The numbers of the text that are neither percentages nor explained already, in order."""
    numerals = deque(n for n in find_numerals(subject) if _may_count(subject, cues, n))
    units = {cue.start: cue for cue in book("units").find(subject)}
    mentions: list[Mention] = []
    for line in split(subject.value, _LINE_END, Span(0, len(subject.value))):
        for clause in split(subject.value, _CLAUSE_END, line):
            inside = _taken_from(numerals, clause)
            mentions += _in_clause(subject, cues, units, inside, clause, line)
    return mentions


def _taken_from(numerals: deque[Numeral], clause: Span) -> list[Numeral]:
    """The numbers inside the clause, taken off the queue with those before it."""
    inside = []
    while numerals and numerals[0].span.start < clause.end:
        numeral = numerals.popleft()
        if clause.contains(numeral.span):
            inside.append(numeral)
    return inside


def _may_count(subject: Subject, cues: Sequence[Cue], numeral: Numeral) -> bool:
    """True for a number that is no percentage and no part of a phrase («mức độ 3»)."""
    return not _PERCENT.match(subject.value, _tail(numeral)) and not inside_cue(cues, numeral.span.start)


def _tail(numeral: Numeral) -> int:
    """Where the number, or the second number of a pair, ends."""
    return numeral.over.span.end if numeral.over else numeral.span.end


def _in_clause(
    subject: Subject, cues: Sequence[Cue], units: dict[int, Cue], numerals: list[Numeral], clause: Span, line: Span
) -> Iterator[Mention]:
    done = clause.start
    for numeral, following in zip_longest(numerals, numerals[1:]):
        limit = following.span.start if following else clause.end
        unit = _unit_after(subject, units, numeral, limit)
        end = unit.end if unit else _tail(numeral)
        left = Span(min(done, numeral.span.start), numeral.span.start)
        told = any(cue.label not in _EMPTY for cue in cues_within(cues, left))
        right = Span(_tail(numeral), _right_end(subject, cues, end, limit, more=following is not None, told=told))
        yield Mention(
            numeral,
            unit.label if unit else None,
            end,
            left,
            right,
            Span(right.end, right.end if following else max(right.end, limit)),
            clause,
            line,
        )
        if (unit is None and told) or (unit and unit.label in COUNTED):
            done = right.end


def _unit_after(subject: Subject, units: dict[int, Cue], numeral: Numeral, limit: int) -> Cue | None:
    """The noun that follows the number, also behind «(năm)»."""
    at = _tail(numeral)
    words = _IN_WORDS.match(subject.value, at)
    at = words.end() if words else at
    while at < limit and subject.value[at] == " ":
        at += 1
    return units.get(at)


def _right_end(subject: Subject, cues: Sequence[Cue], start: int, limit: int, *, more: bool, told: bool) -> int:
    """Where the words behind the noun that may qualify the number end: at a comma, a bracket, «và» before a number.

    A number that is not the last of its clause and has its words before it (`told`) has none behind it,
    unless such a stop closes them.
    """
    percent = _PERCENT_ASIDE.match(subject.value, start, limit)
    begin = percent.end() if percent else start
    stop = _STOP if more else _HARD_STOP
    abbreviations = list(_ABBREVIATION.finditer(subject.value, begin, limit))
    for match in stop.finditer(subject.folded, begin, limit):
        noun_only = match.start() - begin <= 1 and match[0].isalpha()  # «36 hồ sơ còn trong hạn»
        passing = any(m.start() <= match.start() < m.end() for m in abbreviations)
        if not noun_only and not passing and not inside_cue(cues, match.start()):
            aside = _ASIDE.match(subject.value, match.start(), limit)
            remark = _REMARK.match(subject.folded, match.start(), limit)
            last = None if more else _LAST_REMARK.match(subject.folded, match.start(), limit)
            told_behind = aside or remark or last
            return told_behind.end() if told_behind else match.start()
    return begin if more and told else max(begin, limit)


def inside_cue(cues: Sequence[Cue], offset: int) -> bool:
    """True when a cue covers `offset`, as «trước và đúng hạn» covers its «và»."""
    index = bisect_right(cues, offset, key=lambda cue: cue.end)
    return index < len(cues) and cues[index].start <= offset < cues[index].end


def cues_within(cues: Sequence[Cue], span: Span) -> list[Cue]:
    """The cues that lie wholly inside `span`, in order."""
    first = bisect_left(cues, span.start, key=lambda cue: cue.start)
    last = bisect_left(cues, span.end, key=lambda cue: cue.start)
    return [cue for cue in cues[first:last] if cue.end <= span.end]
