"""Many files one after the other: each bad one is told and counted, the good ones go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from . import bugs
from .console import Screen
from .doubts import doubts_of
from .errors import VanthuError
from .inputs import STDIN, Inputs, opened
from .labels import Label
from .reading import Limits
from .report import Failure, Report, attempt


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
        return next((code for code in (bugs.EXIT_CODE, 4, 3) if code in codes), 0)

    def reports(self) -> Iterator[Report]:
        """Each report as soon as it is made; a file that fails is told on stderr and passed over."""
        for error in self.inputs.problems:
            self._fail(_failure("", error))
        progress = self.screen.progress(len(self.inputs.files))
        for name in self.inputs.files:
            with progress.working(name):
                outcome = self._outcome(name)
            if isinstance(outcome, Report):
                for doubt in doubts_of(outcome.document, outcome.decoded):
                    self.screen.say(doubt, name, style="yellow")
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
            bugs.show_traceback()
            return Failure(name, "bug", *bugs.MESSAGE, bugs.EXIT_CODE)
        return _renamed(outcome) if name == STDIN else outcome


def _renamed(outcome: Report | Failure) -> Report | Failure:
    """The outcome of standard input under its name, not that of the temporary file."""
    return replace(outcome, name=STDIN) if isinstance(outcome, Report) else replace(outcome, path=STDIN)


def _failure(path: str, error: VanthuError) -> Failure:
    return Failure(path, error.code, error.message, error.message_en, error.exit_code)
