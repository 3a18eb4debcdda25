"""Folding for matching: lower case, no diacritics, same length; the only import of `unidecode`."""

from __future__ import annotations

from unidecode import unidecode_expect_nonascii


class _Table(dict[int, str]):
    """Character to folded character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unidecode_expect_nonascii(char).lower() if char.isalpha() else char
        folded = plain if len(plain) == 1 else char.lower()
        self[code] = folded if len(folded) == 1 else char
        return self[code]


_TABLE = _Table()


def fold(value: str) -> str:
    """`value` in lower case without diacritics, character for character: ``fold("Tỷ lệ")`` is ``"ty le"``.

    The length never changes (a letter whose ASCII form is longer, such as ``æ``, only becomes lower case),
    so an offset in the folded text is the same offset in the text.
    """
    return value.translate(_TABLE)
