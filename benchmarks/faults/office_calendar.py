"""When an office reports on what: reporting periods, working days, and the documents that it can cite by then."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
_ROMAN = ("I", "II", "III", "IV")
_LONGEST = {"month": 62, "quarter": 123, "half": 215}  # days: no report of this kind covers more
NEW = date(2025, 7, 1)  # two levels of local government from here on


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period of a `kind`: its words with the number and the year in them, its first and last day."""

    kind: str
    number: str
    year: int
    start: date
    end: date

    @property
    def longest(self) -> int:
        """Days that the period can have at most, under every custom."""
        return _LONGEST[self.kind]


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that others cite: words, symbol in three parts (a year may stand in it), its day and its issuer."""

    says: str
    number: str
    year: str
    tail: str
    day: date
    of: str


def period(random: Random, kind: str, year: int) -> Period:
    """A period as reports have them: from the 15th to the 14th, or whole months."""
    number, first, last = _named(random, kind)
    if random.random() < 0.75:
        start = date(year, first - 1, 15) if first > 1 else date(year - 1, 12, 15)
        return Period(kind, number, year, start, date(year, last, 14))
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(kind, number, year, date(year, first, 1), after - timedelta(1))


def _named(random: Random, kind: str) -> tuple[str, int, int]:
    """What it is called, its first and its last month."""
    if kind == "month":
        month = random.randint(2, 12)
        return str(month), month, month
    if kind == "quarter":
        quarter = random.randrange(4)
        return _ROMAN[quarter], 3 * quarter + 1, 3 * quarter + 3
    return ("đầu", 1, 6) if random.random() < 0.6 else ("cuối", 7, 12)


def working_day(day: date) -> date:
    """The first day from `day` on that is no weekend and no fixed holiday."""
    while day.weekday() > 4 or (day.month, day.day) in {(1, 1), (4, 30), (5, 1), (9, 1), (9, 2)}:
        day += timedelta(1)
    return day


@cache
def nationals() -> tuple[Cited, ...]:
    """The documents of documents.toml."""
    tables = tomllib.loads((DATA / "documents.toml").read_text(encoding="utf-8"))["national"]
    return tuple(Cited(t["says"], t["number"], t.get("year", ""), t["tail"], _date(t["date"]), t["of"]) for t in tables)


def cited_by(day: date, random: Random) -> list[Cited]:
    """National documents older than `day`, in random order, the recent ones first rather."""
    older = [cited for cited in nationals() if cited.day < day]
    return random.sample(older[-6:], len(older[-6:]))


def numbered(random: Random, day: date, pace: float) -> int:
    """The number that an office with `pace` documents a day has come to on `day`: later documents, higher numbers."""
    return int(day.timetuple().tm_yday * pace) + random.randint(0, max(0, int(pace) - 1)) + 1


def month_end(day: date) -> date:
    """The last day of its month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(1)


def slashed(day: date) -> str:
    """09/6/2025: a zero before days under ten and before the months 1 and 2."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


def spelled(day: date) -> str:
    """Ngày 09 tháng 6 năm 2025, without the word ngày before it."""
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"{day.day:02d} tháng {month} năm {day.year}"


def _date(text: str) -> date:
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)
