"""PDF files: pages with a text layer read from it, the others rendered and scanned; the only import of `pdfplumber`."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.encodingdb import EncodingDB
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdffont import PDFFont, PDFSimpleFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, int_value, list_value, resolve1
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.document import Box, Page
from pipeline.errors import EncryptedError, InputError, TooLargeError, TruncatedError

from .deadline import in_time
from .glyphs import Glyph
from .legacy_fonts import in_font, is_legacy, with_every_code, with_soft_hyphen
from .limits import Limits
from .ordered import in_order
from .routing import judge
from .text_layer import TextLayer, Turned

if TYPE_CHECKING:
    from .rendering import Renderer

_THIN = 3.0  # points: a filled box this thin is a rule
_FEW_POINTS = 8  # a path of more points is a drawing, no border
_LOOK_DPI = 50  # enough to see whether anything is drawn
_INK = 200  # of 255: what is darker is no paper
_EMPTY_BYTES = 400  # an empty page written by an office program has less content
_LARGE_PICTURE = 0.15  # of the page
_LONGEST_CONTENT = 12_000_000  # bytes; a full page of small type has some 100,000
_UNMAPPED = "(cid:"  # how pdfminer writes a glyph whose character is not known
_UNKNOWN = "\ufffd"


def read_pdf(path: Path, limits: Limits) -> Iterator[Page]:
    """The pages of a PDF file, scanned ones read one a core; memory does not grow with their number.

    Raises EncryptedError, TruncatedError, TooLargeError, TimeLimitError, and MissingProgramError where a page
    needs OCR and Tesseract is missing.
    """
    with _opened(path) as pdf, ExitStack() as stack:
        yield from in_order(_jobs(path, pdf, stack, limits), limits.workers)


def text_layers(path: Path, limits: Limits) -> Iterator[Page]:
    """The pages as their text layers have them; one that must be recognised has the source "ocr" and no lines.

    Raises as `read_pdf`, but needs no Tesseract.
    """
    with _opened(path) as pdf:
        for plumbed in in_time(_pages(pdf, limits), limits):
            yield _from_text_layer(plumbed)
            _forget(pdf, plumbed)


def _jobs(path: Path, pdf: PDF, stack: ExitStack, limits: Limits) -> Iterator[Callable[[], Page]]:
    """For each page what gives it; text layers are read and pages drawn here, one by one, for PDFium has one thread."""
    renderer: Renderer | None = None
    for plumbed in in_time(_pages(pdf, limits), limits):
        page = _from_text_layer(plumbed)
        _forget(pdf, plumbed)
        if page.source == "pdf":
            yield partial(_same, page)
        else:
            renderer = renderer or stack.enter_context(_renderer(path, limits))
            yield _scanned(renderer, page, limits)


def _same(page: Page) -> Page:
    return page


@contextmanager
def _opened(path: Path) -> Iterator[PDF]:
    """The file as pdfplumber sees it, its many log messages kept from the user."""
    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with path.open("rb") as file:
        try:
            pdf = PDF.open(file)
        except Exception as error:  # pdfminer raises errors of every kind on damaged files
            raise _open_error(error) from error
        pdf.rsrcmgr = _Fonts()
        yield pdf


class _Fonts(PDFResourceManager):
    """The fonts of a file; simple ones with a character for each code of the legacy encodings."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        known = bool(objid) and objid in self._cached_fonts
        font = super().get_font(objid, spec)
        if not known and isinstance(font, PDFSimpleFont):
            _add_codes(font, resolve1(spec.get("Encoding")))
        return font


def _add_codes(font: PDFSimpleFont, encoding: object) -> None:
    """Let `font` know the codes that pdfminer has no character, or the wrong one, for."""
    if not is_legacy(_name(font.fontname)):
        font.cid2unicode = with_soft_hyphen(font.cid2unicode)
        return
    if encoding is None or (isinstance(encoding, dict) and "BaseEncoding" not in encoding):  # its own codes
        differences = list_value(encoding.get("Differences", [])) if isinstance(encoding, dict) else []
        font.cid2unicode = EncodingDB.get_encoding("WinAnsiEncoding", differences)
    font.cid2unicode = with_every_code(font.cid2unicode)
    if isinstance(font.unicode_map, FileUnicodeMap):
        font.unicode_map.cid2unichr = with_soft_hyphen(font.unicode_map.cid2unichr)


