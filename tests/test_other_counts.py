"""Numbers of other things, and zeros in words: one line a case, numbers marked, «unit:measure=value» in order."""

from __future__ import annotations

import pytest
from marks import found, unmark

from extractors.extraction import OtherCount

CASES = [
    ("Kế hoạch có ⟦05⟧ mục, ⟦22⟧ nội dung với ⟦30⟧ nhiệm vụ.", "mục:=5 nội_dung:=22 nhiệm_vụ:=30"),
    ("Tổng số thủ tục hành chính là ⟦374⟧ thủ tục, cụ thể: ⟦155⟧ TTHC trực tuyến một phần, ⟦219⟧ TTHC trực tuyến toàn trình;", "TTHC:tthc_total=374 TTHC:tthc_partial_online=155 TTHC:tthc_full_online=219"),
    ("tiếp nhận ⟦4⟧ phản ánh kiến nghị. Đã giải quyết ⟦3⟧ PAKN, đang giải quyết ⟦3⟧ PAKN.", "PAKN:pakn_received=4 PAKN:pakn_resolved=3 PAKN:pakn_pending=3"),
    ("có tổng cộng ⟦1.129⟧ lượt tổ chức, công dân", "lượt:=1129"),
    ("Lĩnh vực quân sự trong quý ⟦không⟧ phát sinh hồ sơ.", "hồ_sơ:received_total=0"),
    ("⟦Không⟧ có hồ sơ quá hạn.", "hồ_sơ:resolved_overdue=0"),
    ("Phản ánh kiến nghị của người dân trên Cổng: ⟦Không⟧.", "PAKN:pakn_received=0"),
    ("đã xử lý xong 7.415 bộ hồ sơ, còn 85 bộ; 9 người dân", ""),
    ("không có khó khăn; không phát sinh chi phí", ""),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0][:50] for case in CASES])
def test_other_counts(marked: str, expected: str) -> None:
    raw, spans = unmark(marked)
    named = {}
    for start, end, extraction in found(raw, "other_count"):
        value = extraction.value
        assert isinstance(value, OtherCount)
        named[(start, end)] = f"{value.unit.replace(' ', '_')}:{value.measure or ''}={value.count}"
    assert [named.get(span) for span in spans] == expected.split()
    assert len(named) == len(spans)
