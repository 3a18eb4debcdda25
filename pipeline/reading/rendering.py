"""PDF pages drawn as images; the only import of `pypdfium2`."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from numpy.typing import NDArray

from pipeline.errors import EncryptedError, InputError, TooLargeError, TruncatedError

from .limits import Limits

LEAST_DPI = 150  # below this the marks of Vietnamese letters melt together
_POINTS_PER_INCH = 72.0
_REOPEN = 24  # pages: pdfium keeps the packed images of every page drawn, a megabyte each, until the file is closed


class Renderer:
    """A PDF file whose pages are drawn one at a time; a context manager.

    Raises EncryptedError or TruncatedError where the file cannot be opened.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._drawn = 0
        self._pdf = _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points of page `number` (from 1) as displayed."""
        page = self._page(number)
        try:
            width, height = page.get_size()
        finally:
            page.close()
        return width, height

    def dpi(self, number: int, wanted: int = 300) -> int:
        """The dpi at which page `number` fits the limit, at most `wanted`; TooLargeError if below LEAST_DPI."""
        width, height = self.size(number)
        allowed = int((self._limits.megapixels * 1e6 / max(width * height, 1.0)) ** 0.5 * _POINTS_PER_INCH)
        if allowed < LEAST_DPI:
            raise TooLargeError(
                f"Trang {number} quá lớn ({width / 72:.0f} x {height / 72:.0f} inch): hãy in lại thành khổ nhỏ hơn.",
                f"Page {number} is too large ({width / 72:.0f} x {height / 72:.0f} in): print it to a smaller page.",
            )
        return min(wanted, allowed)

    def render(self, number: int, dpi: int = 300) -> NDArray[np.uint8]:
        """Page `number` (from 1) as displayed, at `dpi` or what fits the limit.

        RGB of shape (height, width, 3), or gray (height, width) where it has no colour: a third of the memory.
        """
        self._renew()
        scale = self.dpi(number, dpi) / _POINTS_PER_INCH
        page = self._page(number)
        try:
            bitmap = page.render(scale=scale, rev_byteorder=True)
            image = _own(bitmap.to_numpy())
            bitmap.close()
        except pypdfium2.PdfiumError as error:
            raise _page_error(number) from error
        finally:
            page.close()
        return image

    def _renew(self) -> None:
        """Open the file anew after every _REOPEN pages drawn."""
        if self._drawn == _REOPEN:
            self._pdf.close()
            self._pdf = _opened(self._path)
            self._drawn = 0
        self._drawn += 1

    def _page(self, number: int) -> pypdfium2.PdfPage:
        if not 1 <= number <= len(self._pdf):
            raise InputError(
                f"Tệp không có trang {number}: hãy kiểm tra số trang.", f"There is no page {number}: check the number."
            )
        try:
            return self._pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise _page_error(number) from error


def _own(drawn: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The colours of a bitmap (height, width, 4), or its gray, apart from the memory of pdfium."""
    red = drawn[:, :, 0]
    if all(np.array_equal(red, drawn[:, :, channel]) for channel in (1, 2)):
        return red.copy()
    return drawn[:, :, :3].copy()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _open_error(str(error)) from error
    pdf.init_forms()  # without this the values of filled forms and signatures are not drawn
    return pdf


def _open_error(cause: str) -> InputError:
    if "password" in cause.lower():
        return EncryptedError(
            "Tệp PDF có mật khẩu: hãy bỏ mật khẩu (in lại thành PDF) rồi thử lại.",
            "The PDF has a password: remove it (print to PDF again) and retry.",
        )
    return TruncatedError(
        "Tệp PDF bị hỏng hoặc thiếu phần cuối: hãy lấy lại bản gốc.",
        "The PDF is damaged or cut short: fetch the original again.",
    )


def _page_error(number: int) -> TruncatedError:
    return TruncatedError(
        f"Trang {number} của tệp PDF bị hỏng: hãy lấy lại bản gốc.",
        f"Page {number} of the PDF is damaged: fetch the original again.",
    )
