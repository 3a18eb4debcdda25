"""Image files decoded frame by frame, and images written for Tesseract; the only import of `PIL`."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from pipeline.errors import InputError, TooLargeError, TruncatedError

from .limits import Limits

_A4_INCHES = (8.27, 11.69)
_SMALLEST = 16  # pixels: less is no page
_DPI_RANGE = (70.0, 1200.0)
_LONGEST_INCHES = 24.0  # A2; a larger page means that the camera or the phone wrote a dpi of its own (often 72)
_FAX_RATIO = (1.5, 3.0)
_SIXTEEN_BIT = ("I;16", "I;16L", "I;16B", "I;16N")
Image.MAX_IMAGE_PIXELS = None  # the limit is Limits.megapixels, looked at before anything is decoded
_ORIENTATION = 0x0112  # the EXIF tag
_EXIF_TURNS = {3: 180, 6: 90, 8: 270}  # clockwise; the mirrored orientations 2, 4, 5 and 7 are no turns
_MIRRORED = frozenset((2, 4, 5, 7))
_LYING = frozenset((5, 6, 7, 8))
_EMBEDDABLE = {"JPEG": ("L", "RGB"), "MPO": ("L", "RGB"), "PNG": ("1", "L", "RGB", "P")}  # as they are, in a PDF
_QUALITY = 80  # of a JPEG for the screen
_PACKING = 4  # of 9: the higher levels take far longer and save little
_DAMAGE = (OSError, SyntaxError, ValueError, TypeError, EOFError, KeyError, IndexError, struct.error, zlib.error)


@dataclass(frozen=True, slots=True)
class Frame:
    """One image of a file: gray (height, width) or RGB (height, width, 3), and its dots an inch."""

    image: NDArray[np.uint8]
    dpi: int


@dataclass(frozen=True, slots=True)
class StoredFrame:
    """One page as an image file of its own, and the clockwise turn in degrees that shows it upright."""

    data: bytes
    turn: int


def read_frames(path: Path, limits: Limits) -> Iterator[Frame]:
    """The pages of a PNG, JPEG, WebP or (multi-page) TIFF file, one decoded at a time, upright by their EXIF tag.

    Raises TruncatedError for damaged files and TooLargeError, before decoding, for frames over ``limits.megapixels``.
    """
    with _damage_reported(path):
        file = Image.open(path)
    with file:
        with _damage_reported(path):
            count = _count(file, limits)
        for index in range(count):
            with _damage_reported(path):
                frame = _frame(file, index, limits)
            yield frame


def stored_frames(path: Path, limits: Limits) -> Iterator[StoredFrame]:
    """The pages of an image file each as a JPEG, PNG or TIFF (fax), one at a time: as stored where a PDF can hold that.

    What a PDF cannot hold (transparency, mirroring, CMYK, more than 8 bits) is as `read_frames` shows it.
    Raises as that.
    """
    with _damage_reported(path), Image.open(path) as file:
        for index in range(_count(file, limits)):
            file.seek(index)
            yield _stored(file, path)


def frame_sizes(path: Path, limits: Limits) -> Iterator[tuple[int, int]]:
    """Width and height in pixels of each page of an image file as displayed, undecoded; raises as `read_frames`."""
    with _damage_reported(path), Image.open(path) as file:
        for index in range(_count(file, limits)):
            file.seek(index)
            width, height = file.size
            yield (height, width) if file.getexif().get(_ORIENTATION) in _LYING else (width, height)


def save_gray(image: NDArray[np.uint8], path: Path) -> None:
    """Write a gray image (height, width) as uncompressed BMP: of all formats the quickest for Tesseract to read."""
    Image.fromarray(image).save(path, "BMP")


def as_jpeg(image: NDArray[np.uint8], *, turn: int, longest: int) -> bytes:
    """The image, gray (height, width) or RGB (height, width, 3), turned clockwise by `turn` degrees, as a JPEG.

    It is made smaller where a side is longer than `longest` pixels.
    """
    picture = Image.fromarray(np.ascontiguousarray(np.rot90(image, -turn // 90)))
    picture.thumbnail((longest, longest), reducing_gap=2.0)
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=_QUALITY)
    return packed.getvalue()


@contextmanager
def _damage_reported(path: Path) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd tags, which do no harm here
            yield
    except _DAMAGE as error:
        raise TruncatedError(
            f"Ảnh {path.name} bị hỏng hoặc thiếu phần cuối: hãy lấy lại bản gốc.",
            f"The image {path.name} is damaged or cut short: fetch the original again.",
        ) from error


def _count(file: Image.Image, limits: Limits) -> int:
    """How many frames are pages: all of a TIFF, the first of anything else (animations, phone photos)."""
    count = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
    if count > limits.pages:
        raise TooLargeError(
            f"Tệp có {count} trang, giới hạn là {limits.pages}: hãy tách tệp hoặc nâng giới hạn.",
            f"The file has {count} pages, the limit is {limits.pages}: split it or raise the limit.",
        )
    return count


def _frame(file: Image.Image, index: int, limits: Limits) -> Frame:
    file.seek(index)
    if file.width * file.height > limits.megapixels * 1e6:
        raise TooLargeError(
            f"Ảnh quá lớn ({file.width} x {file.height}): hãy quét lại ở 300 dpi hoặc nâng giới hạn megapixel.",
            f"The image is too large ({file.width} x {file.height}): scan it at 300 dpi or raise the megapixel limit.",
        )
    if min(file.size) < _SMALLEST:
        raise InputError(
            f"Ảnh chỉ có {file.width} x {file.height} điểm, không phải một trang giấy: hãy chọn tệp khác.",
            f"The image has only {file.width} x {file.height} pixels and is no page: choose another file.",
        )
    across, down = _resolution(file)
    upright = _square(ImageOps.exif_transpose(file), across, down)
    return Frame(np.asarray(_plain(upright)), _dpi(across, upright.size))


def _stored(file: Image.Image, path: Path) -> StoredFrame:
    orientation = file.getexif().get(_ORIENTATION)
    if (
        file.mode in _EMBEDDABLE.get(file.format or "", ())
        and orientation not in _MIRRORED
        and not file.has_transparency_data
    ):
        return StoredFrame(path.read_bytes(), _EXIF_TURNS.get(orientation or 1, 0))
    packed = io.BytesIO()
    upright = ImageOps.exif_transpose(file)
    if upright.mode == "1":
        upright.save(packed, "TIFF", compression="group4")
    else:
        _plain(upright).save(packed, "PNG", compress_level=_PACKING)
    return StoredFrame(packed.getvalue(), 0)


def _resolution(file: Image.Image) -> tuple[float, float]:
    """The dots an inch that the file states, across and down; zero or not a number where it states none."""
    across, down = file.info.get("dpi") or (0, 0)
    return float(across), float(down)


def _square(image: Image.Image, across: float, down: float) -> Image.Image:
    """The image with as many dots an inch down as across: a fax has 204 x 98."""
    if not down or not _FAX_RATIO[0] <= across / down <= _FAX_RATIO[1]:
        return image
    gray = image.convert("L") if image.mode == "1" else image
    return gray.resize((image.width, round(image.height * across / down)))


def _plain(image: Image.Image) -> Image.Image:
    """The image as 8-bit gray or RGB, transparent places white."""
    if image.mode in _SIXTEEN_BIT or image.mode in ("I", "F"):
        return Image.fromarray(_eight_bit(np.asarray(image)))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image).convert("RGB")
    if image.mode == "L":
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _eight_bit(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """16-bit, 32-bit and real samples scaled to 0..255 by the range they can have, as told by their greatest value."""
    top = float(values.max(initial=0))
    full = next(limit for limit in (1.0, 255.0, 65535.0, max(top, 65536.0)) if top <= limit)
    scaled = np.asarray(values, dtype=np.float32) * np.float32(255.0 / full)
    result: NDArray[np.uint8] = np.clip(scaled, 0, 255).astype(np.uint8)
    return result


def _dpi(stated: float, size: tuple[int, int]) -> int:
    """The dpi a file states, if a sheet of paper could have it, else that of an A4 sheet of this many pixels."""
    if _DPI_RANGE[0] <= stated <= _DPI_RANGE[1] and max(size) / stated <= _LONGEST_INCHES:
        return round(stated)
    width = _A4_INCHES[0] if size[0] <= size[1] else _A4_INCHES[1]
    return round(min(max(size[0] / width, _DPI_RANGE[0]), _DPI_RANGE[1]))
