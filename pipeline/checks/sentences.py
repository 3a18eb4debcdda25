"""Where the sentence of a figure begins, in the checks as in the extraction of dossiers."""

from __future__ import annotations

from extractors.dossiers.dossier_cues import SENTENCE_END

__all__ = ["SENTENCE_END", "sentence_start"]


def sentence_start(text: str, offset: int, earliest: int) -> int:
    """The offset at which the sentence around `offset` begins; `earliest` when it begins before that."""
    return max((match.end() for match in SENTENCE_END.finditer(text, earliest, offset)), default=earliest)
