"""R-PARTS for what is left of a fraction: «28/31 cơ quan báo cáo đúng hạn; 04 cơ quan báo cáo chậm»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.matching.numerals import read_count
from normalizers import Span, patterns

from ..causes import cause_of
from ..finding import Finding, Severity
from ..rules import rule
from ..submission import Submission
from .quantities import NUMBER, occurrences, quantities
from .stretches import covered, sentence_end

_DIGITS = r"\d{1,3}(?:\.\d{3})+|\d{1,9}"
_FRACTION = patterns.pattern(
    rf"(?<![\d.,/\-])(?P<part>{_DIGITS})\s?/\s?(?P<whole>{_DIGITS})\s(?P<noun>\p{{L}}+(?: \p{{L}}+)?)"
)
# «Số công dân chưa kích hoạt định danh còn 561 người»
_LEFT = patterns.pattern(
    rf"\bso (?P<noun>\p{{L}}+(?: \p{{L}}+)?) chua (?P<deed>\p{{L}}+(?: \p{{L}}+){{1,5}}?)\s?"
    rf"(?:con lai |con |la |: ?)+(?P<n>{NUMBER})"
)
_NEAR = 60  # characters around a fraction that name what was done
_MOST = 40  # fractions of one thing
_REST = patterns.pattern(r"\b(?:con lai|con thieu|con|chua|cham|khong|tre|vang)\b")

# Between the fraction and what is left stands no other name: not «9/13 tiêu chí; xã bên cạnh còn 5 tiêu chí».
_SEPARATED = patterns.pattern(r"[;,)]\s*(?:va |hien |nhu vay |chi )*(?:con )?(?:lai |thieu )?(?:la )?\Z")


@dataclass(frozen=True, slots=True)
class _Fraction:
    span: Span
    part: int
    whole: int
    noun: str


def check_remainders(submission: Submission) -> Iterator[Finding]:
    """The verdict on each remainder printed beside its fraction."""
    folded = submission.subject.folded
    fractions = [found for place in occurrences(folded, "/") if (found := _fraction(folded, place))]
    for fraction in fractions:
        yield from _beside(submission, fraction)
    yield from _elsewhere(submission, fractions)


def _fraction(folded: str, place: int) -> _Fraction | None:
    begin = place
    while begin and place - begin < 12 and (folded[begin - 1].isdigit() or folded[begin - 1] in ". "):
        begin -= 1
    while begin < place and not folded[begin].isdigit():
        begin += 1
    match = _FRACTION.match(folded, begin)
    if match is None or match.start("whole") < place:
        return None
    part, whole = read_count(match["part"]), read_count(match["whole"])
    if part is None or whole is None or part > whole or (whole == part + 1 and 1900 < part < 2100):
        return None
    return _Fraction(Span(match.start(), match.end("whole")), part, whole, match["noun"])


def _beside(submission: Submission, fraction: _Fraction) -> Iterator[Finding]:
    """What is left, named by the same noun in the same sentence: one number, or several that add up."""
    folded = submission.subject.folded
    start, end = fraction.span.end, sentence_end(folded, fraction.span.end)
    found = [
        q
        for q in quantities(folded, start, end)
        if not q.percent and not q.vague and not covered(folded, start, q.span.start)
    ]
    noun = fraction.noun.split(" ")[0]
    same = [q for q in found if q.noun == noun]
    if (
        not same
        or same[0].value == fraction.whole
        or found[0] is not same[0]
        or "/" in folded[start : same[0].span.start]
    ):
        return
    own = _SEPARATED.search(folded, start, same[0].span.start)
    if own is None:
        return
    rest = fraction.whole - fraction.part
    if int(same[0].value) == rest and _REST.search(folded, start, end):
        yield _holds(submission, fraction, same[0].span)
        return
    limit = same[1].span.start if len(same) > 1 else end
    words = folded[start:limit]
    left = _REST.search(words)
    if len(found) > 1 or left is None or not (same[0].value > rest or "con lai" in words or "con thieu" in words):
        return
    if cause_of(int(same[0].value), rest) is None or rest == 0:
        return
    yield _fails(submission, fraction, same[0].span, int(same[0].value), "error")


def _elsewhere(submission: Submission, fractions: list[_Fraction]) -> Iterator[Finding]:
    """The remainder in another sentence that names the same things and the same deed."""
    folded = submission.subject.folded
    by_noun: dict[str, list[_Fraction]] = {}
    for fraction in fractions:
        by_noun.setdefault(fraction.noun, []).append(fraction)
    for place in occurrences(folded, " chua "):
        begin = folded.rfind("so ", max(0, place - 24), place)
        match = _LEFT.match(folded, begin) if begin >= 0 else None
        if match is None:
            continue
        named = by_noun.get(match["noun"], [])[:_MOST]
        around = [folded[max(0, f.span.start - _NEAR) : f.span.end + _NEAR] for f in named]
        about = [f for f, words in zip(named, around, strict=True) if _deed(match["deed"]) in words]
        number = read_count(match["n"])
        if len(about) != 1 or number is None:
            continue
        place_ = Span(*match.span("n"))
        rest = about[0].whole - about[0].part
        if number == rest:
            yield _holds(submission, about[0], place_)
        elif cause_of(number, rest):
            yield _fails(submission, about[0], place_, number, "warning")


def _deed(words: str) -> str:
    """The first two syllables of what has not been done."""
    return " ".join(words.split(" ")[:2])


def _told(fraction: _Fraction) -> dict[str, str]:
    numbers = {"part": fraction.part, "whole": fraction.whole, "rest": fraction.whole - fraction.part}
    return {name: f"{number:,}".replace(",", ".") for name, number in numbers.items()}


def _holds(submission: Submission, fraction: _Fraction, place: Span) -> Finding:
    return rule("R-PARTS").holds(
        [submission.quote(fraction.span), submission.quote(place)], "rest_holds", **_told(fraction)
    )


def _fails(submission: Submission, fraction: _Fraction, place: Span, number: int, severity: Severity) -> Finding:
    rest = fraction.whole - fraction.part
    quotes = [submission.quote(fraction.span), submission.quote(place, number)]
    return rule("R-PARTS").fails(
        "rest",
        quotes,
        severity=severity,
        expected=rest,
        found=number,
        cause=cause_of(number, rest),
        printed=f"{number:,}".replace(",", "."),
        **_told(fraction),
    )
