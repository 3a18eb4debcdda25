"""Image files of every kind become gray or RGB frames with a sane dpi, and bad ones one clear sentence."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.errors import InputError, TooLargeError, TruncatedError
from pipeline.reading.images import Frame, read_frames, save_gray
from pipeline.reading.limits import Limits

LIMITS = Limits()
SIZE = (40, 30)


def _frames(path: Path, limits: Limits = LIMITS) -> list[Frame]:
    return list(read_frames(path, limits))


def _transparent(mode: str) -> Image.Image:
    """The left half black, the right half transparent black."""
    image = Image.new("RGBA", SIZE, (0, 0, 0, 255))
    image.paste((0, 0, 0, 0), (SIZE[0] // 2, 0, *SIZE))
    return image.convert(mode)


def _sixteen_bit() -> Image.Image:
    samples = np.zeros((SIZE[1], SIZE[0]), np.uint16)
    samples[:, SIZE[0] // 2 :] = 65535
    return Image.fromarray(samples)


def _halves(mode: str, left: object = 0, right: object = 255) -> Image.Image:
    image = Image.new(mode, SIZE, left)  # type: ignore[arg-type]
    image.paste(right, (SIZE[0] // 2, 0, *SIZE))  # type: ignore[arg-type]
    return image


# kind, image with a black left and a white right half, suffix, shape of the frame
KINDS: list[tuple[str, Callable[[], Image.Image], str, tuple[int, ...]]] = [
    ("gray", lambda: _halves("L"), "png", (30, 40)),
    ("bilevel", lambda: _halves("1", 0, 1), "png", (30, 40)),
    ("bilevel fax", lambda: _halves("1", 0, 1), "tif", (30, 40)),
    ("colour", lambda: _halves("RGB", (0, 0, 0), (255, 255, 255)), "png", (30, 40, 3)),
    ("colour jpeg", lambda: _halves("RGB", (0, 0, 0), (255, 255, 255)), "jpg", (30, 40, 3)),
    ("webp", lambda: _halves("RGB", (0, 0, 0), (255, 255, 255)), "webp", (30, 40, 3)),
    ("CMYK jpeg", lambda: _halves("RGB", (0, 0, 0), (255, 255, 255)).convert("CMYK"), "jpg", (30, 40, 3)),
    ("CMYK tiff", lambda: _halves("CMYK", (0, 0, 0, 255), (0, 0, 0, 0)), "tif", (30, 40, 3)),
    ("palette", lambda: _halves("RGB", (0, 0, 0), (255, 255, 255)).convert("P"), "png", (30, 40, 3)),
    ("16 bits", _sixteen_bit, "png", (30, 40)),
    ("16 bits tiff", _sixteen_bit, "tif", (30, 40)),
    ("real numbers", lambda: _halves("F", 0.0, 1.0), "tif", (30, 40)),
    ("transparent", lambda: _transparent("RGBA"), "png", (30, 40, 3)),
    ("transparent gray", lambda: _transparent("LA"), "png", (30, 40, 3)),
    ("transparent webp", lambda: _transparent("RGBA"), "webp", (30, 40, 3)),
]


@pytest.mark.parametrize(("kind", "make", "suffix", "shape"), KINDS, ids=[row[0] for row in KINDS])
def test_kinds(tmp_path: Path, kind: str, make: Callable[[], Image.Image], suffix: str, shape: tuple[int, ...]) -> None:
    path = tmp_path / f"page.{suffix}"
    make().save(path)
    (frame,) = _frames(path)
    assert frame.image.dtype == np.uint8
    assert frame.image.shape == shape
    assert frame.image[:, :15].max() < 40, kind
    assert frame.image[:, 25:].min() > 215, kind


def test_transparent_palette_is_white(tmp_path: Path) -> None:
    image = Image.new("P", SIZE, 0)
    image.putpalette([0, 0, 0] * 256)
    image.save(tmp_path / "p.png", transparency=0)
    assert _frames(tmp_path / "p.png")[0].image.min() == 255


# dpi written, size in pixels, dpi found: 72 and absurd values are the camera's, A4 is assumed
DPI = [
    (300, (2480, 3508), 300),
    (200, (1654, 2338), 200),
    (72, (2480, 3508), 300),
    (None, (1240, 1754), 150),
    (None, (1754, 1240), 150),
    (1, (1654, 2339), 200),
    (2400, (1654, 2339), 200),
    (None, (100, 100), 70),
    (300, (640, 200), 300),
]


@pytest.mark.parametrize(("written", "size", "found"), DPI)
def test_dpi(tmp_path: Path, written: int | None, size: tuple[int, int], found: int) -> None:
    path = tmp_path / "page.png"
    Image.new("1", size, 1).save(path, **({"dpi": (written, written)} if written else {}))
    assert _frames(path)[0].dpi == found


def test_fax_is_stretched(tmp_path: Path) -> None:
    Image.new("1", (1728, 1100), 1).save(tmp_path / "fax.tif", compression="group4", dpi=(204, 98))
    (frame,) = _frames(tmp_path / "fax.tif")
    assert frame.image.shape == (2290, 1728)
    assert frame.dpi == 204


# EXIF orientation, where the black corner of the frame is: (row, column)
EXIF = [(1, (0, 0)), (3, (-1, -1)), (6, (0, -1)), (8, (-1, 0))]


@pytest.mark.parametrize(("orientation", "corner"), EXIF)
@pytest.mark.parametrize("suffix", ["jpg", "tif", "webp"])
def test_exif_orientation(tmp_path: Path, suffix: str, orientation: int, corner: tuple[int, int]) -> None:
    image = Image.new("L", (64, 48), 255)
    image.paste(0, (0, 0, 16, 16))
    exif = Image.Exif()
    exif[274] = orientation
    image.convert("RGB").save(tmp_path / f"photo.{suffix}", exif=exif)
    frame = _frames(tmp_path / f"photo.{suffix}")[0].image
    assert frame[corner].max() < 40
    assert frame.shape[:2] == ((64, 48) if orientation in (6, 8) else (48, 64))


def test_tiff_pages_come_one_by_one(tmp_path: Path) -> None:
    pages = [Image.new("L", (40 + 10 * number, 30), 50 * number) for number in range(3)]
    path = tmp_path / "pages.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    assert [(frame.image.shape, int(frame.image[0, 0])) for frame in read_frames(path, LIMITS)] == [
        ((30, 40), 0),
        ((30, 50), 50),
        ((30, 60), 100),
    ]


def test_animation_is_its_first_frame(tmp_path: Path) -> None:
    pages = [Image.new("RGB", SIZE, colour) for colour in ("black", "white")]
    pages[0].save(tmp_path / "moving.webp", save_all=True, append_images=pages[1:])
    assert len(_frames(tmp_path / "moving.webp")) == 1


def _png_header(width: int, height: int) -> bytes:
    """A PNG that promises more pixels than it holds."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    data = zlib.compress(b"\0" * 100)
    body = b"IDAT" + data
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk)),
            struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body)),
        )
    )


