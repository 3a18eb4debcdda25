"""RTF as tokens: control words, bytes, braces (RTF 1.9.1, «RTF Syntax»)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)

Kind = Literal["word", "byte", "open", "close", "text"]


class Token(NamedTuple):
    """A part of the file: a control word with its number (None without one), or bytes of text.

    A tuple, for a file has hundreds of thousands and a dataclass takes three times as long to make.
    """

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token("open"), Token("close")


def tokens(data: bytes) -> Iterator[Token]:
    r"""The tokens of `data`; binary data behind ``\bin`` is passed over, and so is what is no token."""
    at = 0
    while (match := _TOKEN.search(data, at)) is not None:
        at = match.end()
        match match.lastgroup:
            case "word" | "number":
                word, number = match["word"].decode("ascii"), match["number"]
                if word == "bin":
                    at += max(0, int(number or 0))
                else:
                    yield Token("word", word, int(number) if number else None)
            case "hex":
                yield Token("byte", data=bytes.fromhex(match["hex"].decode("ascii")))
            case "sign":
                yield from _sign(match["sign"])
            case "brace":
                yield _OPEN if match["brace"] == b"{" else _CLOSE
            case _:
                yield Token("text", data=match["text"])


def _sign(sign: bytes) -> Iterator[Token]:
    """A control symbol: as a control word, or as the character that it escapes."""
    if sign in (b"\n", b"\r"):
        yield Token("word", "par")
    elif sign in (b"\\", b"{", b"}"):
        yield Token("byte", data=sign)
    else:
        yield Token("word", sign.decode("latin-1"))