def _name(name: object) -> str | None:
    """The name of a font as the file has it."""
    return name.decode("latin-1") if isinstance(name, bytes) else name if isinstance(name, str) else None


def _open_error(error: Exception) -> InputError:
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, PDFEncryptionError):
        return EncryptedError(
            "Tệp PDF có mật khẩu: hãy bỏ mật khẩu (in lại thành PDF) rồi thử lại.",
            "The PDF has a password: remove it (print to PDF again) and retry.",
        )
    return _damaged()


def _damaged() -> TruncatedError:
    return TruncatedError(
        "Tệp PDF bị hỏng hoặc thiếu phần cuối: hãy lấy lại bản gốc.",
        "The PDF is damaged or cut short: fetch the original again.",
    )


def _pages(pdf: PDF, limits: Limits) -> list[PlumberPage]:
    """The pages, when there are as many as the file says and no more than allowed."""
    try:
        stated = resolve1(resolve1(pdf.doc.catalog["Pages"])["Count"])
        count = stated if isinstance(stated, int) else 0
        _check_count(count, limits)
        pages: list[PlumberPage] = pdf.pages
    except InputError:
        raise
    except Exception as error:  # as above
        raise _damaged() from error
    _check_count(len(pages), limits)
    if not pages or count > len(pages):
        raise _damaged()
    return pages


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.pages:
        raise TooLargeError(
            f"Tệp có {count} trang, giới hạn là {limits.pages}: hãy tách tệp hoặc nâng giới hạn.",
            f"The file has {count} pages, the limit is {limits.pages}: split it or raise the limit.",
        )


def _from_text_layer(plumbed: PlumberPage) -> Page:
    """The page as its text layer has it; ``source`` "ocr" and no lines where it must be scanned instead."""
    number = plumbed.page_number
    if _content_size(plumbed) >= _LONGEST_CONTENT:
        return Page(number, "ocr", "the text layer is too large to be read")
    try:
        layer = _text_layer(plumbed)
    except PdfminerException:
        return Page(number, "ocr", "the text layer is damaged")
    upright = layer.turned()
    lines = upright.lines()
    route = judge(lines, layer.picture_share)
    if route.kind != "text":
        notes = _content_notes(plumbed) if route.kind == "blank" else ()
        return Page(number, route.kind, route.reason, layer.width, layer.height, notes=notes)
    size = upright.width, upright.height
    return Page(number, "pdf", route.reason, *size, lines, rotation=layer.turn, notes=_picture_notes(layer))


def _picture_notes(layer: TextLayer) -> tuple[str, ...]:
    share = layer.picture_share
    return (f"pictures cover {share:.0%} of the page; text in them is not read",) if share >= _LARGE_PICTURE else ()


def _content_notes(plumbed: PlumberPage) -> tuple[str, ...]:
    """A warning where a page draws nothing although it has content: damage that passes for an empty page."""
    streams = [resolve1(content) for content in plumbed.page_obj.contents]
    size = sum(int_value(stream.get("Length", 0)) for stream in streams if isinstance(stream, PDFStream))
    if size < _EMPTY_BYTES:
        return ()
    return (f"nothing is drawn by {size} bytes of content: the page may be damaged",)


def _content_size(plumbed: PlumberPage) -> int:
    """The bytes of the page's content once unpacked, counted up to _LONGEST_CONTENT: 36 kB may hold 24 MB."""
    size = 0
    for content in plumbed.page_obj.contents:
        stream = resolve1(content)
        packed = (stream.rawdata or b"") if isinstance(stream, PDFStream) else b""
        try:
            size += len(zlib.decompressobj().decompress(packed, _LONGEST_CONTENT))
        except zlib.error:  # another filter, or none
            size += len(packed)
    return size


def _scanned(renderer: Renderer, page: Page, limits: Limits) -> Callable[[], Page]:
    """What recognises a page from its image; a blank one only where letters drawn as lines or a stamp show."""
    if page.source == "blank":
        if not (renderer.render(page.number, _LOOK_DPI) < _INK).any():
            return partial(_same, page)
        page = replace(page, reason="no text layer, but something is drawn")
    from .scan import scan_page  # noqa: PLC0415  # OpenCV loads only where a page needs it

    image = renderer.render(page.number)
    return partial(scan_page, image, page.number, page.reason, limits, dpi=renderer.dpi(page.number))