def _cut(suffix: str, share: float) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        noise = np.random.default_rng(1).integers(0, 255, (200, 200), np.uint8)
        whole = path.with_suffix(f".{suffix}")
        Image.fromarray(noise).save(whole)
        data = whole.read_bytes()
        path.write_bytes(data[: round(len(data) * share)])

    return write


# what is wrong, how the file is made, error
BROKEN: list[tuple[str, Callable[[Path], object], type[InputError]]] = [
    ("bomb", lambda path: path.write_bytes(_png_header(60_000, 60_000)), TooLargeError),
    ("one row too wide", lambda path: path.write_bytes(_png_header(130_000_000, 1)), TooLargeError),
    ("no pixels", lambda path: path.write_bytes(_png_header(100, 100)), TruncatedError),
    ("empty", lambda path: path.write_bytes(b""), TruncatedError),
    ("no image", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\nrubbish"), TruncatedError),
    ("png cut", _cut("png", 0.6), TruncatedError),
    ("jpeg cut", _cut("jpg", 0.6), TruncatedError),
    ("webp cut", _cut("webp", 0.6), TruncatedError),
    ("tiff cut", _cut("tif", 0.6), TruncatedError),
    ("png head only", _cut("png", 0.002), TruncatedError),
]


@pytest.mark.parametrize(("what", "write", "error"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_files(tmp_path: Path, what: str, write: Callable[[Path], object], error: type[InputError]) -> None:
    path = tmp_path / "broken"
    write(path)
    with pytest.raises(error) as caught:
        _frames(path)
    assert "hãy" in caught.value.message, what
    assert caught.value.message_en


def test_too_many_pages(tmp_path: Path) -> None:
    page = Image.new("1", SIZE)
    page.save(tmp_path / "long.tif", save_all=True, append_images=[page] * 4)
    with pytest.raises(TooLargeError):
        _frames(tmp_path / "long.tif", Limits(pages=4))


def test_saved_for_tesseract(tmp_path: Path) -> None:
    image = np.arange(35, dtype=np.uint8).reshape(5, 7)
    save_gray(image, tmp_path / "page.bmp")
    assert (np.asarray(Image.open(tmp_path / "page.bmp")) == image).all()
