"""Places cut out of pages: the right part, marked, of every format, whichever way the page lay."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline import process
from pipeline.document import Box
from pipeline.errors import InputError
from pipeline.reading import Limits
from pipeline.reading.crops import Crop, Place, crops
from pipeline.reading.preparation.pose import turned

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DPI = 144
BOX = Box(200, 300, 260, 312)  # points


def page(turn: int = 0) -> np.ndarray:
    """An A4 page whose only ink is at BOX, turned as it lay in the scanner."""
    image = np.full((1684, 1190), 255, np.uint8)
    image[600:624, 400:520] = 0
    return turned(image, turn)


def saved(path: Path, *pages: np.ndarray) -> Path:
    first, *others = [Image.fromarray(image) for image in pages]
    first.save(path, dpi=(DPI, DPI), **({"save_all": True, "append_images": others} if others else {}))
    return path


def cut(path: Path, *places: Place) -> dict[int, Crop]:
    return dict(crops(path, places, Limits()))


def pixels(crop: Crop) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(crop.data)).convert("RGB")).astype(int)


def marked(crop: Crop) -> tuple[int, int, int, int]:
    """The rectangle that the red frame goes around: left, top, right, bottom in pixels."""
    red, green, blue = np.moveaxis(pixels(crop), 2, 0)
    rows, columns = np.nonzero((red > 130) & (green < 90) & (blue < 90))
    return columns.min(), rows.min(), columns.max(), rows.max()


def ink(crop: Crop) -> tuple[int, int, int, int]:
    rows, columns = np.nonzero(pixels(crop).sum(axis=2) < 120)
    return columns.min(), rows.min(), columns.max(), rows.max()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_frame_goes_around_the_words_however_the_page_lay(tmp_path: Path, turn: int) -> None:
    path = saved(tmp_path / "trang.png", page((360 - turn) % 360))
    crop = cut(path, Place(1, turn, (BOX,)))[0]
    left, top, right, bottom = marked(crop)
    inside = ink(crop)
    assert left < inside[0] <= left + 8
    assert top < inside[1] <= top + 8
    assert right - 8 <= inside[2] < right
    assert bottom - 8 <= inside[3] < bottom
    assert (crop.width, crop.height) == (400, 48)


def test_pages_of_a_tiff_are_found_by_their_number(tmp_path: Path) -> None:
    path = saved(tmp_path / "hai trang.tif", np.full((1684, 1190), 255, np.uint8), page())
    found = cut(path, Place(2, 0, (BOX,)), Place(1, 0, (BOX,)), Place(9, 0, (BOX,)))
    assert sorted(found) == [0, 1]
    assert ink(found[0])
    assert not (pixels(found[1]).sum(axis=2) < 120).any()


def test_a_fine_scan_is_made_smaller(tmp_path: Path) -> None:
    image = np.full((7016, 4960), 255, np.uint8)  # 600 dpi
    Image.fromarray(image).save(tmp_path / "mịn.png", dpi=(600, 600))
    crop = cut(tmp_path / "mịn.png", Place(1, 0, (BOX,)))[0]
    assert Image.open(io.BytesIO(crop.data)).size == (800, 96)


def test_places_off_the_page_are_left_out_and_very_high_ones_cut_short(tmp_path: Path) -> None:
    boxes = Box(-50, -50, -10, -10), Box(5000, 5000, 5010, 5010), Box(0, 0, 595, 842), Box(-900, 0, -800, 10)
    found = cut(saved(tmp_path / "trang.png", page()), *(Place(1, 0, (box,)) for box in boxes))
    assert sorted(found) == [0, 2]
    assert found[2].height < 300


def test_words_of_a_pdf_are_where_the_document_has_them() -> None:
    path = SAMPLES / "pdf" / "003.pdf"
    facts = [fact for fact in process(path).facts if fact.location.page == 1 and fact.kind == "dossier_count"][:3]
    places = [Place(1, 0, fact.location.boxes or ()) for fact in facts]
    for crop in cut(path, *places).values():
        left, top, right, bottom = marked(crop)
        framed = pixels(crop)[top + 4 : bottom - 3, left + 4 : right - 3].sum(axis=2)
        assert (framed < 250).sum() > 30, "there is print inside"


@pytest.mark.parametrize("file", ["text/003_107bd4b78fa87d46.txt", "docx/000.docx"])
def test_files_without_pages_have_no_cuttings(file: str) -> None:
    assert cut(SAMPLES / file, Place(1, 0, (BOX,))) == {}


def test_a_place_without_boxes_has_no_cutting(tmp_path: Path) -> None:
    assert cut(saved(tmp_path / "trang.png", page()), Place(1, 0, ())) == {}


def test_a_broken_file_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.7 cut short")
    with pytest.raises(InputError):
        cut(tmp_path / "hỏng.pdf", Place(1, 0, (BOX,)))
