"""From a file to its report: read -> normalize -> extract -> check. Read this file and you know the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from extractors import extract
from extractors.header.header import Header, read_header
from extractors.subject import Subject
from normalizers import Text, normalize_with_corrections
from normalizers.legacy import Run

from .certainty import Certainty
from .checks import Finding, Submission, check, marks
from .columns import TableName
from .decoding import decoded
from .document import Document
from .errors import VanthuError
from .facts import Fact, Row, facts_of
from .finding_rows import finding_row
from .form_ii06 import form_rows
from .models import models_told
from .patience import patterns_told
from .reading import Limits, read
from .rows import document_row, fact_row, main_period, storable

if TYPE_CHECKING:
    import pandas as pd

_DEFAULT = Limits()
_HEADER_CELLS = {
    "issuer": "issuer",
    "parent": "parent",
    "place": "place",
    "document_type": "type",
    "title": "title",
    "signer": "signer",
    "signer_title": "signer_title",
}  # cell of the documents table: field of the header


@dataclass(frozen=True)
class Report:
    """A file understood: `facts` are sorted by their place in ``document.raw``, `text` is its normalised form.

    `name` is the file as the user gave it, `document.name` the file's own name; `period` is the reporting period as in
    the value of a period, None when the text names none; `verdicts` are those of every check, failed or not. `decoded`
    are the runs that were in a legacy encoding.
    """

    name: str
    document: Document
    text: Text
    facts: tuple[Fact, ...]
    header: Header
    period: str | None = None
    verdicts: tuple[Finding, ...] = ()
    decoded: tuple[Run, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """Where the report contradicts itself, the gravest first."""
        return [finding for finding in self.verdicts if finding.fails]

    def rows(self) -> list[Row]:
        """The facts as objects of the JSON contract."""
        return [fact.row() for fact in self.facts]

    def table_rows(self, table: TableName) -> list[Row]:
        """The rows this report has in a table, keys as in docs/data_dictionary.md."""
        match table:
            case "facts":
                marked = zip(self.facts, marks(self.facts, self.findings), strict=True)
                return [fact_row(self.document, self.name, fact, mark) for fact, mark in marked]
            case "documents":
                return [self.document_row()]
            case "form_ii06":
                return self.form_rows()
            case "findings":
                return [finding_row(self.document, self.name, finding) for finding in self.findings]

    def document_row(self) -> Row:
        """The report as a row of the documents table."""
        header = self._header_cells() | {"period": self.period}
        return document_row(self.document, self.name, self.facts, header)

    def form_rows(self) -> list[Row]:
        """The dossier counts as rows of form II.06, one a scope and period."""
        told = {"file": self.name, "sha256": self.document.sha256, "issuer": self._header_cells()["issuer"]}
        return [storable(row | told) for row in form_rows(self.facts, self.period)]

    def table(self, table: TableName = "facts") -> pd.DataFrame:
        """The rows as a frame with typed columns: the facts, the row of the document, or those of form II.06."""
        from .table import frame  # noqa: PLC0415 - pandas takes half a second to import

        return frame(table, self.table_rows(table))

    def _header_cells(self) -> dict[str, str | None]:
        fields = {cell: getattr(self.header, name) for cell, name in _HEADER_CELLS.items()}
        cells = {cell: field.value if field else None for cell, field in fields.items()}
        return cells | {"recipients": "; ".join(field.value for field in self.header.recipients) or None}


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read: the two sentences say what to do, `exit_code` is that of the command."""

    path: str
    code: str
    message: str
    message_en: str
    exit_code: int


def process(path: str | PathLike[str], *, limits: Limits = _DEFAULT) -> Report:
    """The report of the file at `path`; raises a VanthuError when it cannot be read."""
    report = process_document(read(Path(path), limits))
    return replace(report, name=fspath(path))


def process_document(document: Document) -> Report:
    """The report of a document already read; raises TimeLimitError when a pattern took too long."""
    with patterns_told(document.name):
        with models_told():
            legacy = decoded(document)
            text, restored = normalize_with_corrections(legacy.text, document.recognised())
        facts = facts_of(document, text, extract(text), Certainty.of(text, restored))
    return replace(understood(document, text, facts), decoded=legacy.runs)


def understood(document: Document, text: Text, facts: tuple[Fact, ...]) -> Report:
    """The report of a document with these facts: its header, its period and the verdict of every check."""
    with patterns_told(document.name):
        subject = Subject.of(text)
        header = read_header(subject)
        period = main_period(facts, text.to_raw(header.title.span) if header.title else None)
        verdicts = check(Submission(document, subject, facts, header, period))
    return Report(document.name, document, text, facts, header, period, verdicts)


def attempt(path: str | PathLike[str], *, limits: Limits = _DEFAULT) -> Report | Failure:
    """The report of the file, or its Failure; only a VanthuError is caught, so that bugs surface."""
    try:
        return process(path, limits=limits)
    except VanthuError as error:
        return Failure(fspath(path), error.code, error.message, error.message_en, error.exit_code)


def process_all(paths: Iterable[str | PathLike[str]], *, limits: Limits = _DEFAULT) -> Iterator[Report | Failure]:
    """Each file's report or failure, in order, one at a time: a batch never dies of one file."""
    return (attempt(path, limits=limits) for path in paths)
