"""A searchable PDF: the pages as they are, the restored words over them unseen; the only import of `pikepdf`."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from pipeline.errors import EncryptedError, SignedError, TruncatedError

from .affine import Affine, displayed_size, scaling, to_display, turning
from .blocks import OutputPage
from .conformance import has_plain_catalog, is_plain_page
from .invisible_text import ASCENT, DESCENT, FONT_NAME, GLYPH_WIDTH, RESOURCE, Codes, page_content
from .page_content import Cleaned, draws_pictures_only, holds_only_invisible, unbalanced, without_invisible
from .signatures import is_signed
from .unpacking import unpacked

_LONGEST_CONTENT = 12_000_000  # bytes of a page's content that are looked through
_DEEPEST = 64  # groups of pages inside each other
_VERSION = "1.7"  # PDF/A-2 builds on it
_SRGB = "sRGB IEC61966-2.1"
_CLAIM = "pdfaid:part", "pdfaid:conformance"


def check_rewritable(path: Path) -> None:
    """Raise SignedError or EncryptedError for a PDF that must not be written anew, TruncatedError for a damaged one."""
    with _opened(path) as pdf:
        if pdf.is_encrypted:
            raise EncryptedError(
                "Tệp PDF bị khóa chỉnh sửa: hãy dùng --hocr hoặc --alto, hoặc in lại thành PDF rồi thử lại.",
                "The PDF is locked against changes: use --hocr or --alto, or print it to PDF again and retry.",
            )
        with _damage_told():
            signed = is_signed(pdf)
        if signed:
            raise SignedError(
                "Tệp PDF có chữ ký số, ghi lại sẽ làm mất hiệu lực chữ ký: hãy dùng --hocr hoặc --alto, "
                "hoặc in thành một bản PDF mới rồi thử lại.",
                "The PDF bears a digital signature, which writing it anew would break: use --hocr or --alto, "
                "or print it to a new PDF and retry.",
            )


class ArchivePdf:
    """The PDF being made of the files at `parts`, page after page; a context manager.

    `claims_archival` tells, once all pages were added, whether the file can be called PDF/A-2b; `double` are the
    numbers of pages whose own visible text, that could not be trusted, is still found beside the new one.
    """

    def __init__(self, parts: list[Path], *, ours: bool) -> None:
        self._stack = ExitStack()
        self._codes = Codes()
        self._pdf = self._stack.enter_context(_opened(parts[0]))
        for part in parts[1:]:
            self._pdf.pages.extend(self._stack.enter_context(_opened(part)).pages)
        self._font = self._pdf.make_indirect(Dictionary())
        self.double: list[int] = []
        with _damage_told():
            self.claims_archival = ours or has_plain_catalog(self._pdf)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, output: OutputPage) -> None:
        """Lay the words over a page that was recognised or decoded; one with a sound text layer stays as it is."""
        with _damage_told():
            page = self._pdf.pages[output.page.number - 1]
            cleaned = self._cleaned(page)
            if (output.page.source == "ocr" or output.decoded) and output.blocks:
                self._write(page, output, cleaned)
            pictures = cleaned is not None and draws_pictures_only(cleaned.instructions)
            self.claims_archival = self.claims_archival and pictures and is_plain_page(page)

    def save(self, out: BinaryIO, version: str) -> None:
        """Write the file; `version` is that of vanthu."""
        self._describe_font()
        with _damage_told():
            self._describe_file(version)
            self._pdf.save(out, min_version=_VERSION, deterministic_id=True)

    def _cleaned(self, page: Page) -> Cleaned | None:
        """What the page draws, without invisible text; None where its content is too long or odd to look through."""
        if not self._is_short(page.obj.get(Name.Contents)):
            return None
        drawn = page.resources.get(Name.XObject, Dictionary())
        forms = [name for name, form in drawn.items() if self._is_invisible_form(form)]
        return without_invisible(pikepdf.parse_content_stream(page), forms)

    @staticmethod
    def _is_short(contents: pikepdf.Object | None) -> bool:
        if contents is None:
            return True
        streams = list(contents) if isinstance(contents, Array) else [contents]
        return all(unpacked(stream, _LONGEST_CONTENT // len(streams)) is not None for stream in streams)

    @staticmethod
    def _is_invisible_form(form: pikepdf.Object) -> bool:
        if form.get(Name.Subtype) != Name.Form or unpacked(form, _LONGEST_CONTENT) is None:
            return False
        return holds_only_invisible(pikepdf.parse_content_stream(form))

    def _write(self, page: Page, output: OutputPage, cleaned: Cleaned | None) -> None:
        if cleaned is not None and cleaned.shows_text:
            self.double.append(output.page.number)
        if cleaned is not None and cleaned.had_invisible:
            page.Contents = self._pdf.make_stream(pikepdf.unparse_content_stream(cleaned.instructions))
        missing, left = unbalanced(cleaned.instructions) if cleaned is not None else (0, 0)
        page.contents_add(b"q\n" * (1 + missing), prepend=True)
        page.contents_add(b"\nQ" * (1 + left) + b"\n" + page_content(output, _to_user(page, output), self._codes))
        page.add_resource(self._font, Name.Font, Name(RESOURCE))

    def _describe_font(self) -> None:
        """Fill in the font, now that it is known which characters it stands for."""
        pdf = self._pdf
        program = files("pipeline").joinpath("data/archive/invisible.ttf").read_bytes()
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{FONT_NAME}"),
            Flags=4,  # symbolic: its characters are of no standard set
            FontBBox=Array([0, DESCENT, GLYPH_WIDTH, ASCENT]),
            ItalicAngle=0,
            Ascent=ASCENT,
            Descent=DESCENT,
            CapHeight=ASCENT,
            StemV=80,
            FontFile2=Stream(pdf, program, Length1=len(program)),
        )
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name(f"/{FONT_NAME}"),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            DW=GLYPH_WIDTH,
            CIDToGIDMap=Stream(pdf, self._codes.glyphs()),
        )
        self._font.Type = Name.Font
        self._font.Subtype = Name.Type0
        self._font.BaseFont = Name(f"/{FONT_NAME}")
        self._font.Encoding = Name("/Identity-H")
        self._font.DescendantFonts = Array([pdf.make_indirect(descendant)])
        self._font.ToUnicode = Stream(pdf, self._codes.to_unicode())

    def _describe_file(self, version: str) -> None:
        """Metadata: the claim of PDF/A-2b where it is warranted, else none, even where the file had one."""
        pdf = self._pdf
        if self.claims_archival:
            if Name.Metadata in pdf.Root:
                del pdf.Root.Metadata  # the title and dates come from the other description of the file
            profile = files("pipeline").joinpath("data/archive/srgb.icc").read_bytes()
            intent = Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=_SRGB,
                Info=_SRGB,
                DestOutputProfile=Stream(pdf, profile, N=3),
            )
            pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
        with warnings.catch_warnings(), pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            warnings.simplefilter("ignore")  # of properties that the newer form of metadata has no place for
            metadata.load_from_docinfo(pdf.docinfo)
            metadata["pdf:Producer"] = f"vanthu {version}"
            for key, value in zip(_CLAIM, ("2", "B"), strict=True):
                if self.claims_archival:
                    metadata[key] = value
                elif key in metadata:
                    del metadata[key]
        if Name.Lang not in pdf.Root:
            pdf.Root.Lang = pikepdf.String("vi")


def _to_user(page: Page, output: OutputPage) -> Affine:
    """From the upright page on which words were measured to the coordinates of the PDF page."""
    left, bottom, right, top = _displayed(page)
    turn = _rotation(page.obj)
    width, height = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
    across, down = displayed_size(output.page)
    stretched = to_display(output.page).then(scaling(width / max(across, 1.0), height / max(down, 1.0)))
    return stretched.then(turning(-turn, width, height)).then(Affine(1.0, 0.0, 0.0, -1.0, left, top))


def _rotation(node: pikepdf.Object) -> int:
    """The clockwise turn at which a page is shown; it may be stated for a group of pages."""
    for _ in range(_DEEPEST):
        if Name.Rotate in node:
            return int(node.Rotate) % 360
        if Name.Parent not in node:
            break
        node = node.Parent
    return 0


def _displayed(page: Page) -> tuple[float, float, float, float]:
    """The part of the page that is shown: its CropBox inside its MediaBox, or the latter where they do not meet."""
    media, crop = ([float(side) for side in box.as_list()] for box in (page.mediabox, page.cropbox))
    left, bottom = max(min(crop[0], crop[2]), min(media[0], media[2])), max(min(crop[1::2]), min(media[1::2]))
    right, top = min(max(crop[0], crop[2]), max(media[0], media[2])), min(max(crop[1::2]), max(media[1::2]))
    if right - left <= 1 or top - bottom <= 1:
        return min(media[0::2]), min(media[1::2]), max(media[0::2]), max(media[1::2])
    return left, bottom, right, top


@contextmanager
def _opened(path: Path) -> Iterator[Pdf]:
    try:
        pdf = Pdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise EncryptedError(
            "Tệp PDF có mật khẩu: hãy bỏ mật khẩu (in lại thành PDF) rồi thử lại.",
            "The PDF has a password: remove it (print to PDF again) and retry.",
        ) from error
    except pikepdf.PdfError as error:
        raise _damaged() from error
    with pdf:
        yield pdf


@contextmanager
def _damage_told() -> Iterator[None]:
    """Turn what a damaged file raises, errors of every kind, into a TruncatedError; those of the output pass."""
    try:
        yield
    except (pikepdf.PdfError, RuntimeError, TypeError, ValueError, KeyError, AttributeError, IndexError) as error:
        raise _damaged() from error


def _damaged() -> TruncatedError:
    return TruncatedError(
        "Tệp PDF bị hỏng, không ghi lại được: hãy dùng --hocr hoặc --alto, hoặc in lại thành PDF rồi thử lại.",
        "The PDF is damaged and cannot be written anew: use --hocr or --alto, or print it to PDF again and retry.",
    )
