"""The samples in TCVN3 and VNI as text, Word document and PDF: the same letters and values as from Unicode."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.legacy.documents import compared, sample_texts


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name == "003" else pytest.mark.slow) for name in sorted(sample_texts())]
)
def test_the_same_as_from_unicode(name: str, tmp_path: Path) -> None:
    found = list(compared({name: sample_texts()[name]}, tmp_path))
    assert len(found) == 6
    for each in found:
        assert each.right == each.letters > 1000, each
        assert each.same == each.values > 50, each
