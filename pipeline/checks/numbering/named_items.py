"""A19 in prose: «03 quầy … như A; B, C, D» names another number of things than it announces."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers import Span, patterns

from ..finding import Finding
from ..rules import rule
from ..submission import Submission

_UNITS = ("quay", "quiy", "don vi", "co quan", "linh vuc", "nganh", "phong", "xa", "phuong", "huyen", "dia phuong")
_NAMING = patterns.pattern(
    rf"(?<![\d.,/%\-])(?P<n>0[2-9]|[2-9]|1\d)\s(?P<noun>{patterns.alternation(_UNITS)})\b(?:(?!\d)[^:.;|\t]){{0,70}}?\s*"
    r"(?:\bnhu\b|\bgom\b|:)\s*:?\s*(?P<list>(?:(?!\d)[^.:|\t\n]|\n(?!\n)){10,300}?)(?:\.|\n\n|$)"
)
_BETWEEN = patterns.pattern(r"[,;]\s*")
_AND = patterns.pattern(r"\s+va\s+")
# «và» inside the name of an office, not before the last name of a list.
_ONE_NAME = patterns.pattern(
    r"\bva (?:moi truong|phat trien|dao tao|cong nghe|du lich|dau tu|xa hoi|truyen thong|ton giao|tra ket qua)\b"
)
_WORDS = 9  # words that a name has at most


def named_items(submission: Submission) -> Iterator[Finding]:
    """A hint where more names follow than were announced; fewer may be examples («như»)."""
    folded, value = submission.subject.folded, submission.subject.value
    for at in _counted(folded):
        match = _NAMING.match(folded, at)
        if match is None:
            continue
        place = Span(*match.span("list"))
        names = [one for one in _BETWEEN.split(place.of(folded)) if one.strip()]
        announced = int(match["n"])
        if len(names) < 2 or any(len(name.split()) > _WORDS for name in names):
            continue
        if not _are_names(value, place):
            continue
        last = _AND.search(names[-1]) is not None and _ONE_NAME.search(names[-1]) is None
        named = len(names) + last
        whole = submission.quote(Span(match.start(), place.end), announced)
        if announced in (named, place.of(folded).count(";") + 1):
            yield rule("A19").holds([whole], announced=announced, listed=announced, noun=match["noun"])
        elif named > announced:
            yield rule("A19").fails(
                "named",
                [whole],
                severity="hint",
                expected=announced,
                found=named,
                announced=announced,
                listed=named,
            )


def _counted(folded: str) -> Iterator[int]:
    """Where the numbers before one of the units begin."""
    for unit in _UNITS:
        place = folded.find(f" {unit} ")
        while place >= 0:
            if folded[place - 1 : place].isdigit():
                yield place - 2 if folded[place - 2 : place].isdigit() and place > 1 else place - 1
            place = folded.find(f" {unit} ", place + 1)


def _are_names(value: str, place: Span) -> bool:
    """True when each thing between the commas begins with a capital."""
    return all(one.strip()[:1].isupper() for one in _BETWEEN.split(place.of(value)) if one.strip())
