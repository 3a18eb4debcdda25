"""Leftovers of HTML and Markdown in text reports: entities, tags, emphasis, headings, rules."""

from __future__ import annotations

import html
from collections.abc import Iterator

from .patterns import Match, alternation, pattern
from .text import Edit, Span, substitutions

_ENTITY = pattern(r"&(?:(?:amp|\#38|\#[xX]26);)*(?:\#\d{1,7}|\#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")

_INLINE = (
    *("a", "b", "big", "code", "del", "em", "font", "i", "img", "ins", "o:p", "s", "small", "span", "strike"),
    *("strong", "sub", "sup", "u"),
)
_CELL = ("td", "th")
_BLOCK = (
    *("blockquote", "body", "br", "caption", "center", "col", "colgroup", "div", "head", "hr", "html", "li", "ol"),
    *("p", "pre", "table", "tbody", "tfoot", "thead", "title", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"),
)
_TAG = pattern(
    r"<!--(?s:.{0,2000}?)-->|"
    r"<(?P<end>/)?(?P<name>" + alternation(_INLINE + _CELL + _BLOCK) + r")(?:\s[^<>]{0,500})?/?>",
    ignore_case=True,
)

_BOLD = pattern(r"(?<!\*)\*\*(?=\*?(?!\*))")
_ITALIC = pattern(r"(?<!\*)\*(?![*)])(?:[^*\n]|\n(?![\n|])){1,1500}?(?<![*(])\*(?!\*)")
_BULLET = pattern(r"^[ \t]*\*[ \t]")
_HEADING = pattern(r"^ {0,3}#{1,6}[ \t]+(?=\S)")
_RULE = pattern(r"^ *(?:[-=_*~] ?){3,}$")


def entities(value: str) -> Iterator[Edit]:
    """Character references become their characters: ``&amp;`` is ``&``, ``&nbsp;`` a no-break space."""
    return substitutions(value, _ENTITY, _unescaped) if "&" in value else iter(())


def _unescaped(match: Match) -> str:
    text = match[0]
    while (plain := html.unescape(text)) != text:
        text = plain
    return text


def tags(value: str) -> Iterator[Edit]:
    """Known HTML tags go; a block becomes a line, inside a row of cells a space; ``< 5 ngày`` stays."""
    if "<" not in value:
        return
    line_end, is_row = -1, False
    for match in _TAG.finditer(value):
        if match.start() > line_end:
            start, line_end = value.rfind("\n", 0, match.start()) + 1, value.find("\n", match.end())
            line_end = len(value) if line_end < 0 else line_end
            is_row = "\t" in value[start:line_end]
        yield Edit(Span(match.start(), match.end()), _in_place_of(match, is_row))


def _in_place_of(tag: Match, is_row: bool) -> str:
    name = (tag["name"] or "").lower()
    if not name or name in _INLINE:
        return ""
    if name in _CELL:
        return "\t" if tag["end"] else ""
    return " " if is_row else "\n"


def bold(value: str) -> Iterator[Edit]:
    """``**`` goes, ``***`` leaves one star; longer runs, and the stars of a masked number (``09**12``), stay."""
    return substitutions(value, _BOLD, lambda match: _unmarked(match, value)) if "**" in value else iter(())


def _unmarked(match: Match, value: str) -> str | None:
    before, after = value[match.start() - 1 : match.start()], value[match.end() : match.end() + 2].lstrip("*")[:1]
    if before.isdigit() and after.isdigit():
        return None
    # «PHỤ LỤC**Nội dung …», «xã Quyết Thắng***(Ban hành …» (sample 002): the mark is all that parts the two words.
    return " " if before.isalnum() and (after.isupper() or after in set("(“")) else ""


def italic(value: str) -> Iterator[Edit]:
    """``*để báo cáo*`` loses its stars; bullets, footnote stars ``(*)`` and products ``5*3`` keep theirs."""
    if "*" not in value:
        return
    for match in _ITALIC.finditer(value):
        start, end = match.start(), match.end()
        glued = value[start - 1 : start].isalnum() and value[start + 1].isalnum()
        if glued or _BULLET.match(value, value.rfind("\n", 0, start) + 1, start + 2):
            continue
        yield Edit(Span(start, start + 1), "")
        yield Edit(Span(end - 1, end), "")


def headings(value: str) -> Iterator[Edit]:
    """The ``##`` of a Markdown heading goes."""
    return substitutions(value, _HEADING, "") if "#" in value else iter(())


def rules(value: str) -> Iterator[Edit]:
    """A line of dashes, stars or underscores is only a line: it becomes empty."""
    return substitutions(value, _RULE, "")
