"""What is shipped and installed: a complete wheel, a complete lock, scripts that run anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("normalizers", "extractors", "pipeline")
SCRIPTS = sorted((ROOT / "scripts").glob("*.sh"))
DISTRIBUTIONS = {
    "cv2": "opencv-python-headless",
    "docx": "python-docx",
    "PIL": "pillow",
    "pdfminer": "pdfminer-six",
}  # imported as: installed as
# pandas imports the first, for Parquet; SQLAlchemy the second, by the URL of a store; FastAPI the third, for forms.
UNSEEN = {"pyarrow", "psycopg", "python-multipart"}
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@cache
def lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def locked() -> list[str]:
    """The entries of the lock, each with its hashes on one line."""
    return [line for line in lock().replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("--")]


def name_of(requirement: str) -> str:
    return plain(re.split(r"[<>=!~\[; ]", requirement)[0])


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    (path,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return zipfile.ZipFile(path)


@pytest.mark.parametrize("package", PACKAGES)
def test_the_wheel_holds_all_files_of_a_package(wheel: zipfile.ZipFile, package: str) -> None:
    files = (path for path in (ROOT / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    there = {path.relative_to(ROOT).as_posix() for path in files}
    assert f"{package}/py.typed" in there
    assert there <= set(wheel.namelist())


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {*PACKAGES, f"vanthu-{project()['version']}.dist-info"}


def test_the_wheel_has_the_command_and_the_licence(wheel: zipfile.ZipFile) -> None:
    info = f"vanthu-{project()['version']}.dist-info"
    assert "vanthu = pipeline.__main__:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in wheel.namelist()


def test_every_dependency_is_locked() -> None:
    names = {plain(re.split(r"[ =;\\]", entry)[0]) for entry in locked()}
    wanted = [*project()["dependencies"], *project()["optional-dependencies"]["dev"]]
    assert {name_of(line) for line in wanted} <= names


def test_the_lock_pins_and_hashes_everything_and_names_no_place() -> None:
    assert locked()
    for entry in locked():
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert HASH.search(entry), entry
    assert "--only-binary :all:" in lock(), "wheels only: nobody should need a compiler"
    assert "://" not in lock()
    assert "index-url" not in lock()


def test_declared_dependencies_are_those_in_use() -> None:
    """A library that comes only with another one goes when that one changes its mind; an unused one is a burden."""
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    modules = set(re.findall(r"^ *(?:from|import) (\w+)", source, re.MULTILINE))
    used = {plain(DISTRIBUTIONS.get(name, name)) for name in modules - sys.stdlib_module_names - {*PACKAGES}}
    declared = {name_of(line) for line in project()["dependencies"]}
    extra = {name_of(line) for line in project()["optional-dependencies"]["cluster"]}
    assert used | UNSEEN == declared | extra


def test_the_changelog_knows_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{project()['version']}]" in text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_plain_sh(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", path], check=False).returncode == 0


def test_ci_stops_at_the_first_failure_and_reads_no_input() -> None:
    path = ROOT / ".ci" / "run"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in text
    assert "</dev/null" in text
    assert path.stat().st_mode & 0o111


def test_make_alone_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = {name for line in re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE) for name in line.split()}
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"^  make ([a-z-]+) +\S", done.stdout, re.MULTILINE))
    assert listed == declared


@pytest.mark.parametrize(
    "path", ["Makefile", ".ci/run", "pyproject.toml", *(f"scripts/{path.name}" for path in SCRIPTS)]
)
def test_no_registry_is_named(path: str) -> None:
    """The index, mirror or proxy is the machine's own business (pip's configuration)."""
    assert not re.search(r"://|--index-url|--trusted-host|pypi", (ROOT / path).read_text(encoding="utf-8"))
