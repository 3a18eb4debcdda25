"""What an office scanner makes of a printed page: skew, grey paper, soft letters, sensor noise, specks, JPEG."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

DPI = 300
Levels = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scanner:
    """Settings of one scanner; the defaults are an office machine of the middling sort."""

    skew: tuple[float, float] = (0.3, 0.8)  # degrees, either way
    blur: float = 0.9  # pixels at 300 dpi
    noise: float = 3.5  # grey levels, standard deviation
    paper: int = 236
    ink: int = 38
    quality: int = 60  # JPEG


def scan(page: Image.Image, scanner: Scanner, rng: np.random.Generator) -> Image.Image:
    """Scan a rendered page (mode L or RGB, 300 dpi); same size and mode."""
    angle = float(rng.uniform(*scanner.skew)) * (1 if rng.random() < 0.5 else -1)
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    page = page.filter(ImageFilter.GaussianBlur(scanner.blur))
    levels = np.asarray(page, dtype=np.float32)
    flat = levels.ndim == 2
    levels = scanner.ink + levels * ((scanner.paper - scanner.ink) / 255)
    light, grain = _lamp(page.size, rng), _grain(page.size, scanner.noise, rng)
    if not flat:
        light, grain = light[..., None], grain[..., None]
    levels = levels * light + grain
    _specks(levels, rng)
    return Image.fromarray(levels.clip(0, 255).astype(np.uint8))


def as_jpeg(page: Image.Image, quality: int) -> bytes:
    """JPEG bytes with the resolution noted in them."""
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=quality, dpi=(DPI, DPI))
    return buffer.getvalue()


def _lamp(size: tuple[int, int], rng: np.random.Generator) -> Levels:
    """Light from the lamp: a slow gradient and a shadow along one edge."""
    width, height = size
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    light = 1 + np.float32(rng.uniform(-0.02, 0.02)) * x + np.float32(rng.uniform(-0.02, 0.02)) * y
    shadow = np.exp(-np.arange(width, dtype=np.float32) / np.float32(rng.uniform(8, 22)))
    return np.asarray(light * (1 - 0.35 * shadow[None, :]), dtype=np.float32)


def _grain(size: tuple[int, int], noise: float, rng: np.random.Generator) -> Levels:
    """Sensor noise, two pixels wide: an optical resolution of 150 dpi, sharpened to 300 as cheap machines do."""
    half = rng.normal(0, noise, (size[1] // 2 + 1, size[0] // 2 + 1)).astype(np.float32)
    return np.asarray(Image.fromarray(half).resize(size, Image.Resampling.BILINEAR), dtype=np.float32)


def _specks(levels: Levels, rng: np.random.Generator) -> None:
    """Dust on the glass: a few dots of two to four pixels."""
    height, width = levels.shape[:2]
    for _ in range(int(rng.integers(8, 25))):
        x, y, side = int(rng.integers(width - 5)), int(rng.integers(height - 5)), int(rng.integers(1, 4))
        levels[y : y + side, x : x + side] = rng.uniform(70, 150)
