"""Which pairs of reports are worth a closer look for being one: never all pairs, n log n whatever the reports are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from .abstract import Abstract
from .fingerprint import BINS, SIZE

_WINDOW = 8  # neighbours in a bucket, however full it is
_TREES, _DEPTH, _SHARED = 32, 8 * SIZE, 2 * SIZE  # sortings of the sketches; bytes sorted by, and bytes to be shared
_NEAR = 2  # neighbours in a sorting
_TELLING = 100  # dossiers; smaller numbers are met in many reports

Pair = tuple[int, int]


def candidates(abstracts: Sequence[Abstract]) -> Iterator[Pair]:
    """Pairs of places in `abstracts`, the smaller first; a pair may come several times."""
    for key in (_place_and_time, _figures, _number):
        yield from _in_buckets(abstracts, key)
    yield from _in_forest(abstracts)


def same(abstracts: Sequence[Abstract], key: Callable[[Abstract], Hashable]) -> Iterator[Pair]:
    """Each report with the first one that has the same key; None and "" are no key."""
    first: dict[Hashable, int] = {}
    for index, abstract in enumerate(abstracts):
        found = key(abstract)
        if found and first.setdefault(found, index) != index:
            yield first[found], index


def _in_buckets(abstracts: Sequence[Abstract], key: Callable[[Abstract], Hashable]) -> Iterator[Pair]:
    """Neighbours among the reports of one key."""
    buckets: dict[Hashable, list[int]] = {}
    for index, abstract in enumerate(abstracts):
        found = key(abstract)
        if found:
            buckets.setdefault(found, []).append(index)
    for members in buckets.values():
        members.sort(key=lambda index: abstracts[index].sketch)
        for place, index in enumerate(members):
            yield from (_pair(index, other) for other in members[place + 1 : place + 1 + _WINDOW])


def _in_forest(abstracts: Sequence[Abstract]) -> Iterator[Pair]:
    """Neighbours in sortings by different parts of the sketch (Bawa, Condie, Ganesan 2005: LSH forest).

    Alike texts share the beginning of the key in some of the sortings; where thousands share a form, those that share
    more stand nearer together.
    """
    sketched = [index for index, abstract in enumerate(abstracts) if abstract.sketch]
    for tree in range(_TREES):
        at = tree * (BINS // _TREES) * SIZE
        keyed = sorted((_rotated(abstracts[index].sketch, at), index) for index in sketched)
        for distance in range(1, _NEAR + 1):
            for (mine, index), (theirs, other) in zip(keyed, keyed[distance:], strict=False):
                if mine[:_SHARED] == theirs[:_SHARED]:
                    yield _pair(index, other)


def _rotated(sketch: bytes, at: int) -> bytes:
    key = sketch[at : at + _DEPTH]
    return key + sketch[: _DEPTH - len(key)]


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


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
