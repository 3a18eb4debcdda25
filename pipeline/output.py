"""Where a result goes: standard output, or a file that is whole or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .atomic import OutputError, replacing

STDOUT = "-"


def check_output(output: str, inputs: Sequence[str], *, binary: bool = False) -> None:
    """Refuse, before any work is done, an output that would be lost, fail, or spoil an input or a terminal."""
    if output == STDOUT:
        if binary and sys.stdout.isatty():
            raise OutputError(
                "Dạng này không hiển thị được trên màn hình: hãy ghi vào tệp bằng -o TỆP.",
                "This form cannot be shown on a terminal: write it to a file with -o FILE.",
            )
        return
    folder = Path(output).resolve().parent
    if not folder.is_dir() or Path(output).is_dir():
        raise OutputError(
            f"Không ghi được {output}: hãy chỉ ra một tệp trong thư mục có sẵn.",
            f"Cannot write {output}: name a file in an existing folder.",
        )
    if os.path.realpath(output) in map(os.path.realpath, inputs):
        raise OutputError(
            f"{output} cũng là tệp đầu vào: hãy chọn tên khác cho kết quả.",
            f"{output} is also an input: choose another name for the result.",
        )


@contextmanager
def opened_output(output: str) -> Iterator[BinaryIO]:
    """The bytes of standard output for ``-``, else of a file that takes its name when the block ends well."""
    if output == STDOUT:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # the reader has what it wants
            raise
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left must not fail at exit
            why = error.strerror or str(error)
            raise OutputError(
                f"Không ghi được ra đầu ra chuẩn ({why}): hãy kiểm tra chỗ trống hoặc ghi vào tệp bằng -o.",
                f"Cannot write to standard output ({why}): check the free space or write to a file with -o.",
            ) from error
    else:
        with replacing(Path(output)) as out:
            yield out
