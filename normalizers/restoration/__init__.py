"""Vietnamese back from text without diacritics, from English OCR, and from light errors of Vietnamese OCR."""

from .correction import Correction
from .date_strokes import date_strokes
from .doubled import doubled_letters, raised_words
from .joined import joined_words
from .model_error import ModelError
from .restore import corrections, lost_words, restore
from .roman import roman_numbers

__all__ = [
    "Correction",
    "ModelError",
    "corrections",
    "date_strokes",
    "doubled_letters",
    "joined_words",
    "lost_words",
    "raised_words",
    "restore",
    "roman_numbers",
]
