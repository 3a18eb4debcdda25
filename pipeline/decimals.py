"""Numbers as people of each language write them."""

from __future__ import annotations

from .labels import Language

_VIETNAMESE = str.maketrans(",.", ".,")


def decimal(value: float, language: Language) -> str:
    """4266 as 4.266 (en: 4,266), 98.7 as 98,7 (en: 98.7)."""
    text = f"{value:,}"
    return text.translate(_VIETNAMESE) if language == "vi" else text
