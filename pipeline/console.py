"""What people see: messages and progress on stderr, a table of facts on stdout; the only import of rich."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from .context import excerpt
from .decimals import decimal
from .fact_text import meaning_text, value_text
from .labels import Label, Language, name_of
from .printable import escaped

if TYPE_CHECKING:
    from .facts import Row
    from .report import Report

_PLAIN_WIDTH = 120  # of a table that goes to a file or a pipe
_LEAST_REACH = 24  # characters of context on either side of a value
_WIDE = 110  # from here on the columns are those of a wide terminal


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the table: heading, side, and its width on a narrow and a wide terminal; None takes the rest."""

    heading: Label
    justify: Literal["left", "right"]
    narrow: int | None
    wide: int | None


_COLUMNS = (
    _Column(Label("Trang", "Page"), "right", 5, 5),
    _Column(Label("Loại, chỉ tiêu, vai trò", "Kind, measure, role"), "left", 17, 26),
    _Column(Label("Giá trị", "Value"), "right", 16, 22),
    _Column(Label("Trong văn bản", "In the text"), "left", None, None),
    _Column(Label("Tin cậy", "Sure"), "right", 4, 7),
)


_STATUS = {
    "paths": Label("Tệp", "Files"),
    "contents": Label("Nội dung khác nhau", "Different contents"),
    "reasons": Label("Lý do cách ly", "Reasons of quarantine"),
    "pages": Label("Trang", "Pages"),
    "facts": Label("Số liệu", "Facts"),
    "findings": Label("Chỗ sai", "Findings"),
}
_STATUS_CODES = {"paths": "content_state", "contents": "content_state", "pages": "source", "findings": "severity"}


class Screen:
    """The two streams of a terminal and the language of the person before it."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._errors = Console(stderr=True, highlight=False, markup=False, emoji=False)

    def say(self, message: Label, about: str = "", *, style: str = "") -> None:
        """One sentence on stderr, after the file it is about; nothing in it can command the terminal."""
        line = Text(f"{escaped(about)}: " if about else "", style="bold")
        line.append(escaped(message.to(self.language)), style=style)
        self._errors.print(line, soft_wrap=True)

    def fail(self, message: Label, about: str = "") -> None:
        """One sentence about what went wrong."""
        self.say(message, about, style="red")

    def progress(self, total: int) -> FileProgress:
        """The progress through `total` files: shown only on a terminal."""
        return FileProgress(self._errors, total)

    @contextmanager
    def run_progress(self, total: int | None = None) -> Iterator[RunProgress]:
        """The progress of a run through `total` files (None: still counted), gone when the block ends."""
        progress = RunProgress(self._errors, total, self.language)
        with progress.bar:
            yield progress

    def write_status(self, told: dict[str, Any]) -> None:
        """How a store stands, as a table on stdout."""
        table = Table(box=SIMPLE_HEAD, show_header=False)
        for key, label in _STATUS.items():
            value = told[key]
            cells = (
                "  ".join(f"{self._code(key, name)} {count:,}" for name, count in value.items())
                if isinstance(value, dict)
                else f"{value:,}"
            )
            table.add_row(label.to(self.language), Text(escaped(cells or "0")))
        for run in told["runs"]:
            state = name_of("run_state", run["state"], self.language)
            about = f"{run['id']}: {state}, {run['started']} – {run['finished'] or '…'} ({run['code']})"
            table.add_row(Label("Lần chạy", "Run").to(self.language), Text(about))
        Console(highlight=False, markup=False, emoji=False).print(table)

    def _code(self, key: str, code: str) -> str:
        """What a code of the status table is called; reasons of quarantine stay as `--reason` takes them."""
        name = name_of(_STATUS_CODES[key], code, self.language) if key in _STATUS_CODES else code
        return name.lower() if key == "findings" else name

    def write_table(self, reports: Iterable[Report], out: BinaryIO) -> None:
        """The facts of each report as a table for reading, written as soon as the report is there."""
        with _terminal(out) as console:
            for report in reports:
                console.print(_title(report))
                if report.facts:
                    console.print(_facts_table(report, self.language, console))
                console.print(_summary(report, self.language), "")


class FileProgress:
    """A bar on stderr that shows while a file is worked on and is gone when its result is printed."""

    def __init__(self, console: Console, total: int) -> None:
        columns = (SpinnerColumn(), MofNCompleteColumn(), BarColumn(), TextColumn("{task.description}", markup=False))
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task: TaskID = self._bar.add_task("", total=total)

    @contextmanager
    def working(self, name: str) -> Iterator[None]:
        """Show `name` as the file in work for the length of the block."""
        self._bar.update(self._task, description=escaped(name))
        self._bar.start()
        try:
            yield
        finally:
            self._bar.stop()
            self._bar.advance(self._task)

    def reached(self, name: str, page: int) -> None:
        """Show how many pages of the file in work are read."""
        self._bar.update(self._task, description=f"{escaped(name)} ({page})")


class RunProgress:
    """A bar on stderr with files, pages, pages a second, findings, quarantined files and the time left."""

    def __init__(self, console: Console, total: int | None, language: Language) -> None:
        columns = (
            SpinnerColumn(),
            MofNCompleteColumn(),
            BarColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
        )
        self.bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task: TaskID = self.bar.add_task("", total=total)
        self._language: Language = language
        self._pages = self._findings = self._refused = 0
        self._began = monotonic()

    def found(self, files: int) -> None:
        """`files` have been met so far."""
        self.bar.update(self._task, completed=files)

    def done(self, pages: int, findings: int) -> None:
        """One more file is done."""
        self._pages, self._findings = self._pages + pages, self._findings + findings
        self._tell()

    def refused(self) -> None:
        """One more file is quarantined."""
        self._refused += 1
        self._tell()

    def _tell(self) -> None:
        if self.bar.disable:
            return
        speed = self._pages / max(monotonic() - self._began, 0.001)
        told = Label(
            f"{self._pages} trang ({speed:.1f}/s), {self._findings} chỗ sai, {self._refused} tệp bị cách ly",
            f"{self._pages} pages ({speed:.1f}/s), {self._findings} findings, {self._refused} quarantined",
        )
        self.bar.update(self._task, advance=1, description=told.to(self._language))


class _Console(Console):
    """A console that leaves a closed pipe to the command."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


