"""Facts: the JSON contract of each kind, and the evidence behind each value."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reports import scanned, unmarked

from extractors.extraction import (
    Date,
    DocumentNumber,
    DossierCount,
    Extraction,
    OtherCount,
    Percentage,
    Period,
    Ratio,
    Value,
)
from normalizers import Change, Correction, Edit, Span, Text
from pipeline.certainty import Certainty
from pipeline.document import Document, Page
from pipeline.facts import facts_of, plain_value

# value, its JSON value, the keys its kind adds
KINDS: list[tuple[Value, object, dict[str, object]]] = [
    (
        DocumentNumber("66.7/2025/NQ-CP", "66.7", 2025, "NQ", "CP", "reference", "2025-11-15"),
        "66.7/2025/NQ-CP",
        {"number": "66.7", "year": 2025, "type": "NQ", "agency": "CP", "role": "reference", "date": "2025-11-15"},
    ),
    (
        DocumentNumber("118", "118", None, "NĐ", None, "reference", informal=True),
        "118",
        {
            "number": "118",
            "year": None,
            "type": "NĐ",
            "agency": None,
            "role": "reference",
            "date": None,
            "informal": True,
        },
    ),
    (
        DocumentNumber("02-KH/BCĐTW", "02", None, "KH", "BCĐTW", "self", party=True),
        "02-KH/BCĐTW",
        {"number": "02", "year": None, "type": "KH", "agency": "BCĐTW", "role": "self", "date": None, "party": True},
    ),
    (Date("2026-06"), "2026-06", {}),
    (Date("2026-03-09", inferred_year=True), "2026-03-09", {"inferred_year": True}),
    (Period("2026-03-15/2026-06-14"), "2026-03-15/2026-06-14", {}),
    (DossierCount(4266, "received_total"), 4266, {"measure": "received_total", "scope": None, "period": None}),
    (
        DossierCount(0, "other", "rejected+withdrawn", "cấp xã", "2026-Q2", approx=True),
        0,
        {"measure": "other", "sub": "rejected+withdrawn", "scope": "cấp xã", "period": "2026-Q2", "approx": True},
    ),
    (Percentage(Decimal("98.7"), "digitised", "achieved"), 98.7, {"measure": "digitised", "role": "achieved"}),
    (Percentage(Decimal("100"), None, "target", approx=True), 100, {"measure": None, "role": "target", "approx": True}),
    (Ratio(19, 30, "nhiệm vụ"), {"num": 19, "den": 30}, {"unit": "nhiệm vụ", "measure": None}),
    (OtherCount(8, "PAKN", "pakn_received"), 8, {"unit": "PAKN", "measure": "pakn_received"}),
]
ALWAYS = {
    "kind", "value", "text", "start", "end", "normalized", "page", "boxes", "confidence", "rule", "state",
}  # fmt: skip


@pytest.mark.parametrize(("value", "plain", "details"), KINDS, ids=lambda part: getattr(part, "kind", None))
def test_the_row_has_exactly_the_keys_of_the_contract(value: Value, plain: object, details: dict[str, object]) -> None:
    document = Document("a.txt", "0", (Page(1, "text", "", text="abc"),))
    row = facts_of(document, Text.of("abc"), [Extraction(value, Span(1, 2), "rule")])[0].row()
    assert row["kind"] == value.kind
    assert row["value"] == plain
    assert {key: row[key] for key in row.keys() - ALWAYS} == details
    assert row.keys() >= ALWAYS


def test_a_whole_percentage_is_an_integer_and_others_are_as_printed() -> None:
    whole, broken = (plain_value(Percentage(Decimal(p), None, "achieved")) for p in ("100.00", "66.67"))
    assert (whole, type(whole)) == (100, int)
    assert (broken, type(broken)) == (66.67, float)


def test_raw_and_normalised_text_are_both_kept() -> None:
    raw, (span,) = unmarked("Số: ⟦237/BC- UBND⟧ ngày")
    text = Text.of(raw).edit([Edit(Span(span.start + 7, span.start + 8), "")])
    document = Document("a.txt", "0", (Page(1, "text", "", text=raw),))
    value = DocumentNumber("237/BC-UBND", "237", None, "BC", "UBND", "self")
    row = facts_of(document, text, [Extraction(value, Span(span.start, span.end - 1), "rule")])[0].row()
    assert (row["text"], row["normalized"]) == ("237/BC- UBND", "237/BC-UBND")
    assert raw[row["start"] : row["end"]] == row["text"]


def test_a_scan_gives_boxes_and_the_least_confidence() -> None:
    document = scanned(["tiếp nhận 4.266 hồ sơ", "Kỳ 2"])
    _, (span,) = unmarked("tiếp nhận ⟦4.266⟧ hồ sơ")
    found = Extraction(DossierCount(4266, "received_total"), span, "rule", confidence=0.95)
    row = facts_of(document, Text.of(document.raw), [found])[0].row()
    assert row["boxes"] == [[100.0, 0.0, 150.0, 12.0]]
    assert row["confidence"] == pytest.approx(0.95 * 0.8)
    assert row["page"] == 1


# text, least probability told; the value is marked, and each restored word stands before its probability
SURENESS = [
    ("tiếp nhận ⟦55⟧ hồ sơ", 1.0),
    ("tiếp nhận{0.7} ⟦55⟧ hồ{0.9} sơ", 0.7),
    ("tiếp nhận{0.7}\nđược ⟦55⟧ hồ{0.9} sơ", 0.9),
    ("tiếp nhận ⟦55⟧ hồ sơ\nmới{0.6}", 1.0),
    ("mới{0.6}" + " " * 50 + "⟦55⟧ hồ sơ", 1.0),
    ("⟦55⟧ hồ sơ" + " " * 50 + "mới{0.6}", 1.0),
    ("⟦ngày{0.5} 5⟧ hồ sơ", 0.5),
]


@pytest.mark.parametrize(("told", "least"), SURENESS)
def test_words_restored_nearby_lower_the_confidence(told: str, least: float) -> None:
    raw, (span,) = unmarked(re.sub(r"\{[\d.]+\}", "", told))
    places, plain = [], re.sub("[⟦⟧]", "", told)
    while match := re.search(r"(\w+)\{([\d.]+)\}", plain):
        edit = Correction(Span(*match.span(1)), match[1], "?", float(match[2]), None)
        places.append(Change(edit, "?", edit.span))
        plain = plain[: match.end(1)] + plain[match.end() :]
    document, text = Document("a.txt", "0", (Page(1, "text", "", text=raw),)), Text.of(raw)
    found = Extraction(DossierCount(55, "received_total"), span, "rule", confidence=0.9)
    (fact,) = facts_of(document, text, [found], Certainty.of(text, places))
    assert fact.confidence == pytest.approx(0.9 * least)


def test_facts_are_sorted_by_start_then_end() -> None:
    document = Document("a.txt", "0", (Page(1, "text", "", text="0123456789"),))
    spans = [Span(5, 6), Span(0, 4), Span(0, 2), Span(3, 9)]
    found = [Extraction(Date("2026"), span, "rule") for span in spans]
    assert [fact.span for fact in facts_of(document, Text.of(document.raw), found)] == sorted(spans)


@given(st.text(min_size=1, max_size=40), st.data())
def test_the_text_is_always_what_stands_at_the_offsets(raw: str, data: st.DataObject) -> None:
    document = Document("a.txt", "0", (Page(1, "text", "", text=raw),))
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    fact = facts_of(document, Text.of(raw), [Extraction(Date("2026"), Span(start, end), "rule")])[0]
    assert document.raw[fact.span.start : fact.span.end] == fact.text
    assert 0 <= fact.confidence <= 1
