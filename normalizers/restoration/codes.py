"""Document symbols in damaged text: đ given back where the type is certain, blanks that OCR put beside a hyphen closed.

Digits are never touched, and letters only where one reading exists: Nghị định and Quyết định are NĐ and QĐ (Nghị định
30/2020/NĐ-CP, Phụ lục III), and no type is written ND or QD. Sound text is never given to these functions.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import Match, pattern
from ..text import Edit, substitutions

_AFTER_NUMBER = r"(?<=(?<![\p{L}\d])\d{1,5}[a-z]?(?:\.\d{1,2})?(?:/(?:19|20)\d\d)?/ ?"
_TYPE = pattern(_AFTER_NUMBER + r")(?:ND(?=-CP)|Q[yD]?D(?=-[A-Z])|CD(?=-TTg)|HDND(?=-[A-Z]))")
_HYPHEN = pattern(_AFTER_NUMBER + r"(?:[A-ZĐ][A-ZĐ&]*-)*[A-ZĐ][A-ZĐ&]*)(?: -|- )(?=[A-ZĐ]{2})")
_GIVEN_BACK = {"ND": "NĐ", "QD": "QĐ", "QyD": "QyĐ", "CD": "CĐ", "HDND": "HĐND"}


def types(value: str) -> Iterator[Edit]:
    """``118/2025/ND-CP`` is ``118/2025/NĐ-CP``, ``65/QD-UBND`` is ``65/QĐ-UBND``."""
    return substitutions(value, _TYPE, _given_back)


def _given_back(match: Match) -> str | None:
    return _GIVEN_BACK.get(match[0])


def hyphens(value: str) -> Iterator[Edit]:
    """``937/UBND- TTPVHCC`` is ``937/UBND-TTPVHCC``."""
    return substitutions(value, _HYPHEN, "-")
