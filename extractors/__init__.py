"""Meaning: Text -> extractions, knowing nothing of pages, files or frames."""

from .extract import extract
from .extraction import Extraction, Extractor
from .subject import Subject

__all__ = ["Extraction", "Extractor", "Subject", "extract"]
