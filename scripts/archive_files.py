"""Make the two files that every searchable PDF carries: the invisible font and the colour profile.

The font has one glyph, half an em wide; which character it stands for, the PDF tells (pipeline/ocr_output). Its outline
is a line there and back: it has no surface to be painted, but a box, without which PDFium passes over words of one
character.
The profile is the sRGB that LittleCMS builds from the published primaries; its date and identifier are cleared.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph
from PIL import ImageCms

FOLDER = Path(__file__).resolve().parent.parent / "pipeline" / "data" / "archive"
NAME = "VanthuInvisible"
UNITS, WIDTH, ASCENT, DESCENT = 1000, 500, 780, -220  # as pipeline/ocr_output/invisible_text.py counts


def invisible_font() -> bytes:
    """A TrueType font of .notdef and one glyph that shows nothing."""
    font = FontBuilder(UNITS, isTTF=True)
    font.setupGlyphOrder([".notdef", "any"])
    font.setupCharacterMap({0x20: "any"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, DESCENT))
    pen.lineTo((WIDTH // 2, (ASCENT + DESCENT) // 2))
    pen.lineTo((WIDTH, ASCENT))
    pen.closePath()
    font.setupGlyf({".notdef": Glyph(), "any": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (WIDTH, 0), "any": (WIDTH, 0)})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME, "uniqueFontIdentifier": NAME})
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupPost()
    font.font.recalcTimestamp = False
    font.font["head"].created = font.font["head"].modified = 0
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def colour_profile() -> bytes:
    """The ICC profile of sRGB (IEC 61966-2-1)."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)  # the date it was made
    profile[84:100] = bytes(16)  # an identifier that is not computed
    return bytes(profile)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "invisible.ttf").write_bytes(invisible_font())
    (FOLDER / "srgb.icc").write_bytes(colour_profile())
