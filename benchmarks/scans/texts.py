"""Texts to be printed, as paragraphs of prose, shared out between the two sets: no text is in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks.faults.generated import reports
from benchmarks.places import REPORTS, ROOT, SAMPLES

SetName = Literal["tune", "test"]

# The samples have scans of their own that everybody works with: they can only be for tuning.
_TUNE = ("000", "001", "002", "003", "01", "04", "08", "10", "13", "16", "k01", "k02", "k03", "k04", "k05")
_TEST = ("18", "19", "22", "24", "28", "29", "30", "k06", "k07", "k08", "k09", "k10", "k11", "k14")
_MADE = {"tune": 0, "test": 19}  # reports made by benchmarks/faults

_MARKUP = re.compile(r"\*+|</?\w[^>]*>|\[\d+\]|\\")
_RULE = re.compile(r"[-|=_\s]*")
_LIST_MARK = re.compile(r"[-+•–] |\d+(\.\d+)*[.)] |[a-zđ]\) |[IVX]+\. |(Điều|Khoản|Chương|Phụ lục) ")
_KIND = re.compile(r"(BÁO CÁO|CHỈ THỊ|CÔNG ĐIỆN|QUYẾT ĐỊNH|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO)$")
_LONG = 130  # characters: no text broken to lines has any as long
_ODD = str.maketrans({"\u00a0": " ", "\u200b": "", "\ufeff": "", "‘": "'", "’": "'", "−": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Prose:
    """A text called `name`: its kind as printed in capitals, and its paragraphs."""

    name: str
    kind: str
    paragraphs: tuple[str, ...]


def prose(which: SetName) -> Iterator[Prose]:
    """The texts of a set."""
    for name in _TUNE if which == "tune" else _TEST:
        yield _read(name)
    for number, made in enumerate(reports(_MADE[which], seed=30)):
        if _has_diacritics(made.source):  # some of them have lost their diacritics: no office prints that
            yield _taken_apart(f"made{number:02d}", made.source)


def _has_diacritics(text: str) -> bool:
    return sum(letter.isalpha() and not letter.isascii() for letter in text) > 0.05 * len(text)


def _read(name: str) -> Prose:
    folders = (SAMPLES / "text", ROOT / "tests" / "devset", REPORTS)
    (path,) = (path for folder in folders for path in folder.glob(f"{name}_*.txt"))
    return _taken_apart(name, path.read_text(encoding="utf-8"))


def _taken_apart(name: str, text: str) -> Prose:
    """Kind and body: after the line that names the kind, to the recipients; without tables."""
    lines = [_cleaned(line) for line in text.splitlines()]
    kinds = [n for n, line in enumerate(lines[:60]) if _KIND.match(line)]
    first = kinds[0] + 1 if kinds else 0
    ends = [n for n, line in enumerate(lines) if n > first and line.startswith("Nơi nhận")]
    body = lines[first : ends[0] if ends else len(lines)]
    kind = lines[kinds[0]] if kinds else "BÁO CÁO"
    return Prose(name, kind, tuple(_paragraphs([line for line in body if "\t" not in line])))


def _cleaned(line: str) -> str:
    line = _MARKUP.sub("", line.translate(_ODD))
    return "" if _RULE.fullmatch(line) else re.sub(r"[^\S\t]+", " ", line).strip(" |")


def _paragraphs(lines: list[str]) -> list[str]:
    """One string a paragraph; in a text broken to short lines those that go on are joined again."""
    broken = max(map(len, lines), default=0) < _LONG
    paragraphs: list[str] = []
    open_line = False
    for line in lines:
        if line and open_line and not _LIST_MARK.match(line):
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
        open_line = broken and bool(line) and not line.endswith((".", ";", ":", "!", "…"))
    return [paragraph for paragraph in paragraphs if len(paragraph) > 1]
