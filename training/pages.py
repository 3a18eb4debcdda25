"""Pages of typed Vietnamese lines, drawn as a scanner would deliver them: from crisp to worn photocopies."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Gray = NDArray[np.uint8]
Face = Literal["Regular", "Bold", "Italic"]
FACES: tuple[Face, ...] = ("Regular", "Bold", "Italic")

# How often a family is drawn: offices type in Times New Roman, whose metrics Liberation Serif copies.
FAMILIES = {
    "LiberationSerif": 60,
    "LiberationSans": 14,
    "DejaVuSerifCondensed": 8,
    "DejaVuSerif": 6,
    "DejaVuSansCondensed": 4,
    "DejaVuSans": 4,
    "NotoSerif": 6,
    "NotoSans": 4,
}
_SUFFIXES: dict[Face, tuple[str, ...]] = {
    "Regular": ("-Regular", ""),
    "Bold": ("-Bold",),
    "Italic": ("-Italic", "-Oblique"),
}


@dataclass(frozen=True)
class Line:
    """One printed line; an empty text is a vertical gap."""

    text: str
    face: Face = "Regular"
    centred: bool = False
    stretched: bool = False  # justified: the spaces widen until the line is as long as the widest of the page


@dataclass(frozen=True)
class Damage:
    """What printing, copying and scanning did to a page; lengths are in pixels of a 200 dpi page."""

    share: int  # how often it is drawn
    blur: float = 0.0
    noise: float = 0.0  # standard deviation, in gray levels
    quality: int = 0  # of the JPEG compression; 0 for none
    skew: float = 0.0  # the largest angle, in degrees
    scale: float = 1.0  # resolution lost on the way
    contrast: float = 1.0
    stroke: int = 0  # thicker (1) or thinner (-1) strokes
    threshold: int = 0  # between ink and paper of a black and white scan; 0 for a gray one


DAMAGES = {
    "clean": Damage(25),
    "office": Damage(14, blur=0.5, noise=6, quality=80, skew=0.3),
    "bilevel": Damage(8, blur=0.5, noise=4, skew=0.3, threshold=150),
    "faded": Damage(8, blur=0.5, noise=6, quality=70, skew=0.4, contrast=0.45),
    "soft": Damage(8, blur=0.5, noise=4, quality=60, skew=0.3, scale=0.7),
    "blurred": Damage(14, blur=1.3, noise=4, quality=60, skew=0.3),
    "worn": Damage(9, blur=0.7, noise=12, skew=0.6, stroke=1, threshold=140),
    "thin": Damage(7, blur=0.6, noise=10, skew=0.6, stroke=-1, threshold=170),
    "rough": Damage(7, blur=0.7, noise=14, quality=35, skew=0.7, scale=0.5, contrast=0.7),
}


@dataclass(frozen=True)
class Look:
    """How a page is typed and scanned."""

    family: str
    points: float
    dpi: int
    damage: str
    leading: float = 1.3  # line height, in font sizes

    @property
    def style(self) -> str:
        """The name recorded beside each pair."""
        return f"{self.family}/{self.damage}"


def draw_look(families: dict[str, dict[Face, Path]], rng: random.Random) -> Look:
    """Choose a look at random, by the shares of FAMILIES and DAMAGES."""
    names = sorted(families)
    return Look(
        family=rng.choices(names, [FAMILIES[name] for name in names])[0],
        points=rng.choice((12, 13, 13, 13.5, 14, 14)),
        dpi=rng.choice((150, 200, 200, 300)),
        damage=rng.choices(list(DAMAGES), [damage.share for damage in DAMAGES.values()])[0],
        leading=rng.uniform(1.2, 1.6),
    )


def find_families(folder: Path) -> dict[str, dict[Face, Path]]:
    """The families of FAMILIES that have all their faces somewhere under `folder`."""
    # The last of two files of one name: Debian's «liberation2» is newer than its «liberation».
    files = {path.stem: path for path in sorted(folder.rglob("*.ttf"))}
    found: dict[str, dict[Face, Path]] = {}
    for family in FAMILIES:
        faces = {
            face: files[family + suffix]
            for face, ends in _SUFFIXES.items()
            for suffix in ends
            if family + suffix in files
        }
        if len(faces) == len(_SUFFIXES):
            found[family] = faces
    if not found:
        raise FileNotFoundError(f"no known font family under {folder}: apt-get install fonts-liberation2")
    return found


def render(lines: list[Line], look: Look, faces: dict[Face, Path]) -> Gray:
    """Draw the lines on a white page, A4 or as much wider and longer as they need."""
    size = look.points * look.dpi / 72
    fonts = {face: ImageFont.truetype(str(path), size) for face, path in faces.items()}
    margin, pitch = round(0.9 * look.dpi), round(size * look.leading)
    measure = max((round(fonts[line.face].getlength(line.text)) for line in lines), default=0)
    width = max(round(8.27 * look.dpi), measure + 2 * margin)
    height = max(round(11.69 * look.dpi), pitch * len(lines) + 2 * margin)
    page = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(page)
    for row, line in enumerate(lines, 1):
        _draw_line(pen, line, fonts[line.face], (margin, margin + row * pitch), measure)
    return np.asarray(page, dtype=np.uint8)


def _draw_line(
    pen: ImageDraw.ImageDraw, line: Line, font: ImageFont.FreeTypeFont, start: tuple[int, int], measure: int
) -> None:
    x, y = start
    slack = measure - font.getlength(line.text)
    words = line.text.split() if line.stretched else [line.text]
    gap = font.getlength(" ") + slack / max(len(words) - 1, 1)
    left = x + slack / 2 if line.centred else float(x)
    for word in words:
        pen.text((left, y), word, fill=0, font=font, anchor="ls")
        left += font.getlength(word) + gap


def degrade(page: Gray, look: Look, rng: random.Random) -> Gray:
    """The page after the damage of its look, in the order printer, glass, sensor, file."""
    damage, unit = DAMAGES[look.damage], look.dpi / 200
    image = _rotated(page, rng.uniform(-damage.skew, damage.skew))
    if damage.stroke:
        image = _restroked(image, damage.stroke, rng.uniform(0.3, 0.9))
    if damage.scale != 1:
        image = _resampled(image, damage.scale)
    levels = image.astype(np.float32)
    if damage.blur:
        levels = np.asarray(cv2.GaussianBlur(levels, (0, 0), damage.blur * unit * rng.uniform(0.6, 1.8)), np.float32)
    levels = 245 - (245 - levels) * damage.contrast if damage.contrast != 1 else levels
    if damage.noise:
        grain = np.random.default_rng(rng.getrandbits(32)).standard_normal(levels.shape, dtype=np.float32)
        levels = levels + grain * np.float32(damage.noise * rng.uniform(0.5, 1.7))
    image = np.clip(levels, 0, 255).astype(np.uint8)
    if damage.threshold:
        image = np.where(image < damage.threshold + rng.randint(-25, 25), 0, 255).astype(np.uint8)
    return _compressed(image, damage.quality) if damage.quality else image


def _rotated(page: Gray, angle: float) -> Gray:
    if not angle:
        return page
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    return turned.astype(np.uint8, copy=False)


def _restroked(page: Gray, stroke: int, part: float) -> Gray:
    # A part of the change only: a whole pixel would close every letter of a 150 dpi page.
    brush = np.ones((2, 2), np.uint8)
    changed = cv2.erode(page, brush) if stroke > 0 else cv2.dilate(page, brush)
    return cv2.addWeighted(page, 1 - part, changed, part, 0).astype(np.uint8, copy=False)


def _resampled(page: Gray, scale: float) -> Gray:
    height, width = page.shape
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.uint8, copy=False)


def _compressed(page: Gray, quality: int) -> Gray:
    _, data = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
