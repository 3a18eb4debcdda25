"""Which pairs of reports are worth a closer look for being one: never all pairs, n log n whatever the reports are.

Each report stands in a few lists that are sorted by parts of its sketch; a pair is looked at when it stands close
together in one of them. A report that comes or goes changes only the pairs beside it, so that a store can keep the
lists; that is why places and order rest on the report alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from hashlib import blake2b

from .abstract import Abstract
from .fingerprint import BINS, SIZE

WIDEST = 8  # neighbours in a list of reports that have a key in common, however full it is
_TREES, _SHARED, _DEPTH = 32, 2 * SIZE, 16 * SIZE  # sortings of the sketches; bytes to be shared, bytes sorted by
_NEAR = 2  # neighbours in a sorting
WIDTHS = (1, _NEAR, WIDEST)  # all there are
_TELLING = 100  # dossiers; smaller numbers are met in many reports

Pair = tuple[int, int]
Place = tuple[int, bytes, int]  # list (63 bits), place in it, neighbours to be looked at on either side


def places(abstract: Abstract) -> Iterator[Place]:
    """Where the report stands; no two reports of different bytes have one place in a list.

    Of the sketches there are sortings by different parts (Bawa, Condie, Ganesan 2005: LSH forest). Alike texts share
    the beginning in some of the sortings; where thousands share a form, those that share more stand nearer together.
    """
    own = ordinal(abstract.sha256).to_bytes(8, "big")
    sketch = abstract.sketch
    for name, key, width in _KEYS:
        found = key(abstract)
        if found:
            yield ordinal(f"{name} {found!r}"), sketch[: _DEPTH - _SHARED] + own, width
    if sketch:
        twice = sketch + sketch[:_DEPTH]
        for tree in range(_TREES):
            at = tree * (BINS // _TREES) * SIZE
            shared = int.from_bytes(twice[at : at + _SHARED], "big")
            yield tree << 8 * _SHARED | shared, twice[at + _SHARED : at + _DEPTH] + own, _NEAR


def ordinal(name: str) -> int:
    """A number of 63 bits that stands for a name, the same on every machine."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def candidates(abstracts: Sequence[Abstract]) -> Iterator[Pair]:
    """Pairs of places in `abstracts`, the smaller first; a pair may come several times."""
    lists: dict[tuple[int, int], list[tuple[bytes, int]]] = {}
    for index, abstract in enumerate(abstracts):
        for number, place, width in places(abstract):
            lists.setdefault((number, width), []).append((place, index))
    for (_, width), members in lists.items():
        members.sort()
        for distance in range(1, width + 1):
            for (_, one), (_, other) in zip(members, members[distance:], strict=False):
                yield (one, other) if one < other else (other, one)


def same(indices: Iterable[int], key: Callable[[int], Hashable]) -> Iterator[Pair]:
    """Each report with the first one that has the same key; None and "" are no key."""
    first: dict[Hashable, int] = {}
    for index in indices:
        found = key(index)
        if found and first.setdefault(found, index) != index:
            yield first[found], index


def _content(abstract: Abstract) -> Hashable:
    return abstract.content


def _place_and_time(abstract: Abstract) -> Hashable:
    term = abstract.term
    return (abstract.unit.name, term.months or term.days) if abstract.unit and term else None


def _figures(abstract: Abstract) -> Hashable:
    """Received and resolved: two reports with the same two large numbers are hardly different ones."""
    received, resolved = abstract.total("received_total"), abstract.total("resolved_total")
    told = received and resolved and min(received.value, resolved.value) >= _TELLING
    return (received.value, resolved.value) if told and received and resolved else None


def _number(abstract: Abstract) -> Hashable:
    own = abstract.own
    return (own.number, own.symbol, abstract.date) if own and abstract.date else None


_KEYS: tuple[tuple[str, Callable[[Abstract], Hashable], int], ...] = (
    ("content", _content, 1),  # a chain: those of the same words are one in any case
    ("place and time", _place_and_time, WIDEST),
    ("figures", _figures, WIDEST),
    ("number", _number, WIDEST),
)
