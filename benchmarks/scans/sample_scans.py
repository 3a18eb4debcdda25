"""The sample reports scanned in other ways, and the values extracted from them against their gold values."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.places import CLEAN, SAMPLES
from benchmarks.scoring import Score, compare, read_items, total
from benchmarks.single import extracted
from samples.renditions.rendering import page_count, render
from samples.renditions.scanning import DPI

from .degrading import CONDITIONS, Condition, Source, degraded
from .pages import FOLDER


def extraction(gold: Path, names: Sequence[str]) -> dict[str, Score]:
    """The score by value of samples 000 to 003 in each condition; `gold` holds NAME.jsonl.

    One after the other: PDFium draws in one thread only, and a reading keeps all cores at work by itself.
    """
    together: dict[str, Score] = {name: Score() for name in names}
    for name in names:
        for sample in CLEAN:
            together[name].add(_score(gold, CONDITIONS[name], sample))
    return together


def _score(gold: Path, condition: Condition, sample: str) -> Score:
    print(f"scans: {condition.name}: sample {sample}", file=sys.stderr)
    source = scanned(sample, condition)
    found = source.with_suffix(".jsonl")
    extracted(source, found)
    scores = compare(read_items(gold / f"{sample}.jsonl"), read_items(found), "value")
    return total(scores.values())


def scanned(sample: str, condition: Condition) -> Path:
    """All pages of a sample's PDF in a condition: a PDF of JPEGs, or a TIFF where they are black and white."""
    printed = SAMPLES / "pdf" / f"{sample}.pdf"
    pages = [
        degraded(Source(f"{sample}-{number}", render(printed, number, DPI)), condition)
        for number in range(page_count(printed))
    ]
    folder = FOLDER / "samples" / condition.name
    folder.mkdir(parents=True, exist_ok=True)
    if condition.machine == "bad":
        path = folder / f"{sample}.tif"
        dpi = (condition.dpi, condition.dpi)
        pages[0].save(path, save_all=True, append_images=pages[1:], compression="group4", dpi=dpi)
        return path
    path = folder / f"{sample}.pdf"
    _write_pdf(pages, condition.dpi, path)
    return path


def _write_pdf(pages: Sequence[Image.Image], dpi: int, path: Path) -> None:
    canvas = Canvas(str(path), invariant=1)
    for page in pages:
        size = page.width * 72 / dpi, page.height * 72 / dpi
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(page.info["jpeg"])), 0, 0, *size)
        canvas.showPage()
    canvas.save()
