"""The models of the package, opened once a process; the files are mapped, so workers share their memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from .arrays import read_arrays
from .channel import Channel
from .lexicon import Lexicon
from .net import Net
from .ngrams import Ngrams
from .tokens import END


@dataclass(frozen=True, slots=True)
class Models:
    """What restoring needs; `net` is None where onnxruntime is missing."""

    lexicon: Lexicon
    ngrams: Ngrams
    english: Channel
    vietnamese: Channel
    net: Net | None
    boundary: int  # the number of the class that begins and ends a sentence


@cache
def models() -> Models:
    """The models shipped with the package; raises ModelError when a file is missing or broken."""
    with as_file(files("normalizers").joinpath("data/restoration")) as folder:
        return open_models(Path(folder))


def open_models(folder: Path) -> Models:
    """The models of `folder`."""
    lexicon = Lexicon.from_arrays(read_arrays(folder / "lexicon.bin"))
    ngrams = Ngrams.from_arrays(read_arrays(folder / "ngrams.bin"))
    english, vietnamese = (
        Channel.from_arrays(read_arrays(folder / f"channel_{name}.bin"), lexicon) for name in ("english", "vietnamese")
    )
    return Models(lexicon, ngrams, english, vietnamese, Net.open(folder), lexicon.number[END])
