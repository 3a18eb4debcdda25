#!/usr/bin/env python3
"""Record what Tesseract reads on the sample files that hold images, so that tests do without it.

    python samples/record_ocr.py [scan/003.pdf …]

Writes samples/recorded/FILE.json; run it after make_renditions.py and after changes of pipeline/reading.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.reading import read, recording

SAMPLES = Path(__file__).resolve().parent
FOLDERS = ("scan", "mixed", "image")


def main() -> None:
    """Record the files named on the command line, or all."""
    files = sys.argv[1:] or [
        f"{folder}/{path.name}" for folder in FOLDERS for path in sorted((SAMPLES / folder).iterdir())
    ]
    for file in files:
        target = SAMPLES / "recorded" / f"{file}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        document = read(SAMPLES / file)
        recording.save(document.pages, target)
        print(f"{len(document.pages):3} pages  {target.stat().st_size / 1024:6.0f} KiB  {file}")


if __name__ == "__main__":
    main()
