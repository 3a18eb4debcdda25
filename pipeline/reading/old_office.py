"""Office files of 1997-2003 (.doc, .xls, .ppt): turned into their successors by LibreOffice, which our readers read.

So are Office 2003 in XML, flat OpenDocument and binary workbooks (.xlsb), as documents, workbooks and slides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.document import Page
from pipeline.errors import TruncatedError

from .docx import read_docx
from .libreoffice import convert
from .limits import Limits
from .ole import OldOffice, has_password
from .pptx import read_pptx
from .refusals import encrypted
from .xlsx import read_xlsx
from .zipped import check_package


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
    """The pages that LibreOffice's conversion has; raises EncryptedError, what `convert` and the next reader raise."""
    way = _WAYS[kind]
    with TemporaryDirectory(prefix="vanthu-") as folder:
        outcome = _converted(path, kind, Path(folder), limits)
        for page in way.read(outcome, limits):
            reason = f"{way.name}, converted by LibreOffice: {page.reason}"
            yield replace(page, source=kind, reason=reason)


def _converted(path: Path, kind: OldOffice, folder: Path, limits: Limits) -> Path:
    """The file as its successor. LibreOffice knows the password of those that Excel encrypted on its own account."""
    with path.open("rb") as file:
        is_package = file.read(2) == b"PK"
    if is_package:
        check_package(path, ".xlsb", limits)
    try:
        return convert(path, kind, _WAYS[kind].target, folder, limits.office_seconds)
    except TruncatedError as error:
        if kind == "xls" and has_password(path):
            raise encrypted() from error
        raise
