"""What else happens to a page: seal and signature, turned, black borders, punch holes, open books, empty backs."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from pipeline.document import Box
from samples.renditions.scanning import DPI
from samples.renditions.seal import sign_and_seal

from .machines import Rng

_POINT = DPI / 72
_GLASS = 260  # pixels at 300 dpi around the page
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def stamped(page: Image.Image, name: Box, rng: Rng) -> Image.Image:
    """Signature and seal in colour, pressed so low that they run over the signatory's name."""
    x = (name.x0 + name.x1) / 2 * _POINT + float(rng.uniform(-25, 90))
    y = name.top * _POINT - float(rng.uniform(50, 170))
    return sign_and_seal(page.convert("RGB"), round(x), round(y), rng)


def turned(image: Image.Image, degrees: int) -> Image.Image:
    """The image turned clockwise by a multiple of 90 degrees."""
    return image.transpose(_TURNS[degrees]) if degrees else image


def on_black(page: Image.Image) -> Image.Image:
    """The page on a glass that is larger than it, the lid open; see `cut_borders`."""
    return ImageOps.expand(page, _GLASS, fill="black")


def cut_borders(image: Image.Image, dpi: int, rng: Rng) -> Image.Image:
    """The scan of such a page, cut so that 2 to 15 mm of black stay along each edge."""
    left, top, right, bottom = (round((_GLASS / DPI - side / 25.4) * dpi) for side in rng.uniform(2, 15, 4))
    return image.crop((left, top, image.width - right, image.height - bottom))


def with_holes(page: Image.Image, rng: Rng) -> Image.Image:
    """Two punch holes in the left margin, 80 mm apart, dark with a shadow, sometimes torn by a staple above."""
    image = page.copy()
    pen = ImageDraw.Draw(image)
    x, middle = rng.uniform(9, 13) / 25.4 * DPI, page.height / 2 + rng.uniform(-60, 60)
    for side in (-1, 1):
        y, radius, dark = middle + side * 40 / 25.4 * DPI, 3 / 25.4 * DPI, int(rng.integers(15, 90))
        fill = (dark,) * 3 if image.mode == "RGB" else dark
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
    start = (int(rng.uniform(60, 160)), int(rng.uniform(60, 160)))
    pen.line((start, (start[0] + 110, start[1] + 40)), fill=(70,) * 3 if image.mode == "RGB" else 70, width=6)
    return image


def side_by_side(left: Image.Image, right: Image.Image, rng: Rng) -> Image.Image:
    """Two pages in one image with the shadow of the fold between them."""
    image = Image.new("L", (left.width + right.width, max(left.height, right.height)), 255)
    image.paste(left.convert("L"), (0, 0))
    image.paste(right.convert("L"), (left.width, 0))
    away = np.abs(np.arange(image.width, dtype=np.float32) - left.width)
    shade = 1 - np.float32(rng.uniform(0.3, 0.6)) * np.exp(-away / np.float32(rng.uniform(25, 60)))
    levels = np.asarray(image, dtype=np.float32) * shade[None, :]
    return Image.fromarray(levels.clip(0, 255).astype(np.uint8))


def empty_back(page: Image.Image, rng: Rng) -> Image.Image:
    """The back of a printed sheet: nothing on it but what shows through, mirrored and faint."""
    through = ImageOps.mirror(page.convert("L")).filter(ImageFilter.GaussianBlur(3.5))
    ink = (255 - np.asarray(through, dtype=np.float32)) * np.float32(rng.uniform(0.06, 0.16))
    back = (255 - ink).clip(0, 255).astype(np.uint8)
    for _ in range(int(rng.integers(20, 90))):  # dust and crumbs of toner
        x, y = int(rng.integers(page.width - 9)), int(rng.integers(page.height - 9))
        back[y : y + int(rng.integers(1, 8)), x : x + int(rng.integers(1, 8))] = int(rng.integers(20, 160))
    return Image.fromarray(back)
