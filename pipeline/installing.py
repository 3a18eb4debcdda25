"""How Tesseract, its Vietnamese data and LibreOffice are installed on this system."""

from __future__ import annotations

import platform

_TESSERACT = {
    "debian": "sudo apt install tesseract-ocr tesseract-ocr-vie",
    "fedora": "sudo dnf install tesseract tesseract-langpack-vie",
    "arch": "sudo pacman -S tesseract tesseract-data-vie",
    "suse": "sudo zypper install tesseract-ocr tesseract-ocr-traineddata-vie",
    "macos": "brew install tesseract tesseract-lang",
    "windows": "winget install UB-Mannheim.TesseractOCR (Additional language data: Vietnamese)",
}
_OFFICE = {
    "debian": "sudo apt install libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui",
    "fedora": "sudo dnf install libreoffice-writer libreoffice-calc libreoffice-impress",
    "arch": "sudo pacman -S libreoffice-fresh",
    "suse": "sudo zypper install libreoffice-writer libreoffice-calc libreoffice-impress",
    "macos": "brew install --cask libreoffice",
    "windows": "winget install TheDocumentFoundation.LibreOffice",
}


def tesseract_command() -> str:
    """The command that installs Tesseract with Vietnamese data; that of Debian where the system is not known."""
    return _TESSERACT[_system()]


def office_command() -> str:
    """The command that installs LibreOffice; that of Debian where the system is not known."""
    return _OFFICE[_system()]


def _system() -> str:
    """The operating system, or the family of the Linux distribution: a key of both tables."""
    names = {"Darwin": "macos", "Windows": "windows"}
    if platform.system() != "Linux":
        return names.get(platform.system(), "debian")
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "debian"
    families = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".split()
    return next((name for name in families if name in _TESSERACT), "debian")
