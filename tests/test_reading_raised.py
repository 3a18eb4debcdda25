"""Digits above and below the line, and signs given by their codes, in Word, web and RTF files."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from office_files import MEDIA, ODF, write_package, write_pptx
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

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


RUNS = [
    ("Tổng số hồ sơ đã tiếp nhận: 426", 0),
    ("1", 1),
    (" hồ sơ, rộng 12 m", 0),
    ("2", 1),
    (", CO", 0),
    ("2", -1),
    (".", 0),
]


def text(path: Path) -> None:
    names = {0: "", 1: "up", -1: "down"}
    body = "".join(f'<text:span text:style-name="{names[level]}">{part}</text:span>' for part, level in RUNS)
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:text-position="{how}"/>'
        "</style:style>"
        for name, how in (("up", "super 58%"), ("down", "-33% 58%"))
    )
    content = (
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text><text:p>{body}</text:p>"
    )
    write_package(
        path,
        {
            "mimetype": f"{MEDIA}.text",
            "content.xml": f"<office:document-content {ODF}>{content}</office:text></office:body></office:document-content>",
        },
    )


def sheet(path: Path) -> None:
    book = Workbook()
    names = {0: None, 1: "superscript", -1: "subscript"}
    blocks = [TextBlock(InlineFont(vertAlign=names[level]), part) for part, level in RUNS]
    book.active.cell(1, 1).value = CellRichText(*blocks)
    book.save(path)


def slide(path: Path) -> None:
    parts = "".join(f'<a:r><a:rPr baseline="{30000 * level}"/><a:t>{part}</a:t></a:r>' for part, level in RUNS)
    write_pptx(path, ["hồ sơ"])
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name).decode() for name in archive.namelist()}
    made = "ppt/slides/slide1.xml"
    inside[made] = re.sub("<a:r>.*</a:r>", parts, inside[made])
    write_package(path, inside)


FILES = [("docx", word), ("html", web), ("rtf", rich), ("odt", text), ("xlsx", sheet), ("pptx", slide)]


@pytest.mark.parametrize(("name", "write"), FILES)
def test_raised_digits_join_no_figure(tmp_path: Path, name: str, write: object) -> None:
    path = tmp_path / f"a.{name}"
    write(path)  # type: ignore[operator]
    assert read(path).raw.strip() == TOLD
    assert not [fact for fact in process(path).facts if "4261" in str(fact.value)]


SIGNS = [
    ("Symbol", "F0B8", "÷"),
    ("Symbol", "00B8", "÷"),
    ("Times New Roman", "2026", "…"),
    ("Symbol", "F0B3", "≥"),
    ("Wingdings", "F0FC", "□"),
    (".VnTime", "F0B5", "µ"),
]


@pytest.mark.parametrize(("font", "code", "sign"), SIGNS)
def test_signs_by_code_keep_figures_apart(tmp_path: Path, font: str, code: str, sign: str) -> None:
    path, document = tmp_path / "a.docx", docx.Document()
    line = document.add_paragraph("đạt 9")
    run = line.add_run("")
    run._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="{font}" w:char="{code}"/>'))
    line.add_run("8%")
    document.save(str(path))
    assert read(path).raw.strip() == f"đạt 9{sign}8%"


@pytest.mark.parametrize("font", ["Symbol", "Wingdings"])
def test_marks_of_lists_in_web_pages_are_no_letters(tmp_path: Path, font: str) -> None:
    mark = {"Symbol": "·", "Wingdings": "§"}[font]
    path = tmp_path / "a.html"
    path.write_text(f"<html><p><span style='font-family:{font}'>{mark}<span> </span></span>Tiếp nhận 12</p>", "utf-8")
    assert read(path).raw == {"Symbol": "• Tiếp nhận 12", "Wingdings": "□ Tiếp nhận 12"}[font]
