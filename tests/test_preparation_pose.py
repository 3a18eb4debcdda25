"""A page of numbers is not turned by its columns: digits follow each other from left to right, whatever lines up."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.reading.preparation.pose import pose

DPI = 200


def columns(rows: int) -> Image.Image:
    """A page of four columns of numbers, each with its first digit below that of the row above."""
    page = Image.new("L", (1654, 2339), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(25)
    for row in range(rows):
        for column, number in enumerate((row + 1, 9000 + 37 * row, 45 + row, 100 + 7 * row)):
            draw.text((150 + 380 * column, 150 + 41 * row), str(number), font=font, fill=0)
    return page


@pytest.mark.parametrize("rows", [12, 30, 50])
def test_a_table_of_numbers_stays_upright(rows: int) -> None:
    assert pose(np.asarray(columns(rows)), DPI).turn in (0, 180)


@pytest.mark.parametrize("turn", [90, 270])
def test_a_turned_table_is_seen(turn: int) -> None:
    turned = np.ascontiguousarray(np.rot90(np.asarray(columns(50)), turn // 90))
    assert pose(turned, DPI).turn in (90, 270)
