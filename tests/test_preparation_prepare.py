"""A scan made ready tells its steps, turns back over as it was turned, and leaves a page in order alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from printed_pages import DPI, printed, quarter_turned, slanted

from pipeline.reading.preparation.prepare import Prepared, prepared

PAGE = printed(14).image[:800]
FINE = 200  # dpi that is not made finer for reading
SPREAD = np.hstack([printed(20).image] * 2)


def faded(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return (200 - (255.0 - page) * 0.25).astype(np.uint8)


def framed(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    copy = page.copy()
    copy[:, :50] = 0
    return copy


def dusty(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    copy = page.copy()
    rng = np.random.default_rng(1)
    copy[rng.integers(0, page.shape[0], 1500), rng.integers(0, page.shape[1], 1500)] = 0
    return copy


# page, what is told
STEPS = [
    (PAGE, ()),
    (np.repeat(PAGE[..., None], 3, axis=2), ()),
    (faded(PAGE), ("tone evened",)),
    (framed(PAGE), ("edges removed",)),
    (dusty(PAGE), ("specks removed",)),
    (quarter_turned(PAGE, 90), ("turned 90",)),
    (quarter_turned(PAGE, 180), ("turned 180",)),
    (quarter_turned(PAGE, 270), ("turned 270",)),
    (slanted(PAGE, 2.0), ("deskewed",)),
    (quarter_turned(slanted(faded(PAGE), -2.0), 180), ("tone evened", "turned 180", "deskewed")),
]


@pytest.mark.parametrize(("page", "steps"), STEPS)
def test_steps_are_told(page: NDArray[np.uint8], steps: tuple[str, ...]) -> None:
    ready = prepared(page, DPI)
    assert tuple("deskewed" if step.startswith("deskewed") else step for step in ready.steps) == steps
    assert ready.is_worn  # fewer than 170 dpi
    fine = prepared(page.repeat(2, axis=0).repeat(2, axis=1), 2 * DPI)
    assert fine.is_worn == bool({"tone evened", "specks removed"}.intersection(fine.steps))
    assert ready.had_seal == ("coloured ink removed" in steps)
    assert ready.dpi == 300
    assert ready.plain_dpi == DPI
    assert ready.plain.shape == page.shape[:2]


@pytest.mark.parametrize("slant", [-3.0, 2.0])
def test_the_slant_is_told(slant: float) -> None:
    ready = prepared(slanted(PAGE, slant), FINE)
    assert ready.leaves[0].skew == pytest.approx(-slant, abs=0.15)
    assert ready.steps == (f"deskewed {ready.leaves[0].skew:+.1f}",)


@pytest.mark.parametrize(("turn", "steps"), [(0, ("two pages",)), (90, ("turned 90", "two pages"))])
def test_steps_of_a_spread(turn: int, steps: tuple[str, ...]) -> None:
    assert prepared(quarter_turned(SPREAD, turn), FINE).steps == steps


def test_a_page_in_order_is_not_touched() -> None:
    page = PAGE.repeat(2, 0).repeat(2, 1)
    ready = prepared(page, 300)
    assert ready.leaves[0].image is page
    assert ready.plain is page
    assert (ready.leaves[0].left, ready.leaves[0].skew, ready.turn) == (0.0, 0.0, 0)


# dpi given, dpi read at, dpi of the plain page
@pytest.mark.parametrize(("dpi", "read", "plain"), [(150, 300, 150), (300, 300, 300), (600, 300, 300)])
def test_resolutions(dpi: int, read: int, plain: int) -> None:
    ready = prepared(np.repeat(np.repeat(PAGE[:400, :600], 2, 0), 2, 1), dpi)
    assert (ready.dpi, ready.plain_dpi) == (read, plain)
    assert ready.width == pytest.approx(1200 * 72 / dpi)
    assert ready.height == pytest.approx(800 * 72 / dpi)


def ink_places(ready: Prepared) -> NDArray[np.bool_]:
    """Where the whole upright scan shows ink, at its dpi."""
    height = round(ready.height * ready.dpi / 72)
    sheet = np.full((height, round(ready.width * ready.dpi / 72)), 255, np.uint8)
    for leaf in ready.leaves:
        at = round(leaf.left * ready.dpi / 72)
        sheet[:, at : at + leaf.image.shape[1]] = leaf.image
    return sheet < 128


PAGES = {"page": PAGE, "turned": quarter_turned(PAGE, 90), "slanted": slanted(PAGE, 2.0), "spread": SPREAD}


@pytest.mark.parametrize("name", PAGES)
def test_upside_down_and_back(name: str) -> None:
    ready = prepared(PAGES[name], FINE)
    over = ready.upside_down()
    back = over.upside_down()
    assert (over.turn - ready.turn) % 360 == 180
    assert (over.width, over.height, over.dpi) == (ready.width, ready.height, ready.dpi)
    assert np.array_equal(ink_places(over), np.rot90(ink_places(ready), 2))
    assert (back.turn, back.width, back.height) == (ready.turn, ready.width, ready.height)
    assert sorted(back.steps) == sorted(ready.steps)
    assert sorted(over.steps) != sorted(ready.steps)
    for leaf, again in zip(ready.leaves, back.leaves, strict=True):
        assert np.array_equal(leaf.image, again.image)
        assert again.left == pytest.approx(leaf.left, abs=1e-9)
        assert again.skew == leaf.skew


def test_only_one_turn_is_told() -> None:
    over = prepared(quarter_turned(PAGE, 180), DPI).upside_down()
    assert over.turn == 0
    assert over.steps == ()
    assert over.upside_down().steps == ("turned 180",)


@pytest.mark.parametrize("shape", [(1, 1), (2, 700), (700, 2), (1, 1, 3), (16, 16, 3)])
@pytest.mark.parametrize("dpi", [72, 300, 1200])
def test_tiny_images_are_no_fault(shape: tuple[int, ...], dpi: int) -> None:
    ready = prepared(np.full(shape, 255, np.uint8), dpi)
    assert len(ready.leaves) == 1
    assert ready.steps == ()
