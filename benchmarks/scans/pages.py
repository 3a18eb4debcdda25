"""The pages of both sets as image files with their truth, made when asked for and kept under out/benchmarks/scans."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.places import OUT
from samples.renditions.rendering import render
from samples.renditions.scanning import DPI

from .degrading import Condition, Source, degraded, save
from .documents import Printed, documents
from .texts import SetName
from .truth import PageTruth, spread

FOLDER = OUT / "scans"
_READERS = ("__init__", "__main__", "measure", "one_page", "counting")  # these make no image


@dataclass(frozen=True, slots=True)
class Case:
    """A page to be read: `number` from 0 in its PDF, the next one too where two lie side by side."""

    name: str
    pdf: Path
    number: int
    truth: PageTruth
    condition: Condition
    double: bool = False

    @property
    def image(self) -> Path:
        """Where the image lies once made."""
        return FOLDER / self.pdf.parent.name / self.condition.name / f"{self.name}{self.condition.suffix}"


def forget_old() -> None:
    """Remove the images that another state of this generator made: its code and words are told by their digest."""
    here = Path(__file__).parent
    sources = sorted(path for path in here.rglob("*") if path.suffix in (".py", ".toml") and path.stem not in _READERS)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    mark = FOLDER / "made_by"
    if not mark.exists() or mark.read_text(encoding="ascii") != digest:
        for which in ("tune", "test"):
            shutil.rmtree(FOLDER / which, ignore_errors=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        mark.write_text(digest, encoding="ascii")


def cases(which: SetName, condition: Condition, most: int | None = None) -> list[Case]:
    """The pages of a set that make sense in a condition; at most so many, spread evenly over the set."""
    printed = documents(which, FOLDER / which)
    found = [case for document in printed for case in _of_document(document, condition)]
    return _thinned(found, most)


def made(case: Case) -> Path:
    """The image of a case, made if it is not there yet."""
    path = case.image
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        page = render(case.pdf, case.number, DPI)
        beside = render(case.pdf, case.number + 1, DPI) if case.double else None
        image = degraded(Source(case.name, page, beside, case.truth.signed), case.condition)
        waiting = path.with_name(f"making-{path.name}")
        save(image, case.condition, waiting)
        waiting.replace(path)
    return path


def _of_document(document: Printed, condition: Condition) -> list[Case]:
    pages, trouble = document.pages, condition.trouble
    numbers = range(len(pages))
    if trouble == "stamp":
        return [_case(document, n, pages[n], condition) for n in numbers if pages[n].signer]
    if trouble == "blank":
        return [_case(document, n, PageTruth(pages[n].width, pages[n].height), condition) for n in numbers[:1]]
    if trouble == "spread":
        pairs = [n for n in numbers[:-1:2] if all(page.width < page.height for page in pages[n : n + 2])]
        return [_case(document, n, spread(pages[n], pages[n + 1]), condition, double=True) for n in pairs]
    return [_case(document, n, pages[n], condition) for n in numbers]


def _case(document: Printed, number: int, truth: PageTruth, condition: Condition, *, double: bool = False) -> Case:
    return Case(f"{document.name}-{number + 1}", document.path, number, truth, condition, double)


def _thinned(found: Sequence[Case], most: int | None) -> list[Case]:
    if most is None or len(found) <= most:
        return list(found)
    return [found[round(n * (len(found) - 1) / max(1, most - 1))] for n in range(most)]
