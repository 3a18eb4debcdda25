"""The books of an office: random counts that agree, and the identities that printed ones take part in.

Names as in data/wording.toml. An unprinted part makes a sum an upper bound; post, supplement, rejected and withdrawn
are parts only where they are printed. Rejected and withdrawn may stand inside the others, beside them, or outside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise, product
from random import Random

from .identities import Identity, Relation, one
from .relations import AtMostHundred, Share, Sum

Counts = dict[str, int]

_SUMS = (
    ("A1", "R", ("O", "D", "B", "C")),
    ("A2", "R", ("N", "C")),
    ("A2", "N", ("O", "D", "B")),
    ("A12", "O", ("OF", "OM")),
    ("A3", "ET", ("E", "T")),
    ("A4", "P", ("PI", "PO", "PS")),
    ("A7", "U", ("ET", "X")),
    ("A11", "L", ("l1", "l2", "l3")),
    ("A10", "R", ("r1", "r2", "r3", "r4")),
    ("A10", "S", ("s1", "s2", "s3", "s4")),
    ("A13", "tN", ("tF", "tM")),
    ("A14", "kN", ("kS", "kP")),
    ("A14", "kN", ("kq", "kh")),
    ("A15", "qy", ("qx", "qz")),
    ("A16", "yy", ("yx",)),
)
_BALANCES = (("A3", "S", ("E", "T", "L")), ("A3", "S", ("ET", "L")), ("A5", "R", ("S", "P")))
_SOMETIMES = {"B", "PS"}  # parts that most offices do not have: not missing where they are not printed
_NUMERATORS = {"E+T": (("E", "T"), ("ET",), ("S", "-L"), ("E", "T", "J", "W"))}
_NUMERATORS["ET"] = _NUMERATORS["E+T"]
_BASES = {
    "O+D": (("O", "D"), ("O", "D", "B"), ("N",), ("R", "-C"), ("R",)),
    "S": (("S",), ("R",)),
    "R": (("R",), ("N",)),
}


def account(
    random: Random, size: int, asked: Collection[str], outside: str | None, none: Collection[str] = ()
) -> Counts:
    """Counts of one office, a field or a level that agree; `asked` are those that will be printed.

    `outside` is the place of rejected and withdrawn; of `none` (L, PO) the text says that there are none.
    """
    n = max(random.randint(size * 8 // 10, size * 12 // 10), 12)
    o = n - (0 if random.random() < 0.1 else random.randint(1, max(1, n // 5)))
    carried = random.randint(1, max(2, n // 20)) if {"C", "N"} & set(asked) or not {"O", "D"} <= set(asked) else 0
    b = random.randint(0, (n - o) // 3) if "B" in asked else 0
    j, w = (random.randint(1, max(2, n // 90)) if name in asked else 0 for name in ("J", "W"))
    r = n + carried
    p = random.randint(1, max(2, r // 25))
    s = r - p - (j + w if outside == "outside" else 0)
    counts = {"N": n, "O": o, "B": b, "D": n - o - b, "C": carried, "R": r, "J": j, "W": w, "P": p, "S": s}
    counts |= _resolved(random, s - (j + w if outside == "beside" else 0), set(asked) - {"L" if "L" in none else ""})
    counts |= _pending(random, p, set(asked) - {"PO" if "PO" in none else ""})
    counts |= _divided(random, o, ("OF", "OM"))
    return counts | _by_field(random, counts)


def _resolved(random: Random, s: int, asked: Collection[str]) -> Counts:
    reasons = [name for name in ("l1", "l2", "l3") if name in asked]
    told = {"L", "X"} & set(asked)
    late = random.choice((0, 0, random.randint(1, max(2, s // 60)))) if told else 0
    late = max(late, len(reasons) + random.randint(0, 6)) if reasons else late
    rest_unsaid = "E" in asked and "T" not in asked
    on_time = 0 if rest_unsaid and random.random() < 0.7 else random.randint(0, max(1, (s - late) // 12))
    et = s - late
    x = late + random.randint(0, 4)
    return {
        "E": et - on_time,
        "T": on_time,
        "ET": et,
        "L": late,
        "X": x,
        "U": et + x,
        **_divided(random, late, reasons),
    }


def _pending(random: Random, p: int, asked: Collection[str]) -> Counts:
    late = random.randint(0, p // 4) if "PO" in asked else 0
    supplement = random.randint(0, (p - late) // 3) if "PS" in asked else 0
    return {"PI": p - late - supplement, "PO": late, "PS": supplement}


def _by_field(random: Random, counts: Counts) -> Counts:
    pending = _divided(random, counts["P"], ("1", "2", "3", "4"))
    resolved = _divided(random, counts["S"], ("1", "2", "3", "4"))
    return {f"s{field}": resolved[field] for field in resolved} | {
        f"r{field}": resolved[field] + pending[field] for field in resolved
    }


def others(random: Random) -> Counts:
    """Petitions, procedures, tasks and payments."""
    k, kp = random.randint(3, 40), random.randint(0, 2)
    kq = random.randint(1, k - 1)
    t, tf = random.randint(280, 420), random.randint(120, 260)
    q = random.randint(18, 60)
    qx, y = random.randint(q // 2, q - 1), random.randint(300, 4000)
    return {
        **{"kN": k, "kP": kp, "kS": k - kp, "kq": kq, "kh": k - kq, "tN": t, "tF": tf, "tM": t - tf},
        **{"qy": q, "qx": qx, "qz": q - qx, "yy": y, "yx": random.randint(y * 7 // 10, y - 1)},
    }


def identities(printed: Collection[str], scopes: Iterable[str]) -> Iterator[Identity]:
    """Those of the names printed; `scopes` are the parts whose sum is the whole (a. b.: a.R + b.R = R)."""
    prefixes = {name.rpartition(".")[0] for name in printed}
    for prefix in sorted(prefixes):
        start = f"{prefix}." if prefix else ""
        here = {name.removeprefix(start) for name in printed if name.rpartition(".")[0] == prefix}
        yield from _of_one(start, here)
    parts = list(scopes)
    for name in sorted(name for name in printed if "." not in name):
        told = tuple(f"{scope}.{name}" for scope in parts if f"{scope}.{name}" in printed)
        if told:
            yield one("A10", Sum(name, told, bound=len(told) < len(parts)))
    for name in sorted(name for name in printed if name.startswith("m.") and f"c.{name[2:]}" in printed):
        yield one("A9", Sum(f"c.{name[2:]}", (name,), bound=True))


def _of_one(start: str, here: set[str]) -> Iterator[Identity]:
    for rule, total, parts in _SUMS:
        if (found := _sum(start, here, total, parts)) is not None:
            yield one(rule, found)
    states = [name for name in ("J", "W") if name in here]
    if not states:
        for rule, total, parts in _BALANCES:
            if (found := _sum(start, here, total, parts)) is not None:
                yield one(rule, found)
        return
    places = product(("inside", "beside", "outside"), repeat=len(states))
    readings = tuple(_reading(start, here, dict(zip(states, at, strict=True))) for at in places)
    yield Identity("A3 A5", readings)


def _reading(start: str, here: set[str], places: Mapping[str, str]) -> tuple[Relation, ...]:
    """What holds when rejected and withdrawn are counted at these places."""
    beside = tuple(name for name, at in places.items() if at == "beside")
    outside = tuple(name for name, at in places.items() if at == "outside")
    relations: list[Relation] = []
    for _, total, parts in _BALANCES:
        more = beside if total == "S" else outside
        if (found := _sum(start, here, total, (*parts, *more))) is not None:
            relations.append(found)
    if "S" in here:
        inside = tuple(start + name for name in places if places[name] != "outside")
        relations += [Sum(f"{start}S", inside, bound=True)] if inside else []
    return tuple(relations)


def _sum(start: str, here: set[str], total: str, parts: tuple[str, ...]) -> Sum | None:
    told = tuple(part for part in parts if part in here)
    if total not in here or not told:
        return None
    missing = {part for part in parts if part not in here} - _SOMETIMES - _unused(parts, here)
    if {"PI", "PS"} <= here:  # A4: in time + for supplement is a sum of its own
        missing -= {"PO"}
    return Sum(start + total, tuple(start + part for part in told), bound=bool(missing) or total == "yy")


def _unused(parts: tuple[str, ...], here: set[str]) -> set[str]:
    """The later ones of numbered parts (l3, r4): a list ends where it ends."""
    numbered = [part for part in parts if part[-1].isdigit()]
    return {part for part in numbered if part not in here} if any(part in here for part in numbered[1:]) else set()


def shares(name: str, formula: str, counts: Mapping[str, int], printed: Collection[str]) -> Iterator[Identity]:
    """What binds the percentage `name` of `formula` («ET/S»): every usual numerator and base that is printed.

    Nothing but the 100 when the true numerator and base are not there in any form: then nobody can tell. Where they are
    not in `counts` themselves, the first form that is printed is the true one.
    """
    yield one("P19", AtMostHundred(name))
    start, (of, base) = _unprefixed(formula)
    forms = [
        (tuple(_put(start, part) for part in numerator), tuple(_put(start, part) for part in denominator))
        for numerator in _NUMERATORS.get(of, (tuple(of.split("+")),))
        for denominator in _BASES.get(base, (tuple(base.split("+")),))
    ]
    forms = [form for form in forms if all(part.removeprefix("-") in printed for parts in form for part in parts)]
    quotients = [_quotient(form, counts) for form in forms]
    whole = all(start + part in counts for part in (*of.split("+"), *base.split("+")))
    true = (
        counted(of, start, counts) * _PRECISE // counted(base, start, counts) if whole else next(iter(quotients), None)
    )
    if true is not None and true in quotients:
        yield Identity("P", tuple((Share(name, *form),) for form in forms))


_PRECISE = 10**9


def _quotient(form: tuple[tuple[str, ...], tuple[str, ...]], counts: Mapping[str, int]) -> int | None:
    of, base = (sum(-counts[part[1:]] if part.startswith("-") else counts[part] for part in parts) for parts in form)
    return of * _PRECISE // base if base else None


def counted(expression: str, start: str, counts: Mapping[str, int]) -> int:
    """The number that «E+T» is in these counts."""
    return sum(counts[start + part] for part in expression.split("+"))


def _unprefixed(formula: str) -> tuple[str, tuple[str, str]]:
    of, _, base = formula.partition("/")
    prefix, dot, of = of.rpartition(".")
    return prefix + dot, (of, base.rpartition(".")[2])


def _put(start: str, part: str) -> str:
    return f"-{start}{part[1:]}" if part.startswith("-") else start + part


def _divided(random: Random, total: int, names: Iterable[str]) -> Counts:
    """`total` over `names`, each at least one where it suffices."""
    told = list(names)
    if not told:
        return {}
    cuts = sorted(random.sample(range(1, total), len(told) - 1)) if total > len(told) else [0] * (len(told) - 1)
    edges = [0, *cuts, total]
    return {name: after - before for name, (before, after) in zip(told, pairwise(edges), strict=True)}
