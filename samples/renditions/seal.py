"""A round red seal and a scribbled signature at 300 dpi; the seal says that it is a specimen of no legal value."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .fonts import find_faces

RED, BLUE = (196, 32, 44), (36, 52, 140)
LEGEND = "BẢN MẪU KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
DIAMETER = 425  # 36 mm at 300 dpi
Ink = tuple[Image.Image, tuple[int, int, int]]


def sign_and_seal(page: Image.Image, x: int, y: int, rng: np.random.Generator) -> Image.Image:
    """Press signature and seal on a page (RGB) around the pixel (x, y); the seal covers the signature's left third."""
    page = _press(page, (_signature(rng), BLUE), x, y, rng)
    return _press(page, (_seal().rotate(float(rng.uniform(-14, 14))), RED), x - 210, y - 10, rng)


def _press(page: Image.Image, ink: Ink, x: int, y: int, rng: np.random.Generator) -> Image.Image:
    """Darken the page where the mask is black; the ink takes unevenly, print shows through."""
    mask, colour = ink
    left, top = x - mask.width // 2, y - mask.height // 2
    patch = np.asarray(page.crop((left, top, left + mask.width, top + mask.height)), dtype=np.float32)
    cover = np.asarray(mask, dtype=np.float32)[..., None] / 255
    blotches = Image.fromarray(rng.integers(90, 255, (12, 16), dtype=np.uint8)).resize(
        mask.size, Image.Resampling.BICUBIC
    )
    cover = cover * np.asarray(blotches, dtype=np.float32)[..., None] / 255
    inked = patch * (1 - cover) + patch * (np.array(colour, dtype=np.float32) / 255) * cover
    page.paste(Image.fromarray(inked.clip(0, 255).astype(np.uint8)), (left, top))
    return page


def _seal() -> Image.Image:
    """The seal as a mask: two rings, the legend along them, a star."""
    mask = Image.new("L", (DIAMETER + 20, DIAMETER + 20))
    pen, centre = ImageDraw.Draw(mask), (DIAMETER + 20) // 2
    for radius, width in ((DIAMETER // 2, 7), (DIAMETER // 2 - 14, 3), (118, 3)):
        pen.ellipse((centre - radius, centre - radius, centre + radius, centre + radius), outline=255, width=width)
    _legend(mask, centre, 156)
    points = [
        (centre + r * math.sin(a), centre - r * math.cos(a))
        for r, a in ((62 if n % 2 == 0 else 25, n * math.pi / 5) for n in range(10))
    ]
    pen.polygon(points, fill=255)
    return mask


def _legend(mask: Image.Image, centre: int, radius: int) -> None:
    font = ImageFont.truetype(str(find_faces()["Bold"]), 42)
    step = 2 * math.pi / (len(LEGEND) + 2)
    for n, letter in enumerate(LEGEND):
        angle = (n - (len(LEGEND) - 1) / 2) * step
        tile = Image.new("L", (90, 90))
        ImageDraw.Draw(tile).text((45, 45), letter, fill=255, font=font, anchor="mm")
        tile = tile.rotate(-math.degrees(angle), Image.Resampling.BICUBIC)
        at = (round(centre + radius * math.sin(angle)) - 45, round(centre - radius * math.cos(angle)) - 45)
        mask.paste(255, at, tile)


def _signature(rng: np.random.Generator) -> Image.Image:
    """A pen stroke that runs to the right in loops: nobody's name."""
    mask = Image.new("L", (560, 260))
    pen = ImageDraw.Draw(mask)
    time = np.linspace(0, 1, 900)
    loops, phase = rng.uniform(5, 7), rng.uniform(0, 6)
    height = 95 * (1 - 0.65 * time) + 8
    xs = 70 + 360 * time + 46 * np.sin(2 * math.pi * loops * time + phase)
    ys = 140 - height * np.cos(2 * math.pi * loops * 1.04 * time + phase) - 40 * time
    for n in range(len(xs) - 1):
        width = 4 + 3 * math.sin(n / 37 + phase)
        pen.line((xs[n], ys[n], xs[n + 1], ys[n + 1]), fill=255, width=max(3, round(width)))
    pen.line((60, 205, 500, 150), fill=255, width=5)
    return mask
