"""A report in an encoding before Unicode has the same values in every format as in Unicode."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_files import WRITERS, blocks

from normalizers.legacy.codec import encode
from normalizers.legacy.encodings import Encoding
from pipeline import process
from pipeline.reading import read

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "docx" / "000.docx"
FONTS = [(Encoding.TCVN3, ".VnTime"), (Encoding.VNI, "VNI-Times")]


def values(path: Path) -> list[tuple[str, ...]]:
    rows = process(path).rows()
    return [tuple(str(row.get(key)) for key in ("kind", "value", "measure", "scope", "role")) for row in rows]


@pytest.mark.parametrize("form", sorted(WRITERS))
@pytest.mark.parametrize(("encoding", "font"), FONTS)
def test_the_values_of_a_legacy_report(tmp_path: Path, form: str, encoding: Encoding, font: str) -> None:
    lines = [line.strip() for line in read(SAMPLE).raw.split("\n") if line.strip()]
    lines = ["\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in lines]
    (tmp_path / "report.txt").write_text("\n".join(lines), encoding="utf-8")
    WRITERS[form](tmp_path / "report", blocks([encode(line, encoding) for line in lines]), font)
    assert values(tmp_path / "report") == values(tmp_path / "report.txt")
