"""Signs that are no words in damaged text: document symbols, list marks, VNeID.

In a symbol đ is given back where the type is certain, and blanks that OCR put beside a hyphen are closed.

Digits are never touched, and letters only where one reading exists: Nghị định and Quyết định are NĐ and QĐ (Nghị định
30/2020/NĐ-CP, Phụ lục III), and no type is written ND or QD. Sound text is never given to these functions.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import pattern
from ..text import Edit, substitutions

_NUMBER = r"(?<![\p{L}\d])\d{1,5}[a-z]?(?:\.\d{1,2})?(?:/(?:19|20)\d\d)?/ ?"
_TYPE = pattern(_NUMBER + r"\K(?:ND(?=-CP)|Q[yD]?D(?=-[A-Z])|CD(?=-TTg)|HDND(?=-[A-Z]))")
_HYPHEN = pattern(_NUMBER + r"(?:[A-ZĐ][A-ZĐ&]{0,11}-){0,4}[A-ZĐ][A-ZĐ&]{0,11}\K(?: -|- )(?=[A-ZĐ]{2})")
_CENT = pattern(r"^[ \t]*\K¢(?=\) )")
_VNEID = pattern(r"\bV[Nn]e\K[lI|]{1,2}(?=D\b)")
_GIVEN_BACK = {"ND": "NĐ", "QD": "QĐ", "QyD": "QyĐ", "CD": "CĐ", "HDND": "HĐND"}


def types(value: str) -> Iterator[Edit]:
    """``118/2025/ND-CP`` is ``118/2025/NĐ-CP``, ``65/QD-UBND`` is ``65/QĐ-UBND``."""
    return substitutions(value, _TYPE, lambda match: _GIVEN_BACK.get(match[0]))


def hyphens(value: str) -> Iterator[Edit]:
    """``937/UBND- TTPVHCC`` is ``937/UBND-TTPVHCC``."""
    return substitutions(value, _HYPHEN, "-")


def list_marks(value: str) -> Iterator[Edit]:
    """``¢) Tổ chức`` at the beginning of a paragraph is ``c)``: no mark of a list is written ¢."""
    return substitutions(value, _CENT, "c")


def names(value: str) -> Iterator[Edit]:
    """``VNelD`` is ``VNeID``: in the name of the national identity application a capital I reads as l."""
    return substitutions(value, _VNEID, "I")


STEPS = (types, hyphens, list_marks, names)
