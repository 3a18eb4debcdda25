"""Which agency a report is of, so that two reports of one unit meet and two units of one name do not."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from extractors.header.header import Header
from normalizers import fold, patterns

from .abstract import Unit
from .fingerprint import words_of

NATION = "cả nước"
_NAMED = patterns.pattern(r"(?:xa|phuong|thi tran|dac khu|huien|quan|thi xa|tp|tinh) \S")
_PROVINCIAL = patterns.pattern(r"(?:^|\b)(?:tinh|tp) (?P<name>\S.*)$")


@cache
def _data() -> dict[str, list[str]]:
    text = files("pipeline").joinpath("checks/data/units.toml").read_text(encoding="utf-8")
    return {name: list(words) for name, words in tomllib.loads(text).items()}


@cache
def _short_forms() -> list[tuple[str, str]]:
    """Words of agency names with their abbreviation, both as `_normal_words` writes them, the longest first."""
    pairs = [
        (_normal_words(long), _normal_words(short))
        for long, short in zip(_data()["long"], _data()["short"], strict=True)
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _mention() -> patterns.Pattern:
    names = patterns.alternation([fold(name) for name in _data()["provinces"]])
    return patterns.pattern(rf"\b(?:tinh|thanh\s+ph\w{{0,2}}|tp\.?)\s+(?P<name>{names.replace(' ', chr(92) + 's+')})\b")


def unit_of(header: Header, folded: str) -> Unit | None:
    """The issuer of a report with the folded text `folded`; None when the name could be that of many agencies."""
    if header.issuer is None:
        return None
    name = normal(header.issuer.value)
    parent = normal(header.parent.value) if header.parent else None
    if _is_national(name):
        return Unit(name, NATION)
    province = _province(name) or (_province(parent) if parent else None) or _mentioned(folded)
    if _NAMED.search(name):
        return Unit(name, province, parent)
    if parent and _NAMED.search(parent):
        return Unit(f"{name} | {parent}", province)
    if header.place:
        return Unit(f"{name} | {normal(header.place.value)}", province, parent)
    return None


def normal(name: str) -> str:
    """The name of an agency with its usual words abbreviated: «Ủy ban nhân dân xã Kỳ Sơn» is ``ubnd xa ki son``."""
    words = f" {_normal_words(name)} "
    for long, short in _short_forms():
        words = words.replace(f" {long} ", f" {short} ")
    return words.strip()


def _normal_words(name: str) -> str:
    """Folded, y as i (kỹ, kĩ), numbers without leading zeros."""
    return " ".join(word.lstrip("0") if word.isdigit() else word for word in words_of(fold(name).replace("y", "i")))


def _is_national(name: str) -> bool:
    local = any(name.startswith(_normal_words(word)) for word in _data()["local"])
    return not local and any(f"{name} ".startswith(_normal_words(word) + " ") for word in _data()["national"])


def _province(name: str) -> str | None:
    """The province in the name of an agency of it."""
    match = _PROVINCIAL.search(name)
    return match["name"] if match else None


def _mentioned(folded: str) -> str | None:
    """The one province that the text names; None when it names none or several."""
    names = {_normal_words(match["name"]) for match in _mention().finditer(folded)}
    return names.pop() if len(names) == 1 else None


@lru_cache(maxsize=4096)
def is_central(agency: str) -> bool:
    """True for the agency part of a symbol that only one agency has: "CP", "TTg", "VPCP-KSTT", "QH15"."""
    return agency.partition("-")[0].rstrip("0123456789") in _central()


@cache
def _central() -> frozenset[str]:
    return frozenset(_data()["central"])
