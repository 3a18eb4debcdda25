"""The command that installs Tesseract, by system."""

from __future__ import annotations

import platform

import pytest

from pipeline.installing import tesseract_command

# operating system, os-release, a part of the command
SYSTEMS = [
    ("Linux", {"ID": "debian"}, "apt install tesseract-ocr tesseract-ocr-vie"),
    ("Linux", {"ID": "ubuntu", "ID_LIKE": "debian"}, "apt install"),
    ("Linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf install"),
    ("Linux", {"ID": "nobody-knows"}, "apt install"),
    ("Darwin", {}, "brew install"),
    ("Windows", {}, "winget install"),
]


@pytest.mark.parametrize(("system", "release", "command"), SYSTEMS)
def test_commands(monkeypatch: pytest.MonkeyPatch, system: str, release: dict[str, str], command: str) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    assert command in tesseract_command()
