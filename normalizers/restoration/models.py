"""The models of the package, each opened once a process; the files are mapped, so workers share their memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from .arrays import read_arrays
from .channel import Channel
from .lexicon import Lexicon
from .ngrams import Ngrams
from .sums import verified
from .tokens import END

FILES = ("lexicon.bin", "ngrams.bin", "channel_english.bin", "channel_vietnamese.bin")


@dataclass(frozen=True, slots=True)
class Models:
    """What every kind of restoring needs."""

    lexicon: Lexicon
    ngrams: Ngrams
    boundary: int  # the number of the class that begins and ends a sentence


def folder() -> Path:
    """Where the model files lie."""
    return Path(str(files("normalizers").joinpath("data/restoration")))


@cache
def models() -> Models:
    """The words and the language model; raises ModelError when a file is missing or broken."""
    lexicon = Lexicon.from_arrays(read_arrays(verified(folder() / "lexicon.bin")))
    ngrams = Ngrams.from_arrays(read_arrays(verified(folder() / "ngrams.bin")))
    return Models(lexicon, ngrams, lexicon.number[END])


@cache
def channel(language: Literal["english", "vietnamese"]) -> Channel:
    """The channel of what Tesseract reads with its model of `language`; raises ModelError."""
    return Channel.from_arrays(read_arrays(verified(folder() / f"channel_{language}.bin")), models().lexicon)
