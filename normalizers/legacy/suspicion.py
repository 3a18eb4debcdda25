"""Which lines are worth a look: told from their characters alone, so that sound text opens no model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text import Span

# What correct Vietnamese has no use for beside a letter: these make a line worth a look whatever else is in it.
_ODD = "\x01-\x08\x0e-\x1f\x80-\x9f\xa1-\xaf\xb1\xb4-\xb8\xbb-\xbfÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿŒœŠšŸŽžƒˆ˜‚„†‡‰‹›€"
_AFTER_NUMBERS = "°²³¹º™"  # and these where a letter follows, for «m²», «20°», «1º» are common
_LETTER = "A-Za-zÀ-ỹ"
_SUSPECT = re.compile(f"[{_LETTER}][{_ODD}]|[{_ODD}{_AFTER_NUMBERS}][{_LETTER}]")
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")  # letters that no eight-bit text holds
CONTROL = re.compile("\0|[A-Za-z][\x01-\x08\x0e-\x1f]|[\x01-\x08\x0e-\x1f][A-Za-z]")
MAYBE_VIQR = re.compile("[`^(+~'?.](?<=[aeiouyAEIOUY].)|[dD](?<=\\b[dD])[dD]")  # quicker
_VIQR = re.compile(
    r"\b[dD][dD][aeiouyAEIOUY]|[aeoAEO]\^|[aA]\(|[uoUO]\+|[aeiouyAEIOUY][`~]|[aeiouyAEIOUY]['?.][a-zA-Z]|[aeiouy]'\s"
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,253}")


def may_be_viqr(value: str, line: Span) -> bool:
    """True when a mark of VIQR stands in `line` outside of addresses."""
    if not MAYBE_VIQR.search(value, line.start, line.end) or not _VIQR.search(value, line.start, line.end):
        return False
    return bool(_VIQR.search(ADDRESS.sub(" ", value[line.start : line.end])))


def suspects(value: str, lines: Sequence[Span]) -> list[Span]:
    """The lines of `value` that may be in an encoding with a table, in order.

    A line is suspect for signs beside letters. Where any is, or where no letter in the text tells Unicode, lines that
    have no such letter are looked at too.
    """
    odd: list[Span] = []
    plain: list[Span] = []
    unicode = False
    for line in lines:
        part = value[line.start : line.end]
        if part.isascii():
            if CONTROL.search(part):
                odd.append(line)
        elif _SUSPECT.search(part):
            odd.append(line)
        elif _UNICODE.search(part):
            unicode = True
        else:
            plain.append(line)
    return sorted([*odd, *plain]) if odd or not unicode else []
