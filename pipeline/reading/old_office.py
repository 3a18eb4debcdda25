"""Office files of 1997-2003 (.doc, .xls, .ppt): turned into their successors by LibreOffice, which our readers read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.document import Page

from .docx import read_docx
from .libreoffice import convert
from .limits import Limits
from .ole import OldOffice
from .pptx import read_pptx
from .xlsx import read_xlsx


@dataclass(frozen=True, slots=True)
class _Way:
    """The format a file is turned into, LibreOffice's name for what it is, and who reads the outcome."""

    target: str
    name: str
    read: Callable[[Path, Limits], Iterator[Page]]


_WAYS: dict[OldOffice, _Way] = {
    "doc": _Way("docx", "Word 97-2003", read_docx),
    "xls": _Way("xlsx", "Excel 97-2003", read_xlsx),
    "ppt": _Way("pptx", "PowerPoint 97-2003", read_pptx),
}


def read_old_office(path: Path, kind: OldOffice, limits: Limits) -> Iterator[Page]:
    """The pages that LibreOffice's conversion has; raises what `convert` and the reader of the outcome raise."""
    way = _WAYS[kind]
    with TemporaryDirectory(prefix="vanthu-") as folder:
        outcome = convert(path, kind, way.target, Path(folder), limits.office_seconds)
        for page in way.read(outcome, limits):
            reason = f"{way.name}, converted by LibreOffice: {page.reason}"
            yield replace(page, source=kind, reason=reason)
