"""A19: «05 nhiệm vụ sau:» against the numbered, lettered or dashed items under the line or inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from normalizers import Span, patterns

from ..finding import Finding, Severity
from ..rules import rule
from ..submission import Submission
from .countable import NOUN
from .items_by_kind import is_of_kind

Kind = Literal["number", "bracket", "letter", "dash"]

_ANNOUNCED = patterns.pattern(
    rf"(?<![\d.,/%\-])(?P<n>0?[2-9]|[12]\d)\s+(?P<noun>{NOUN})\b(?:(?!\d)[^\n:.;|\t()]){{0,60}}?"
    rf"(?:(?:nhu\s+)?sau(?:\s+day)?|cu the(?:\s+(?:nhu sau|la))?|gom|bao gom|la|do la)?\s*:$"
)
_LEADING = ("sau", "sau day", "cu the", "cu the la", "gom", "la")
_GATHERED = patterns.pattern(r"\bgom(?:\s+co)?\s+$")
# «Có 5 đơn vị:» over «- xã Tân An»: judged only where each item repeats the noun.
_BARE = patterns.pattern(rf"\d\s+(?:{NOUN})\s*$")
_BULLET = patterns.pattern(r"[\s*_+•\u2013-]*(?:\(?(?:\d{1,2}|[a-z])[.)]\s*)?")
_REACH = 120  # characters before a colon that announce a list
_ITEMS: dict[Kind, patterns.Pattern] = {
    "bracket": patterns.pattern(r"[ \t*_]*\((?P<n>\d{1,2}|[a-z])\)"),
    "number": patterns.pattern(r"[ \t*_]*(?P<n>\d{1,2})[.)]\s+(?!\d)"),
    "letter": patterns.pattern(r"[ \t*_]*(?P<n>[a-z])[.)]\s"),
    "dash": patterns.pattern(r"[ \t]*(?P<n>[-\u2013\u2022+*])\s"),
}
_INLINE = patterns.pattern(r"\(\s?(?P<n>\d{1,2})\s?\)")
_HEADING = patterns.pattern(r"[ *_#]*(?:[ivx]{1,5}[./]\s|phu luc|noi nhan|dieu \d|\./\.)")
_COUNTS = patterns.pattern(r"[^\p{L}\n]{0,8}\b\d+\s+\p{L}|[^\n:]{0,60}:\s*\d+\b")
_LINES = 120  # lines looked at below an announcement
_LETTERS = "abcdeghiklmnopqrstuvxy"  # đ folds to d


@dataclass(frozen=True, slots=True)
class Items:
    """The items found: how many, of which kind, and the places of the first and the last one."""

    count: int
    kind: Kind
    first: Span
    last: Span


def lists(submission: Submission) -> Iterator[Finding]:
    """The verdict on each announced number of things that are listed item by item."""
    folded = submission.subject.folded
    colon = folded.find(":")
    while colon >= 0:
        announced = _announced(folded, colon)
        if announced:
            stop = folded.find("\n", colon)
            line = Span(colon + 1, stop if stop >= 0 else len(folded))
            items = _inside(folded, line) if line.of(folded).strip(" *_") else _below(folded, line.end)
            if items:
                plain = _are_plain(folded, announced["noun"], items)
                if plain or not _BARE.search(folded, announced.start(), colon):
                    yield _judged(submission, announced, Span(announced.start("n"), colon + 1), items, plain=plain)
        colon = folded.find(":", colon + 1)


def _announced(folded: str, colon: int) -> patterns.Match | None:
    """The number and noun that a colon belongs to: «05 nhiệm vụ sau:», «gồm 05 nhiệm vụ:»."""
    start = max(folded.rfind("\n", 0, colon) + 1, colon - _REACH)
    words = folded[start:colon].rstrip()
    leads = words.endswith(_LEADING)
    bare = not leads and _BARE.search(folded, start, colon) is not None
    if not leads and not bare and "gom" not in words:
        return None
    match = _ANNOUNCED.search(folded, start, colon + 1)
    if match is None or not (leads or bare or _GATHERED.search(folded, start, match.start())):
        return None
    return match


def _inside(folded: str, line: Span) -> Items | None:
    """«05 nhiệm vụ sau: (1) …; (2) …» in one paragraph; None when the next one may go on."""
    found = list(_INLINE.finditer(folded, line.start, line.end))
    if not found or found[0]["n"].lstrip("0") != "1" or folded[line.start : found[0].start()].strip():
        return None
    count = 0
    last = found[0]
    for match in found:
        if int(match["n"]) == count + 1:
            count, last = count + 1, match
    after = folded[line.end : line.end + 300]
    if count < 2 or f"({count + 1})" in after or f"({count + 2})" in line.of(folded):
        return None
    return Items(count, "bracket", Span(*found[0].span()), Span(*last.span()))


def _below(folded: str, end: int) -> Items | None:
    """The items of one kind that follow, down to a heading or to an item that begins another list."""
    kind: Kind | None = None
    found: list[Span] = []
    for line in _lines(folded, end + 1):
        kind = kind or _kind(folded, line)
        if kind is None or _ends(folded, line):
            break
        match = _ITEMS[kind].match(folded, line.start, line.end)
        if match is None:
            if kind == "dash":
                break
            continue
        if not _is_next(kind, match["n"], len(found)):
            break
        if _COUNTS.match(folded, match.end(), line.end):
            return None  # «- 03 nhiệm vụ về …», «- Đất đai: 02»: the items are groups that add up
        found.append(line)
    return Items(len(found), kind, found[0], found[-1]) if kind and len(found) > 1 else None


def _lines(folded: str, at: int) -> Iterator[Span]:
    """The next lines that are not empty, without the white space around them."""
    for _ in range(_LINES):
        if at >= len(folded):
            return
        stop = folded.find("\n", at)
        stop = stop if stop >= 0 else len(folded)
        text = folded[at:stop]
        if stripped := text.strip():
            start = at + text.index(stripped[0])
            yield Span(start, start + len(stripped))
        at = stop + 1


def _kind(folded: str, line: Span) -> Kind | None:
    """The kind of item that a line is."""
    return next((name for name, pattern in _ITEMS.items() if pattern.match(folded, line.start, line.end)), None)


def _ends(folded: str, line: Span) -> bool:
    """True for a heading with a roman numeral, the foot of the document, and rows of a table."""
    text = line.of(folded)
    return "|" in text or "\t" in text or _HEADING.match(folded, line.start, line.end) is not None


def _is_next(kind: Kind, mark: str, count: int) -> bool:
    """True for the mark that item number `count` + 1 has."""
    if kind == "dash":
        return True
    if mark.isdigit():
        return int(mark) == count + 1
    return mark == "a" if count == 0 else mark in _LETTERS and mark != "a"


def _are_plain(folded: str, noun: str, items: Items) -> bool:
    """True when every line from the first to the last item begins with the announced noun: «- xã Tân An;»."""
    lines = [line for line in folded[items.first.start : items.last.end].split("\n") if line.strip()]
    if len(lines) != items.count:
        return False
    return all(is_of_kind(noun, line[bullet.end() :]) for line in lines if (bullet := _BULLET.match(line)))


def _judged(submission: Submission, match: patterns.Match, place: Span, items: Items, *, plain: bool) -> Finding:
    """A warning where numbers, letters or the noun itself make the count sure; dashes may go on with other things."""
    announced = int(match["n"])
    evidence = [submission.quote(place, announced), submission.quote(items.first)]
    if items.last != items.first:
        evidence.append(submission.quote(items.last))
    told: dict[str, Any] = {
        "announced": announced,
        "listed": items.count,
        "noun": submission.quote(place).text.strip(" :"),
    }
    if items.count == announced:
        return rule("A19").holds(evidence, **told)
    unsure = not plain and (items.kind == "dash" or _may_differ(submission, announced, items))
    severity: Severity = "hint" if unsure or submission.subject.garbled else "warning"
    return rule("A19").fails("listed", evidence, severity=severity, expected=announced, found=items.count, **told)


def _may_differ(submission: Submission, announced: int, items: Items) -> bool:
    """True when an item may have lost its mark, or the next heading of the text may pass for one more item."""
    if items.kind == "number" and items.count == announced + 1:
        return True  # the heading that follows the list may have just this number
    folded = submission.subject.folded
    if submission.subject.garbled or not folded[items.last.end :].strip():
        return True  # the text may be cut off in its list
    after = folded[items.first.start : items.last.end + 1500]
    return f"{items.count + 1}." in after or f"{items.count + 1})" in after
