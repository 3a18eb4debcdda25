"""What was taken for which encoding, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..text import Span, Text
from .encodings import Encoding


class Evidence(NamedTuple):  # tuples, for a large file has one a line, and they are made several times as fast
    """Why a run was read so. Scores are log10 of likelihoods under the language model.

    `gain`: how much likelier the run is in the encoding than as it stands; None where the form alone decides (UTF-8,
    UTF-16 and combining marks leave no choice). `lead`: how much likelier than in the next encoding that reads
    otherwise, `runner_up`. `font`: the declared font, where it speaks for this encoding. `neighbours`: lines nearby
    were in this encoding, and tipped the balance. `words`: the words looked at.
    """

    gain: float | None
    lead: float | None = None
    runner_up: Encoding | None = None
    font: str | None = None
    neighbours: bool = False
    words: int = 0


class Found(NamedTuple):
    """A range of a string that is in `encoding`.

    `capitals`: ranges of the string set in fonts that draw small letters as capitals. `edged`: signs at the ends of
    some words are no letters.
    """

    span: Span
    encoding: Encoding
    evidence: Evidence
    capitals: tuple[Span, ...] = ()
    edged: bool = False


class Run(NamedTuple):
    """A run that was decoded: its `raw` span, the characters `before` and `after`, and why."""

    raw: Span
    encoding: Encoding
    before: str
    after: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Repaired:
    """The text after decoding, aligned to the raw text as every normalizer does, and the runs that were decoded."""

    text: Text
    runs: tuple[Run, ...]
