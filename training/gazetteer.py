"""Sentences that name the provinces and communes (since 1 July 2025), as reports name them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

_COMMUNE = (
    "Ủy ban nhân dân {unit}",
    "UBND {unit} báo cáo",
    "trên địa bàn {unit}",
    "của UBND {unit}, {province}",
    "Trung tâm Phục vụ hành chính công {unit}",
    "{name}, ngày 01 tháng 01 năm 2026",
    "Đảng ủy, HĐND, UBND {unit}",
)
_PROVINCE = (
    "Ủy ban nhân dân {unit}",
    "UBND {unit} báo cáo",
    "trên địa bàn {unit}",
    "Sở Nội vụ {unit}",
    "Trung tâm Phục vụ hành chính công {unit}",
    "Quyết định của UBND {unit}",
    "{name}, ngày 01 tháng 01 năm 2026",
)


def sentences(units: Path) -> Iterator[str]:
    """The sentences for the rows (level, code, full_name, province) of the table `units`, tab-separated."""
    with units.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            unit = row["full_name"]
            kind = "Thành phố" if unit.startswith("Thành phố") else "Đặc khu" if unit.startswith("Đặc khu") else None
            name = unit.removeprefix(kind).strip() if kind else unit.partition(" ")[2]
            lower = unit[0].lower() + unit[1:]
            for template in _PROVINCE if row["level"] == "province" else _COMMUNE:
                yield template.format(unit=lower, name=name, province=row["province"])
