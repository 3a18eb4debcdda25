"""Free fonts that carry the names of old ones: at each code of a legacy encoding the Vietnamese letter is drawn."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from normalizers.legacy import Encoding
from normalizers.legacy.encodings import read_as_8_bit
from normalizers.legacy.letters import letters

# encoding: the font for text, and that for capitals
NAMES = {Encoding.TCVN3: (".VnTime", ".VnTimeH"), Encoding.VNI: ("VNI-Times", "VNI-Times")}


def write_face(source: Path, encoding: Encoding, name: str, target: Path) -> None:
    """Write the font at `source` as a font called `name` for `encoding`; one ending in H draws capitals only.

    Marks that follow their letter have no width, as in the fonts of VNI.
    """
    font = TTFont(source)
    known = font.getBestCmap()
    own = (read_as_8_bit(bytes((code,))) for code in range(0x20, 0x100))
    glyphs = {ord(char): known[ord(char)] for char in own if ord(char) in known}
    table = letters(encoding)
    for letter, code in table.written.items():
        *_, last = read_as_8_bit(code)
        if len(code) == 1:
            drawn = letter.upper() if name.endswith("H") else letter
            if letter not in (small.upper() for small in table.shared):
                glyphs[ord(last)] = known[ord(drawn)]
        else:
            glyphs[ord(last)] = _mark(font, known[ord(unicodedata.normalize("NFD", letter)[-1])])
    _set_cmap(font, glyphs)
    _set_name(font, name)
    font.save(target)


def _mark(font: TTFont, glyph: str) -> str:
    font["hmtx"][glyph] = (0, font["hmtx"][glyph][1])
    return glyph


def _set_cmap(font: TTFont, glyphs: dict[int, str]) -> None:
    subtable = CmapSubtable.newSubtable(4)
    subtable.platformID, subtable.platEncID, subtable.language = 3, 1, 0
    subtable.cmap = glyphs
    font["cmap"].tables = [subtable]


def _set_name(font: TTFont, name: str) -> None:
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name
