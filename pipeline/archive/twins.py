"""Files of one report in the store: which pairs are alike, what groups they make, and what is told of a group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, tuple_, update

from ..checks.across import Abstract
from ..checks.across.candidates import ordinal
from ..checks.across.compare import in_order
from ..checks.across.duplicates import Told, Twins, are_one, may_be_one, tell
from ..checks.across.fingerprint import resemblance
from ..checks.doubt import with_doubt
from .across_rows import Found, write_groups
from .batches import batches
from .comparison import Outlines, abstracts_of
from .neighbours import Pair, mark_leaving, pair, pairs_across, pairs_with, parted
from .outcome import as_json
from .schema import alike, compared, links

_BATCH = 200  # documents whose neighbours are looked at together


@dataclass
class Regrouped:
    """What has become of the groups: the reports that now stand for one, and those that do no more."""

    counts: Counter[str] = field(default_factory=Counter)
    singled: set[int] = field(default_factory=set)
    doubled: set[int] = field(default_factory=set)


def pair_up(connection: Connection, new: set[int], outlines: Outlines) -> set[int]:
    """Find the pairs of new documents, and part those that others have come between; who has other pairs now."""
    touched, met = set[int](), set[int]()
    for pairs in pairs_with(connection, new):
        met.update(number for both in pairs for number in both)
        touched |= _join(connection, pairs, outlines)
    for far in batches(parted(connection, met - new)):
        touched.update(number for both in far for number in both)
        connection.execute(delete(alike).where(tuple_(alike.c.one, alike.c.other).in_(far)))
    return touched


def close_up(connection: Connection, gone: list[int], outlines: Outlines) -> set[int]:
    """Take documents out of the lists and find the pairs of those between whom they stood; who has other pairs now."""
    touched: set[int] = set()
    mark_leaving(connection, gone)
    for batch in batches(gone, _BATCH):
        pairs = select(alike.c.one, alike.c.other).where(or_(alike.c.one.in_(batch), alike.c.other.in_(batch)))
        touched.update(number for row in connection.execute(pairs) for number in row)
        touched |= _join(connection, pairs_across(connection, batch), outlines)
    return touched - set(gone)


def _join(connection: Connection, pairs: set[Pair], outlines: Outlines) -> set[int]:
    """Enter the pairs that are one report."""
    known = outlines.of({number for both in pairs for number in both})
    near = [both for both in pairs if may_be_one(known[both[0]], known[both[1]])]
    found: set[int] = set()
    for batch in batches(sorted(near)):
        whole = abstracts_of(connection, {number for both in batch for number in both}, cited=False)
        asked = select(alike.c.one, alike.c.other).where(alike.c.one.in_({one for one, _ in batch}))
        there = {(one, other) for one, other in connection.execute(asked)}
        joined = [
            both
            for both in batch
            if both not in there
            and both[0] in whole
            and both[1] in whole
            and are_one(*sorted((whole[both[0]], whole[both[1]]), key=in_order))
        ]
        if joined:
            connection.execute(insert(alike), [{"one": one, "other": other} for one, other in joined])
        found.update(number for both in joined for number in both)
    return found


def regroup(connection: Connection, touched: set[int], old: set[int]) -> Regrouped:
    """Tell anew of the groups with documents whose pairs have changed; of the groups `old` some may be no more."""
    done, beside = Regrouped(), _pairs_around(connection, touched)
    left, now = set(old), set[int]()
    for batch in batches(sorted(touched - beside.keys())):
        left |= _settle(connection, done, {number: (number, True) for number in batch})
    for members in _connected(beside):
        twin = min(members)
        now.add(twin)
        abstracts = sorted(abstracts_of(connection, members, cited=False).values(), key=in_order)
        told, single = _told_of(abstracts, beside)
        left |= _settle(connection, done, {number: (twin, number == single) for number in members})
        found = [
            Found.of(twin, with_doubt(finding), (each.first.sha256, each.second.sha256))
            for each in told
            for finding in each.findings
        ]
        done.counts += write_groups(connection, [twin], found)
        connection.execute(insert(links), [_link(each) for each in told])
    done.counts += write_groups(connection, left - now, ())
    return done


def _pairs_around(connection: Connection, touched: set[int]) -> dict[int, set[int]]:
    """Every pair of the groups of the documents, by either end; what is in no pair is left out."""
    beside: dict[int, set[int]] = defaultdict(set)
    seen, front = set(touched), set(touched)
    while front:
        ends: set[int] = set()
        for batch in batches(sorted(front)):
            for end in (alike.c.one, alike.c.other):
                for one, other in connection.execute(select(alike.c.one, alike.c.other).where(end.in_(batch))):
                    beside[one].add(other)
                    beside[other].add(one)
                    ends |= {one, other}
        front = ends - seen
        seen |= front
    return beside


def _connected(beside: dict[int, set[int]]) -> Iterator[set[int]]:
    """The groups that the pairs make."""
    left = set(beside)
    while left:
        members, front = set[int](), {min(left)}
        while front:
            members |= front
            front = set().union(*(beside[number] for number in front)) - members
        left -= members
        yield members


def _told_of(abstracts: list[Abstract], beside: dict[int, set[int]]) -> tuple[list[Told], int]:
    """What is told of a group, its reports in order, and the one that stands for it."""
    at = {ordinal(abstract.sha256): index for index, abstract in enumerate(abstracts)}
    pairs = {pair(at[one], at[other]) for one in at for other in beside[one] if other in at}
    twins = Twins(list(range(len(abstracts))))
    told = list(tell(abstracts, pairs, twins))
    return told, ordinal(twins.singles(abstracts)[0].sha256)


def _settle(connection: Connection, done: Regrouped, now: dict[int, tuple[int, bool]]) -> set[int]:
    """Enter group and standing of documents; the groups that they were of."""
    old: set[int] = set()
    for batch in batches(now):
        rows = connection.execute(select(compared).where(compared.c.number.in_(batch))).all()
        old.update(row.twin for row in rows)
        hashes = [row.sha256 for row in rows]
        connection.execute(delete(links).where(or_(links.c.sha256.in_(hashes), links.c.other.in_(hashes))))
        changed = [row for row in rows if (row.twin, row.single) != now[row.number]]
        done.singled.update(row.number for row in changed if not row.single and now[row.number][1])
        done.doubled.update(row.number for row in changed if row.single and not now[row.number][1])
        values = [dict(zip(("at", "to", "stands"), (row.number, *now[row.number]), strict=True)) for row in changed]
        if values:
            entered = update(compared).where(compared.c.number == bindparam("at"))
            connection.execute(entered.values(twin=bindparam("to"), single=bindparam("stands")), values)
    return old


def _link(told: Told) -> dict[str, object]:
    """A row of the table."""
    one, other = sorted((told.first.sha256, told.second.sha256))
    differences = [with_doubt(finding).row() for finding in told.findings[1:]]
    return {
        "sha256": one,
        "other": other,
        "likeness": 1.0 if told.likeness == "text" else resemblance(told.first.sketch, told.second.sketch),
        "row": as_json({"likeness": told.likeness, "differences": differences}),
    }
