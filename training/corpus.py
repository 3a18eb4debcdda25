"""The training text: which files, how much each counts, and how a file becomes a row of word numbers.

The files and their rights are described in docs/model.md. None of the text goes into the repository.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import zstandard
from numpy.typing import NDArray

from normalizers.restoration.tokens import case_of, tokens

_WINDOW = 1 << 27  # bytes: the files are compressed with a long window


@dataclass(frozen=True, slots=True)
class Component:
    """One language model of the mixture: its files, its weight, and `kneser_ney.estimate`'s cutoffs."""

    names: tuple[str, ...]
    weight: float
    cutoffs: tuple[int, int, int, int]


# Weights tuned on benchmarks/reports, which no training text holds.
COMPONENTS = (
    Component(("admin",), 0.24, (0, 0, 1, 1)),
    Component(("legal_articles", "econ_gov_news"), 0.40, (0, 1, 2, 3)),
    Component(("legal",), 0.25, (0, 1, 3, 5)),
    Component(("general", "news"), 0.10, (0, 3, 6, 8)),
    Component(("gazetteer",), 0.01, (0, 0, 0, 0)),
)
# Characters of a file that are read; the rest of the news adds size but no accuracy on reports.
LIMITS = {"news": 60_000_000}
TEXTS = ("legal", "legal_articles", "admin", "econ_gov_news", "general", "news")


@dataclass(frozen=True, slots=True)
class Stream:
    """A file as numbers: `words` index `forms`, -1 ends a line; `cases` are those of `tokens.Case`."""

    forms: list[str]
    words: NDArray[np.int32]
    cases: NDArray[np.uint8]


def lines(folder: Path, name: str) -> Iterator[str]:
    """The lines of ``NAME.txt.zst`` in `folder`, as far as LIMITS lets them."""
    left = LIMITS.get(name, 1 << 62)
    with (folder / f"{name}.txt.zst").open("rb") as file:
        reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(file)
        for line in io.TextIOWrapper(reader, encoding="utf-8"):
            left -= len(line)
            if left < 0:
                return
            yield line.rstrip("\n").replace("<tel>", "0912")


def stream(texts: Iterator[str]) -> Stream:
    """`texts` as numbers, each form numbered when it is met first."""
    forms: dict[str, int] = {}
    words, cases = array("i"), array("B")
    for text in texts:
        for token in tokens(text):
            words.append(forms.setdefault(token.form, len(forms)))
            cases.append(case_of(token.read) if token.is_word else 0)
        words.append(-1)
        cases.append(0)
    return Stream(list(forms), np.frombuffer(words, np.int32), np.frombuffer(cases, np.uint8))
