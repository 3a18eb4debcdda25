"""What codes are called in front of people, in Vietnamese and English: data/labels.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]


class Label(NamedTuple):
    """One name or sentence in both languages."""

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """The name in `language`."""
        return self.en if language == "en" else self.vi


@cache
def labels() -> dict[str, dict[str, Label]]:
    """Every label, by group and code."""
    text = files("pipeline").joinpath("data/labels.toml").read_text(encoding="utf-8")
    return {
        group: {code: Label(label["vi"], label["en"]) for code, label in codes.items()}
        for group, codes in tomllib.loads(text).items()
    }


def name_of(group: str, code: str, language: Language) -> str:
    """The name of `code` in `group` (kind, role, state, measure, source); a code without a label is its own name."""
    found = labels()[group].get(code)
    return found.to(language) if found else code
