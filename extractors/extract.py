"""The third verb: a normalised text to everything found in it."""

from __future__ import annotations

from dataclasses import replace

from normalizers import Text

from .calendar import dates, periods
from .dossiers import dossier_counts, dossier_tables
from .dossiers.scopes import with_scope
from .extraction import Extraction, Extractor
from .figures import other_counts, percentages, ratios
from .subject import Subject, without_overlap
from .symbols import document_numbers

# Run in order; what the first tuple finds explains its digits, so that the second does not count them again.
REFERENCES: tuple[Extractor, ...] = (document_numbers.extract, dates.extract, periods.extract)
FIGURES: tuple[Extractor, ...] = (
    dossier_counts.extract,
    dossier_tables.extract,
    percentages.extract,
    ratios.extract,
    other_counts.extract,
)


def extract(text: Text) -> list[Extraction]:
    """Every extraction of a normalised text, sorted by start; spans may overlap (a range and its dates)."""
    subject = Subject.of(text)
    found = [extraction for extractor in REFERENCES for extraction in extractor(subject)]
    rest = replace(subject, taken=without_overlap([extraction.span for extraction in found]))
    figures = [extraction for extractor in FIGURES for extraction in extractor(rest)]
    found += with_scope(rest, figures, found)
    return sorted(found, key=lambda extraction: (extraction.span, extraction.kind))
