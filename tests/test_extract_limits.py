"""Texts no office writes: nothing hangs, nothing breaks, no number of thousands of digits becomes a value."""

from __future__ import annotations

import time

import pytest

from extractors import extract
from normalizers import normalize

NINES = "9" * 5_000
HOSTILE = [
    "1234567890" * 4_000,
    f"đạt {NINES}% và {NINES} hồ sơ, {NINES}/{NINES} hồ sơ; số {NINES}/QĐ-UBND; năm {NINES}; quý {NINES}/2026",
    f"tiếp nhận {NINES} ngàn hồ sơ, {NINES[:900]}.{NINES[:3]} hồ sơ",
    "." * 40_000,
    "/" * 40_000,
    "(" * 20_000 + ")" * 20_000,
    "hồ sơ " * 6_000,
    "ngày tháng năm " * 3_000,
    "12/QĐ-" * 6_000,
    "tiếp nhận 12 hồ sơ, " * 2_000,
    "\n".join("\t".join(str(i) for i in range(400)) for _ in range(20)),
    " " * 60_000 + "5 hồ sơ",
]


@pytest.mark.parametrize("raw", HOSTILE, ids=lambda raw: repr(raw[:16]))
def test_no_text_hangs_or_breaks(raw: str) -> None:
    begin = time.monotonic()
    found = extract(normalize(raw))
    assert time.monotonic() - begin < 20
    assert all(len(e.span) < 100 for e in found if e.kind in ("dossier_count", "percentage"))
