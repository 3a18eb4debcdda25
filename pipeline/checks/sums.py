"""Do the parts of an account add up to its wholes? Every legal reading is tried before anything is said to fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from .accounts import Account
from .figures import Figure
from .finding import Severity
from .identities import Identity, Reading, identities

State = Literal["holds", "fails", "exceeds", "open"]


@dataclass(frozen=True, slots=True)
class Sum:
    """A reading tried on printed figures: the whole, the parts that were added, and how it came out.

    `fails`: nothing else can belong to the whole, yet the sum differs; `exceeds`: the parts printed are already more
    than the whole; `open`: what is missing may be a part that is not printed.
    """

    reading: Reading
    state: State
    whole: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    aside: tuple[Figure, ...] = ()  # parts that may lie inside the others, left out of this sum

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The whole and the parts."""
        return self.whole + self.parts

    @property
    def asked(self) -> tuple[int, int]:
        """The least and greatest value of the whole."""
        return _total(self.whole)

    @property
    def added(self) -> tuple[int, int]:
        """The least and greatest sum of the parts."""
        return _total(self.parts)

    @property
    def severity(self) -> Severity:
        """How grave it is when this fails."""
        return "error" if self.state == "exceeds" else self.reading.severity


def tried(account: Account, identity: Identity) -> Sum | None:
    """How `identity` comes out on the account in its most favourable reading; None where it has nothing to say."""
    sums = [found for reading in identity.readings for found in _read(account, reading)]
    if any(found.reading.outside for found in sums) and _carried_inside(account):
        sums = [found for found in sums if not found.reading.outside or found.state == "holds"]
    holding = next((found for found in sums if found.state == "holds"), None)
    if holding or not sums:
        return holding
    failing = [found for found in sums if found.state == "fails"]
    if failing:
        return min(failing, key=_distance)
    exceeding = [found for found in sums if found.state == "exceeds"]
    if exceeding and len(exceeding) == len(sums):
        return min(exceeding, key=_distance)
    return next((found for found in sums if found.state == "open"), None)


def _carried_inside(account: Account) -> bool:
    """True when the dossiers received are those resolved and pending, so that those carried over are among them."""
    carried = account.get("carried_over")
    if carried is None or not carried.high:
        return False
    balance = [reading for identity in identities() if identity.rule == "A5" for reading in identity.readings]
    plain = [reading for reading in balance if reading.whole == ("received_total",)]
    return any(found.state == "holds" for reading in plain for found in _read(account, reading))


def _read(account: Account, reading: Reading) -> Iterator[Sum]:
    """The reading with each choice of the parts that may lie inside the others."""
    whole = [account.get(key) for key in reading.whole]
    parts = [figure for key in reading.parts if (figure := account.get(key))]
    if not all(whole) or not parts or any(account.get(key) for key in reading.absent):
        return
    known = tuple(figure for figure in whole if figure)
    parts += [figure for key in reading.optional if (figure := account.get(key))]
    beside = [figure for key in reading.beside if (figure := account.get(key)) and figure.high]
    complete = len({figure.key for figure in parts} & set(reading.parts)) == len(reading.parts)
    candidates = [tuple(parts) + chosen for size in range(len(beside) + 1) for chosen in combinations(beside, size)]
    for chosen in candidates:
        if _equal(known, chosen):
            yield Sum(reading, "holds", known, chosen)
            return
    best = min(candidates, key=lambda chosen: abs(_total(chosen)[0] - _total(known)[0]))
    if complete and reading.complete:
        yield Sum(reading, "fails", known, best, tuple(figure for figure in beside if figure not in best))
    elif _total(candidates[0])[0] > _total(known)[1]:
        yield Sum(reading, "exceeds", known, candidates[0])
    else:
        yield Sum(reading, "open", known, candidates[0])


def _equal(whole: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    low, high = _total(whole)
    least, greatest = _total(parts)
    return low <= greatest and least <= high


def _total(figures: Sequence[Figure]) -> tuple[int, int]:
    return sum(figure.low for figure in figures), sum(figure.high for figure in figures)


def _distance(found: Sum) -> int:
    return abs(found.asked[0] - found.added[0])
