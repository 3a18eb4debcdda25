"""Which cell is the wrong one: the one that alone mends every claim that fails, and no claim that holds vouches for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from ..causes import is_slip
from .equations import Share, Sum, value_of
from .lines import Cell
from .numbers import SCALE


@dataclass(frozen=True, slots=True)
class Fault:
    """Claims that fail for one reason: `cell` should be `value`, both None where that cannot be told."""

    sums: tuple[Sum, ...]
    shares: tuple[Share, ...]
    cell: Cell | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class _Mend:
    cell: Cell
    value: int
    sums: tuple[Sum, ...]
    shares: tuple[Share, ...]

    @property
    def claims(self) -> frozenset[int]:
        return frozenset(map(id, (*self.sums, *self.shares)))


def faults(sums: Sequence[Sum], shares: Sequence[Share]) -> list[Fault]:
    """The failing sums and percentages, those with one cause together; a weak sum fails only with another."""
    broken = [one for one in sums if one.off]
    wrong = [share for share in shares if not share.holds(units=1)]
    if not broken:
        return [Fault((), (share,)) for share in wrong]
    vouched = _vouched(sums)
    told: list[Fault] = []
    while mends := [mend for mend in _mends(broken, shares, wrong, vouched) if _is_sound(mend)]:
        most = max(len(mend.claims) for mend in mends)
        best = next(mend for mend in mends if len(mend.claims) == most)
        rivals = [mend for mend in mends if mend.claims == best.claims]
        one = _likeliest(rivals)
        told.append(_fault(best.sums, best.shares, one))
        done = best.claims
        broken = [one_sum for one_sum in broken if id(one_sum) not in done]
        wrong = [share for share in wrong if id(share) not in done]
    told += [_alone(one, vouched, shares) for one in broken if one.strong]
    return told + [Fault((), (share,)) for share in wrong]


def _vouched(sums: Iterable[Sum]) -> set[int]:
    """The cells of sums that hold and could have failed."""
    return {id(cell) for one in sums if one.strong and not one.off and one.bits > 0 for cell in (one.total, *one.parts)}


def _mends(broken: Sequence[Sum], shares: Sequence[Share], wrong: Sequence[Share], vouched: set[int]) -> list[_Mend]:
    """For each cell and value that would mend failing claims: which."""
    cells: dict[int, Cell] = {}
    mended: dict[tuple[int, int], list[Sum]] = defaultdict(list)
    for one in broken:
        for cell in (one.total, *one.parts):
            value = one.mended(cell)
            if cell.figure and value >= 0 and id(cell) not in vouched:
                cells[id(cell)] = cell
                mended[id(cell), value].append(one)
    resting: dict[int, list[Share]] = defaultdict(list)
    for share in shares:
        for cell in share.cells:
            resting[id(cell)].append(share)
    found = []
    for (at, value), sums in mended.items():
        cell = cells[at]
        near = resting.get(at, ())
        if any(share.holds() and not share.holds(cell, value, 1) for share in near):
            continue
        also = tuple(share for share in near if share in wrong and share.holds(cell, value, 1))
        found.append(_Mend(cell, value, tuple(sums), also))
    return found


def _is_sound(mend: _Mend) -> bool:
    """True when two claims agree on the value, and that is no accident of small figures."""
    if len(mend.claims) < 2:
        return False
    strong = sum(1 for one in mend.sums if one.strong)
    if strong:
        return True
    return len(mend.sums) > 1 and log2(1 + abs(mend.sums[0].off) / SCALE) + log2(1 + mend.value / SCALE) >= 6


def _likeliest(rivals: Sequence[_Mend]) -> _Mend | None:
    """The one cell that mends the claims; of several the one whose figure is a slip of the hand away."""
    if len(rivals) == 1:
        return rivals[0]
    slips = [mend for mend in rivals if is_slip(value_of(mend.cell) // SCALE, mend.value // SCALE)]
    return slips[0] if len(slips) == 1 else None


def _alone(one: Sum, vouched: set[int], shares: Sequence[Share]) -> Fault:
    """A sum that fails by itself: the suspect is the one cell that no other claim vouches for."""
    mends = _mends([one], shares, (), vouched)
    found = _likeliest(mends) if mends and one.direction == "row" else None
    if one.direction == "column":  # of a long column only the total can be suspected
        found = next((mend for mend in mends if mend.cell is one.total), None)
        found = found if found and is_slip(value_of(found.cell) // SCALE, found.value // SCALE) else None
    return _fault((one,), (), found)


def _fault(sums: tuple[Sum, ...], shares: tuple[Share, ...], mend: _Mend | None) -> Fault:
    return Fault(sums, shares, mend.cell, mend.value) if mend else Fault(sums, shares)
