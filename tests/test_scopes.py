"""Scope and period of dossier counts: «scope|period» of each marked number."""

from __future__ import annotations

import pytest
from marks import found, unmark

from extractors.extraction import DossierCount

CASES = [
    ("Đối với lĩnh vực tài nguyên nước, Bộ đã tiếp nhận tổng số ⟦164⟧ hồ sơ", ["lĩnh vực tài nguyên nước|"]),
    ("lĩnh vực người có công tiếp nhận ⟦12⟧ hồ sơ", ["lĩnh vực người có công|"]),
    ("Ở cấp huyện, tổng số hồ sơ đã tiếp nhận là ⟦21.686⟧ hồ sơ", ["cấp huyện|"]),
    ("Chi nhánh Văn phòng đăng ký đất đai thành phố tiếp nhận ⟦361⟧ hồ sơ", ["Chi nhánh Văn phòng đăng ký đất đai thành phố|"]),
    ("Quý III/2021, Trung tâm tiếp nhận ⟦14.043⟧ hồ sơ, đã giải quyết ⟦14.000⟧ hồ sơ", ["|2021-Q3", "|2021-Q3"]),
    ("Từ ngày 15/3/2026 đến ngày 14/6/2026 tiếp nhận ⟦361⟧ hồ sơ", ["|2026-03-15/2026-06-14"]),
    ("cả năm nhận ⟦7.640⟧ hồ sơ (năm 2023 nhận 7.122 hồ sơ), đã xử lý xong ⟦7.415⟧ hồ sơ", ["|", "|"]),
    ("Trong kỳ (từ 15/3/2026 đến ngày 14/6/2026) tiếp nhận ⟦5⟧ hồ sơ", ["|2026-03-15/2026-06-14"]),
    ("So với cùng kỳ năm 2022, hồ sơ tiếp nhận là ⟦500⟧ hồ sơ", ["|"]),
    ("Tháng 5/2021 tiếp nhận 9 hồ sơ, gồm ⟦5⟧ hồ sơ năm 2020 chuyển sang và ⟦4⟧ hồ sơ nộp mới", ["|2021-05", "|2021-05"]),
    ("Từ 15/3/2026 đến 14/6/2026, kết quả như sau:\n- Tiếp nhận ⟦5⟧ hồ sơ;\n- Giải quyết ⟦4⟧ hồ sơ.", ["|2026-03-15/2026-06-14"] * 2),
    ("1. Từ 15/3/2026 đến 14/6/2026\nTiếp nhận ⟦5⟧ hồ sơ.\n2. Kết quả khác\nTiếp nhận ⟦4⟧ hồ sơ.", ["|2026-03-15/2026-06-14", "|"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0][:50] for case in CASES])
def test_scope_and_period(marked: str, expected: list[str]) -> None:
    raw, spans = unmark(marked)
    told = {}
    for start, end, extraction in found(raw, "dossier_count"):
        assert isinstance(extraction.value, DossierCount)
        told[(start, end)] = f"{extraction.value.scope or ''}|{extraction.value.period or ''}"
    assert [told.get(span) for span in spans] == expected
