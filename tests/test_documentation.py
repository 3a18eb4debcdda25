"""What the documents say is so: their commands exist, their Python runs, their links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from pipeline import process
from pipeline.finding_text import finding_lines
from pipeline.labels import Language

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.en.md")
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
INSIDE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")

README = pytest.mark.parametrize("name", READMES)
DOCUMENT = pytest.mark.parametrize("name", DOCUMENTS)


@cache
def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", document(name), re.DOTALL | re.MULTILINE)


def prose(name: str) -> str:
    """The document without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", document(name), flags=re.DOTALL | re.MULTILINE)


def marked(name: str, mark: str) -> str:
    """What stands between the comments `mark`:begin and `mark`:end."""
    return document(name).split(f"<!-- {mark}:begin -->")[1].split(f"<!-- {mark}:end -->")[0]


def headings(name: str) -> list[tuple[int, str]]:
    return [(len(level), text) for level, text in re.findall(r"^(#+) (.+)$", prose(name), re.MULTILINE)]


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def shell_lines(name: str) -> list[list[str]]:
    """The commands of `sh` blocks, and those quoted in the text, as words."""
    quoted = [code for code in INSIDE.findall(prose(name)) if code.startswith(("make ", "vanthu "))]
    lines = [line for block in blocks(name, "sh") for line in block.splitlines()]
    return [shlex.split(line.replace("\\|", "|"), comments=True) for line in [*lines, *quoted] if line.strip()]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@cache
def commands() -> dict[str, set[str]]:
    """The options of each command of `vanthu`."""
    from pipeline.cli import app

    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
        for name, command in group.commands.items()
    }


@DOCUMENT
def test_make_commands_exist(name: str) -> None:
    asked = [word for line in shell_lines(name) if line[0] == "make" for word in line[1:] if "=" not in word]
    assert not set(asked) - make_targets()


@DOCUMENT
def test_vanthu_commands_exist(name: str) -> None:
    for line in shell_lines(name):
        if line[0] != "vanthu" or line[1].startswith("-"):
            continue
        assert line[1] in commands(), f"{name}: {shlex.join(line)}"
        unknown = {word.split("=")[0] for word in line[2:] if re.match(r"--?[a-z]", word)} - commands()[line[1]]
        assert not unknown - {"--help"}, f"{name}: {shlex.join(line)}"


@README
def test_every_command_and_option_is_documented(name: str) -> None:
    for command, options in commands().items():
        assert f"`vanthu {command}" in document(name)
        missing = {option for option in options if option.startswith("--") and option not in document(name)}
        assert not missing, f"{name} does not tell them of vanthu {command}"


@README
def test_files_of_the_examples_exist(name: str) -> None:
    named = {word for line in shell_lines(name) for word in line if word.startswith("samples/")}
    assert named
    assert all((ROOT / path).exists() for path in named)


@README
def test_python_of_the_readme_runs(name: str) -> None:
    found = blocks(name, "python")
    assert found
    for code in found:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{code}\n{done.stderr}"
        assert done.stdout.strip()


@README
def test_the_example_table_is_what_vanthu_finds(name: str) -> None:
    from pipeline import process

    (sample,) = (ROOT / "samples" / "text").glob("004_*.txt")
    found = {(row["start"], row["end"], row["text"], str(row["value"])) for row in process(sample).rows()}
    rows = re.findall(
        r"^\| [^|]+ \| `([^`]+)` \| `([^`]+)` \| \D+ (\d+)–(\d+) \|$", marked(name, "example"), re.MULTILINE
    )
    assert len(rows) >= 3
    for value, text, start, end in rows:
        assert (int(start), int(end), text, value) in found


@README
def test_the_restored_line_is_what_vanthu_makes(name: str) -> None:
    from normalizers import restore

    damaged, restored = re.findall(r"^- (.+)$", marked(name, "restore"), re.MULTILINE)
    (sample,) = (ROOT / "samples" / "text").glob("004_*.txt")
    raw = sample.read_text(encoding="utf-8")
    assert damaged in raw
    assert restored in restore(raw).value
    assert restore(damaged).value == restored


@README
@pytest.mark.tesseract
def test_the_scan_table_is_what_vanthu_finds(name: str) -> None:
    rows = re.findall(r"`(\d+)` \| `([\d.]+)` \| (\d) \| ([\d ]+) \|$", marked(name, "scan"), re.MULTILINE)
    assert len(rows) >= 3
    for value, text, page, box in rows:
        boxes = [found for *same, found in scan_values() if same == [value, text, int(page)]]
        assert any(all(abs(a - int(b)) <= 2 for a, b in zip(found, box.split(), strict=True)) for found in boxes)


@cache
def scan_values() -> list[tuple[str, str, int, list[float]]]:
    from pipeline import process

    rows = process(ROOT / "samples" / "scan" / "003.pdf").rows()
    return [(str(row["value"]), row["text"], row["page"], row["boxes"][0]) for row in rows]


@DOCUMENT
def test_links_lead_somewhere(name: str) -> None:
    for target in LINK.findall(prose(name)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, mark = target.partition("#")
        aim = (ROOT / name).parent / path if path else ROOT / name
        assert aim.exists(), f"{name} links to {target}"
        assert aim.resolve().is_relative_to(ROOT)
        if mark:
            there = aim.resolve().relative_to(ROOT).as_posix()
            assert mark in {anchor(text) for _, text in headings(there)}, f"{name} links to {target}"


def test_both_readmes_have_the_same_build() -> None:
    vietnamese, english = READMES
    assert [level for level, _ in headings(vietnamese)] == [level for level, _ in headings(english)]
    for language in ("sh", "python", "powershell", "text"):
        assert len(blocks(vietnamese, language)) == len(blocks(english, language))
    rows = [len(re.findall(r"^\|.*\|$", document(name), re.MULTILINE)) for name in READMES]
    assert rows[0] == rows[1]


def test_both_readmes_name_the_exit_codes_of_the_errors() -> None:
    from pipeline.errors import VanthuError

    classes = [VanthuError]
    for found in classes:
        classes += found.__subclasses__()
    for name in READMES:
        told = {int(code) for code in re.findall(r"^\| (\d+) \|", document(name), re.MULTILINE)}
        assert {found.exit_code for found in classes} | {0, 2, 130} <= told


def test_the_index_names_every_document() -> None:
    linked = set(LINK.findall(document("docs/index.md")))
    files = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("**/*.md")} - {"index.md"}
    assert files <= linked


def test_the_figures_are_those_of_the_benchmark() -> None:
    script = ROOT / "scripts" / "readme_figures.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "language"), [("README.md", "vi"), ("README.en.md", "en")])
def test_the_example_of_check_is_what_the_command_says(name: str, language: Language) -> None:
    report = process(next((ROOT / "samples" / "text").glob("004_*.txt")))
    said = [line for finding in report.findings for line in finding_lines(finding, language, report)]
    shown = marked(name, "check").strip().removeprefix("```text\n").removesuffix("\n```").splitlines()
    assert len(shown) > 3
    assert [line for line in shown if line not in said] == []


def test_the_page_of_the_checks_is_that_of_the_data() -> None:
    page = subprocess.run(
        [sys.executable, "-c", "from scripts.checks_page import page; print(page(), end='')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    assert page.stdout == document("docs/checks.md")
