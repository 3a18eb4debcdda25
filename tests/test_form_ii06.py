"""Form II.06: which cell a dossier count goes to, and that two values for one cell are always told."""

from __future__ import annotations

import pytest
from made_reports import count, made, percent

from extractors.extraction import DossierCount, Value
from pipeline.columns import layouts
from pipeline.form_ii06 import COLUMNS, EXTRAS, MEASURES, form_rows

R, S, P = "received_total", "resolved_total", "pending_total"

# marked text, values, the cells of each row that are filled (period is that of the report)
FORMS: list[tuple[str, list[Value], list[dict[str, object]]]] = [
    ("⟦4.266⟧ nhận, ⟦4.160⟧ xong", [count(4266, R), count(4160, S)], [{R: 4266, S: 4160}]),
    ("không có số liệu ⟦100%⟧", [percent("100")], []),
    ("⟦7⟧ khác", [DossierCount(7, "other", "due")], []),
    ("nhận ⟦0⟧", [count(0, R)], [{R: 0}]),
    (
        "cấp tỉnh ⟦10⟧, cấp xã ⟦20⟧, Cấp  Xã".replace("  ", " ") + " xong ⟦5⟧",
        [count(10, R, scope="cấp tỉnh"), count(20, R, scope="cấp xã"), count(5, S, scope="Cấp Xã")],
        [{"scope": "cấp tỉnh", R: 10}, {"scope": "cấp xã", R: 20, S: 5}],
    ),
    (
        "quý I ⟦10⟧, kỳ này ⟦20⟧",
        [count(10, R, period="2026-Q1"), count(20, R)],
        [{"period": "2026-Q1", R: 10}, {R: 20}],
    ),
    ("nhận ⟦6.251⟧ rồi ⟦6.251⟧", [count(6251, S), count(6251, S)], [{S: 6251}]),
    (
        "xong ⟦6.251⟧, xong ⟦6.215⟧, xong ⟦6.215⟧",
        [count(6251, S), count(6215, S), count(6215, S)],
        [{S: 6251, "conflicts": "resolved_total = 6215 («6.215», trang 1, ký tự 17)"}],
    ),
    (
        "hơn ⟦4.000⟧, đúng ra ⟦4.160⟧",
        [count(4000, S, approx=True), count(4160, S)],
        [{S: 4160, "conflicts": "resolved_total ≈ 4000 («4.000», trang 1, ký tự 4)"}],
    ),
    ("khoảng ⟦60⟧", [count(60, P, approx=True)], [{P: 60, "approximate": P}]),
]


@pytest.mark.parametrize(("marked", "values", "rows"), FORMS)
def test_cells(marked: str, values: list[Value], rows: list[dict[str, object]]) -> None:
    found = form_rows(made(marked, *values).facts, "2026-Q2")
    filled = [{name: cell for name, cell in row.items() if cell is not None} for row in found]
    assert filled == [{"period": "2026-Q2"} | row for row in rows]


def test_every_row_has_every_column() -> None:
    (row,) = made("⟦3⟧", count(3, R)).table_rows("form_ii06")
    assert list(row) == layouts()["form_ii06"].names
    assert row["file"] == "báo cáo.txt"


def test_the_columns_are_those_of_the_form_in_its_order() -> None:
    assert list(COLUMNS.values()) == list(range(3, 14))
    names = layouts()["form_ii06"].names
    assert [name for name in names if name in MEASURES] == [*COLUMNS, *EXTRAS]
    labels = {column.name: column.label.vi for column in layouts()["form_ii06"].columns}
    assert all(labels[measure].endswith(f"({number})") for measure, number in COLUMNS.items())
