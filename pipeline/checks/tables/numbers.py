"""The figure in a cell of a table: 1.852, 1246, 1 246, 07, 94,29, 99.4%, 3(1)."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers import patterns

SCALE = 10_000  # figures are compared in ten-thousandths, so that decimals stay exact

_DASHES = frozenset({"-", "–", "—", "−", "_", "/", "x", "X", "...", "…"})
# «1. 852», «80, 68%»: recognition sets spaces beside the points.
_FIGURE = patterns.pattern(
    r"(?:(?P<points>\d{1,3}(?: ?\. ?\d{3})+)|(?P<spaces>\d{1,3}(?: \d{3})+)|(?P<plain>\d{1,12}))"
    r"(?: ?, ?(?P<comma>\d{1,4})|(?<=^\d{1,9}) ?\. ?(?P<point>\d{1,2}))?"
    r"(?P<percent> ?%)?(?P<note> ?(?:\(\d\)|\[\d{1,2}\]|\*{1,2}))?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in ten-thousandths; `decimals` as printed; `sure` is False when the print may be read otherwise."""

    value: int
    decimals: int = 0
    percent: bool = False
    sure: bool = True


def read_figure(text: str) -> Figure | None:
    """The figure that is the whole of a cell, or None."""
    if text.isascii() and text.isdigit() and len(text) <= 12:
        return Figure(int(text) * SCALE)
    if not text[:1].isdigit():
        return None
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    whole = match["points"] or match["spaces"] or match["plain"]
    digits = "".join(char for char in whole if char.isdigit())
    fraction = match["comma"] or match["point"] or ""
    value = int(digits) * SCALE + (int(fraction) * SCALE // 10 ** len(fraction) if fraction else 0)
    # «1,234» may be English for 1.234, and «3(1)» a figure with the mark of a footnote.
    sure = match["note"] is None and not (len(fraction) == 3 and match["comma"])
    return Figure(value, len(fraction), match["percent"] is not None, sure)


def is_nothing(text: str) -> bool:
    """True for an empty cell, or one with a dash."""
    return not text or text in _DASHES


def printed(value: int) -> str:
    """A value in ten-thousandths as Vietnamese offices print it: 1.852 or 94,29."""
    whole, rest = divmod(abs(value), SCALE)
    fraction = f"{rest:04d}".rstrip("0")
    return ("-" if value < 0 else "") + f"{whole:,}".replace(",", ".") + (f",{fraction}" if fraction else "")
