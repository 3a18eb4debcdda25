"""Digits above and below the line, and signs given by their codes, in Word, web and RTF files."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline import process
from pipeline.reading import read

TOLD = "Tổng số hồ sơ đã tiếp nhận: 426¹ hồ sơ, rộng 12 m², CO₂."


def word(path: Path) -> None:
    document = docx.Document()
    line = document.add_paragraph("Tổng số hồ sơ đã tiếp nhận: 426")
    for text, level in (
        ("1", "superscript"),
        (" hồ sơ, rộng 12 m", ""),
        ("2", "superscript"),
        (", CO", ""),
        ("2", "subscript"),
        (".", ""),
    ):
        run = line.add_run(text)
        if level:
            setattr(run.font, level, True)
    document.save(str(path))


def web(path: Path) -> None:
    path.write_text(
        "<html><meta charset='utf-8'><p>Tổng số hồ sơ đã tiếp nhận: 426<sup>1</sup> hồ sơ, rộng 12 m<sup>2</sup>, "
        "CO<sub>2</sub>.</p></html>",
        encoding="utf-8",
    )


def rich(path: Path) -> None:
    told = "Tổng số hồ sơ đã tiếp nhận: 426{\\super 1} hồ sơ, rộng 12 m\\up6 2\\up0 , CO{\\sub 2}."
    path.write_text(
        "{\\rtf1\\ansi " + "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in told) + "}", encoding="ascii"
    )


@pytest.mark.parametrize(("name", "write"), [("a.docx", word), ("a.html", web), ("a.rtf", rich)])
def test_raised_digits_join_no_figure(tmp_path: Path, name: str, write: object) -> None:
    path = tmp_path / name
    write(path)  # type: ignore[operator]
    assert read(path).raw.strip() == TOLD
    assert not [fact for fact in process(path).facts if "4261" in str(fact.value)]


SIGNS = [("Symbol", "F0B8", "÷"), ("Symbol", "F0B3", "≥"), ("Wingdings", "F0FC", "□"), (".VnTime", "F0B5", "µ")]


@pytest.mark.parametrize(("font", "code", "sign"), SIGNS)
def test_signs_by_code_keep_figures_apart(tmp_path: Path, font: str, code: str, sign: str) -> None:
    path, document = tmp_path / "a.docx", docx.Document()
    line = document.add_paragraph("đạt 9")
    run = line.add_run("")
    run._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="{font}" w:char="{code}"/>'))
    line.add_run("8%")
    document.save(str(path))
    assert read(path).raw.strip() == f"đạt 9{sign}8%"
