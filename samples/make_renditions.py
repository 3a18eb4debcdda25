#!/usr/bin/env python3
"""Make the PDFs, scans, pictures and DOCX of the sample reports out of their texts.

    python samples/make_renditions.py                   the committed set, into samples/
    python samples/make_renditions.py --all --out DIR   every page of every scan, for benchmarks

Needs the development dependencies, Liberation Serif 2.x, and for the mixed PDF Tesseract with `eng`.
The same seed gives the same pages.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from renditions import catalogue
from renditions.catalogue import Sample
from renditions.mixed import write_mixed
from renditions.office import write_fax, write_office_scan
from renditions.printing import print_report
from renditions.rendering import render
from renditions.report_text import parse
from renditions.word import write_word

HERE = Path(__file__).parent
FOLDERS = ("pdf", "scan", "mixed", "image", "docx")


def main() -> None:
    """Run the command line."""
    arguments = _arguments()
    for folder in FOLDERS:
        (arguments.out / folder).mkdir(parents=True, exist_ok=True)
    for sample in catalogue.SAMPLES:
        for path in make(sample, arguments.out, every_page=arguments.all):
            print(f"{path.stat().st_size / 1024:8.0f} KiB  {path}")


def make(sample: Sample, out: Path, *, every_page: bool) -> list[Path]:
    """Write all renditions of one sample under `out`; returns their paths."""
    text = next((HERE / "text").glob(f"{sample.name}_*.txt")).read_text(encoding="utf-8")
    report = parse(text)
    printed = out / "pdf" / f"{sample.name}.pdf"
    signature = print_report(report, printed, sample.look)
    pages = () if every_page else sample.committed
    scanned = out / "scan" / f"{sample.name}{_span(pages)}.pdf"
    write_office_scan(printed, signature, scanned, scanner=sample.scanner, seed=sample.seed, pages=pages)
    made = [printed, scanned]
    if sample.name == catalogue.MIXED:
        made.append(out / "mixed" / f"{sample.name}.pdf")
        write_mixed(
            printed, signature, made[-1], origins=catalogue.MIXED_PAGES, scanner=sample.scanner, seed=sample.seed
        )
    if sample.name == catalogue.FAX:
        made.append(out / "image" / f"{sample.name}_fax.tif")
        write_fax(printed, made[-1], sample.seed)
    if sample.name == catalogue.PICTURE:
        made.append(out / "image" / f"{sample.name}_page1.png")
        render(printed, 0, 200).save(made[-1], dpi=(200, 200))
    if sample.name == catalogue.WORD:
        made.append(out / "docx" / f"{sample.name}.docx")
        write_word(report, made[-1], catalogue.FOOTNOTE)
    return made


def _span(pages: tuple[int, ...]) -> str:
    return f"_pages{pages[0] + 1}-{pages[-1] + 1}" if pages else ""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (default: samples/)")
    parser.add_argument("--all", action="store_true", help="scan every page, not only the committed ones")
    return parser.parse_args()


if __name__ == "__main__":
    main()
