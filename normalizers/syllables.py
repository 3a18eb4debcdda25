"""The written Vietnamese syllable: is this word one, and does it carry a diacritic."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypedDict

_STOP_TONES = frozenset("\u0301\u0323")  # sắc, nặng
_TONES = frozenset("\u0300\u0303\u0309") | _STOP_TONES  # huyền, ngã, hỏi
_MARKS = frozenset("\u0302\u0306\u031b") | _TONES  # mũ, trăng, móc make other letters
_LONGEST = 16  # code points: the longest syllable written with combining marks, and some to spare


class _Combination(TypedDict, total=False):
    onsets: list[str]
    rimes: list[str]
    before: list[str]


def is_syllable(word: str) -> bool:
    """True when `word` (any case, NFC or NFD) could be written in Vietnamese: ``nghiệp`` yes, ``nghiép`` no.

    Judged by rule, not by a list of words: onset x rime x tone of ``data/syllables.toml``. The tone may
    stand on any letter of the rime (``hòa`` and ``hoà``). A digit or a sign makes it False.
    """
    return len(word) <= _LONGEST and _is_syllable(word.lower())


def is_stripped_syllable(word: str) -> bool:
    """True when `word` is a syllable without any of its diacritics: ``nghiep`` yes, ``nghtep`` no."""
    return word.lower() in stripped_syllables()


def is_accented(word: str) -> bool:
    """True when `word` carries a Vietnamese diacritic: a tone, the marks of ă â ê ô ơ ư, or đ."""
    return any(char in "đĐ" for char in word) or not _MARKS.isdisjoint(unicodedata.normalize("NFD", word))


@cache
def stripped_syllables() -> frozenset[str]:
    """All syllables without their diacritics, in small letters."""
    return frozenset(_plain(form) for form in _forms())


@lru_cache(maxsize=1 << 16)
def _is_syllable(word: str) -> bool:
    letters, tones, place = _split(word)
    first = _forms().get(letters)
    if first is None or len(tones) > 1:
        return False
    if letters.endswith(("p", "t", "c", "ch")):
        return tones in _STOP_TONES and place >= first
    return not tones or place >= first


def _split(word: str) -> tuple[str, str, int]:
    """`word` (NFC) without its tone marks, those marks, and the index of the letter that bears the first."""
    letters, tones, place, base = "", "", 0, -1
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            place = place if tones else base
            tones += char
        else:
            letters += char
            base += not unicodedata.combining(char)
    return unicodedata.normalize("NFC", letters), tones, place


@cache
def _forms() -> dict[str, int]:
    """Each syllable without its tone, and the index of the first letter that may bear the tone."""
    data = tomllib.loads(files("normalizers").joinpath("data/syllables.toml").read_text("utf-8"))
    forms = dict.fromkeys(data["loans"]["forms"], 0)
    for row in data["combinations"]:
        for onset, rime in _pairs(row, data["onsets"], data["rimes"]):
            forms[onset + rime] = min(len(onset), forms.get(onset + rime, _LONGEST))
    return forms


def _pairs(row: _Combination, onsets: dict[str, list[str]], rimes: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The (onset, rime) pairs that one row of the table allows."""
    before = tuple(row.get("before", ("",)))
    for onset in (onset for name in row["onsets"] for onset in onsets[name]):
        yield from ((onset, rime) for name in row["rimes"] for rime in rimes[name] if rime.startswith(before))


def _plain(word: str) -> str:
    letters = (char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return "".join(letters).replace("đ", "d")
