"""What can go wrong with a file, each class with its exit code and a sentence for the reader."""

from __future__ import annotations

from typing import ClassVar


class VanthuError(Exception):
    """An error whose two messages (Vietnamese, English) tell its reader what to do next."""

    exit_code: ClassVar[int] = 3
    code: ClassVar[str] = "unreadable"

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message)
        self.message = message
        self.message_en = message_en


class InputError(VanthuError):
    """The input cannot be read: missing, empty, truncated, of no supported format."""


class UnsupportedError(InputError):
    """The format is not one vanthu reads."""

    code = "unsupported"


class EncryptedError(InputError):
    """The file needs a password."""

    code = "encrypted"


class TruncatedError(InputError):
    """The file is damaged, cut short or empty."""

    code = "truncated"


class SignedError(InputError):
    """The file bears a digital signature, which any change would break."""

    code = "signed"


class TooLargeError(InputError):
    """A limit on size, pages, pixels or archive ratio was passed."""

    code = "too_large"


class TimeLimitError(InputError):
    """A page or file took longer than its limit."""

    code = "timeout"


class MissingProgramError(VanthuError):
    """A needed program or its language data is missing."""

    exit_code = 4
    code = "ocr_missing"


class MissingOfficeError(MissingProgramError):
    """LibreOffice, or the part of it that reads a format, is missing."""

    code = "office_missing"


class MissingModelError(VanthuError):
    """A model file of restoration is missing or broken."""

    exit_code = 4
    code = "model_missing"
