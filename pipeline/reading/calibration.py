"""Confidences that mean what they say: of the words given with 0.9, nine in ten are right.

Tesseract's own figure is the least of a word's letters and knows nothing of what it confuses: of words with 0.75 not
two in three were right, of those with 0.95 and more nearly all. The points were measured on the pages for development
of benchmarks/scans (office, worn and fax, 14,000 words); benchmarks/RESULTS.md has the reliability on other pages.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_POINTS: Sequence[tuple[float, float]] = (
    (0.0, 0.05),
    (0.4, 0.28),
    (0.6, 0.52),
    (0.75, 0.62),
    (0.85, 0.82),
    (0.925, 0.945),
    (0.955, 0.985),
    (0.97, 0.995),
    (1.0, 0.999),
)


def calibrated(confidence: float) -> float:
    """The share (0..1) of words read with Tesseract's `confidence` (0..1) that are right."""
    given, right = zip(*_POINTS, strict=True)
    return round(float(np.interp(confidence, given, right)), 4)
