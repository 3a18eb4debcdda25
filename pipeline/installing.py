"""How Tesseract and its Vietnamese data are installed on this system."""

from __future__ import annotations

import platform

_COMMANDS = {
    "debian": "sudo apt install tesseract-ocr tesseract-ocr-vie",
    "fedora": "sudo dnf install tesseract tesseract-langpack-vie",
    "arch": "sudo pacman -S tesseract tesseract-data-vie",
    "suse": "sudo zypper install tesseract-ocr tesseract-ocr-traineddata-vie",
    "macos": "brew install tesseract tesseract-lang",
    "windows": "winget install UB-Mannheim.TesseractOCR (Additional language data: Vietnamese)",
}


def tesseract_command() -> str:
    """The command that installs Tesseract with Vietnamese data; that of Debian where the system is not known."""
    return _COMMANDS[_system()]


def _system() -> str:
    """A key of _COMMANDS: the operating system, or the family of the Linux distribution."""
    names = {"Darwin": "macos", "Windows": "windows"}
    if platform.system() != "Linux":
        return names.get(platform.system(), "debian")
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "debian"
    families = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".split()
    return next((name for name in families if name in _COMMANDS), "debian")
