"""Form II.06 from the image of an office scan to its figures: measure, row and period, with real Tesseract."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from drawn_form import BODY, MEASURES, form, rows
from drawn_tables import DPI, scanned
from PIL import Image
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.reading.images import read_frames
from pipeline.reading.limits import Limits
from pipeline.reading.scan import scan_page

pytestmark = pytest.mark.tesseract
LEAST_CELLS = 0.96
LEAST_SCOPES = 0.6  # «Hộtịch» for «Hộ tịch» is put right later, from the language

SKEWS = [-0.6, 0.0, 0.7]


@pytest.fixture(params=SKEWS)
def scan(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "form.jpg"
    image = Image.fromarray(scanned(form(), skew=request.param, noise=3.5, paper=236))
    image.save(path, quality=60, dpi=(DPI, DPI))
    return path


def test_cells(scan: Path) -> None:
    (frame,) = read_frames(scan, Limits())
    page = scan_page(frame.image, 1, "test", Limits(), dpi=frame.dpi)
    found = [
        [" ".join(word.text for word in cell) for cell in line.cells] for line in page.lines if len(line.cells) > 1
    ]
    true = rows()
    assert [len(row) for row in found] == [13] * len(true)
    cells = [(a, b) for line, other in zip(found, true, strict=True) for a, b in zip(line, other, strict=True)]
    assert sum(a == b for a, b in cells) >= LEAST_CELLS * len(cells)
    assert all(a == b for (a, b) in cells if b.replace(".", "").isdigit())


def test_facts(scan: Path) -> None:
    result = CliRunner().invoke(app, ["extract", str(scan), "--format", "jsonl"])
    facts = [json.loads(line) for line in result.stdout.splitlines()]
    counts = [f for f in facts if f["kind"] == "dossier_count"]
    true = [
        (row[1], measure, int(cell.replace(".", "")))
        for row in BODY
        for measure, cell in zip(MEASURES, row[2:], strict=True)
        if cell
    ]
    assert [(f["measure"], f["value"]) for f in counts] == [(measure, value) for _, measure, value in true]
    scopes = sum(f["scope"] == scope for f, (scope, _, _) in zip(counts, true, strict=True))
    assert scopes >= LEAST_SCOPES * len(true)
    assert all(f["page"] == 1 and f["boxes"] for f in facts)


def test_table_of_the_form(scan: Path) -> None:
    result = CliRunner().invoke(app, ["extract", str(scan), "--format", "csv", "--table", "form_ii06"])
    lines = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {line["period"] for line in lines} == {"2026-Q2"}
    assert [line["received_total"] for line in lines] == [row[2].replace(".", "") for row in BODY]
