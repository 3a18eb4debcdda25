"""The command `vanthu extract`: many files one after the other, each bad one told and counted, the good ones go on."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from .console import Screen
from .errors import VanthuError
from .exports import BINARY, SUFFIXES, exporter
from .inputs import STDIN, Inputs, find_inputs, opened
from .labels import Label
from .output import check_output, opened_output
from .reading import Limits
from .report import Failure, Report, attempt

BUG = 1  # exit code when vanthu itself is wrong
_DEBUG = "VANTHU_DEBUG"


def extract_files(names: Sequence[str], form: str | None, output: str, screen: Screen, *, bom: bool = False) -> int:
    """Write the facts of every readable file to `output`; the exit code: 0, or 1, 3 or 4 when a file failed.

    Nothing is written when no file could be read. Raises OutputError when the output cannot be written.
    """
    form = form or SUFFIXES.get(Path(output).suffix.lower(), "table")
    check_output(output, names, binary=form in BINARY)
    batch = Batch(find_inputs(names), screen)
    reports = batch.reports()
    first = next(reports, None)
    if first is not None:
        write = screen.write_table if form == "table" else exporter(form, screen.language, bom=bom)
        with opened_output(output) as out:
            write(chain((first,), reports), out)
    batch.conclude()
    return batch.exit_code


@dataclass
class Batch:
    """The reports of `inputs` on demand; what failed is in `failures` when they have been gone through."""

    inputs: Inputs
    screen: Screen
    limits: Limits = field(default_factory=Limits)
    failures: list[Failure] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0, or that of the gravest failure: a bug (1), a missing program (4), an unreadable input (3)."""
        codes = {failure.exit_code for failure in self.failures}
        return next((code for code in (BUG, 4, 3) if code in codes), 0)

    def reports(self) -> Iterator[Report]:
        """Each report as soon as it is made; a file that fails is told on stderr and passed over."""
        for error in self.inputs.problems:
            self._fail(_failure("", error))
        progress = self.screen.progress(len(self.inputs.files))
        for name in self.inputs.files:
            with progress.working(name):
                outcome = self._outcome(name)
            if isinstance(outcome, Report):
                yield outcome
            else:
                self._fail(outcome)

    def conclude(self) -> None:
        """Tell how many files were read, where there was more than one, and how many were passed over."""
        total, skipped = len(self.inputs.files), self.inputs.skipped
        read = total - sum(1 for failure in self.failures if failure.path)
        if total > 1:
            self.screen.say(Label(f"Đã đọc {read}/{total} tệp.", f"{read} of {total} files read."))
        if skipped:
            self.screen.say(
                Label(
                    f"Bỏ qua {skipped} tệp trong thư mục (ẩn, định dạng khác hoặc liên kết ra ngoài thư mục).",
                    f"{skipped} files of folders passed over (hidden, of another format, or links out of the folder).",
                )
            )

    def _fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self.screen.fail(Label(failure.message, failure.message_en), failure.path)

    def _outcome(self, name: str) -> Report | Failure:
        try:
            with opened(name, self.limits.file_bytes) as path:
                outcome = attempt(path, limits=self.limits)
        except Exception:
            if os.environ.get(_DEBUG) == "1":
                traceback.print_exc()
            return _bug(name)
        return _renamed(outcome) if name == STDIN else outcome


def _renamed(outcome: Report | Failure) -> Report | Failure:
    """The outcome of standard input under its name, not that of the temporary file."""
    return replace(outcome, name=STDIN) if isinstance(outcome, Report) else replace(outcome, path=STDIN)


def _failure(path: str, error: VanthuError) -> Failure:
    return Failure(path, error.code, error.message, error.message_en, error.exit_code)


def _bug(name: str) -> Failure:
    return Failure(
        name,
        "bug",
        f"Lỗi của chính vanthu, không phải của tệp: hãy báo lỗi kèm kết quả chạy lại với {_DEBUG}=1.",
        f"This is a bug of vanthu, not of the file: report it with the output of another run under {_DEBUG}=1.",
        BUG,
    )
