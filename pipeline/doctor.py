"""The command `vanthu doctor`: what is installed, what is missing and how to install it on this system."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from itertools import takewhile

from .errors import MissingProgramError
from .installing import office_command, tesseract_command
from .labels import Label, Language
from .models import model_sizes

_RESTORING = Label(
    "phục hồi chữ Việt; thiếu thì cài lại vanthu", "restores Vietnamese; install vanthu again if missing"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for: what was `found` (None when missing), what it is for, and how to install it."""

    name: str
    found: str | None
    purpose: Label
    needed: bool = True
    install: str | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """Every check of this machine."""

    checks: tuple[Check, ...]

    @property
    def exit_code(self) -> int:
        """0, or 4 when something needed is missing."""
        return MissingProgramError.exit_code if any(c.needed and not c.found for c in self.checks) else 0

    def as_json(self) -> str:
        """A JSON object: ``ready`` and a list ``checks``."""
        checks = [asdict(check) | {"purpose": check.purpose._asdict()} for check in self.checks]
        return json.dumps({"ready": self.exit_code == 0, "checks": checks}, ensure_ascii=False, indent=2)

    def as_text(self, language: Language) -> str:
        """A line a check, and a sentence that says what to do."""
        lines = [_line(check, language) for check in self.checks]
        hints = dict.fromkeys(check.install for check in self.checks if not check.found and check.install)
        if hints:
            lines += ["", Label("Cài đặt:", "To install:").to(language), *(f"  {hint}" for hint in hints)]
        return "\n".join([*lines, "", self._told().to(language)])

    def _told(self) -> Label:
        if self.exit_code:
            return Label(
                "Còn thiếu: tệp chữ, DOCX và PDF có chữ vẫn đọc được, trang ảnh thì chưa.",
                "Something is missing: text, DOCX and PDF with text can be read, page images cannot.",
            )
        if all(check.found for check in self.checks):
            return Label("Sẵn sàng đọc mọi loại tệp.", "Ready for every kind of file.")
        return Label(
            "Sẵn sàng, trừ tệp Office 97-2003 (.doc, .xls, .ppt): cần LibreOffice.",
            "Ready, except for files of Office 97-2003 (.doc, .xls, .ppt): they need LibreOffice.",
        )


def examine() -> Health:
    """Look at Python, the libraries vanthu depends on, the models, Tesseract and its language data, LibreOffice."""
    return Health((_python(), *_libraries(), *_models(), *_ocr(), *_office()))


def _line(check: Check, language: Language) -> str:
    mark = "✓" if check.found else ("✗" if check.needed else "–")
    found = check.found or Label("thiếu", "missing").to(language)
    return f"{mark} {check.name:<26} {found:<14} {check.purpose.to(language)}".rstrip()


def _python() -> Check:
    return Check("python", platform.python_version(), Label(sys.executable, sys.executable))


def _libraries() -> Iterator[Check]:
    """One check for each dependency that pyproject.toml names."""
    for requirement in requires("vanthu") or []:
        if "extra ==" not in requirement:
            name = "".join(takewhile(lambda char: char.isalnum() or char in "._-", requirement))
            install = f'{sys.executable} -m pip install "{requirement}"'
            yield Check(name, _installed(name), Label("thư viện Python", "Python library"), install=install)


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _models() -> Iterator[Check]:
    """One check for each model file."""
    try:
        for name, size in model_sizes():
            yield Check(name, f"{size / 1e6:.1f} MB" if size else None, _RESTORING)
    except ImportError:  # without its library the other checks still run
        return


def _ocr() -> Iterator[Check]:
    program, found, languages = _tesseract()
    install = tesseract_command()
    purpose = Label(program or "nhận dạng trang ảnh", program or "recognition of page images")
    yield Check("tesseract", found, purpose, install=install)
    vietnamese = Label("nhận dạng tiếng Việt", "recognition of Vietnamese")
    yield Check("tesseract: vie", "vie" if "vie" in languages else None, vietnamese, install=install)


def _tesseract() -> tuple[str | None, str | None, tuple[str, ...]]:
    try:
        from .reading.ocr import status  # noqa: PLC0415 - without its library the other checks still run
    except ImportError:
        return None, None, ()
    ocr = status()
    return ocr.program, ocr.version, ocr.languages


def _office() -> Iterator[Check]:
    """LibreOffice, which only the old formats need, and its part for each of them."""
    program, found, formats = _libreoffice()
    install = office_command()
    purpose = Label(program or "đọc tệp .doc, .xls, .ppt", program or "reads .doc, .xls, .ppt files")
    yield Check("libreoffice", found, purpose, needed=False, install=install)
    for kind, part in (("doc", "writer"), ("xls", "calc"), ("ppt", "impress")):
        reads = Label(f"đọc tệp .{kind}", f"reads .{kind} files")
        yield Check(f"libreoffice: {part}", kind if kind in formats else None, reads, needed=False, install=install)


def _libreoffice() -> tuple[str | None, str | None, tuple[str, ...]]:
    from .reading.libreoffice import status  # noqa: PLC0415 - as above

    office = status()
    return office.program, office.version, office.formats
