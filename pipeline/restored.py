"""The command `vanthu restore`: Vietnamese restored in a text file, line for line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalizers import Correction, Edit, Text, corrections
from normalizers.patterns import pattern

from .atomic import OutputError
from .decoding import decoded
from .doubts import doubts_of
from .errors import UnsupportedError
from .inputs import opened
from .labels import Label
from .models import models_told
from .output import STDOUT, check_output, opened_output
from .patience import patterns_told
from .printable import inert
from .reading import Limits, read
from .reading.sniffing import sniff

if TYPE_CHECKING:
    from .console import Screen

_BLOCK = 100_000  # characters restored together: bounds the memory, and lets the progress move
_PARAGRAPH_END = pattern(r"\n[ \t\r]*\n|\f")
_COLUMNS = ("line", "column", "read", "word", "probability", "instead")


@dataclass(slots=True)
class _Tally:
    """How many words were restored, and the doubtful ones as rows of _COLUMNS."""

    restored: int = 0
    doubtful: list[tuple[str, ...]] = field(default_factory=list)
    line: int = 1  # of the first line of the block in work

    def add(self, block: str, found: list[Correction]) -> None:
        self.restored += len(found)
        for each in found:
            if each.is_doubtful:
                before = block[: each.span.start]
                place = (self.line + before.count("\n"), len(before) - before.rfind("\n"))
                told = (each.read, each.replacement, f"{each.probability:.2f}", each.instead or "")
                self.doubtful.append((*map(str, place), *map(inert, told)))
        self.line += block.count("\n")


def write_restored(file: str, output: str, doubts: str | None, screen: Screen) -> None:
    """Write `file` decoded and restored to `output`, and its doubtful words to `doubts` (TSV); raises a VanthuError.

    The last line gets a line end where it has none, as in `vanthu text`.
    """
    check_output(output, [file])
    if doubts is not None:
        check_output(doubts, [file, output])
        if doubts == STDOUT:
            raise OutputError(
                "--doubts cần tên một tệp: hãy ghi --doubts TỆP.tsv.", "--doubts needs a file: give --doubts FILE.tsv."
            )
    limits = Limits()
    with opened(file, limits.file_bytes) as path:
        if path.is_file() and path.stat().st_size and sniff(path) != "text":
            raise UnsupportedError(
                "Lệnh restore chỉ nhận tệp văn bản: hãy dùng «vanthu text» để đọc PDF, ảnh quét hoặc tệp Office.",
                "restore takes text files only: use «vanthu text» to read PDF, scans or office files.",
            )
        document = read(path, limits)
        legacy = decoded(document)
        value = legacy.text.value
    tally = _Tally()
    blocks = list(_blocks(value))
    progress = screen.progress(len(blocks))
    with ExitStack() as stack:  # both files, or neither
        out = stack.enter_context(opened_output(output))
        listed = stack.enter_context(opened_output(doubts)) if doubts is not None else None
        stack.enter_context(models_told())
        stack.enter_context(patterns_told(file))
        for block in blocks:
            with progress.working(file):
                out.write(_restored(block, tally).encode("utf-8", "backslashreplace"))
        out.write(b"" if value.endswith("\n") else b"\n")
        if listed is not None:
            rows = (_COLUMNS, *tally.doubtful)
            listed.write("".join("\t".join(row) + "\n" for row in rows).encode("utf-8", "backslashreplace"))
    for doubt in doubts_of(document, legacy.runs):
        screen.say(doubt, file, style="yellow")
    screen.say(_told(tally))


def _blocks(value: str) -> Iterator[str]:
    """`value` in parts of about _BLOCK characters that end where a paragraph does, or a line where none is near."""
    start = 0
    while start < len(value):
        end = start + _BLOCK
        if end < len(value):
            match = _PARAGRAPH_END.search(value, end, end + _BLOCK)
            line = value.find("\n", end)
            end = match.end() if match else line + 1 if line >= 0 else len(value)
        yield value[start:end]
        start = end


def _restored(block: str, tally: _Tally) -> str:
    found = corrections(block, misread=True)
    tally.add(block, found)
    edits: list[Edit] = list(found)
    return Text.of(block).edit(edits).value


def _told(tally: _Tally) -> Label:
    doubtful = len(tally.doubtful)
    return Label(
        f"Đã phục hồi {tally.restored} chữ" + (f", {doubtful} chữ chưa chắc chắn." if doubtful else "."),
        f"{tally.restored} words restored" + (f", {doubtful} of them doubtful." if doubtful else "."),
    )
