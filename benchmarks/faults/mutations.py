"""One change of one printed figure: what a tired hand or a copied template makes of it, by class of fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from .figures import Figure

_NUMBERS = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_ROMAN = ("I", "II", "III", "IV")
HARMLESS = "harmless"  # fault classes that begin so change the form only: whoever finds something there is wrong


@dataclass(frozen=True, slots=True)
class Change:
    """`figure` printed as `text`; `fault` is the class."""

    figure: Figure
    fault: str
    text: str


def changes(figure: Figure, random: Random) -> Iterator[Change]:
    """One change of each class that fits the figure; none leaves it as it is."""
    for fault, make in _CHANGES[figure.kind]:
        text = make(figure.text, random)
        if text is not None and text != figure.text:
            yield Change(figure, fault if fault.startswith(HARMLESS) else f"{figure.role}: {fault}", text)


def changed(source: str, change: Change) -> str:
    """The whole text with the change."""
    return source[: change.figure.start] + change.text + source[change.figure.end :]


def _digit(text: str, random: Random) -> str | None:
    places = [at for at, char in enumerate(text) if char.isdigit()]
    at = random.choice(places)
    lowest = 1 if at == places[0] and len(places) > 1 else 0
    return text[:at] + random.choice([d for d in "0123456789"[lowest:] if d != text[at]]) + text[at + 1 :]


def _transposed(text: str, random: Random) -> str | None:
    places = [at for at, char in enumerate(text) if char.isdigit()]
    pairs = [(a, b) for a, b in pairwise(places) if text[a] != text[b]]
    pairs = [(a, b) for a, b in pairs if a != places[0] or text[b] != "0"]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]


def _dropped(text: str, random: Random) -> str | None:
    digits = re.sub(r"\D", "", text)
    if len(digits) < 2:
        return None
    at = random.randrange(len(digits))
    left = digits[:at] + digits[at + 1 :]
    return None if left.startswith("0") and len(left) > 1 else _like(left, text)


def _added(text: str, random: Random) -> str | None:
    digits = re.sub(r"\D", "", text)
    at = random.randrange(1, len(digits) + 1)
    return _like(digits[:at] + random.choice("0123456789") + digits[at:], text)


def _like(digits: str, text: str) -> str:
    """`digits` grouped as `text` is; a number that was too short to be grouped takes the dot."""
    if len(digits) < 4 or (len(re.sub(r"\D", "", text)) > 3 and not _GROUPED.fullmatch(text)):
        return digits
    return f"{int(digits):,}".replace(",", ".")


def _ungrouped(text: str, _random: Random) -> str | None:
    return text.replace(".", "") if _GROUPED.fullmatch(text) else None


def _unpadded(text: str, _random: Random) -> str | None:
    return text[1:] if re.fullmatch(r"0\d", text) else f"0{text}" if re.fullmatch(r"[1-9]", text) else None


def _percentage(part: int) -> Callable[[str, Random], str | None]:
    """A digit before (0) or after (1) the decimal sign changed."""

    def make(text: str, random: Random) -> str | None:
        numbers = list(_NUMBERS.finditer(text))
        if part >= len(numbers):
            return None
        found = numbers[part]
        new = _digit(found[0], random)
        return None if new is None else text[: found.start()] + new + text[found.end() :]

    return make


def _spaced(text: str, _random: Random) -> str | None:
    return text.replace("%", " %") if " " not in text else text.replace(" ", "")


def _dated(part: int, choose: Callable[[list[int], Random], int]) -> Callable[[str, Random], str | None]:
    """Day (0), month (1) or year (2) of a date replaced by what `choose` says of the numbers now there."""

    def make(text: str, random: Random) -> str | None:
        numbers = list(_NUMBERS.finditer(text))
        if part >= len(numbers):
            return None
        found = numbers[part]
        new = choose([int(number[0]) for number in numbers], random)
        return text[: found.start()] + f"{new:0{len(found[0])}d}" + text[found.end() :]

    return make


def _other(low: int, high: int, part: int) -> Callable[[list[int], Random], int]:
    return lambda now, random: random.choice([n for n in range(low, high + 1) if n != now[part]])


def _other_year(now: list[int], random: Random) -> int:
    return now[2] + random.choice((-10, -2, -1, 1, 2, 10))


def _no_day(now: list[int], random: Random) -> int:
    return 31 if now[1] in (4, 6, 9, 11) else random.choice((30, 31)) if now[1] == 2 else random.choice((32, 39, 41))


def _date_zeros(text: str, _random: Random) -> str | None:
    if not re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text):
        return None
    day, month, year = text.split("/")
    other = f"{int(month)}" if month.startswith("0") else f"{int(month):02d}"
    return f"{day}/{other}/{year}"


def _period(text: str, random: Random) -> str | None:
    if text.upper() in _ROMAN:
        return random.choice([name for name in _ROMAN if name != text.upper()])
    return _year(text, random) if len(text) == 4 else str(random.choice([n for n in range(1, 13) if n != int(text)]))


def _year(text: str, random: Random) -> str | None:
    return str(int(text) + random.choice((-10, -1, 1, 10)))


_CHANGES: dict[str, tuple[tuple[str, Callable[[str, Random], str | None]], ...]] = {
    "count": (
        ("digit changed", _digit),
        ("digits transposed", _transposed),
        ("digit dropped", _dropped),
        ("digit added", _added),
        (f"{HARMLESS}: no thousands separator", _ungrouped),
        (f"{HARMLESS}: leading zero", _unpadded),
    ),
    "percentage": (
        ("whole part", _percentage(0)),
        ("decimal", _percentage(1)),
        ("digits transposed", _transposed),
        (f"{HARMLESS}: space before %", _spaced),
    ),
    "date": (
        ("day", _dated(0, _other(1, 28, 0))),
        ("month", _dated(1, _other(1, 12, 1))),
        ("year", _dated(2, _other_year)),
        ("impossible day", _dated(0, _no_day)),
        (f"{HARMLESS}: zero of a month", _date_zeros),
    ),
    "year": (("year", _year),),
    "number": (("digit changed", _digit), ("digits transposed", _transposed)),
    "period": (("changed", _period),),
}
