"""Oddities: what is worth a look though it may be right."""

from __future__ import annotations

import pytest
from marks import unmark
from verdicts import failures, quoted

TOLD = [
    ("R-REST", "hint", "Đã giải quyết và trả kết quả ⟦2.051⟧ hồ sơ; trong đó ⟦2.041⟧ hồ sơ giải quyết trước hạn."),
    ("R-DUP-VALUE", "hint", "Các cơ quan có tần suất giao dịch nhiều là Công an tỉnh (590 hồ sơ), Sở LĐ-TB&XH (⟦209⟧ hồ sơ), Sở Tư pháp (128 hồ sơ), Sở Công Thương (⟦209⟧ hồ sơ)."),
    ("R-ZERO", "warning", "Đã giải quyết 320 hồ sơ, trong đó quá hạn ⟦03⟧ hồ sơ. Trung tâm ⟦không⟧ có hồ sơ quá hạn."),
    ("R-ZERO", "warning", "1. Kết quả giải quyết\nĐã trả kết quả đầy đủ, ⟦không⟧ có hồ sơ quá hạn.\n2. Hạn chế\nCòn ⟦03⟧ hồ sơ trả quá hạn do phải xác minh."),
]  # fmt: skip

SILENT = [
    "Đã giải quyết 5.246 hồ sơ, trong đó quá hạn 15 hồ sơ.",
    "Tiếp nhận 1.153 hồ sơ, đã giải quyết 1.149 hồ sơ.",
    "Sở A (20 hồ sơ), Sở B (20 hồ sơ), Sở C (31 hồ sơ).",
    "Đã giải quyết 320 hồ sơ, trong đó quá hạn 03 hồ sơ.\n- Cấp xã: không có hồ sơ quá hạn.",
    "Đã giải quyết 320 hồ sơ, trong đó quá hạn 03 hồ sơ. Phấn đấu không có hồ sơ quá hạn.",
    "a) Tại huyện: đã giải quyết 320 hồ sơ, trong đó quá hạn 03 hồ sơ.\nb) Tại UBND các xã, thị trấn\nTiếp nhận 25 hồ sơ, không có hồ sơ quá hạn.",
    "Phường 1 và phường Mỹ Phú không có hồ sơ trễ hạn; Phường 11: 06 hồ sơ trễ hạn.",
]  # fmt: skip
RULES = ("R-REST", "R-DUP-VALUE", "R-ZERO", "R-LEVEL-NAME")


@pytest.mark.parametrize(("rule", "severity", "marked"), TOLD, ids=[case[0] for case in TOLD])
def test_an_oddity_is_told(rule: str, severity: str, marked: str) -> None:
    raw, spans = unmark(marked)
    (finding,) = failures(raw, *RULES)
    assert (finding.rule, finding.severity, quoted(finding)) == (rule, severity, spans)


@pytest.mark.parametrize("raw", SILENT, ids=[raw[:50] for raw in SILENT])
def test_what_is_usual_is_not_told(raw: str) -> None:
    assert failures(raw, *RULES) == []


def test_the_name_of_another_level() -> None:
    head = "ỦY BAN NHÂN DÂN\nPHƯỜNG THẠCH KHÔI\n\nSố: 12/BC-UBND\n\nBÁO CÁO\nKết quả cải cách hành chính\n\n"
    (finding,) = failures(head + "TTHC thuộc thẩm quyền giải quyết của xã được công khai.", *RULES)
    assert (finding.rule, finding.severity) == ("R-LEVEL-NAME", "hint")
    assert failures(head + "Thực hiện Kế hoạch của UBND các xã, phường; của xã Tân An; của xã hội.", *RULES) == []
