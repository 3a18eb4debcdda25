"""Numbers of cells as a spreadsheet in Vietnam shows them: value, format code, what is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.reading.number_formats import BUILT_IN, shown
from pipeline.reading.odf_sheets import vietnamese_date, vietnamese_number

SHOWN = [
    ("1234", "General", "1234"),
    ("98.5", "General", "98,5"),
    ("0.333333333333", "General", "0,3333333333"),
    ("12345678901234", "General", "12345678901234"),
    ("0.00001234", "General", "0,00001234"),
    ("4266", "@", "4266"),
    ("5", "", "5"),
    ("1234", "#,##0", "1.234"),
    ("0", "#,##0", "0"),
    ("1234567.891", "#,##0.00", "1.234.567,89"),
    ("1234.5", "0", "1235"),
    ("0.985", "0.0%", "98,5%"),
    ("0.98499999999999999", "0.0%", "98,5%"),  # what is kept of 98,5 %
    ("1", "0%", "100%"),
    ("-1234", "#,##0", "-1.234"),
    ("-1234", "#,##0;(#,##0)", "(1.234)"),
    ("-0.001", "0.0", "0,0"),
    ("0", '#,##0;-#,##0;"-"', "-"),
    ("-5", "0;;", ""),
    ("1234", r'_(* #,##0_);_(* \(#,##0\);_(* "-"??_);_(@_)', "1.234"),
    ("1234", '#,##0 "hồ sơ"', "1.234 hồ sơ"),
    ("1234.5", "[$-42A]#,##0.0", "1.234,5"),
    ("1234.5", "#,##0.00 [$₫-42A]", "1.234,50 ₫"),
    ("1234567", "#,##0,", "1.235"),
    ("1234567", '#,##0.0,,"tr"', "1,2tr"),
    ("1234.5", 'General" hồ sơ"', "1234,5 hồ sơ"),
    ("-12", "General;[Red]-General", "-12"),
    ("-12", "General_)", "-12"),
    ("45", "000", "045"),
    ("12345678", "000-0000", "1234-5678"),
    ("0.5", "#.##", ",5"),
    ("5", "[Red][>=100]#,##0;0.0", "5,0"),
    ("150", "[Red][>=100]#,##0;0.0", "150"),
    ("0.5", "# ?/?", "0,5"),
    ("46000", "dd/mm/yyyy", "09/12/2025"),
    ("46000", "m/d/yyyy", "09/12/2025"),  # an American order must not make it the 12th of September
    ("46000", "yyyy-mm-dd", "09/12/2025"),
    ("46000", "[$-409]d-mmm-yy;@", "09/12/2025"),
    ("46000", "mmm-yy", "12/2025"),
    ("46000", "dd/mm", "09/12"),
    ("46000.5", "dd/mm/yyyy h:mm", "09/12/2025 12:00"),
    ("46000", '"ngày" dd "tháng" mm "năm" yyyy', "ngày 09 tháng 12 năm 2025"),
    ("0.75", "h:mm", "18:00"),
    ("1.5", "[h]:mm", "36:00"),
    ("1", "dd/mm/yyyy", "01/01/1900"),
    ("-1", "dd/mm/yyyy", "-1"),
    ("1e300", "General", "1.00000E+300"),
]


@pytest.mark.parametrize(("number", "code", "expected"), SHOWN)
def test_shown(number: str, code: str, expected: str) -> None:
    assert shown(Decimal(number), code) == expected


def test_days_counted_from_1904() -> None:
    assert shown(Decimal(44538), BUILT_IN[14], from_1904=True) == "09/12/2025"


@pytest.mark.parametrize(
    "code", ["[", '"', "\\", "0" * 1000, ";;;;;;;", "[>x]0;0", "[>1-2]0", "?????", "E+", "%", "0.%%"]
)
def test_codes_that_make_no_sense_do_no_harm(code: str) -> None:
    assert isinstance(shown(Decimal("1234.5"), code), str)


# what OpenDocument prints, the value, is it a percentage, as in Vietnam
PRINTED = [
    ("1,234", "1234", False, "1.234"),
    ("1.234", "1234", False, "1.234"),
    ("1,234.5", "1234.5", False, "1.234,5"),
    ("98.5%", "0.985", True, "98,5%"),
    ("98,5%", "0.985", True, "98,5%"),
    ("1.234", "1.234", False, "1,234"),
    ("12", "12", False, "12"),
    ("-1,234", "-1234", False, "-1.234"),
    ("x", None, False, "x"),
]


@pytest.mark.parametrize(("text", "value", "percentage", "expected"), PRINTED)
def test_printed_numbers(text: str, value: str | None, percentage: bool, expected: str) -> None:
    assert vietnamese_number(text, value, is_percentage=percentage) == expected


DAYS = [
    ("12/09/2025", "2025-12-09", "09/12/2025"),
    ("09/12/2025", "2025-12-09", "09/12/2025"),
    ("9/12/25", "2025-12-09", "9/12/25"),
    ("ngày 09 tháng 12 năm 2025", "2025-12-09", "ngày 09 tháng 12 năm 2025"),
    ("12/2025", "2025-12-09", "12/2025"),
]


@pytest.mark.parametrize(("text", "iso", "expected"), DAYS)
def test_printed_days(text: str, iso: str, expected: str) -> None:
    assert vietnamese_date(text, iso) == expected
