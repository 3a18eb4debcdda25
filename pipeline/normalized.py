"""The command `vanthu text`: the normalised text of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalizers import normalize

from .decoding import decoded
from .doubts import doubts_of
from .inputs import opened
from .models import models_told
from .output import check_output, opened_output
from .patience import patterns_told
from .printable import escaped
from .reading import Limits, read

if TYPE_CHECKING:
    from .console import Screen


def write_normalized(file: str, output: str, screen: Screen) -> None:
    """Write the normalised text of `file` to `output`, with a line end at its end; raises a VanthuError.

    What the reader should look at again is told on the screen.
    """
    check_output(output, [file])
    limits = Limits()
    with opened(file, limits.file_bytes) as path, models_told(), patterns_told(path.name):
        document = read(path, limits)
        legacy = decoded(document)
        value = normalize(legacy.text).value
    with opened_output(output) as out:
        shown = escaped(value, keep="\n\t\f") if out.isatty() else value
        out.write((shown if shown.endswith("\n") else f"{shown}\n").encode("utf-8", "backslashreplace"))
    for doubt in doubts_of(document, legacy.runs):
        screen.say(doubt, file, style="yellow")
