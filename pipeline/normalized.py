"""The command `vanthu text`: the normalised text of one file."""

from __future__ import annotations

from normalizers import normalize

from .inputs import opened
from .models import models_told
from .output import check_output, opened_output
from .patience import patterns_told
from .printable import escaped
from .reading import Limits, read


def write_normalized(file: str, output: str) -> None:
    """Write the normalised text of `file` to `output`, with a line end at its end; raises a VanthuError."""
    check_output(output, [file])
    limits = Limits()
    with opened(file, limits.file_bytes) as path, models_told(), patterns_told(path.name):
        value = normalize(read(path, limits).raw).value
    with opened_output(output) as out:
        shown = escaped(value, keep="\n\t\f") if out.isatty() else value
        out.write((shown if shown.endswith("\n") else f"{shown}\n").encode("utf-8", "backslashreplace"))
