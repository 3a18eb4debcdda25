"""The vocabulary of document numbers: complete, without doubles, and refused with a clear word when it is broken."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.symbols import document_types
from extractors.symbols.symbol_groups import type_spelling
from extractors.symbols.type_words import word_before
from extractors.vocabulary import VocabularyError
from normalizers import fold

# Nghị định 30/2020/NĐ-CP, Phụ lục III; công văn and thư công have no abbreviation.
DECREE_30 = [
    "NQ",
    "QĐ",
    "CT",
    "QC",
    "QyĐ",
    "TC",
    "TB",
    "HD",
    "CTr",
    "KH",
    "PA",
    "ĐA",
    "DA",
    "BC",
    "BB",
    "TTr",
    "HĐ",
    "CĐ",
    "BGN",
    "BTT",
    "GUQ",
    "GM",
    "GGT",
    "GNP",
    "PG",
    "PC",
    "PB",
    "SY",
    "TrS",
    "SL",
]


@pytest.mark.parametrize("abbr", DECREE_30)
def test_the_types_of_the_decree_are_there(abbr: str) -> None:
    assert document_types.types()[abbr].abbr == abbr


@pytest.mark.parametrize(
    "agency",
    [
        "UBND",
        "HĐND",
        "CP",
        "TTg",
        "VPCP",
        "QH",
        "UBTVQH",
        "BNV",
        "BTC",
        "BNNMT",
        "SNV",
        "STC",
        "TTPVHCC",
        "ĐU",
        "TU",
        "TW",
    ],
)
def test_agencies_are_known(agency: str) -> None:
    assert agency in document_types.agencies()


def test_no_agency_hides_a_type() -> None:
    # «CT» is both Chỉ thị and Cục Thuế: a type comes first in a symbol, so the type wins there.
    assert document_types.agencies() & set(document_types.types()) <= {"CT", "KT", "TTr", "TC", "PC", "HD", "QC"}


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("ND", "NĐ"), ("QD", "QĐ"), ("QyD", "QyĐ"), ("QÐ", "QĐ"), ("DA", "DA"), ("HD", "HD"), ("KH", "KH"), ("XYZ", None)],
)
def test_types_without_marks(printed: str, meant: str | None) -> None:
    assert type_spelling(printed) == meant


@pytest.mark.parametrize(
    ("printed", "agency", "meant"), [("NQQ", "CP", "NQ"), ("NQQ", "LẠ", None), ("TTT", "CP", None)]
)
def test_a_doubled_letter_is_a_slip_before_a_known_agency(printed: str, agency: str, meant: str | None) -> None:
    assert type_spelling(printed, agency) == meant


WORDS = [  # text before a number, type, whether «số» is there
    ("Căn cứ Kế hoạch số ", "KH", True),
    ("Thông tư liên tịch số: ", "TTLT", True),
    ("theo NQ số ", "NQ", True),
    ("Nghị định ", "NĐ", False),
    ("Quyét dinh s6 ", "QĐ", True),
    ("Kế hoạch năm 2026 số ", None, True),
    ("hồ sơ số ", None, True),
]


@pytest.mark.parametrize(("text", "kind", "signed"), WORDS)
def test_word_before_a_number(text: str, kind: str | None, signed: bool) -> None:
    named = word_before(fold(text), len(text))
    assert (named.type.abbr if named else None) == kind
    assert named is None or named.signed is signed


BROKEN_TYPES: list[tuple[dict[str, Any], str]] = [
    ({"type": [{"abbr": "KH", "words": [], "group": "party"}]}, "KH"),
    ({"type": [{"words": ["kế hoạch"], "group": "party"}]}, "abbr"),
    ({"type": [{"abbr": "KH", "words": ["kế hoạch"], "group": "plans"}]}, "plans"),
    ({"type": [{"abbr": "KH", "words": ["kế hoạch"], "group": "party"}] * 2}, "twice"),
]


@pytest.mark.parametrize(("content", "told"), BROKEN_TYPES)
def test_broken_types_are_refused(content: dict[str, Any], told: str) -> None:
    with pytest.raises(VocabularyError, match=rf"document_types\.toml.*{told}"):
        document_types.parse_types(content)


@pytest.mark.parametrize("abbrs", [["UBND", "UBND"], [""]])
def test_broken_agencies_are_refused(abbrs: list[str]) -> None:
    with pytest.raises(VocabularyError, match=r"agencies\.toml: local"):
        document_types.parse_agencies({"local": abbrs})
