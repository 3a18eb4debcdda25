"""What reviewers say of facts, laid over them: values amended, rejected, added, and how each stands later."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made_reports import count, made, percent, scanned

from extractors.extraction import Date, DocumentNumber, DossierCount, Percentage, Period, Ratio, Value
from normalizers import Span
from pipeline.corrections import Correction, CorrectionError, Place, corrected
from pipeline.corrections.correction import Action, Cells
from pipeline.corrections.drawing import drawn, found_again, marked
from pipeline.corrections.values import KINDS, amended, built, cells_of
from pipeline.document import Box
from pipeline.report import Report, process_document

AMENDED: list[tuple[Value, Cells, str]] = [
    (count(4266, "received_total"), {"value": "4.299"}, "4299"),
    (count(4266, "received_total"), {"value": " 12 "}, "12"),
    (percent("98.7"), {"value": "99,25%"}, "99.25"),
    (percent("98.7"), {"value": "100"}, "100"),
    (Ratio(19, 30, "nhiệm vụ"), {"value": "1.020 / 1.030"}, "1020/1030"),
    (Date("2026-03-09"), {"value": "10/3/2026"}, "2026-03-10"),
    (Date("2026-03-09"), {"value": "2026-04"}, "2026-04"),
    (Period("2026-Q1"), {"value": "quý II năm 2026"}, "2026-Q2"),
    (Period("2026-Q1"), {"value": "2026-H1"}, "2026-H1"),
]
SENSELESS: list[tuple[str, Cells]] = [
    ("dossier_count", {"value": "bốn nghìn"}),
    ("dossier_count", {"value": "4.26"}),
    ("dossier_count", {"value": "-4"}),
    ("dossier_count", {"value": "9" * 60}),
    ("dossier_count", {"value": "4", "measure": "no such"}),
    ("dossier_count", {"value": "4", "role": "achieved"}),
    ("dossier_count", {"value": "4", "scope": "x" * 201}),
    ("percentage", {"value": "98,7 phần"}),
    ("percentage", {"value": "98", "role": "self"}),
    ("ratio", {"value": "19"}),
    ("date", {"value": "hôm qua"}),
    ("period", {"value": "2026-Q5"}),
    ("document_number", {"value": "không số"}),
    ("nothing", {"value": "4"}),
    ("dossier_count", {}),
]
SUM = "Tổng số tiếp nhận ⟦100⟧ hồ sơ, trong đó trực tuyến ⟦60⟧ hồ sơ, trực tiếp ⟦40⟧ hồ sơ."


@pytest.mark.parametrize(("value", "cells", "told"), AMENDED, ids=str)
def test_a_value_is_amended_as_it_is_typed(value: Value, cells: Cells, told: str) -> None:
    assert cells_of(amended(value, cells))["value"] == told


@pytest.mark.parametrize(("kind", "cells"), SENSELESS, ids=str)
def test_what_makes_no_sense_is_refused(kind: str, cells: Cells) -> None:
    with pytest.raises(CorrectionError):
        built(kind, cells)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_built_from_its_own_cells(kind: str) -> None:
    typed = {"document_number": "12/BC-UBND", "date": "2026-03-09", "period": "2026-Q1", "ratio": "1/2"}
    value = built(kind, {"value": typed.get(kind, "7")})
    assert cells_of(built(kind, cells_of(value))) == cells_of(value)


def test_a_symbol_is_read_into_its_parts_and_keeps_its_role() -> None:
    value = amended(DocumentNumber("1/BC-UBND", "1", None, "BC", "UBND", "self"), {"value": "12/QĐ-UBND"})
    assert isinstance(value, DocumentNumber)
    assert (value.number, value.type, value.agency, value.role) == ("12", "QĐ", "UBND", "self")


def test_what_is_not_changed_stays() -> None:
    value = amended(DossierCount(4, "other", sub="overdue+online"), {"value": "4", "measure": "other"})
    assert value == DossierCount(4, "other", sub="overdue+online")


def said(report: Report, index: int, action: Action, cells: Cells | None = None, number: int = 1) -> Correction:
    fact = report.facts[index]
    place = Place((fact.span,), fact.text, fact.location.page, fact.location.boxes or ())
    old = cells_of(fact.value)
    return Correction(number, "fact", action, fact.kind, fact.extraction.rule, place, old, old | (cells or {}))


def summed() -> Report:
    return made(SUM, count(100, "received_total"), count(60, "received_online"), count(40, "received_direct"))


def failing(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_a_changed_value_is_checked_and_keeps_its_place() -> None:
    report = summed()
    found = corrected(report, [said(report, 0, "change", {"value": "99"})])
    fact, row = found.report.facts[0], found.fact_rows()[0]
    assert (fact.text, fact.span, row["value"], row["corrected"]) == ("100", report.facts[0].span, "99", "changed")
    assert row["original_value"] == "100"
    assert found.report.text.value[fact.extraction.span.start : fact.extraction.span.end] == "99"
    assert [f.extraction.span.of(found.report.text.value) for f in found.report.facts[1:]] == ["60", "40"]
    assert "A1" in failing(found.report)
    assert "A1" not in failing(corrected(report, []).report)
    assert [each.state for each in found.standings] == ["applied"]


def test_a_rejected_value_is_gone_and_an_accepted_one_is_sure() -> None:
    report = summed()
    found = corrected(report, [said(report, 1, "reject"), said(report, 2, "accept", number=2)])
    assert [row["text"] for row in found.fact_rows()] == ["100", "40"]
    assert [row["corrected"] for row in found.fact_rows()] == [None, "accepted"]
    assert [row["confidence"] for row in found.fact_rows()] == [0.9, 1.0]


def test_what_was_extracted_otherwise_since_is_a_conflict_and_the_reviewer_still_holds() -> None:
    report = summed()
    before = said(report, 0, "change", {"value": "101"})
    now = made(SUM, count(102, "received_total"), count(60, "received_online"), count(40, "received_direct"))
    found = corrected(now, [before])
    assert [each.state for each in found.standings] == ["changed"]
    assert found.fact_rows()[0]["value"] == "101"


def test_what_is_extracted_right_by_now_agrees() -> None:
    before = said(summed(), 0, "change", {"value": "101"})
    now = made(SUM, count(101, "received_total"), count(60, "received_online"), count(40, "received_direct"))
    assert [each.state for each in corrected(now, [before]).standings] == ["agrees"]


def test_a_correction_of_what_is_extracted_no_more_keeps_its_value() -> None:
    before = [said(summed(), 0, "change", {"value": "101"}), said(summed(), 1, "reject", number=2)]
    now = made(SUM.replace("⟦", "").replace("⟧", ""))
    found = corrected(now, before)
    assert [each.state for each in found.standings] == ["missing", "agrees"]
    assert [(row["value"], row["corrected"]) for row in found.fact_rows()] == [("101", "added")]


def test_a_value_is_added_where_it_was_marked() -> None:
    report = made("nhận ⟦5⟧ hồ sơ, trả 3 hồ sơ", count(5, "received_total"))
    at = report.document.raw.index("3")
    place = marked(report.document, Span(at, at + 1))
    new = cells_of(built("dossier_count", {"value": "3", "measure": "resolved_total"}))
    added = Correction(1, "fact", "add", "dossier_count", "reviewer", place, {}, new)
    found = corrected(report, [added])
    assert [(row["text"], row["value"], row["rule"]) for row in found.fact_rows()][1] == ("3", "3", "reviewer")
    with pytest.raises(CorrectionError):
        marked(report.document, Span(0, 0))


def test_a_box_takes_the_words_whose_middle_it_holds() -> None:
    document = scanned(["nhận 5 hồ sơ", "trả 3 hồ sơ"])
    place = drawn(document, 1, Box(38, 18, 52, 34))
    assert (place.text, place.span.of(document.raw)) == ("3", "3")
    nothing = drawn(document, 1, Box(300, 18, 320, 34))
    assert (nothing.text, len(nothing.span), nothing.boxes) == ("", 0, (Box(300, 18, 320, 34),))
    assert found_again(scanned(["thêm", "nhận 5 hồ sơ"]), place) is not None
    for page, box in ((2, Box(1, 1, 2, 2)), (1, Box(590, 1, 600, 2)), (1, Box(5, 5, 5, 5))):
        with pytest.raises(CorrectionError):
            drawn(document, page, box)


def test_a_scan_read_anew_keeps_the_correction_at_its_place_on_the_page() -> None:
    line = "Tổng số tiếp nhận 100 hồ sơ, trong đó trực tuyến 60 hồ sơ, trực tiếp 40 hồ sơ."
    report = process_document(scanned([line]))
    again = process_document(scanned([line.replace("100", "108")]))
    index = next(at for at, fact in enumerate(report.facts) if fact.text == "100")
    found = corrected(again, [said(report, index, "change", {"value": "101"})])
    assert [each.state for each in found.standings] == ["changed"]
    assert "101" in [row["value"] for row in found.fact_rows()]
    assert not failing(corrected(again, [said(report, index, "change", {"value": "100"})]).report)


PRINTED: list[tuple[str, Value, str, str]] = [
    ("⟦4.266⟧ hồ sơ", count(4266, "received_total"), "4299", "4.299 hồ sơ"),
    ("⟦966⟧ hồ sơ", count(966, "received_total"), "1966", "1.966 hồ sơ"),
    ("⟦4266⟧ hồ sơ", count(4266, "received_total"), "5266", "5266 hồ sơ"),
    ("đạt ⟦98,7%⟧", percent("98.7"), "89.7", "đạt 89,7%"),
    ("đạt ⟦98.7%⟧", percent("98.7"), "100", "đạt 100%"),
    ("⟦19/30⟧ nhiệm vụ", Ratio(19, 30), "19/31", "19/31 nhiệm vụ"),
    ("⟦9/3/2026⟧", Date("2026-03-09"), "2026-03-10", "9/3/2026"),
]


@pytest.mark.parametrize(("marked_text", "value", "new", "read"), PRINTED, ids=str)
def test_a_number_put_right_is_written_as_the_old_one_was(marked_text: str, value: Value, new: str, read: str) -> None:
    report = made(marked_text, value)
    assert corrected(report, [said(report, 0, "change", {"value": new})]).report.text.value == read


def test_a_correction_that_another_version_does_not_understand_is_a_conflict() -> None:
    report = summed()
    found = corrected(report, [said(report, 0, "change", {"value": "91", "measure": "renamed"})])
    assert [each.state for each in found.standings] == ["missing"]
    assert [row["value"] for row in found.fact_rows()] == ["100", "60", "40"]


def test_the_last_word_holds_though_the_evidence_has_moved() -> None:
    first = said(summed(), 0, "change", {"value": "91"})
    fact = summed().facts[0]
    later = Correction(
        2, "fact", "change", fact.kind, "another rule", first.place, first.old, first.old | {"value": "92"}
    )
    found = corrected(summed(), [first, later])
    assert [row["value"] for row in found.fact_rows()] == ["92", "60", "40"]
    assert [each.correction.number for each in found.standings] == [1, 2]


# kind of value, what a reviewer types, what comes of it (None: refused)
TYPED: list[tuple[Value, str, str | None]] = [
    (Date("2026-01-01"), "2026-02-28", "2026-02-28"),
    (Date("2026-01-01"), "28/2/2026", "2026-02-28"),
    (Date("2026-01-01"), "2026-13-45", None),
    (Date("2026-01-01"), "31/2/2026", None),
    (Date("2026-01-01"), "0000", None),
    (Period("2026"), "quý I năm 2026", "2026-Q1"),
    (Period("2026"), "quý V năm 2026", None),
    (Period("2026"), "2026-13", None),
    (Period("2026"), "0000-Q1", None),
    (Period("2026"), "2026-01-01/2026-03-31", "2026-01-01/2026-03-31"),
    (Period("2026"), "2026-05-05/2026-01-01", None),
    (Period("2026"), "2026-01-01/2026-02-30", None),
    (Percentage(Decimal(1), None, "achieved"), "150%", "150"),
    (Percentage(Decimal(1), None, "achieved"), "9" * 30, None),
    (Percentage(Decimal(1), None, "achieved"), "٣٣", None),
]


@pytest.mark.parametrize(("value", "typed", "told"), TYPED)
def test_what_can_be_typed(value: Value, typed: str, told: str | None) -> None:
    if told is None:
        with pytest.raises(CorrectionError):
            amended(value, {"value": typed})
    else:
        assert cells_of(amended(value, {"value": typed}))["value"] == told
