"""Which lines are worth a look: told from their characters alone, so that sound text opens no model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import Span

# What correct Vietnamese has no use for beside a letter: these make a line worth a look whatever else is in it.
_ODD = "\x01-\x08\x0e-\x1f\x80-\x9f\xa1-\xaf\xb1\xb4-\xb8\xbb-\xbfÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿŒœŠšŸŽžƒˆ˜‚„†‡‰‹›€"
_AFTER_NUMBERS = "°²³¹º™"  # and these where a letter follows, for «m²», «20°», «1º» are common
_LETTER = "A-Za-zÀ-ỹ"
# The odd sign first: sound text has few, and is gone through quickly.
_SUSPECT = re.compile(f"[{_ODD}{_AFTER_NUMBERS}](?:(?=[{_LETTER}])|(?<=[{_LETTER}][{_ODD}]))")
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")  # letters that no eight-bit text holds
# Of lines in ASCII; U+001C..U+001F are separators there.
CONTROL = re.compile(
    "[\0-\x08\x0e-\x1b](?:(?<=\0)|(?=[A-Za-z])|(?<=[A-Za-z].))"
)  # of lines in ASCII; U+001C..U+001F are separators there
VIQR = re.compile(  # one set of signs first, so that a text is gone through quickly
    r"[`^(+~'?.dD](?:(?<=[aeoAEO]\^)|(?<=[aA]\()|(?<=[uoUO]\+)|(?<=[aeiouyAEIOUY][`~])|(?<=[aeiouyAEIOUY]['?.])[a-zA-Z]"
    r"|(?<=[aeiouy]')\s|(?<=\b[dD])[dD][aeiouyAEIOUY])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,253}")
_OF_ADDRESS = re.compile("://|www[.]|@")
_BLANK = re.compile("[ \t\n]")
LINE_END = re.compile("[\n\f]")


def addresses(value: str) -> list[tuple[int, int]]:
    """Where addresses of the web and of mail stand in `value`, in order."""
    if "@" not in value and "://" not in value and "www." not in value:
        return []
    found: list[tuple[int, int]] = []
    end = 0
    for sign in _OF_ADDRESS.finditer(value):
        if sign.start() >= end:
            start = max(value.rfind(blank, end, sign.start()) + 1 for blank in " \t\n")
            blank = _BLANK.search(value, sign.end())
            end = blank.start() if blank else len(value)
            found += [match.span() for match in _ADDRESS.finditer(value, max(start, 0), end)]
    return found


def viqr_lines(value: str) -> Iterator[Span]:
    """The lines in which a mark of VIQR stands outside of addresses."""
    end = 0
    while match := VIQR.search(value, end):
        start, end = line_around(value, match.start())
        line = value[start:end]
        if (bare := without_addresses(line)) == line or VIQR.search(bare + "\n"):
            yield Span(start, end)


def without_addresses(line: str) -> str:
    """`line` with a blank for each address."""
    for start, end in reversed(addresses(line)):
        line = f"{line[:start]} {line[end:]}"
    return line


def line_around(value: str, at: int) -> tuple[int, int]:
    """Where the line that holds ``value[at]`` begins and ends."""
    start = max(value.rfind("\n", 0, at), value.rfind("\f", max(0, value.rfind("\n", 0, at)), at)) + 1
    end = LINE_END.search(value, at)
    return start, end.start() if end else len(value)


def is_sound(value: str) -> bool:
    """True when no line of `value` can be suspect, told at once."""
    return not _SUSPECT.search(value) and not CONTROL.search(value) and bool(_UNICODE.search(value))


def suspects(value: str, lines: Sequence[Span]) -> list[int]:
    """The numbers of the lines of `value` that may be in an encoding with a table, in order.

    A line is suspect for signs beside letters. Where any is, or where no letter in the text tells Unicode, lines that
    have no such letter are looked at too.
    """
    odd: list[int] = []
    plain: list[int] = []
    unicode = False
    for number, line in enumerate(lines):
        part = value[line.start : line.end]
        if part.isascii():
            if not part.isprintable() and CONTROL.search(part):
                odd.append(number)
        elif _SUSPECT.search(part):
            odd.append(number)
        elif _UNICODE.search(part):
            unicode = True
        else:
            plain.append(number)
    return sorted([*odd, *plain]) if odd or not unicode else []
