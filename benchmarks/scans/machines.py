"""Office scanner, photocopier and fax: what each makes of a printed page given at 300 dpi."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from samples.renditions.scanning import DPI, Scanner, scan

Levels = NDArray[np.float32]
Rng = np.random.Generator


def office(page: Image.Image, dpi: int, rng: Rng) -> Image.Image:
    """A flat-bed or sheet-fed office scanner; grey stays grey, colour gets a tint. JPEG as such machines save."""
    scanner = Scanner(
        skew=(0.1, 1.0),
        blur=float(rng.uniform(0.6, 1.0)),
        noise=float(rng.uniform(2, 4.5)),
        paper=int(rng.integers(224, 247)),
        ink=int(rng.integers(28, 58)),
    )
    return as_jpeg(resized(_tinted(scan(page, scanner, rng), rng), dpi), int(rng.integers(50, 76)), dpi)


def worn(page: Image.Image, dpi: int, rng: Rng) -> Image.Image:
    """A photocopy of a photocopy on recycled paper, scanned in grey."""
    image = _skewed(page.convert("L"), float(rng.uniform(0.3, 1.5)), rng)
    ink: Levels = np.float32(1) - _levels(image) / np.float32(255)
    ink = _blurred(_dropped(ink, rng), float(rng.uniform(0.9, 1.4)))
    ink = ink * _cloud(ink.shape, 220, float(rng.uniform(0.62, 0.75)), 1.0, rng)  # toner that runs out here and there
    paper = float(rng.uniform(188, 216)) * _cloud(ink.shape, 350, 0.88, 1.04, rng)
    levels = paper * (1 - ink) + float(rng.uniform(55, 85)) * ink
    _toner(levels, rng, int(rng.integers(120, 320)))
    _drum_scratch(levels, rng)
    levels *= _dark_edges(ink.shape, rng)
    levels += rng.normal(0, float(rng.uniform(4, 7)), ink.shape).astype(np.float32)
    return as_jpeg(resized(_image(levels), dpi), int(rng.integers(45, 66)), dpi)


def bad(page: Image.Image, dpi: int, rng: Rng) -> Image.Image:
    """A fax: fed askew, soft, thresholded to black and white, with speckles in both."""
    image = _skewed(page.convert("L"), float(rng.uniform(2.0, 3.0)), rng)
    image = resized(image.filter(ImageFilter.GaussianBlur(float(rng.uniform(1.0, 1.5)))), dpi)
    levels = _levels(image)
    levels += rng.normal(0, float(rng.uniform(10, 18)), levels.shape).astype(np.float32)
    threshold = float(rng.uniform(128, 168)) * _cloud(levels.shape, round(dpi * 0.8), 0.9, 1.1, rng)
    black = levels < threshold  # low: broken strokes, high: fat ones
    _speckle(black, rng, share=float(rng.uniform(2e-4, 6e-4)), into=True)
    _speckle(black, rng, share=float(rng.uniform(1e-4, 4e-4)), into=False)
    return Image.fromarray(np.where(black, 0, 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def resized(image: Image.Image, dpi: int) -> Image.Image:
    """The image made at 300 dpi as the sensor at `dpi` sees it: areas averaged."""
    if dpi == DPI:
        return image
    size = (round(image.width * dpi / DPI), round(image.height * dpi / DPI))
    return image.resize(size, Image.Resampling.BOX, reducing_gap=None)


def as_jpeg(image: Image.Image, quality: int, dpi: int) -> Image.Image:
    """The image after JPEG; its bytes stay with it under "jpeg", so that they are not packed twice."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, dpi=(dpi, dpi))
    opened = Image.open(io.BytesIO(buffer.getvalue()))
    opened.load()
    opened.info["jpeg"] = buffer.getvalue()
    return opened


def _tinted(image: Image.Image, rng: Rng) -> Image.Image:
    """Colour scans are never neutral: warm paper, a little too blue ink."""
    if image.mode != "RGB":
        return image
    gains = np.array([1.0, rng.uniform(0.97, 1.0), rng.uniform(0.9, 0.99)], dtype=np.float32)
    return _image(_levels(image) * gains)


def _skewed(image: Image.Image, degrees: float, rng: Rng) -> Image.Image:
    return image.rotate(degrees * (1 if rng.random() < 0.5 else -1), Image.Resampling.BICUBIC, fillcolor="white")


def _dropped(ink: Levels, rng: Rng) -> Levels:
    """Toner that did not take: pinholes in the strokes."""
    grain = _cloud(ink.shape, 3, 0.0, 1.0, rng)
    return np.asarray(np.where(grain < 0.22, ink * 0.35, ink), dtype=np.float32)


def _blurred(levels: Levels, radius: float) -> Levels:
    image = Image.fromarray((levels * 255).clip(0, 255).astype(np.uint8))
    return _levels(image.filter(ImageFilter.GaussianBlur(radius))) / np.float32(255)


def _cloud(shape: tuple[int, ...], grain: int, low: float, high: float, rng: Rng) -> Levels:
    """Values that change slowly, over `grain` pixels, between `low` and `high`."""
    height, width = shape[:2]
    small = rng.uniform(low, high, (height // grain + 2, width // grain + 2)).astype(np.float32)
    return np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BILINEAR), dtype=np.float32)


def _toner(levels: Levels, rng: Rng, number: int) -> None:
    """Specks of toner of one to four pixels."""
    height, width = levels.shape
    for _ in range(number):
        x, y, side = int(rng.integers(width - 5)), int(rng.integers(height - 5)), int(rng.integers(1, 5))
        levels[y : y + side, x : x + int(rng.integers(1, 5))] = rng.uniform(50, 150)


def _drum_scratch(levels: Levels, rng: Rng) -> None:
    """A faint line down the whole page, from a scratch on the drum; not on every machine."""
    if rng.random() < 0.5:
        x = int(rng.integers(60, levels.shape[1] - 60))
        levels[:, x : x + int(rng.integers(1, 4))] *= np.float32(rng.uniform(0.75, 0.92))


def _dark_edges(shape: tuple[int, ...], rng: Rng) -> Levels:
    """The lid was open a little: shadow along two edges."""
    height, width = shape[:2]
    across, down = (np.arange(side, dtype=np.float32) for side in (width, height))
    across, down = (line[::-1] if rng.random() < 0.5 else line for line in (across, down))
    reach = [np.float32(rng.uniform(15, 60)) for _ in range(2)]
    shade = 0.55 * np.exp(-across / reach[0])[None, :] + 0.45 * np.exp(-down / reach[1])[:, None]
    return np.asarray(1 - shade.clip(0, 0.8), dtype=np.float32)


def _speckle(black: NDArray[np.bool_], rng: Rng, share: float, *, into: bool) -> None:
    """Dots of one to three pixels, black ones on the paper or white ones in the strokes."""
    height, width = black.shape
    number = int(height * width * share / 3)
    for x, y, across, down in zip(
        rng.integers(0, width - 3, number),
        rng.integers(0, height - 3, number),
        *rng.integers(1, 3, (2, number)),
        strict=True,
    ):
        black[y : y + down, x : x + across] = into


def _levels(image: Image.Image) -> Levels:
    return np.asarray(image, dtype=np.float32).copy()


def _image(levels: Levels) -> Image.Image:
    return Image.fromarray(levels.clip(0, 255).astype(np.uint8))
