"""Calendar arithmetic behind dates and periods: ISO forms, the first and last day of a unit, numerals of quarters."""

from __future__ import annotations

import calendar

_STROKES = str.maketrans({"l": "i", "1": "i", "|": "i", "t": "i", "j": "i", "h": "ii"})
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """``iso(2026, 3, 9)`` is "2026-03-09"; without day "2026-03", without month "2026"."""
    parts = [f"{year:04d}"]
    if month is not None:
        parts.append(f"{month:02d}")
        if day is not None:
            parts.append(f"{day:02d}")
    return "-".join(parts)


def is_day(day: int, month: int) -> bool:
    """True for numbers that can stand for a day and a month at all; 31/4 can, 19/30 cannot."""
    return 1 <= day <= 31 and 1 <= month <= 12


def exists(year: int, month: int | None, day: int | None) -> bool:
    """True when the calendar has that day; 31/4/2026 is printed at times but does not exist."""
    return month is None or day is None or day <= last_day(year, month)


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return calendar.monthrange(year, month)[1]


def quarter_of(numeral: str) -> int | None:
    """The quarter that a numeral means: «II», «2», «02», and «Il», «I1», «IT», «HI» as OCR reads it; else None."""
    plain = numeral.lower().lstrip("0")
    if plain in {"1", "2", "3", "4"}:
        return int(plain)
    return _ROMAN.get(plain.translate(_STROKES))


def whole_year(two_digits: int) -> int:
    """The year behind two printed digits: 26 is 2026, 98 is 1998."""
    return two_digits + (2000 if two_digits < 50 else 1900)
