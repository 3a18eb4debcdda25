"""The command `vanthu ocr`: what archives keep of a scan, with its Vietnamese restored: PDF, hOCR and ALTO."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from normalizers import normalize_with_corrections
from normalizers.legacy import Repaired

from .atomic import OutputError
from .decoding import decoded, decoded_pages
from .document import Document
from .doubts import doubts_of
from .errors import UnsupportedError
from .inputs import opened
from .labels import Label
from .models import models_told
from .ocr_output.alto import write_alto
from .ocr_output.blocks import OutputPage, output_page
from .ocr_output.hocr import write_hocr
from .ocr_output.source import Source
from .ocr_output.words import output_rows
from .output import STDOUT, check_output, opened_output
from .patience import patterns_told
from .reading import Limits, read
from .reading.sniffing import sniff

if TYPE_CHECKING:
    from .console import Screen

_Writer = Callable[[Iterable[OutputPage], Source, BinaryIO], None]

_NOT_ARCHIVAL = Label(
    "PDF ghi ra tìm kiếm được nhưng không ghi nhận là PDF/A, vì bản gốc có nội dung ngoài ảnh quét.",
    "The PDF can be searched but is not marked as PDF/A, since the original holds more than plain scans.",
)


@dataclass(frozen=True, slots=True)
class Archive:
    """Where each form goes, None for those not wanted; ``-`` is standard output, for the XML forms only."""

    pdf: str | None = None
    hocr: str | None = None
    alto: str | None = None

    @property
    def outputs(self) -> list[str]:
        """The outputs wanted."""
        return [output for output in (self.pdf, self.hocr, self.alto) if output is not None]

    def check(self, file: str) -> None:
        """Raise OutputError where nothing is wanted, or two forms in one place, or one that cannot be there."""
        if not self.outputs:
            raise OutputError(
                "Chưa chọn dạng kết quả: hãy thêm --pdf TỆP, --hocr TỆP hoặc --alto TỆP.",
                "No form of result was chosen: add --pdf FILE, --hocr FILE or --alto FILE.",
            )
        if self.pdf == STDOUT:
            raise OutputError(
                "--pdf cần tên một tệp: hãy ghi --pdf TỆP.pdf.", "--pdf needs a file: give --pdf FILE.pdf."
            )
        if self.outputs.count(STDOUT) > 1:
            raise OutputError(
                "Chỉ một dạng ghi được ra đầu ra chuẩn: hãy ghi dạng kia vào tệp.",
                "Only one form can go to standard output: write the other to a file.",
            )
        for at, output in enumerate(self.outputs):
            check_output(output, [file, *self.outputs[:at]])


def archive_file(file: str, archive: Archive, screen: Screen) -> None:
    """Read `file` and write every form wanted, all of them or none; raises a VanthuError."""
    archive.check(file)
    limits = Limits()
    with opened(file, limits.file_bytes) as path:
        is_image = _kind(path, archive) == "image"
        progress = screen.progress(1)
        with progress.working(file), models_told(), patterns_told(path.name):
            document = read(path, limits, told=lambda page: progress.reached(file, page))
            legacy = decoded(document)
            pages = _output_pages(document, legacy)
            source = _source(document, path, limits, is_image=is_image)
            notes = _write(pages, source, archive, path, limits, is_image=is_image)
    for doubt in (*doubts_of(document, legacy.runs), *notes):
        screen.say(doubt, file, style="yellow")


def _kind(path: Path, archive: Archive) -> str | None:
    """The format of the file, None for one that reading will refuse; raises what can be told before pages are read."""
    if not path.is_file() or not path.stat().st_size or not os.access(path, os.R_OK):
        return None
    kind = sniff(path)
    if kind not in ("pdf", "image"):
        raise UnsupportedError(
            "Tệp văn bản và tệp Office không có vị trí chữ trên trang: lệnh ocr chỉ nhận PDF và ảnh quét "
            "(hãy dùng «vanthu text» hoặc in tệp thành PDF).",
            "Text and office files have no places on a page: ocr takes PDF and scanned images only "
            "(use «vanthu text», or print the file to PDF).",
        )
    if kind == "pdf" and archive.pdf is not None:
        from .ocr_output.archive_pdf import check_rewritable  # noqa: PLC0415 - only this form needs pikepdf

        check_rewritable(path)
    return kind


def _output_pages(document: Document, legacy: Repaired) -> list[OutputPage]:
    text, restored = normalize_with_corrections(legacy.text)
    rows = output_rows(document, text, restored)
    decoded_there = decoded_pages(document, legacy.runs)
    return [
        output_page(page, own, decoded=number in decoded_there)
        for number, (page, own) in enumerate(zip(document.pages, rows, strict=True), 1)
    ]


def _source(document: Document, path: Path, limits: Limits, *, is_image: bool) -> Source:
    pixels: list[tuple[int, int]] = []
    if is_image:
        from .reading.images import frame_sizes  # noqa: PLC0415

        pixels = list(frame_sizes(path, limits))
    return Source(document.name, document.sha256, len(document.pages), version("vanthu"), pixels)


def _write(
    pages: list[OutputPage], source: Source, archive: Archive, path: Path, limits: Limits, *, is_image: bool
) -> list[Label]:
    """Write the forms wanted; what the user should know of the PDF."""
    notes: list[Label] = []
    xml: list[tuple[str | None, _Writer]] = [(archive.hocr, write_hocr), (archive.alto, write_alto)]
    with ExitStack() as stack:  # all files, or none
        for output, write in xml:
            if output is not None:
                write(pages, source, stack.enter_context(opened_output(output)))
        if archive.pdf is not None:
            out = stack.enter_context(opened_output(archive.pdf))
            notes = _write_pdf(pages, source, path, limits, out, is_image=is_image)
    return notes


def _write_pdf(
    pages: list[OutputPage], source: Source, path: Path, limits: Limits, out: BinaryIO, *, is_image: bool
) -> list[Label]:
    from .ocr_output.archive_pdf import ArchivePdf  # noqa: PLC0415 - only this form needs pikepdf

    with TemporaryDirectory(prefix="vanthu-") as folder:
        parts = [path]
        if is_image:
            from .ocr_output.image_pages import image_pages  # noqa: PLC0415

            parts = image_pages(path, [output.page for output in pages], limits, Path(folder))
        with ArchivePdf(parts, ours=is_image) as pdf:
            for output in pages:
                pdf.add(output)
            pdf.save(out, source.version)
    notes = [] if pdf.claims_archival else [_NOT_ARCHIVAL]
    if pdf.double:
        listed = ", ".join(map(str, pdf.double))
        notes.append(
            Label(
                f"trang {listed}: chữ có sẵn trên trang vẫn còn bên cạnh chữ mới, tìm kiếm có thể gặp cả hai.",
                f"page {listed}: its own text is still there beside the new one; a search may find both.",
            )
        )
    return notes
