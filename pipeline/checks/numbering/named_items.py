"""A19 in prose: «03 quầy … như A; B, C, D» names another number of things than it announces."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from normalizers import Span, patterns

from ..finding import Finding, Severity
from ..rules import rule
from ..submission import Submission
from .items_by_kind import begins_office, plain_items

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
# «Sở Văn hóa, Thể thao và Du lịch» has a comma in its name.
_PARTED = patterns.pattern(r"(?:so|phong|bo|ban|trung tam)\b")
_EXAMPLES = patterns.pattern(r"\b(?:nhu|trong do|dien hinh|noi bat|tieu bieu|chu yeu|v\.v)\b|…|\.\.\.")
_WORDS = 9  # words that a name has at most


def named_items(submission: Submission) -> Iterator[Finding]:
    """A hint where other names follow than were announced, fewer not behind «như»; a warning for «xã A, xã B»."""
    folded, value = submission.subject.folded, submission.subject.value
    for at in _counted(folded):
        match = _NAMING.match(folded, at)
        if match is None:
            continue
        place = Span(*match.span("list"))
        whole, announced = Span(match.start(), place.end), int(match["n"])
        noun, examples = match["noun"], _EXAMPLES.search(folded, match.end("noun"), place.end) is not None
        plain = plain_items(noun, place.of(folded))
        if plain:
            if plain > announced or not examples:
                yield _judged(submission, whole, announced, plain, "warning")
            continue
        names = [one for one in _BETWEEN.split(place.of(folded)) if one.strip()]
        if len(names) < 2 or any(len(name.split()) > _WORDS for name in names):
            continue
        if not _are_names(value, place):
            continue
        few, many = _counts(names)
        if few <= announced <= many or place.of(folded).count(";") + 1 == announced:
            yield _judged(submission, whole, announced, announced, "hint")
        elif few > announced:
            yield _judged(submission, whole, announced, few, "hint")
        elif many < announced and not examples:
            yield _judged(submission, whole, announced, many, "hint")


def _counts(names: list[str]) -> tuple[int, int]:
    """The least and the greatest number of things that names between commas may be, by what «và» joins."""
    offices = all(begins_office(name.strip()) for name in names)
    joined = sum(_joins(name, offices) for name in names)
    last = _joins(names[-1], offices) and _ONE_NAME.search(names[-1]) is None
    pairs = pairwise(name.strip() for name in names)
    inside = sum(_PARTED.match(one) is not None and not begins_office(two) for one, two in pairs)
    return len(names) + last - inside, len(names) + joined


def _joins(name: str, offices: bool) -> bool:
    """True when «và» in a name may join two; not «Trung tâm Huấn luyện và Thi đấu» among offices."""
    parts = _AND.split(name.strip())
    return len(parts) > 1 and (not offices or begins_office(parts[1]))


def _judged(submission: Submission, span: Span, announced: int, named: int, severity: Severity) -> Finding:
    evidence = [submission.quote(span, announced)]
    if announced == named:
        return rule("A19").holds(evidence, announced=announced, listed=named, noun="")
    return rule("A19").fails(
        "named", evidence, severity=severity, expected=announced, found=named, announced=announced, listed=named
    )


def _counted(folded: str) -> Iterator[int]:
    """Where the numbers before one of the units begin."""
    for unit in _UNITS:
        place = folded.find(f" {unit}")
        while place >= 0:
            after = place + len(unit) + 1
            if folded[place - 1 : place].isdigit() and not folded[after : after + 1].isalpha():
                yield place - 2 if folded[place - 2 : place].isdigit() and place > 1 else place - 1
            place = folded.find(f" {unit}", place + 1)


def _are_names(value: str, place: Span) -> bool:
    """True when each thing between the commas begins with a capital."""
    return all(one.strip()[:1].isupper() for one in _BETWEEN.split(place.of(value)) if one.strip())
