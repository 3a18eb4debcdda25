"""Characters that must not reach a terminal or a spreadsheet as they are."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, bidi marks, surrogates, line separators

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*%?")


def escaped(value: str, keep: str = "") -> str:
    r"""`value` with every character that does not print written out, such as ``\x1b``, save those of `keep`.

    A file may be called ``a\x1b[2Jb.pdf`` or hold a right-to-left override: a message must show it, not obey it.
    """
    if value.isprintable():
        return value
    return "".join(char if char in keep or not _hidden(char) else _escape(char) for char in value)


def pictured(value: str) -> str:
    """`value` with the control characters that XML 1.0 forbids shown as control pictures, one for one (ESC is ␛)."""
    if value.isprintable():
        return value
    return "".join(_picture(char) for char in value)


def inert(cell: str) -> str:
    """`cell` with an apostrophe before what a spreadsheet would run as a formula (OWASP, CSV injection)."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def _picture(char: str) -> str:
    code = ord(char)
    if char in "\t\n" or (code > 0x1F and code not in (0xFFFE, 0xFFFF) and not 0xD800 <= code <= 0xDFFF):
        return char
    return chr(0x2400 + code) if code <= 0x1F else "\ufffd"
