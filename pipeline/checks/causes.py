"""What most likely happened when a figure is not the one expected: a slip of typing or of recognition."""

from __future__ import annotations

from ..labels import Label
from .amounts import pointed


def cause_of(printed: int, expected: int) -> Label | None:
    """The slip that turns `expected` into `printed`; None when no single slip does."""
    wrong, right = str(printed), str(expected)
    if wrong == right or printed < 0 or expected < 0:
        return None
    told = {"wrong": pointed(printed), "right": pointed(expected)}
    if _is_swap(wrong, right):
        return _label("đảo hai chữ số cạnh nhau", "two neighbouring digits swapped", told)
    if len(wrong) == len(right) and _distance(wrong, right) == 1:
        return _label("sai một chữ số", "one digit wrong", told)
    if _is_dropped(wrong, right):
        return _label("thiếu một chữ số", "one digit missing", told)
    if _is_dropped(right, wrong):
        return _label("thừa một chữ số", "one digit too many", told)
    return None


def is_slip(printed: int, expected: int) -> bool:
    """True when one slip of the hand explains `printed`."""
    return cause_of(printed, expected) is not None


def is_swap(printed: int, expected: int) -> bool:
    """True when two neighbouring digits are swapped: 6.215 for 6.251."""
    return _is_swap(str(printed), str(expected))


def _label(vi: str, en: str, told: dict[str, str]) -> Label:
    return Label(
        "Có thể do {what}: {wrong} thay vì {right}.".format(what=vi, **told),
        "Likely {what}: {wrong} for {right}.".format(what=en, **told),
    )


def _distance(one: str, two: str) -> int:
    return sum(a != b for a, b in zip(one, two, strict=True))


def _is_swap(one: str, two: str) -> bool:
    if len(one) != len(two) or _distance(one, two) != 2:
        return False
    first = next(i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b)
    return one[first : first + 2] == two[first : first + 2][::-1]


def _is_dropped(short: str, long: str) -> bool:
    """True when `long` without one digit is `short`."""
    return len(short) + 1 == len(long) and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
