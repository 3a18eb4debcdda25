"""What the review page says: data/review.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ..labels import Label


@cache
def strings() -> dict[str, Label]:
    """Every string by its name."""
    text = files("pipeline").joinpath("data/review.toml").read_text(encoding="utf-8")
    return {name: Label(label["vi"], label["en"]) for name, label in tomllib.loads(text).items()}
