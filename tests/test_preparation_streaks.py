"""Streaks down a scan are lifted; rules, frames and pages in order stay as they are."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.reading.preparation.streaks import without_streaks

DPI, HEIGHT, WIDTH = 200, 2000, 1400


def page(seed: int = 3) -> NDArray[np.uint8]:
    """Grainy paper with lines of text, darker to one side."""
    random = np.random.default_rng(seed)
    sheet = random.normal(205, 5, (HEIGHT, WIDTH)) * np.linspace(0.9, 1.0, WIDTH)
    for top in range(300, 1700, 60):
        for left in range(150, 1250, 14):
            if random.random() < 0.8:
                sheet[top : top + 24, left : left + 6] = 60
    return sheet.clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize(("at", "wide", "share"), [(400, 1, 0.85), (777, 2, 0.8), (1000, 3, 0.92), (1200, 4, 0.5)])
def test_a_streak_is_lifted(at: int, wide: int, share: float) -> None:
    clean = page()
    streaked = clean.copy()
    streaked[:, at : at + wide] = (clean[:, at : at + wide] * share).astype(np.uint8)
    lifted, found = without_streaks(streaked, DPI)
    assert found
    assert np.array_equal(
        np.delete(lifted, range(at - 2, at + wide + 2), 1), np.delete(clean, range(at - 2, at + wide + 2), 1)
    )
    paper = np.median(lifted[:, at : at + wide]) / np.median(clean[:, at : at + wide])
    assert 0.97 < paper < 1.03
    under = lifted[:, at : at + wide][clean[:, at : at + wide] < 100]
    assert not len(under) or np.median(under) < 100  # print under it stays print


def test_a_page_in_order_is_the_same() -> None:
    clean = page()
    kept, found = without_streaks(clean, DPI)
    assert not found
    assert kept is clean


@pytest.mark.parametrize(("first", "last"), [(0, 1800), (150, HEIGHT), (300, 1500), (60, 1940)])
def test_rules_and_frames_end_on_the_paper(first: int, last: int) -> None:
    ruled = page()
    ruled[first:last, 500:503] = 40
    kept, found = without_streaks(ruled, DPI)
    assert not found
    assert np.array_equal(kept, ruled)


def test_a_dark_edge_and_a_picture_are_no_streaks() -> None:
    shaded = page()
    shaded[:, :12] = 30
    assert not without_streaks(shaded, DPI)[1]
    striped = page()
    for at in range(100, 1300, 12):
        striped[:, at : at + 4] = 120
    assert not without_streaks(striped, DPI)[1]


def test_a_small_image() -> None:
    small = np.full((60, 80), 200, np.uint8)
    assert without_streaks(small, DPI) == (small, False)
