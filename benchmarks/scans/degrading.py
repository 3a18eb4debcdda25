"""The conditions in which pages are read, each with a seed of its own, and the image of a page in one of them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from pipeline.document import Box

from .blemishes import cut_borders, empty_back, on_black, side_by_side, stamped, turned, with_holes
from .machines import Rng, as_jpeg, bad, office, resized, worn

Machine = Literal["clean", "office", "worn", "bad"]
Trouble = Literal["", "stamp", "borders", "holes", "spread", "blank"]
_COLOUR = 0.35  # of office scans are made in colour


@dataclass(frozen=True, slots=True)
class Condition:
    """A machine at `dpi`; the image is turned clockwise by `turn` degrees; `trouble` comes on top."""

    name: str
    machine: Machine
    dpi: int
    turn: int = 0
    trouble: Trouble = ""
    seed: int = 1

    @property
    def suffix(self) -> str:
        """The format of the files: JPEG from scanners, TIFF in black and white from fax machines."""
        return {"clean": ".png", "bad": ".tif"}.get(self.machine, ".jpg")


CONDITIONS = {
    condition.name: condition
    for condition in (
        Condition("clean300", "clean", 300),
        Condition("office200", "office", 200, seed=2),
        Condition("office300", "office", 300, seed=3),
        Condition("worn200", "worn", 200, seed=4),
        Condition("bad200", "bad", 200, seed=5),
        Condition("bad150", "bad", 150, seed=6),
        Condition("turned90", "office", 200, 90, seed=2),
        Condition("turned180", "office", 200, 180, seed=2),
        Condition("turned270", "office", 200, 270, seed=2),
        Condition("stamp200", "office", 200, trouble="stamp", seed=7),
        Condition("borders200", "office", 200, trouble="borders", seed=8),
        Condition("holes200", "office", 200, trouble="holes", seed=9),
        Condition("spread200", "office", 200, trouble="spread", seed=10),
        Condition("blank200", "office", 200, trouble="blank", seed=11),
    )
}


@dataclass(frozen=True, slots=True)
class Source:
    """A page at 300 dpi in grey, the one that lies beside it in a book, and where the signatory's name is."""

    name: str
    page: Image.Image
    beside: Image.Image | None = None
    signed: Box | None = None


def degraded(source: Source, condition: Condition) -> Image.Image:
    """What the machine makes of the page; the same for the same names and seed."""
    rng = np.random.default_rng([condition.seed, zlib.crc32(source.name.encode())])
    page = _before(source, condition, rng)
    match condition.machine:
        case "clean":
            image = resized(page, condition.dpi)
        case "office":
            image = office(page.convert("RGB") if rng.random() < _COLOUR else page, condition.dpi, rng)
        case "worn":
            image = worn(page, condition.dpi, rng)
        case "bad":
            image = bad(page, condition.dpi, rng)
    if condition.trouble == "borders":
        image = as_jpeg(cut_borders(image, condition.dpi, rng), 65, condition.dpi)
    if condition.turn:
        image = turned(image, condition.turn)
        image.info.pop("jpeg", None)
    return image


def save(image: Image.Image, condition: Condition, path: Path) -> None:
    """Write the image with its resolution noted; the JPEG of the scanner as it is."""
    jpeg = image.info.get("jpeg")
    dpi = (condition.dpi, condition.dpi)
    if jpeg:
        path.write_bytes(jpeg)
    elif condition.machine == "bad":
        image.save(path, compression="group4", dpi=dpi)
    elif path.suffix == ".jpg":
        image.save(path, "JPEG", quality=90, dpi=dpi)
    else:
        image.save(path, dpi=dpi)


def _before(source: Source, condition: Condition, rng: Rng) -> Image.Image:
    """What happens to the paper before it lies on the glass."""
    match condition.trouble:
        case "stamp" if source.signed:
            return stamped(source.page, source.signed, rng)
        case "borders":
            return on_black(source.page)
        case "holes":
            return with_holes(source.page, rng)
        case "spread" if source.beside:
            return side_by_side(source.page, source.beside, rng)
        case "blank":
            return empty_back(source.page, rng)
        case _:
            return source.page
