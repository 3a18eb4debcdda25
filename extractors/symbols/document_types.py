"""Types and agencies of documents: data/document_types.toml and data/agencies.toml, checked when they are loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from normalizers import fold

from ..vocabulary import VocabularyError

GROUPS = frozenset({"administrative", "normative", "party", "copy", "earlier"})


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document (Nghị định 30/2020, Phụ lục III): its abbreviation and its names in running text."""

    abbr: str
    words: tuple[str, ...]
    group: str
    bare_number: bool = False
    variants: tuple[str, ...] = ()


def parse_types(content: Mapping[str, Any]) -> tuple[DocumentType, ...]:
    """The types of a parsed document_types.toml; raises VocabularyError naming the key that is wrong."""
    types = tuple(_document_type(row) for row in content.get("type", ()))
    spellings = [spelling for entry in types for spelling in (entry.abbr, *entry.variants)]
    for spelling in spellings:
        if spellings.count(spelling) > 1:
            raise VocabularyError(f"document_types.toml: abbr {spelling} stands twice")
    return types


def _document_type(row: Mapping[str, Any]) -> DocumentType:
    """One row of the table of types, checked."""
    abbr, words, group = row.get("abbr", ""), tuple(row.get("words", ())), row.get("group", "")
    if not abbr or not words or not all(words):
        raise VocabularyError(f"document_types.toml: type {abbr!r} needs abbr and words")
    if group not in GROUPS:
        raise VocabularyError(f"document_types.toml: type {abbr!r} has the unknown group {group!r}")
    return DocumentType(abbr, words, group, bool(row.get("bare_number")), tuple(row.get("variants", ())))


def parse_agencies(content: Mapping[str, list[str]]) -> frozenset[str]:
    """The abbreviations of a parsed agencies.toml; raises VocabularyError naming the key that holds one twice."""
    for key, abbrs in content.items():
        for abbr in abbrs:
            if not abbr or abbrs.count(abbr) > 1:
                raise VocabularyError(f"agencies.toml: {key} holds {abbr!r} twice or empty")
    return frozenset(abbr for abbrs in content.values() for abbr in abbrs)


def _read(name: str) -> dict[str, Any]:
    """A file of extractors/data, parsed."""
    return tomllib.loads((files("extractors") / "data" / name).read_text(encoding="utf-8"))


@cache
def types() -> dict[str, DocumentType]:
    """Every printed abbreviation of a type, to the type."""
    entries = parse_types(_read("document_types.toml"))
    return {spelling: entry for entry in entries for spelling in (entry.abbr, *entry.variants)}


@cache
def types_by_word() -> dict[str, DocumentType]:
    """The folded name of a type in running text («nghi dinh»), to the type; the first type of that name wins."""
    by_word: dict[str, DocumentType] = {}
    for entry in types().values():
        for word in entry.words:
            by_word.setdefault(fold(word), entry)
    return by_word


@cache
def counted_words() -> tuple[str, ...]:
    """The words that make the bare number before them a count, not the number of a document."""
    return tuple(_read("document_types.toml")["counted"])


@cache
def agencies() -> frozenset[str]:
    """The known abbreviations of agencies and units, with their diacritics."""
    return parse_agencies(_read("agencies.toml"))


@cache
def restored_types() -> dict[str, str]:
    """A type printed without diacritics (`ND`, `QD`), to the type it can only mean; `DA` and `HD` mean themselves."""
    return _only_reading(types())


@cache
def restored_agencies() -> dict[str, str]:
    """An agency printed without diacritics (`HDND`, `BGDDT`), to the agency it can only mean."""
    return _only_reading(agencies())


def _only_reading(spellings: Iterable[str]) -> dict[str, str]:
    """Plain spelling to the one accented spelling behind it, where the plain spelling is not itself known."""
    known = set(spellings)
    readings: dict[str, set[str]] = {}
    for spelling in known:
        readings.setdefault(_plain(spelling), set()).add(spelling)
    return {plain: min(found) for plain, found in readings.items() if plain not in known and len(found) == 1}


def _plain(spelling: str) -> str:
    """`spelling` without diacritics, its letter case kept."""
    return "".join(p.upper() if c.isupper() else p for c, p in zip(spelling, fold(spelling), strict=True))
