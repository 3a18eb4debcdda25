"""The errors that readers of several formats raise."""

from __future__ import annotations

from pipeline.errors import EncryptedError, TooLargeError, TruncatedError, UnsupportedError


def unsupported(name: str) -> UnsupportedError:
    """The error for a known format, called `name`, that is not read."""
    return UnsupportedError(
        f"Chưa đọc được định dạng {name}: hãy lưu lại thành .docx hoặc PDF rồi thử lại.",
        f"{name} files are not read: save the file as .docx or PDF and try again.",
    )


def damaged(form: str) -> TruncatedError:
    """The error for a file of the format called `form` that cannot be read to its end."""
    return TruncatedError(
        f"Tệp {form} bị hỏng hoặc thiếu phần cuối: hãy lấy lại bản gốc.",
        f"The {form} file is damaged or cut short: fetch the original again.",
    )


def empty(form: str) -> TruncatedError:
    """The error for a sound file of the format called `form` that shows no text."""
    return TruncatedError(
        f"Tệp {form} không có nội dung chữ: hãy lấy lại bản gốc.",
        f"The {form} file has no text in it: fetch the original again.",
    )


def encrypted() -> EncryptedError:
    """The error for an office file behind a password."""
    return EncryptedError(
        "Tệp Office có mật khẩu: hãy bỏ mật khẩu (lưu lại không mật khẩu) rồi thử lại.",
        "The Office file has a password: save it without the password and try again.",
    )


def too_large(form: str, what: str, what_en: str) -> TooLargeError:
    """The error for a file of the format called `form` with too much of something."""
    return TooLargeError(
        f"Tệp {form} có {what} vượt giới hạn: hãy tách tệp.",
        f"The {form} file has {what_en} over the limit: split the file.",
    )
