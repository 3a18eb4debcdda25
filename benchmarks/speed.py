"""Speed: texts in a warm process, digital PDFs beside pdfplumber, scans beside bare Tesseract."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pdfplumber

from pipeline import process
from pipeline.reading import read

from .pages import DPI, PageOf, count, write_pdf, write_png
from .places import CLEAN, GARBLED, SAMPLES, made, sample_text
from .results import Figure, Part, table
from .timing import Pair, middle, once, ratio, side_by_side

TEXT_BYTES = 15_000
TEXT_ROUNDS, PDF_ROUNDS, SCAN_ROUNDS = 15, 7, 5


def measure_speed(*, scans: bool = True) -> Part:
    """All of it, one after the other in this process, which has read a document of each kind before."""
    part = Part("speed")
    _texts(part)
    _printed(part)
    if scans:
        _scans(part)
    return part


def _texts(part: Part) -> None:
    """process() over reports cut to 15 kB; the slowest of them counts."""
    took = {}
    for name in ("000", "001", GARBLED):
        path = made(f"text/{name}.txt")
        path.write_text(_cut(sample_text(name)), encoding="utf-8", newline="")
        process(path)
        took[name] = middle([once(partial(process, path)) for _ in range(TEXT_ROUNDS)])
    slowest = max(run.wall for run in took.values())
    part.figures.append(
        Figure(
            "văn bản 15 kB, cả quy trình · text of 15 kB, whole way, warm",
            slowest,
            0.15,
            "max",
            "s",
            3,
            f"chậm nhất · slowest of {', '.join(took)}",
        )
    )
    rows = [[name, f"{run.wall:.3f}", f"{run.cpu:.3f}"] for name, run in took.items()]
    part.details.append(
        f"### Texts of 15 kB: process(), median of {TEXT_ROUNDS}\n\n{table(['text', 's', 's of CPU'], rows)}"
    )


def _cut(path: Path) -> str:
    """The beginning of a text, whole lines, at most TEXT_BYTES long."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    start = text.encode()[:TEXT_BYTES].decode(errors="ignore")
    return start[: start.rfind("\n") + 1]


def _printed(part: Part) -> None:
    """The reading of digital PDFs beside extract_words() of pdfplumber over the same pages."""
    reading, whole = {}, {}
    for name in CLEAN:
        path = SAMPLES / "pdf" / f"{name}.pdf"
        process(path)
        reading[name] = side_by_side(partial(read, path), partial(_plain_words, path), PDF_ROUNDS)
        whole[name] = middle([once(partial(process, path)) for _ in range(PDF_ROUNDS)])
    bare = sum(pair.theirs.wall for pair in reading.values())
    on = f"{len(CLEAN)} tệp · files, {sum(count(SAMPLES / 'pdf' / f'{name}.pdf') for name in CLEAN)} trang · pages"
    part.figures += [
        Figure(
            "PDF số: đọc so với pdfplumber · reading over pdfplumber's words",
            ratio([*reading.values()]),
            1.5,
            "max",
            "×",
            2,
            on,
        ),
        Figure(
            "PDF số: cả quy trình so với pdfplumber · whole way over pdfplumber's words",
            sum(w.wall for w in whole.values()) / bare,
            None,
            "max",
            "×",
            2,
            on,
        ),
    ]
    title = f"### Digital PDFs: reading beside pdfplumber's extract_words(), medians of {PDF_ROUNDS} rounds in turn"
    part.details.append(f"{title}\n\n{_pairs(reading)}")


def _plain_words(path: Path) -> list[object]:
    with pdfplumber.open(path) as pdf:
        return [word for page in pdf.pages for word in page.extract_words()]


def _scans(part: Part) -> None:
    """The whole way over scanned pages beside bare Tesseract over the same pages drawn as PNG."""
    took = {}
    for page in _scanned_pages():
        name = f"{page[0].stem}-{page[1]}"
        single = write_pdf([page], made(f"pages/{name}.pdf"))
        image = write_png(page, made(f"pages/{name}.png"))
        print(f"speed: scan {name}", file=sys.stderr)
        took[name] = side_by_side(partial(process, single), partial(_bare_tesseract, image), SCAN_ROUNDS)
    pairs = [*took.values()]
    on = f"{len(pairs)} trang · pages"
    part.figures += [
        Figure(
            "bản quét: cả quy trình so với Tesseract · whole way over bare Tesseract",
            ratio(pairs),
            1.30,
            "max",
            "×",
            3,
            on,
        ),
        Figure(
            "bản quét: như trên, thời gian CPU · the same in CPU time", ratio(pairs, "cpu"), None, "max", "×", 3, on
        ),
    ]
    title = f"### Scans: process() beside bare Tesseract on the same page, medians of {SCAN_ROUNDS} rounds in turn"
    part.details.append(f"{title}\n\n{_pairs(took)}")


def _scanned_pages() -> list[PageOf]:
    """The first and the last page of each sample scan."""
    files = sorted((SAMPLES / "scan").glob("*.pdf"))
    return [(path, number) for path in files for number in (1, count(path))]


def _bare_tesseract(image: Path) -> None:
    command = ["tesseract", str(image), "stdout", "-l", "vie", "--psm", "3", "--dpi", str(DPI), "tsv"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    subprocess.run(command, env=environment, capture_output=True, check=True)


def _pairs(took: dict[str, Pair]) -> str:
    head = ["file", "vanthu s", "beside it s", "ratio", "ratio of CPU time"]
    rows = [
        [name, f"{p.ours.wall:.3f}", f"{p.theirs.wall:.3f}", f"{ratio([p]):.2f}", f"{ratio([p], 'cpu'):.2f}"]
        for name, p in took.items()
    ]
    return table(head, rows)
