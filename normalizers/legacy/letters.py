"""The tables of letters, ready to decode with: bytes alone and in pairs -> code points."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from .decoded import Codes, Flags
from .encodings import CHAR_OF, TABLED, Encoding, read_as_8_bit

_TONES = dict(zip("\u0300\u0309\u0303\u0301\u0323", range(0xB0, 0xB5), strict=True))  # TCVN 5712-1
_TONES_1258 = dict(zip("\u0300\u0309\u0303\u0301\u0323", (0xCC, 0xD2, 0xDE, 0xEC, 0xF2), strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """One encoding: `written` maps letters to bytes; `single` and `pair` map bytes to code points, 0 for none.

    `single` has 256 items, `pair` 65536 (first byte times 256 plus second) or is None where no letter has two bytes;
    `second` tells of each byte whether it may be the second of two. Where small letters and capitals share a byte, the
    small letter is meant.
    """

    written: dict[str, bytes]
    single: Codes
    pair: Codes | None
    second: Flags

    @property
    def shared(self) -> frozenset[str]:
        """The small letters whose bytes stand for the capitals too."""
        both = (letter for letter in self.written if letter.islower())
        return frozenset(each for each in both if self.written[each] == self.written[each.upper()])


@cache
def written() -> dict[Encoding, dict[str, bytes]]:
    """Of each encoding, the bytes of each letter, as the data file has them."""
    lines = files("normalizers").joinpath("data/legacy/letters.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    names = [Encoding(name) for name in rows[0][1:]]
    return {name: {row[0]: bytes.fromhex(row[at]) for row in rows[1:]} for at, name in enumerate(names, 1)}


@cache
def letters(encoding: Encoding) -> Letters:
    """The tables of `encoding`; raises KeyError for one that has none."""
    table = written()[encoding]
    single = np.zeros(256, np.uint32)
    pair = np.zeros(1 << 16, np.uint32)
    for letter, code in sorted(table.items(), key=lambda item: item[0].islower()):
        if len(code) == 1:
            single[code[0]] = ord(letter)
        else:
            pair[code[0] << 8 | code[1]] = ord(letter)
    if encoding is Encoding.CP1258:
        _add_marks(table, single, pair, _TONES_1258)
        single[0xFE] = ord("₫")
    elif encoding is Encoding.TCVN5712_1:
        _add_marks(table, single, pair, _TONES)
    elif pair.any():
        _add_mixed_case(pair)
    second: Flags = np.any(pair.reshape(256, 256) > 0, axis=0)
    return Letters(table, single, pair if pair.any() else None, second)


def _add_marks(table: dict[str, bytes], single: Codes, pair: Codes, tones: dict[str, int]) -> None:
    """Tone marks that follow their letter: alone they are combining characters."""
    bases = {chr(code): code for code in range(0x41, 0x7B)} | {k: v[0] for k, v in table.items() if len(v) == 1}
    for mark, code in tones.items():
        single[code] = ord(mark)
        for letter, base in bases.items():
            composed = unicodedata.normalize("NFC", letter + mark)
            if len(composed) == 1:
                pair[base << 8 | code] = ord(composed)


def _add_mixed_case(pair: Codes) -> None:
    """A capital with the mark of a small letter, and the other way round: the letter says the case."""
    for code in np.flatnonzero(pair):
        other = code ^ 0x20
        if not pair[other]:
            pair[other] = pair[code]


@cache
def byte_of_code() -> NDArray[np.uint8]:
    """Of each code point below 0x10000 the byte it has in CP1252 or Latin-1, 0 for none."""
    table = np.zeros(1 << 16, np.uint8)
    table[:256] = np.arange(256)
    for byte, char in CHAR_OF.items():
        table[ord(char)] = byte
    table[0x3BC] = 0xB5  # some readers make the sign of micro a Greek mu
    return table


@cache
def replacements(encoding: Encoding) -> dict[int, str]:
    """The table for str.translate that writes letters in `encoding`."""
    assert encoding in TABLED
    return {ord(letter): read_as_8_bit(code) for letter, code in written()[encoding].items()}
