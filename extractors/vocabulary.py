"""Vocabulary files: labels and the phrases that carry them, checked when they are loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from normalizers import fold

Vocabulary = Mapping[str, tuple[str, ...]]


class VocabularyError(ValueError):
    """A vocabulary file is broken; the message names the file and the key."""


@cache
def load(name: str) -> Vocabulary:
    """Read ``data/NAME.toml``: label -> phrases in correct Vietnamese, lower case.

    Raises VocabularyError when a value is no list of phrases, a phrase is empty, or a folded phrase stands twice.
    """
    content = tomllib.loads((files("extractors") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    return check(name, content)


def check(name: str, content: Mapping[str, object]) -> Vocabulary:
    """Return `content` as a vocabulary, or raise VocabularyError naming the file and the key."""
    owner: dict[str, str] = {}
    vocabulary: dict[str, tuple[str, ...]] = {}
    for label, phrases in content.items():
        if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
            raise VocabularyError(f"{name}.toml: {label} is not a list of phrases")
        for phrase in phrases:
            key = fold(phrase)
            if owner.setdefault(key, label) != label:
                raise VocabularyError(f"{name}.toml: «{phrase}» stands under {owner[key]} and {label}")
        vocabulary[label] = tuple(phrases)
    return vocabulary
