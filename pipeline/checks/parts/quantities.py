"""Numbers in running text with their printed precision, whatever they count."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from extractors.matching.numerals import read_count, read_decimal
from normalizers import Span, patterns
from normalizers.patterns import Match

# A number that counts: no part of a date, a symbol, a range or a word.
NUMBER = (
    r"(?<![\p{L}\d_])(?<!\d[.,/:\-–])(?<!/)(?<!\d\s?[-–]\s)(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,12}(?:,\d{1,3})?|\d{1,3}\.\d{1,2})"
    r"(?![\d_])(?![.,/:\-–]\d)(?![./\-]?\p{L})(?!\s?[-–]\s\d)(?!\s/\s)(?!:)"
)
_NUMBER = patterns.pattern(NUMBER)
# Numbers that name a thing: «năm 2015», «Phiếu số 1», «mức độ 4», «Phường 11:».
_NAME = patterns.pattern(
    r"(?:\b(?:thang|quy|ngay|muc|muc do|lop|dieu|khoan|diem|chuong|nhom|(?<!(?:xep|phan) )loai|dot|"
    r"(?<!co )quan|(?<!(?:khach|mat|cua|ngan) )hang|khoa|ky|bang|bieu|phu luc|"
    r"nghi quyet|quyet dinh|de an|luat|nghi dinh|thong tu|quoc lo|covid|khu vuc|vung|tuoi)"
    r"|(?<!\b(?:tong|con|mot) )\bso)\s+$"
)
_VAGUE = patterns.pattern(
    r"\b(?:gan|(?<!(?:ket|ly) )hon|tren|duoi|khoang|uoc|uoc dat|xap xi|gan nhu|"
    r"nguong|moc|toi da|toi thieu|it nhat|vai)\s+$"
)
_PERCENT = patterns.pattern(r"\s?%")
_UNIT = patterns.pattern(r"[ \n]?((?:ty|ti|trieu|nghin|ngan)(?: (?:dong|usd|do la|luot|nguoi))?\b|\p{L}+(?: \p{L}+)?)")
_MONEY = {"ti": "ty", "ti dong": "ty", "ty dong": "ty", "trieu dong": "trieu", "ngan dong": "nghin", "ngan": "nghin"}
_WORD = 24  # characters before a number that tell what it is


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number; `step` is one unit of its last digit, `unit` the one or two folded words behind it."""

    span: Span
    value: Decimal
    step: Decimal
    percent: bool
    unit: str
    vague: bool

    @property
    def places(self) -> int:
        """Printed decimals."""
        return max(0, -int(self.step.as_tuple().exponent))

    @property
    def noun(self) -> str:
        """The first word of the unit; money and magnitudes whole."""
        return _MONEY.get(self.unit, self.unit.split(" ")[0] if self.unit else "")

    def printed(self) -> str:
        """The number as a message prints it, with «%» where it has one."""
        return shown(self.value, self.places) + ("%" if self.percent else "")


def shown(value: Decimal, places: int = 0) -> str:
    """A number with points between thousands and a decimal comma."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def quantities(folded: str, start: int, end: int) -> list[Quantity]:
    """The numbers of a stretch that count something, percentages too."""
    found = (_quantity(folded, match, end) for match in _NUMBER.finditer(folded, start, end))
    return [quantity for quantity in found if quantity]


def quantity_at(folded: str, span: Span) -> Quantity | None:
    """The number that stands just there."""
    match = _NUMBER.match(folded, span.start)
    return _quantity(folded, match, len(folded)) if match and match.end() == span.end else None


def last_quantity(found: list[Quantity]) -> Quantity | None:
    """The last one that is no percentage."""
    return next((quantity for quantity in reversed(found) if not quantity.percent), None)


def _quantity(folded: str, match: Match, end: int) -> Quantity | None:
    printed, span = match[0], Span(match.start(), match.end())
    before = folded[max(0, span.start - _WORD) : span.start]
    percent = _PERCENT.match(folded, span.end) is not None
    if not percent and "." not in printed and (_NAME.search(before) or _is_name(folded, span)):
        return None
    value = _value(printed, percent=percent)
    if value is None:
        return None
    unit = None if percent else _UNIT.match(folded, span.end, max(end, span.end))
    name = " ".join(unit[1].split()) if unit else ""
    step = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    return Quantity(span, value, step, percent, name, _VAGUE.search(before) is not None)


def _is_name(folded: str, span: Span) -> bool:
    """True for «năm 2015» and «cấp 2»; «nam 102» counts men, «đã cấp 88 giấy phép» permits."""
    before, printed = folded[max(0, span.start - 5) : span.start].rstrip(), span.of(folded)
    if before.endswith("nam"):
        return len(printed) == 4 and printed.startswith(("19", "20"))
    return before.endswith(" cap") and printed in ("1", "2", "3", "4")


def _value(printed: str, *, percent: bool) -> Decimal | None:
    """The value; None for «1,234» and «98.70», which may be thousands or decimals."""
    if "," in printed or percent:
        decimals = printed.rpartition(",")[2] if "," in printed else ""
        return None if len(decimals) == 3 else read_decimal(printed)
    count = read_count(printed)
    return None if count is None else Decimal(count)


@cache
def words() -> dict[str, list[str]]:
    """The words of the data file that are plain lists."""
    return {name: said for name, said in _data().items() if name != "classes"}


@cache
def word_pattern(kind: str) -> patterns.Pattern:
    """Any word of one list of the data file."""
    return patterns.pattern(rf"(?<!\p{{L}}){patterns.alternation(words()[kind])}(?!\p{{L}})")


@cache
def classes() -> tuple[frozenset[str], ...]:
    """Sets of parts that cover a whole and shut each other out."""
    return tuple(frozenset(row) for row in _data()["classes"])


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(files("pipeline").joinpath("checks/data/parts.toml").read_text(encoding="utf-8"))


def occurrences(folded: str, word: str) -> Iterator[int]:
    """Where a word stands, however often; plain search, which costs nothing where it does not."""
    place = folded.find(word)
    while place >= 0:
        yield place
        place = folded.find(word, place + len(word))
