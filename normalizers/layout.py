"""Lines as the typesetter broke them become paragraphs: one line each, TAB between cells, LF between rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .lines import HEAD, Joint, continues, goes_on_lower, is_item
from .patterns import Match, pattern
from .text import Edit, Span, substitutions

_SPACING = pattern(r" {2,}| (?=[\t\n\f])| \Z|(?<=[\t\n\f]) |\A ")
_EDGES = "\t\n\f"
_UNEVEN = ("  ", *(f" {edge}" for edge in _EDGES), *(f"{edge} " for edge in _EDGES))
_LINE = pattern(r"[^\n\f]+")
_INDENT = pattern(r"^\t(?=[^\t])")
_BLANK_LINES = pattern(r"\A\n+|\n+\Z|\n{3,}")
_PAGE_BREAK = pattern(r"\n?\f\n?")
# At the head of a page (a form feed or two empty lines stand before it) or at its foot (a form feed after it).
_PAGE_NUMBER = pattern(r"(?<=[^\n\f])(?:\n*\f[\n\f]*|\n{3,})(?:- ?)?\d{1,3}(?: ?-)?\n[\n\f]*(?=[^\n\f])")
_PAGE_FOOT = pattern(r"(?<=[^\n\f])\n+(?:- ?)?\d{1,3}(?: ?-)?\n*\f[\n\f]*(?=[^\n\f])")


def spacing(value: str) -> Iterator[Edit]:
    """Several spaces become one; those beside a TAB or at the ends of a line go, the TAB stays."""
    if not (any(pair in value for pair in _UNEVEN) or value[:1] == " " or value[-1:] == " "):
        return iter(())

    def fitting(match: Match) -> str:
        before, after = value[match.start() - 1 : match.start()], value[match.end() : match.end() + 1]
        return "" if before in _EDGES or after in _EDGES else " "

    return substitutions(value, _SPACING, fitting)


def indents(value: str) -> Iterator[Edit]:
    """A TAB before a paragraph is its indent and goes; beside rows of cells it is an empty cell and stays."""
    if not _INDENT.search(value):
        return
    lines = [match.span() for match in _LINE.finditer(value)]
    for at, (start, _) in enumerate(lines):
        near = lines[max(0, at - 1) : at + 2]
        if value[start] == "\t" and not any("\t" in value[first + 1 : end] for first, end in near):
            yield Edit(Span(start, start + 1), "")


def page_numbers(value: str) -> Iterator[Edit]:
    """A page number on a line of its own goes where it parts the two halves of a sentence; elsewhere it stays."""
    return substitutions(value, _PAGE_NUMBER, lambda match: _rejoined(match, value))


def page_feet(value: str) -> Iterator[Edit]:
    """The same for a page number at the foot of a page."""
    return substitutions(value, _PAGE_FOOT, lambda match: _rejoined(match, value)) if "\f" in value else iter(())


def _rejoined(match: Match, value: str) -> str | None:
    head = value[max(0, match.start() - HEAD) : match.start()].replace("\f", "\n").rpartition("\n")[2]
    rest = _LINE.match(value, match.end())
    if rest is None:
        return None
    return "\n" if continues(Joint(head, head, rest[0], blank=True, width=0)) else None


def page_breaks(value: str) -> Iterator[Edit]:
    """A form feed becomes the end of a line."""
    return substitutions(value, _PAGE_BREAK, "\n") if "\f" in value else iter(())


def broken_lines(value: str) -> Iterator[Edit]:
    """The lines of a paragraph become one; `lines.REASONS` says why, items and rows of a table stay apart."""
    lines = [match.span() for match in _LINE.finditer(value)]
    width = _full_line(value, lines)
    begin = lines[0][0] if lines else 0
    for (start, end), (after, stop) in pairwise(lines):
        head = value[max(begin, end - HEAD) : end].replace("\n", " ")
        joint = Joint(head, value[start:end], value[after:stop], after - end > 1, width)
        if continues(joint):
            yield Edit(Span(end, after), " ")
        else:
            begin = after


def _full_line(value: str, lines: list[tuple[int, int]]) -> int:
    """The characters of a full line, told by the lines that surely go on in the next; 0 with fewer than three."""
    sure = sorted(
        end - start
        for (start, end), (after, stop) in pairwise(lines)
        if after - end == 1
        and value[after].islower()
        and "\t" not in value[start:stop]
        and goes_on_lower(Joint(value[start:end], value[start:end], value[after:stop], blank=False, width=0))
        and not is_item(value[after:stop])
    )
    return sure[len(sure) * 4 // 5] if len(sure) >= 3 else 0


def blank_lines(value: str) -> Iterator[Edit]:
    """Two line ends at most in a row; none at the beginning, one at the end."""
    return substitutions(value, _BLANK_LINES, _fewer)


def _fewer(match: Match) -> str:
    if match.start() == 0:
        return ""
    return "\n" if match.end() == len(match.string) else "\n\n"
