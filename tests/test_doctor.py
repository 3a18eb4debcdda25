"""`vanthu doctor` tells what is missing and how to install it, and its exit code says whether scans can be read."""

from __future__ import annotations

import json
import platform

import pytest

from pipeline import doctor
from pipeline.labels import Label

COMPLETE = ("/usr/bin/tesseract", "5.3.0", ("eng", "osd", "vie"))
OFFICE = ("/usr/bin/soffice", "7.4.7.2", ("doc", "xls", "ppt"))

# what Tesseract answers, exit code, part of the report
MACHINES = [
    (COMPLETE, 0, "Sẵn sàng"),
    (("/usr/bin/tesseract", "5.3.0", ("eng", "osd")), 4, "✗ tesseract: vie"),
    ((None, None, ()), 4, "✗ tesseract  "),
]


@pytest.mark.parametrize(("answer", "code", "told"), MACHINES)
def test_machines(monkeypatch: pytest.MonkeyPatch, answer: tuple[object, ...], code: int, told: str) -> None:
    monkeypatch.setattr(doctor, "_tesseract", lambda: answer)
    monkeypatch.setattr(doctor, "_libreoffice", lambda: OFFICE)
    health = doctor.examine()
    assert health.exit_code == code
    assert told in health.as_text("vi")
    assert json.loads(health.as_json())["ready"] is (code == 0)


# the system, its release file, the hint
SYSTEMS = [
    ("Linux", {"ID": "debian"}, "sudo apt install"),
    ("Linux", {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt install"),
    ("Linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install"),
    ("Linux", {"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "sudo zypper install"),
    ("Linux", {"ID": "unheard-of"}, "sudo apt install"),
    ("Darwin", {}, "brew install"),
    ("Windows", {}, "winget install"),
]


@pytest.mark.parametrize(("system", "release", "hint"), SYSTEMS)
def test_hints(monkeypatch: pytest.MonkeyPatch, system: str, release: dict[str, str], hint: str) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    monkeypatch.setattr(doctor, "_tesseract", lambda: (None, None, ()))
    text = doctor.examine().as_text("en")
    assert "To install:" in text
    assert f"  {hint}" in text


@pytest.mark.parametrize(
    ("office", "line"), [((None, None, ()), "– libreoffice  "), ((*OFFICE[:2], ("doc",)), "– libreoffice: calc")]
)
def test_libreoffice_is_needed_for_old_files_only(
    monkeypatch: pytest.MonkeyPatch, office: tuple[object, ...], line: str
) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "debian"})
    monkeypatch.setattr(doctor, "_tesseract", lambda: COMPLETE)
    monkeypatch.setattr(doctor, "_libreoffice", lambda: office)
    health = doctor.examine()
    assert health.exit_code == 0
    text = health.as_text("en")
    assert line in text
    assert "libreoffice-calc-nogui" in text
    assert text.endswith("Ready, except for files of Office 97-2003 (.doc, .xls, .ppt): they need LibreOffice.")


def test_every_dependency_is_looked_for() -> None:
    names = {check.name for check in doctor.examine().checks}
    assert names >= {"python", "typer", "pandas", "pdfplumber", "pytesseract", "spacy", "tesseract", "tesseract: vie"}
    assert names >= {"lexicon.bin", "ngrams.bin", "channel_english.bin", "channel_vietnamese.bin"}
    assert "pytest" not in names


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_tesseract", lambda: COMPLETE)
    monkeypatch.setattr(doctor, "requires", lambda _: ["no-such-library>=2"])
    health = doctor.examine()
    assert health.exit_code == 4
    assert 'pip install "no-such-library>=2"' in health.as_text("vi")


def test_a_missing_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_tesseract", lambda: COMPLETE)
    monkeypatch.setattr(doctor, "model_sizes", lambda: [("lexicon.bin", None), ("ngrams.bin", 11_800_000)])
    health = doctor.examine()
    assert health.exit_code == 4
    assert "✗ lexicon.bin" in health.as_text("en")
    assert "11.8 MB" in health.as_text("en")


def test_a_check_is_one_line() -> None:
    check = doctor.Check("a", None, Label("b", "c"), install="d")
    text = doctor.Health((check,)).as_text("en")
    assert text.splitlines()[0].split() == ["✗", "a", "missing", "c"]
