"""The vocabulary of headers: right spelling, lower case, and every phrase recognised where it belongs."""

from __future__ import annotations

import unicodedata

import pytest
from marks import unrestored

from extractors import Subject
from extractors.header import read_header
from extractors.vocabulary import load
from normalizers import fold, normalize

FILES = ("issuers", "issuer_names", "levels", "positions", "stamps", "surnames")
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
FOOT = "./.\nNơi nhận:\n- Lưu: VT.\n"


def phrases(name: str) -> list[str]:
    return [phrase for group in load(name).values() for phrase in group]


@pytest.mark.parametrize("name", FILES)
def test_phrases_are_in_lower_case_composed_and_single_spaced(name: str) -> None:
    wrong = [
        p for p in phrases(name) if p != p.lower() or p != unicodedata.normalize("NFC", p) or p != " ".join(p.split())
    ]
    assert phrases(name)
    assert not wrong


@pytest.mark.parametrize("name", FILES)
def test_tone_marks_stand_where_the_normalizers_put_them(name: str) -> None:
    wrong = [phrase for phrase in phrases(name) if unrestored(phrase).value != phrase]
    assert not wrong


@pytest.mark.parametrize("name", FILES)
def test_no_phrase_stands_twice(name: str) -> None:
    assert len(phrases(name)) == len(set(phrases(name)))


@pytest.mark.parametrize("phrase", phrases("issuers"))
def test_each_word_for_an_agency_begins_a_letterhead(phrase: str) -> None:
    printed = f"{phrase.upper()} HÀ ĐÔNG"
    issuer = read_header(Subject.of(normalize(f"{printed}\n{STATE}Số: 12/BC-ABC\n"))).issuer
    assert issuer is not None
    assert issuer.value == normalize(printed).value


@pytest.mark.parametrize("phrase", phrases("positions"))
def test_each_office_is_read_in_a_signature(phrase: str) -> None:
    office = read_header(Subject.of(normalize(f"{FOOT}{phrase.upper()}\nLê Văn Đạt\n"))).signer_title
    assert office is not None
    assert fold(office.value) == fold(phrase)


@pytest.mark.parametrize("phrase", phrases("surnames"))
def test_each_family_name_begins_a_signer(phrase: str) -> None:
    name = f"{phrase.capitalize()} Văn Đạt"
    signer = read_header(Subject.of(normalize(f"{FOOT}CHỦ TỊCH\n{name}\n"))).signer
    assert signer is not None
    assert signer.value == name


@pytest.mark.parametrize("phrase", phrases("stamps"))
def test_no_mark_of_draft_urgency_or_secrecy_is_part_of_the_issuer(phrase: str) -> None:
    raw = f"ỦY BAN NHÂN DÂN\nXÃ HÀ ĐÔNG\n{phrase.upper()}\n{STATE}Số: 12/BC-UBND\n"
    issuer = read_header(Subject.of(normalize(raw))).issuer
    assert issuer is not None
    assert issuer.value == "ỦY BAN NHÂN DÂN XÃ HÀ ĐÔNG"


@pytest.mark.parametrize("level", phrases("levels"))
def test_a_council_of_each_level_is_found_by_its_place(level: str) -> None:
    raw = (
        f"Số: /BC-UBND\nHà Đông, ngày 1 tháng 6 năm 2020\nBÁO CÁO\n\nTheo báo cáo của UBND {level} Hà Đông, có 2 hồ sơ."
    )
    issuer = read_header(Subject.of(normalize(raw))).issuer
    assert issuer is not None
    assert issuer.value == f"UBND {level} Hà Đông"
