"""Documents in legacy fonts, read, beside the same documents in Unicode: letters and values that come out the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.places import ROOT, SAMPLES
from normalizers.legacy import Encoding
from pipeline import Report, process

from .renditions import DRESSES, FORMS, UNICODE, diacritics_right


@dataclass(frozen=True, slots=True)
class Compared:
    """One document in one encoding: letters with diacritics right, of how many, and values the same, of how many."""

    name: str
    form: str
    encoding: Encoding
    right: int
    letters: int
    same: int
    values: int


def sample_texts() -> dict[str, str]:
    """The five samples by their numbers; of 004, which an English OCR ruined, what its pages say."""
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted((SAMPLES / "text").glob("*.txt"))}
    return texts | {"004": (ROOT / "tests" / "gold" / "004_restored.txt").read_text(encoding="utf-8")}


def compared(texts: Mapping[str, str], folder: Path) -> Iterator[Compared]:
    """Each text as each form, in each encoding that has fonts, written to `folder` and read."""
    for name, text in texts.items():
        for form, write in FORMS.items():
            write(text, UNICODE, folder / f"{name}.{form}")
            truth = process(folder / f"{name}.{form}")
            for encoding, dress in DRESSES.items():
                path = folder / f"{name}_{encoding}.{form}"
                write(text, dress, path)
                report = process(path)
                right, letters = diacritics_right(report.text.value, truth.text.value)
                same = sum(a == b for a, b in zip(_values(report), _values(truth), strict=False))
                yield Compared(name, form, encoding, right, letters, same, max(len(truth.facts), len(report.facts)))


def _values(report: Report) -> list[tuple[object, ...]]:
    return [(fact.kind, fact.value, report.document.locate(fact.span).page) for fact in report.facts]
