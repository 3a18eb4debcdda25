"""Where a sentence, a bracket or a line of text begins and ends."""

from __future__ import annotations

from normalizers import patterns

LONGEST = 700  # characters of a list
_STOP = patterns.pattern(r"[()]|\.(?=\s|$|/)|[!?](?=\s)|\n(?=[ \t]*(?:\n|[-+*•–]|\d{1,2}[.)]\s|[a-z][.)]\s))|[\t|]")
_BACK = patterns.pattern(r"[.!?](?=\s)|\n[ \t]*(?=\n|[-+*•–]|\d{1,2}[.)]\s)|[\t|;]")


def sentence_end(folded: str, at: int) -> int:
    """The end of the sentence, of its line or of the bracket that it stands in."""
    limit = min(len(folded), at + LONGEST)
    depth = 0
    for match in _STOP.finditer(folded, at, limit):
        sign = match[0]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                return match.start()
        elif depth <= 0:
            return match.start()
    return limit


def sentence_start(folded: str, at: int, *, lines: int = 0) -> int:
    """Where the sentence before `at` begins; with `lines` the whole line, whatever sentences it has."""
    begin = max(0, at - LONGEST)
    if lines:
        return max(begin, folded.rfind("\n", begin, at) + 1)
    start = begin
    for match in _BACK.finditer(folded, max(begin, at - 200), at):
        if match[0] != ";" or folded.count(")", match.end(), at) <= folded.count("(", match.end(), at):
            start = match.end()
    return start


def closing(folded: str, place: int) -> int | None:
    """The bracket that closes the one at `place`."""
    depth = 0
    for at in range(place, min(len(folded), place + LONGEST)):
        if folded[at] == "(":
            depth += 1
        elif folded[at] == ")":
            depth -= 1
            if depth == 0:
                return at
    return None


def covered(folded: str, start: int, at: int) -> bool:
    """True for a place inside a bracket that opens behind `start`."""
    return folded.count("(", start, at) > folded.count(")", start, at)


def without(pattern: patterns.Pattern, text: str) -> str:
    """`text` less every match of the pattern."""
    kept, at = [], 0
    for match in pattern.finditer(text):
        kept.append(text[at : match.start()])
        at = match.end()
    return "".join((*kept, text[at:]))
