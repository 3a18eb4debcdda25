"""R-HEADING-SEQ: numbers of headings used twice or left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.matching.sections import heading_level
from normalizers import Span, patterns

from ..finding import Finding
from ..rules import rule
from ..submission import Submission

_ROMAN = patterns.pattern(r"^[ *_#]*(?P<n>[IVX]{1,5})\s?[.\-/)]\s*(?=\p{L})")
_ARABIC = patterns.pattern(r"^[ *_#]*(?P<n>\d{1,2})\.\s+(?=\p{Lu})")
_DECIMAL = patterns.pattern(r"^[ *_#]*(?P<n>\d{1,2}(?:\.\d{1,2})+)\.?\s+(?=\p{Lu})")
# What begins its own numbering: an annex, a part, a chapter, a document enclosed.
_RESTART = ("phu luc", "phan ", "chuong ", "muc ", "kem theo", "bieu ", "dieu ", "noi nhan")
_LETTERED = patterns.pattern(r"[a-z][./]\s")
# «I1. ĐÁNH GIÁ», «Il.», «H.»: roman numerals as OCR reads them.
_MISREAD = patterns.pattern(r"^[ *_#]*[ivxlhtj1|]{1,5}[.,]\s*\p{L}")
_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered line: `parents` are the numbers before its own, (3,) for «3.1»; None for a roman one."""

    span: Span
    parents: tuple[int, ...] | None
    number: int
    printed: str


def headings(submission: Submission) -> Iterator[Finding]:
    """A hint for each heading that has the number of the one before it, or leaves one out."""
    runs: dict[tuple[int, ...] | None, list[Heading]] = {}
    faults, count, first = 0, 0, None
    for heading in _headings(submission):
        if heading is None:
            runs.clear()
            continue
        count += 1
        first = first or heading
        before = _place(runs, heading)
        if before and heading.number == before.number and before.printed != heading.printed:
            faults += 1
            yield _finding(submission, "twice", before, heading)
        elif before and heading.number == before.number + 2 and not _missing_is_there(submission, before, heading):
            faults += 1
            yield _finding(submission, "skipped", before, heading)
    if first and count > 2 and not faults:
        yield rule("R-HEADING-SEQ").holds([submission.quote(first.span)], count=count)


def _headings(submission: Submission) -> Iterator[Heading | None]:
    """The numbered headings of a text in order; None where a numbering begins afresh."""
    value, folded, at = submission.subject.value, submission.subject.folded, 0
    while at < len(value):
        stop = value.find("\n", at)
        line = Span(at, stop if stop >= 0 else len(value))
        at = line.end + 1
        head = folded[line.start : line.start + 16].lstrip(" *_#\t")
        if not head:
            continue
        if head[0] in "ivx123456789" and (found := _read(value, line)):
            yield found
        elif head.startswith(_RESTART) or _LETTERED.match(head) or "./." in line.of(folded):
            yield None


def _read(value: str, line: Span) -> Heading | None:
    """The heading that a line is, None for other lines and the rows of tables."""
    roman = _ROMAN.match(value, line.start, line.end)
    match = roman or _DECIMAL.match(value, line.start, line.end) or _ARABIC.match(value, line.start, line.end)
    if match is None or "|" in line.of(value) or not heading_level(value, line):
        return None
    printed = line.of(value).strip()
    if roman:
        number = _roman(roman["n"])
        return Heading(_stripped(value, line), None, number, printed) if number else None
    *parents, last = (int(part) for part in match["n"].split("."))
    return Heading(_stripped(value, line), tuple(parents), last, printed)


def _stripped(value: str, line: Span) -> Span:
    text = line.of(value)
    lead = len(text) - len(text.lstrip())
    return Span(line.start + lead, line.start + len(text.rstrip()))


def _place(runs: dict[tuple[int, ...] | None, list[Heading]], heading: Heading) -> Heading | None:
    """Put the heading where it belongs; the heading before it in its run, None when it begins one.

    A run is suspended while a list under one of its headings has its own 1, 2, 3, and is taken up again by its next
    number.
    """
    for key in [key for key in runs if _is_below(key, heading.parents)]:
        del runs[key]
    stack = runs.setdefault(heading.parents, [])
    if heading.number == 1 and not (stack and stack[-1].number == 1):
        stack.append(heading)
        return None
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].number + 1 == heading.number:
            before = stack[depth]
            stack[depth:] = [heading]
            return before
    before_this = stack[-1] if len(stack) == 1 else None
    stack[-1:] = [heading]
    return before_this


def _is_below(key: tuple[int, ...] | None, parents: tuple[int, ...] | None) -> bool:
    """True for the runs that end at a heading: those under the run it belongs to."""
    if parents is None:
        return key is not None
    return key is not None and len(key) > len(parents)


def _missing_is_there(submission: Submission, before: Heading, after: Heading) -> bool:
    """True when the number left out stands between the two headings in a form that is no heading's."""
    subject, between = submission.subject, Span(before.span.end, after.span.start)
    if subject.garbled or (before.parents is None and _MISREAD.search(subject.folded, between.start, between.end)):
        return True
    parents = "".join(f"{parent}." for parent in before.parents or ())
    number = parents + _written(before.number + 1, roman=before.parents is None).lower()
    lines = between.of(subject.folded).split("\n")
    return any(line.lstrip(" *_#|-\t").startswith(number) or f" {number}." in line for line in lines)


def _written(number: int, *, roman: bool) -> str:
    if not roman:
        return str(number)
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def _roman(numeral: str) -> int | None:
    """The number of a roman numeral, None for one that is no numeral: IIII, VX."""
    values = [_VALUES[letter] for letter in numeral]
    number = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return number if 0 < number < 40 and _written(number, roman=True) == numeral else None


def _finding(submission: Submission, said: str, before: Heading, heading: Heading) -> Finding:
    evidence = [submission.quote(before.span, before.number), submission.quote(heading.span, heading.number)]
    roman, parents = heading.parents is None, "".join(f"{parent}." for parent in heading.parents or ())
    printed, wanted = (parents + _written(number, roman=roman) for number in (heading.number, before.number + 1))
    return rule("R-HEADING-SEQ").fails(said, evidence, expected=wanted, found=printed, printed=printed, wanted=wanted)
