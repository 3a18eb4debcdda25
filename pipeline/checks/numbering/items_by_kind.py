"""Items that say themselves what they are: «xã Tân An, xã Hòa Bình, phường Ba Đình» under «5 đơn vị»."""

from __future__ import annotations

from normalizers import patterns

# Bodies of one level: a list of these has one item for each, and none of them stands in the name of another.
_COMMUNES = ("xa", "phuong", "thi tran", "dac khu")
_KINDS: dict[str, tuple[str, ...]] = {
    "xa": ("xa",), "phuong": ("phuong",), "huyen": ("huyen",), "thon": ("thon",), "phong": ("phong",), "to": ("to",),
    "don vi": _COMMUNES, "dia phuong": _COMMUNES, "quay": ("quay",), "khoa": ("khoa",), "chi cuc": ("chi cuc",),
}  # fmt: skip
_SPLIT = {
    noun: patterns.pattern(rf"(?:[,;]|\s+va)\s*(?:va\s+)?(?={patterns.alternation(list(kinds))}\s)")
    for noun, kinds in _KINDS.items()
}
_COMMA = patterns.pattern(r"[,;]\s*")
# What the name of an office begins with: the words behind «và» that begin otherwise belong to the name before.
_OFFICE = patterns.pattern(
    r"(?:so|phong|ban|van phong|chi cuc|cuc|cong an|bao hiem|kho bac|truong|vien|benh vien|tram|doan|hoi|uy ban|ubnd"
    r"|dai|bao|toa an|thanh tra|trung tam|thu vien|bao tang|quy|nha|doi|hat|ngan hang|thue|buu dien|xa|phuong"
    r"|thi tran)\b"
)


def plain_items(noun: str, printed: str) -> int | None:
    """How many items a folded list has when each repeats the noun or a kind of commune; None for other lists."""
    split = _SPLIT.get(noun)
    if split is None:
        return None
    parts = [part for part in split.split(printed.strip()) if part and part.strip()]
    if len(parts) < 2 or any(_COMMA.search(part.strip(" ,;")) for part in parts):
        return None
    return len(parts) if all(is_of_kind(noun, part) for part in parts) else None


def is_of_kind(noun: str, item: str) -> bool:
    """True for an item that begins with the noun, or with a kind of commune under «đơn vị» and «địa phương»."""
    return item.strip().startswith(tuple(f"{kind} " for kind in _KINDS.get(noun, ())))


def begins_office(words: str) -> bool:
    """True for words that may be the name of an office."""
    return _OFFICE.match(words) is not None
