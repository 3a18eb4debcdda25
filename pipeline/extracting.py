"""The command `vanthu extract`: the facts of files and folders in the form that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .atomic import OutputError
from .batch import Batch
from .columns import TableName
from .console import Screen
from .exports import BINARY, SUFFIXES, Exporter, exporter
from .inputs import find_inputs
from .output import STDOUT, check_output, opened_output

_FOR_READING = "table"


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted: the form (None: that of the output's suffix), one table (None: what the form holds), where to."""

    form: str | None = None
    table: TableName | None = None
    output: str = STDOUT
    bom: bool = False

    @property
    def chosen(self) -> str:
        """The form asked for, or that of the output's name, or a table for reading."""
        return self.form or SUFFIXES.get(Path(self.output).suffix.lower(), _FOR_READING)

    def exporter(self, screen: Screen) -> Exporter:
        """What writes the reports; raises OutputError for a table that the form has no place for."""
        if self.table and self.chosen in (_FOR_READING, "xlsx", "html"):
            raise OutputError(
                "--table chỉ dùng với csv, json, jsonl và parquet: hãy thêm --format csv.",
                "--table goes with csv, json, jsonl and parquet only: add --format csv.",
            )
        if self.chosen == _FOR_READING:
            return screen.write_table
        return exporter(self.chosen, screen.language, table=self.table or "facts", bom=self.bom)


def extract_files(names: Sequence[str], target: Target, screen: Screen) -> int:
    """Write the facts of every readable file; the exit code: 0, or 1, 3 or 4 when a file failed.

    Nothing is written when no file could be read. Raises OutputError when the output cannot be written.
    """
    write = target.exporter(screen)
    inputs = find_inputs(names)
    check_output(target.output, inputs.files, binary=target.chosen in BINARY)
    batch = Batch(inputs, screen)
    reports = batch.reports()
    first = next(reports, None)
    if first is not None:
        with opened_output(target.output) as out:
            write(chain((first,), reports), out)
    batch.conclude()
    return batch.exit_code
