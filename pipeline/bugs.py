"""What people are told when vanthu itself is wrong."""

from __future__ import annotations

import os
import traceback

from .labels import Label

EXIT_CODE = 1
DEBUG = "VANTHU_DEBUG"
MESSAGE = Label(
    f"Lỗi của chính vanthu, không phải của tệp: hãy báo lỗi kèm kết quả chạy lại với {DEBUG}=1.",
    f"This is a bug of vanthu, not of the file: report it with the output of another run under {DEBUG}=1.",
)


def show_traceback() -> None:
    """Print the traceback of the exception being handled, for those who asked for it by VANTHU_DEBUG=1."""
    if os.environ.get(DEBUG) == "1":
        traceback.print_exc()
