"""PDF pages are drawn upright at the dpi asked for, within the limits; damaged files give one clear sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pytest
from reportlab.lib.colors import red
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import EncryptedError, InputError, TooLargeError, TruncatedError
from pipeline.reading.limits import Limits
from pipeline.reading.rendering import Renderer

LIMITS = Limits()


def _pdf(path: Path, size: tuple[float, float] = (200, 100), pages: int = 1, rotation: int = 0) -> Path:
    """Pages with a red square at the top left before the page is rotated."""
    canvas = Canvas(str(path), pagesize=size)
    for _ in range(pages):
        canvas.setFillColor(red)
        canvas.rect(0, size[1] - 20, 20, 20, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    if rotation:
        _rotate(path, rotation)
    return path


def _rotate(path: Path, rotation: int) -> None:
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        page = pdf[0]
        page.set_rotation(rotation)
        pdf.save(path)
        page.close()


# clockwise rotation of the page, where the red square is: (row, column), size in points
ROTATIONS = [
    (0, (5, 5), (200, 100)),
    (90, (5, -5), (100, 200)),
    (180, (-5, -5), (200, 100)),
    (270, (-5, 5), (100, 200)),
]


@pytest.mark.parametrize(("rotation", "place", "size"), ROTATIONS)
def test_pages_as_displayed(tmp_path: Path, rotation: int, place: tuple[int, int], size: tuple[float, float]) -> None:
    with Renderer(_pdf(tmp_path / "a.pdf", rotation=rotation), LIMITS) as pages:
        image = pages.render(1, dpi=72)
        assert pages.size(1) == size
    assert image.shape == (size[1], size[0], 3)
    assert image.dtype == np.uint8
    assert tuple(image[place]) == (255, 0, 0)
    assert tuple(image[image.shape[0] // 2, image.shape[1] // 2]) == (255, 255, 255)


# dpi asked for, megapixels allowed, dpi used, for a page of 200 x 100 points
SCALES = [(300, 120.0, 300), (600, 120.0, 600), (300, 0.2, 227), (150, 0.2, 150), (300, 0.09, 152)]


@pytest.mark.parametrize(("dpi", "megapixels", "expected"), SCALES)
def test_dpi_fits_the_limit(tmp_path: Path, dpi: int, megapixels: float, expected: int) -> None:
    with Renderer(_pdf(tmp_path / "a.pdf"), Limits(megapixels=megapixels)) as pages:
        assert pages.dpi(1, dpi) == expected
        height, width, _ = pages.render(1, dpi).shape
    assert width == pytest.approx(200 * expected / 72, abs=1)
    assert height * width <= megapixels * 1e6 * 1.01


def test_too_large_a_page(tmp_path: Path) -> None:
    with Renderer(_pdf(tmp_path / "a.pdf", (14000, 14000)), LIMITS) as pages, pytest.raises(TooLargeError):
        pages.render(1)


def test_file_is_opened_anew_on_the_way(tmp_path: Path) -> None:
    with Renderer(_pdf(tmp_path / "a.pdf", pages=60), LIMITS) as pages:
        assert len(pages) == 60
        assert all(tuple(pages.render(number, 72)[5, 5]) == (255, 0, 0) for number in range(1, 61))


# page asked for of a file with one
@pytest.mark.parametrize("number", [0, 2, -1])
def test_no_such_page(tmp_path: Path, number: int) -> None:
    with Renderer(_pdf(tmp_path / "a.pdf"), LIMITS) as pages, pytest.raises(InputError):
        pages.render(number)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nrubbish", b"no pdf"])
def test_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(TruncatedError):
        Renderer(tmp_path / "a.pdf", LIMITS)


def test_password(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("secret"))
    canvas.drawString(10, 10, "x")
    canvas.save()
    with pytest.raises(EncryptedError):
        Renderer(tmp_path / "a.pdf", LIMITS)