@contextmanager
def _terminal(out: BinaryIO) -> Iterator[Console]:
    """A console over `out`: as wide as the terminal, or of a fixed width when nobody looks."""
    stream = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", write_through=True)
    width = None if out.isatty() or "COLUMNS" in os.environ else _PLAIN_WIDTH
    try:
        yield _Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    finally:
        stream.detach()


def _title(report: Report) -> Text:
    row = report.document_row()
    told = [row["document_number"], row["document_date"], row["issuer"], row["period"]]
    line = Text(escaped(report.name), style="bold")
    line.append("".join(f" · {escaped(cell)}" for cell in told if cell), style="not bold")
    return line


def _facts_table(report: Report, language: Language, console: Console) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), collapse_padding=True, expand=True)
    wide = console.width >= _WIDE
    room = console.width
    for column in _COLUMNS:
        width = column.wide if wide else column.narrow
        table.add_column(column.heading.to(language), justify=column.justify, width=width, overflow="fold")
        room -= (width or 0) + 2
    marked = console.no_color or console.color_system is None
    for fact in report.facts:
        place = excerpt(report.document.raw, fact.span, max(_LEAST_REACH, room * 3 // 4))
        table.add_row(*_cells(fact.row(), language), _in_place(place, marked=marked), f"{fact.confidence:.2f}")
    return table


def _cells(row: Row, language: Language) -> tuple[Text, ...]:
    """Page, kind with what the value means, and the value."""
    kind = Text(name_of("kind", row["kind"], language))
    meaning = meaning_text(row, language)
    kind.append(f": {meaning}" if meaning else "", style="dim")
    return Text(str(row["page"])), kind, Text(value_text(row, language), style="bold")


def _in_place(parts: tuple[str, str, str], *, marked: bool) -> Text:
    """The line with the value marked: by colour, or by ⟦ ⟧ where there is none."""
    before, value, after = (escaped(part) for part in parts)
    line = Text(before)
    line.append(f"⟦{value}⟧" if marked else value, style="bold reverse")
    return line.append(after)


def _summary(report: Report, language: Language) -> Text:
    row = report.document_row()
    ways = ", ".join(
        f"{count} {name_of('source', way, language)}"
        for way, count in (part.rsplit(" ", 1) for part in row["sources"].split(", ") if part)
    )
    told = Label(f"Số liệu: {row['facts']}; trang: {row['pages']}", f"Facts: {row['facts']}; pages: {row['pages']}")
    sure = row["ocr_confidence"]
    trust = Label(f"; độ tin cậy OCR: {decimal(sure, 'vi')}", f"; OCR confidence: {sure}").to(language) if sure else ""
    return Text(f"{told.to(language)} ({ways}){trust}", style="dim")