def _renderer(path: Path, limits: Limits) -> Renderer:
    from .rendering import Renderer  # noqa: PLC0415  # as above

    return Renderer(path, limits)


def _forget(pdf: PDF, plumbed: PlumberPage) -> None:
    """Let go of the page and of the streams that pdfminer keeps for the life of the file (scans: megabytes a page)."""
    plumbed.close()
    cache = pdf.doc._cached_objs
    for key in [key for key, (value, _) in cache.items() if isinstance(value, PDFStream)]:
        del cache[key]


def _text_layer(plumbed: PlumberPage) -> TextLayer:
    """What is drawn on a page, measured from the top left of the part that is displayed (its CropBox)."""
    left, bottom, right, top = _displayed(plumbed)
    glyphs: list[Turned] = []
    strokes: list[Box] = []
    pictures: list[Box] = []
    for item in _flat(plumbed.layout):
        x0, y0, x1, y1 = item.bbox
        if isinstance(item, LTChar):
            text = item.get_text()
            text = _UNKNOWN if text.startswith(_UNMAPPED) else text.replace("\0", _UNKNOWN)
            font = _name(item.fontname)
            text = in_font(text, font)
            turn, drop = _setting(item)
            glyphs.append(Turned(turn, Glyph(text, x0 - left, top - y1, x1 - left, top - y0, drop, font)))
        elif isinstance(item, LTImage):
            pictures.append(Box(x0 - left, top - y1, x1 - left, top - y0))
        elif isinstance(item, LTCurve):
            strokes += (Box(a - left, top - d, c - left, top - b) for a, b, c, d in _rules(item))
    return TextLayer(right - left, top - bottom, glyphs, strokes, pictures)


def _flat(items: Iterable[LTComponent]) -> Iterator[LTComponent]:
    """Every item drawn, those inside forms included."""
    for item in items:
        if isinstance(item, LTContainer):
            yield from _flat(item)
        else:
            yield item


def _setting(char: LTChar) -> tuple[int, float]:
    """The clockwise turn in degrees that would set `char` upright, and how far below its base line its box ends."""
    a, b, _, _, x, y = char.matrix
    if abs(a) >= abs(b):
        return (0, y - char.y0) if a >= 0 else (180, char.y1 - y)
    return (90, char.x1 - x) if b > 0 else (270, x - char.x0)


def _rules(curve: LTCurve) -> Iterator[tuple[float, float, float, float]]:
    """The straight horizontal and vertical strokes of a path as boxes (x0, y0, x1, y1), y upward."""
    x0, y0, x1, y1 = curve.bbox
    if min(x1 - x0, y1 - y0) <= _THIN:
        if curve.stroke or curve.fill:
            yield curve.bbox
    elif curve.stroke and len(curve.pts) <= _FEW_POINTS:
        closed = [*curve.pts, curve.pts[0]] if len(curve.pts) > 2 else curve.pts
        for (ax, ay), (bx, by) in pairwise(closed):
            if min(abs(ax - bx), abs(ay - by)) <= 0.5:
                yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _displayed(plumbed: PlumberPage) -> tuple[float, float, float, float]:
    """The CropBox (left, bottom, right, top) in the coordinates of the layout: MediaBox at 0, /Rotate applied."""
    mx0, my0, mx1, my1 = plumbed.page_obj.mediabox
    cx0, cy0, cx1, cy1 = plumbed.page_obj.cropbox
    left, bottom = max(min(cx0, cx1), mx0) - mx0, max(min(cy0, cy1), my0) - my0
    right, top = min(max(cx0, cx1), mx1) - mx0, min(max(cy0, cy1), my1) - my0
    width, height = mx1 - mx0, my1 - my0
    if right - left <= 1 or top - bottom <= 1:  # a CropBox outside the page: viewers then show the MediaBox
        left, bottom, right, top = 0.0, 0.0, width, height
    match plumbed.rotation:
        case 90:
            return bottom, width - right, top, width - left
        case 180:
            return width - right, height - top, width - left, height - bottom
        case 270:
            return height - top, left, height - bottom, right
        case _:
            return left, bottom, right, top
