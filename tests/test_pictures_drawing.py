"""Pictures as SVG: sound XML without script, text that is text, the same bytes again; colours that can be told apart."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from pipeline.labels import Language
from pipeline.pictures import palette
from pipeline.pictures.coverage import Cell, Coverage, UnitRow
from pipeline.pictures.drawing import Words, draw_coverage, draw_faults, draw_flow, draw_rates
from pipeline.pictures.faults import FaultRow
from pipeline.pictures.flow import Flow, Moment
from pipeline.pictures.rates import RateRow

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("$x^2$")</script> & \x1b[2J ${\\frac} \u202e =1+1'
CELLS = (Cell("present", 1), Cell("present", 2), Cell("missing"), Cell("covered"), Cell("before"))


@cache
def pictures(name: str, language: Language) -> dict[str, str]:
    """Every kind of picture, with a unit and a measure called `name`."""
    words = Words(f"Tiêu đề {name}", f"Mô tả {name}", language)
    periods = ("I/2026", "II/2026", "III/2026", "IV/2026", "I/2027")
    faults = (FaultRow(name, (3, 2, 1)), FaultRow("A3", (1, 0, 0)))
    moments = (Moment("I/2026", 3, (4266, 4160, None), (3, 3, 0)), Moment("II/2026", 0, (None,) * 3, (0,) * 3))
    return {
        "coverage": draw_coverage(Coverage(3, periods, (UnitRow(name, CELLS),), 0, 0, 0), words),
        "flow": draw_flow(Flow(3, moments), words),
        "rates": draw_rates((RateRow(name, 3, 94.0, 96.5, 97.5, 95.0, 1), RateRow("a", 1, 9, 9, 9, None, None)), words),
        "rules": draw_faults(faults, words, of_rules=True),
        "units": draw_faults(faults, words, of_rules=False),
    }


NOTHING = {
    "coverage": lambda words: draw_coverage(Coverage(3, (), (), 0, 0, 0), words),
    "flow": lambda words: draw_flow(Flow(3, ()), words),
    "rates": lambda words: draw_rates((), words),
    "faults": lambda words: draw_faults((), words, of_rules=True),
}


def texts(svg: str) -> str:
    return " ".join("".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("kind", ["coverage", "rates", "units", "rules"])
def test_text_is_text_with_vietnamese_letters(kind: str) -> None:
    assert "UBND xã Ngưỡng Độc Lập" in texts(pictures("UBND xã Ngưỡng Độc Lập", "vi")[kind])


@pytest.mark.parametrize("kind", ["coverage", "flow", "rates", "units", "rules"])
@pytest.mark.parametrize("name", ["UBND xã A", HOSTILE], ids=["plain", "hostile"])
def test_a_picture_is_sound_tells_what_it_shows_and_runs_nothing(kind: str, name: str) -> None:
    root = ET.fromstring(pictures(name, "vi")[kind])
    assert root.attrib["role"] == "img"
    assert (root.findtext(f"{SVG}title") or "").startswith("Tiêu đề")
    assert (root.findtext(f"{SVG}desc") or "").startswith("Mô tả")
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not tags & {"script", "foreignObject", "image", "a", "animate", "set", "iframe"}
    for element in root.iter():
        assert not [key for key in element.attrib if key.lower().startswith("on")]
        links = [value for key, value in element.attrib.items() if key.endswith("href")]
        assert all(link.startswith("#") for link in links)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


def test_the_same_figures_give_the_same_bytes() -> None:
    assert pictures("UBND xã A", "vi") == pictures.__wrapped__("UBND xã A", "vi")


def test_numbers_and_words_are_those_of_the_language() -> None:
    vietnamese, english = pictures("a", "vi"), pictures("a", "en")
    assert "4.000" in texts(vietnamese["flow"])
    assert "4,000" in texts(english["flow"])
    assert "thiếu" in texts(vietnamese["coverage"])
    assert "missing" in texts(english["coverage"])
    assert "96,5 %" in texts(vietnamese["rates"])


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing_to_show_is_said(kind: str) -> None:
    assert "Chưa có số liệu." in texts(NOTHING[kind](Words("a", "b", "vi")))


def test_nothing_is_written_to_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    pictures("漢字 \x1b 𝟙", "vi")
    assert capfd.readouterr() == ("", "")


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_colour_is_well_formed() -> None:
    colours = {name: value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    assert len(colours) >= 10
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours.values())


@pytest.mark.parametrize(
    ("text", "ground"), [*product(palette.TEXT, (palette.PAPER, palette.SHADE)), (palette.INK, palette.MARK)]
)
def test_text_stands_out(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("colour", [*palette.SEVERITY.values(), palette.BLUE, palette.GREEN])
def test_what_is_drawn_stands_out(colour: str) -> None:
    assert contrast(colour, palette.PAPER) >= 3
