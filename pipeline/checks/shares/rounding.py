"""A printed percentage against a fraction: equal when rounded, cut off, or different."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Match = Literal["equal", "cut", "different"]
Bounds = tuple[int, int]
_DECIMALS = 6  # more are no share that anybody prints


def compare(percent: Decimal, part: Bounds, whole: Bounds) -> Match:
    """How `percent` stands to ``100 * part / whole``, each between two bounds.

    "equal" within half a unit of the last printed digit, "cut" within a whole one (the rest of the digits left off,
    or rounded up), else "different".
    """
    if whole[0] <= 0:
        return "equal" if part[1] <= 0 else "different"
    unit = Decimal(1).scaleb(int(percent.as_tuple().exponent))
    least, greatest = 100 * Decimal(part[0]) / whole[1], 100 * Decimal(part[1]) / whole[0]
    off = max(least - percent, percent - greatest, Decimal(0))
    if off <= unit / 2:
        return "equal"
    claims_all = percent == 100 and part[1] < whole[0]  # 99,42% is not 100% in any rounding
    return "cut" if off < unit and not claims_all else "different"


def rounded(percent: Decimal, part: Bounds, whole: Bounds) -> Decimal:
    """The share as it should be printed: with as many decimals as `percent` has, or as it takes to tell them apart."""
    share = 100 * Decimal(part[0] + part[1]) / max(1, whole[0] + whole[1])
    decimals = min(_DECIMALS, -int(percent.as_tuple().exponent))
    if compare(percent, part, whole) != "equal":
        decimals = max(decimals, 2)
    return share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
