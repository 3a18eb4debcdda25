"""Two pages on one image are told from one page across, whatever is on it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed_pages import A4, DPI, printed

from pipeline.reading.preparation.prepare import prepared
from pipeline.reading.preparation.spreads import fold

Sheet = NDArray[np.uint8]
ACROSS = (1754, 1240)  # A4 across, pixels at DPI


def spread(left: int = 30, right: int = 30) -> Sheet:
    """Two A4 pages side by side with so many lines each."""
    return np.hstack([printed(lines).image for lines in (left, right)])


def shadowed() -> Sheet:
    """A book: the fold is a dark band."""
    page = spread().astype(np.int16)
    page -= (130 * np.exp(-(((np.arange(page.shape[1]) - A4[0]) / 40.0) ** 2))).astype(np.int16)[None, :]
    return page.clip(0, 255).astype(np.uint8)


def text_across() -> Sheet:
    page = Image.new("L", ACROSS, 255)
    for row in range(22):
        text = "ket qua giai quyet thu tuc hanh chinh trong thang sau cua Uy ban nhan dan phuong gui Van phong"
        ImageDraw.Draw(page).text((150, 150 + 42 * row), text[row % 5 :], font=ImageFont.load_default(30), fill=0)
    return np.asarray(page)


def table_across(ruled: bool = True) -> Sheet:
    page = Image.new("L", ACROSS, 255)
    draw = ImageDraw.Draw(page)
    columns = [120, 200, 620, 790, 960, 1130, 1300, 1470, 1640]
    for row in range(18):
        y = 150 + 50 * row
        if ruled:
            draw.line((columns[0], y, columns[-1], y), fill=0, width=2)
        for at, x in enumerate(columns[:-1]):
            text = "Linh vuc dat dai, moi truong" if at == 1 else str(17 * row + 31 * at)
            draw.text((x + 12, y + 10), text, font=ImageFont.load_default(26), fill=0)
    if ruled:
        for x in columns:
            draw.line((x, 150, x, 1000), fill=0, width=2)
    return np.asarray(page)


def one_half() -> Sheet:
    page = spread()
    page[:, A4[0] :] = 255
    return page


def letterhead_across() -> Sheet:
    """Two short blocks above, as of a letterhead, then lines across the page."""
    page = text_across().copy()
    page[:700] = 255
    page[100:500, 100:700] = printed(9).image[150:550, 150:750]
    page[100:500, 1050:1650] = printed(9).image[150:550, 150:750]
    return page


def blank() -> Sheet:
    return np.full(ACROSS[::-1], 255, np.uint8)


def portrait() -> Sheet:
    return printed().image


def two_columns() -> Sheet:
    """One upright page of two columns is no spread."""
    small = Image.fromarray(spread()).resize((A4[0], A4[0] * A4[1] // (2 * A4[0])))
    page = np.full((A4[1], A4[0]), 255, np.uint8)
    page[: small.height] = np.asarray(small)
    return page


ONE_PAGE = [portrait, two_columns, text_across, table_across, one_half, letterhead_across, blank]


@pytest.mark.parametrize("draw", ONE_PAGE)
def test_one_page(draw: Callable[[], Sheet]) -> None:
    assert fold(draw(), DPI) is None


def test_a_table_without_rules_across_is_one_page() -> None:
    assert fold(table_across(ruled=False), DPI) is None


TWO_PAGES = [spread, shadowed, lambda: spread(30, 8), lambda: spread(6, 30), lambda: spread()[:, 60:]]


@pytest.mark.parametrize("draw", TWO_PAGES)
def test_two_pages(draw: Callable[[], Sheet]) -> None:
    page = draw()
    middle = fold(page, DPI)
    assert middle is not None
    assert abs(middle - (page.shape[1] - A4[0])) < 0.08 * page.shape[1]
    for half, texts in ((page[:, :middle], middle), (page[:, middle:], page.shape[1] - middle)):
        assert half.shape[1] == texts
    text = np.where(page < 60, 1, 0).sum(axis=0)
    assert text[middle - 10 : middle + 10].sum() == 0 or draw is shadowed


@pytest.mark.parametrize("dpi", [100, 300])
def test_the_fold_does_not_depend_on_the_resolution(dpi: int) -> None:
    page = Image.fromarray(spread())
    image = np.asarray(page.resize((page.width * dpi // DPI, page.height * dpi // DPI)))
    first, second = fold(spread(), DPI), fold(image, dpi)
    assert first is not None
    assert second is not None
    assert second / dpi == pytest.approx(first / DPI, abs=0.1)


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (10, 15), (40, 60)])
def test_tiny_images_are_no_fault(shape: tuple[int, int]) -> None:
    assert fold(np.zeros(shape, np.uint8), DPI) is None


def test_the_leaves_of_a_spread() -> None:
    ready = prepared(spread(30, 12), 200)  # taken for one printed smaller, which is not made finer
    assert ready.steps == ("two pages",)
    left, right = ready.leaves
    assert left.left == 0.0
    assert right.left == pytest.approx(left.image.shape[1] * 72 / ready.dpi)
    assert left.image.shape[1] + right.image.shape[1] == spread().shape[1]
    assert ready.width == pytest.approx(1.5 * 595.2)
    assert (left.image < 60).sum() > 2 * (right.image < 60).sum() > 0
