"""The words of a page as invisible text in the language of PDF pages, and the codes of their characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

from pipeline.document import Box, Page

from .affine import Affine, slanting, straightened
from .blocks import OutputPage, PrintedLine

FONT_NAME = "VanthuInvisible"  # as scripts/archive_files.py makes it, like the three below, in 1/1000 em
GLYPH_WIDTH, ASCENT, DESCENT = 500, 780, -220
RESOURCE = "/VanthuText"  # the name of the font on a page
_EM = 1000.0
_TALL = 1.8  # of the middle height of a line's words: a taller word is a stamp or a rule and does not set the size
_NARROWEST_SPACE = 0.2  # of the height of the line; Poppler takes 0.15 for none
_NARROWEST = 0.1  # points
_AT_ONCE = 100  # entries of a block of a character map, as its format allows
_LAST_CODE = 0xFFFF
_UNKNOWN = "\ufffd"


class Codes:
    """Two-byte codes of characters, given out as they come up, and what a PDF has to know of them."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def encoded(self, text: str) -> str:
        """The codes of `text` as a string in a page's content."""
        return f"<{''.join(f'{self._code(char):04X}' for char in text)}>"

    def _code(self, char: str) -> int:
        known = _UNKNOWN if "\ud800" <= char <= "\udfff" or len(self._codes) >= _LAST_CODE - 1 else char
        return self._codes.setdefault(known, len(self._codes) + 1)

    def glyphs(self) -> bytes:
        """The glyph of each code, two bytes each (CIDToGIDMap): the blank one for all but code 0."""
        return b"\0\0" + b"\0\1" * len(self._codes)

    def to_unicode(self) -> bytes:
        """The character map that tells what each code means, so that text can be searched and copied."""
        rows = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in self._codes.items()]
        blocks = (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))
        listed = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{listed}"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def page_content(output: OutputPage, to_user: Affine, codes: Codes) -> bytes:
    """The drawing of the words of a page, each stretched to its box; `to_user` leads to the space of the PDF page.

    A line has one height; the space behind a word fills the gap to the next, so that every reader splits alike. Where
    two boxes leave no room for it, the first word ends a little earlier or the next begins a little later. On a slanted
    page each word stands level at its place: Poppler takes slanted text apart inside the words.
    """
    shown = [text for line in output.lines for text in _line(line, output.page, to_user, codes)]
    return "\n".join(["q", "BT", "3 Tr", f"{RESOURCE} 1 Tf", *shown, "ET", "Q"]).encode("ascii")


def _line(line: PrintedLine, page: Page, to_user: Affine, codes: Codes) -> Iterator[str]:
    boxes = [straightened(word.box, page) for word in line.words]
    top, bottom = _extent(boxes)
    height = max(bottom - top, _NARROWEST)
    base, slant = bottom + DESCENT / _EM * height, slanting(page)
    along, up = (to_user.a, to_user.b), (-height * to_user.c, -height * to_user.d)

    def shown(text: str, start: float, end: float) -> str:
        stretch = (end - start) / (len(text) * GLYPH_WIDTH / _EM)
        middle_x, middle_y = slant.point((start + end) / 2, base)
        origin = to_user.point(middle_x - (end - start) / 2, middle_y)
        matrix = (stretch * along[0], stretch * along[1], *up, *origin)
        return f"{' '.join(map(_number, matrix))} Tm {codes.encoded(text)} Tj"

    space = _NARROWEST_SPACE * height
    start = boxes[0].x0
    for word, box, after in zip(line.words, boxes, boxes[1:], strict=False):
        end = max(min(box.x1, after.x0 - space), (start + box.x1) / 2, start + _NARROWEST)
        yield shown(word.text, start, end)
        start = max(after.x0, end + space)
        yield shown(" ", end, start)
    end = max(boxes[-1].x1, start + _NARROWEST)
    yield shown(line.words[-1].text, start, end)
    yield shown(" ", end, end + space)  # without it PDFium may join the last word to the next line


def _extent(boxes: Iterable[Box]) -> tuple[float, float]:
    """The top and bottom of a line, words of unlikely height left aside."""
    known = list(boxes)
    usual = median(box.bottom - box.top for box in known)
    fitting = [box for box in known if box.bottom - box.top <= _TALL * usual]
    return min(box.top for box in fitting), max(box.bottom for box in fitting)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
