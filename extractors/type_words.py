"""The word for a document before its number («Kế hoạch số», «NQ số», «Bộ chỉ số»), found in folded text."""

from __future__ import annotations

from functools import cache

from normalizers import patterns

from .document_types import DocumentType, types, types_by_word

# «số» as English OCR reads it: s6, sd, sb, sb6, s0, $6 (domain.md 3).
NUMBER_SIGN = r"(?:[s$][o06db]6?|[s$]6?|sod)"

_ABBREVIATIONS = {
    "nd": "NĐ",
    "qd": "QĐ",
    "nq": "NQ",
    "cv": "CV",
    "kh": "KH",
    "bc": "BC",
    "tt": "TT",
    "ct": "CT",
    "tb": "TB",
}


@cache
def words() -> dict[str, DocumentType]:
    """Every folded word or printed abbreviation for a document in running text, to its type."""
    return {abbr: types()[kind] for abbr, kind in _ABBREVIATIONS.items()} | types_by_word()


@cache
def _before() -> patterns.Pattern:
    names = patterns.alternation(list(words())).replace(" ", r"\s+")
    return patterns.pattern(rf"(?<!\p{{L}})(?P<word>{names}|van\s+ban)(?:\s+{NUMBER_SIGN})?\s*[:.]?\s*$")


def type_before(folded: str, start: int) -> DocumentType | None:
    """The type whose word, with or without «số», ends right before `start`; None when there is none."""
    match = _before().search(folded, max(0, start - 60), start)
    return words()[" ".join(match["word"].split())] if match else None
