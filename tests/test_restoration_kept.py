"""What restoring must leave alone: every row was changed once by a version of the restorer, most by one never shipped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from normalizers import ModelError, normalize, restore
from normalizers.restoration import models, sums

KEPT = [
    "Công ty TNHH MTV Xuất nhập khẩu Hoà Phát, Tập đoàn FLC, Vinhomes, Masterise, Novaland, Sun Group, Ecopark",
    "Vui lòng click vào link bên dưới để download file. The meeting will be held on Monday. Anh em nhớ join đúng giờ nhé",
    "Y Bliêr Niê, Y Tô Êban, H'Yăng Mlô, Y Thông Knul, Siu H'Blóc, Ksor H'Bơ Khăp, Nay Hùng, Kpă Thuyên",
    "Quý I, quý II, quý III năm 2025 toan tinh tiep nhan ho so dat ty le cao nhat tu truoc den nay",
    "Trang một. Trang hai.",
    "Quang Nam 2024",
    "hu",
    "4\u0345 \u0301\u0301",
]


@pytest.mark.parametrize("text", KEPT)
def test_sound_and_foreign_text_stays(text: str) -> None:
    assert normalize(text).value == normalize(normalize(text).value).value
    assert restore(text).value == text


NUMBERED = [
    ("Quoc lo ⟦1a⟧ doan qua tinh Binh Dinh dai ⟦118⟧ km", "Quốc lộ 1a đoạn qua tỉnh Bình Định dài 118 km"),
    ("So do thua dat so ⟦1b⟧ to ban do so ⟦6⟧", "Sơ đồ thửa đất số 1b tờ bản đồ số 6"),
    (
        "Cac thanh phan ho so gom mau ⟦1a⟧, mau ⟦1b⟧ theo quy dinh",
        "Các thành phần hồ sơ gồm mẫu 1a, mẫu 1b theo quy định",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), NUMBERED)
def test_letters_that_number_a_thing_are_no_words(marked: str, expected: str) -> None:
    assert restore(marked.replace("⟦", "").replace("⟧", "")).value == expected


STRIPPED = "cac ho so da giai quyet truoc han trong ky bao cao cua uy ban nhan dan xa "
NAMES = ["BAO_CAO_THANG_6.xlsx", "ho_so", "a.docx", "https://dichvucong.gov.vn/p/home?ho=1", "van.thu@haiphong.gov.vn"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_and_columns_stay(name: str) -> None:
    assert name in restore(f"{STRIPPED}{name} {STRIPPED}").value.split()


LONG = ["-", "_", "ab.", "a@", "1/AB-", "a-", "/a", "1/"]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_line_takes_no_pattern_too_long(piece: str) -> None:
    line = piece * (30_000 // len(piece))
    assert restore(STRIPPED + line).value.endswith(line)


def test_a_model_file_with_a_byte_changed_is_told(tmp_path: Path) -> None:
    for path in models.folder().iterdir():
        shutil.copy(path, tmp_path)
    assert sums.verified(tmp_path / "ngrams.bin")
    content = bytearray((tmp_path / "ngrams.bin").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "ngrams.bin").write_bytes(content)
    with pytest.raises(ModelError, match="not the file that was shipped"):
        sums.verified(tmp_path / "ngrams.bin")
