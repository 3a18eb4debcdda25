"""What `vanthu extract` gives for each sample, kept in samples/expected and reviewed as a diff.

`pytest tests/test_golden.py --update-golden` writes the files anew. Files with images go through the OCR pages
recorded in samples/recorded, so that no Tesseract is needed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipeline import process, process_document
from pipeline.document import Document
from pipeline.reading import recording

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FOLDERS = ("text", "pdf", "scan", "mixed", "image", "docx")
FILES = sorted(path.relative_to(SAMPLES).as_posix() for folder in FOLDERS for path in (SAMPLES / folder).iterdir())


def beside(folder: str, file: str, suffix: str) -> Path:
    """The file that belongs to a sample in a parallel folder: scan/003.pdf → expected/scan/003.pdf.jsonl."""
    return SAMPLES / folder / (file + suffix)


def rows(file: str) -> list[str]:
    """The lines that the command prints for one sample."""
    path, recorded = SAMPLES / file, beside("recorded", file, ".json")
    if recorded.exists():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        report = process_document(Document(path.name, digest, tuple(recording.load(recorded))))
    else:
        report = process(path)
    return [json.dumps(row, ensure_ascii=False) for row in report.rows()]


@pytest.mark.parametrize("file", FILES)
def test_golden(file: str, update_golden: bool) -> None:
    found, expected = rows(file), beside("expected", file, ".jsonl")
    if update_golden:
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text("".join(line + "\n" for line in found), encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8").splitlines()


def test_every_expected_file_has_its_sample() -> None:
    kept = {path.relative_to(SAMPLES / "expected").as_posix() for path in (SAMPLES / "expected").rglob("*.jsonl")}
    assert kept == {f"{file}.jsonl" for file in FILES}


@pytest.mark.tesseract
@pytest.mark.parametrize("file", ["image/000_page1.png", "image/003_fax.tif"])
def test_a_recording_holds_what_tesseract_reads(file: str) -> None:
    def values(lines: list[str]) -> list[tuple[str, str]]:
        return sorted((row["kind"], str(row["value"])) for row in map(json.loads, lines))

    read_now = [json.dumps(row) for row in process(SAMPLES / file).rows()]
    assert values(read_now) == values(rows(file))
