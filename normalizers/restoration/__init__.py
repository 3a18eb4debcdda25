"""Vietnamese back from text without diacritics, from English OCR, and from light errors of Vietnamese OCR."""

from .correction import Correction
from .model_error import ModelError
from .restore import corrections, lost_words, restore
from .roman import roman_numbers

__all__ = ["Correction", "ModelError", "corrections", "lost_words", "restore", "roman_numbers"]
