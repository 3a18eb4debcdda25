"""hOCR and ALTO: well formed, of the structure the standards ask for, every word escaped and at its place."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from archive_pages import SAMPLES, one_page, output_pages, recorded, source_of, written_page
from lxml import etree

from pipeline.document import Box, Document, Line, Page, Word
from pipeline.ocr_output.alto import write_alto
from pipeline.ocr_output.blocks import OutputPage
from pipeline.ocr_output.grid import Grid
from pipeline.ocr_output.hocr import write_hocr

SCHEMAS = Path(__file__).parent / "data" / "schemas"
PUBLISHED = SCHEMAS / "alto-4-4.xsd"
RECORDED = sorted(
    path.relative_to(SAMPLES / "recorded").as_posix().removesuffix(".json")
    for path in (SAMPLES / "recorded").rglob("*.json")
)
A = "{http://www.loc.gov/standards/alto/ns-v4#}"
H = "{http://www.w3.org/1999/xhtml}"


def alto(document: Document, pages: list[OutputPage] | None = None) -> etree._Element:
    out = io.BytesIO()
    write_alto(pages or output_pages(document), source_of(document), out)
    return etree.fromstring(out.getvalue())


def hocr(document: Document, pages: list[OutputPage] | None = None) -> etree._Element:
    out = io.BytesIO()
    write_hocr(pages or output_pages(document), source_of(document), out)
    return etree.fromstring(out.getvalue())


def with_word(text: str) -> Document:
    return one_page(Page(1, "ocr", "", 100.0, 100.0, (Line(((Word(text, Box(10.0, 10.0, 50.0, 20.0), 0.5),),)),)))


@pytest.mark.parametrize("name", RECORDED)
def test_alto_has_the_structure_of_the_standard(name: str) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "alto_written.rng"))
    schema.assertValid(alto(recorded(name)))


@pytest.mark.parametrize("name", RECORDED)
@pytest.mark.skipif(
    not PUBLISHED.exists(), reason="the published schema is not kept here: tests/data/schemas/README.md"
)
def test_alto_is_valid_against_the_published_schema(name: str) -> None:
    class Local(etree.Resolver):
        def resolve(self, url: str, _: str | None, context: object) -> object:
            return self.resolve_filename(str(SCHEMAS / "xlink.xsd"), context) if url.endswith("xlink.xsd") else None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    etree.XMLSchema(etree.parse(PUBLISHED, parser)).assertValid(alto(recorded(name)))


FAULTS = [
    ('WC="0.9"', 'WC="1.9"'),
    ("<MeasurementUnit>pixel", "<MeasurementUnit>points"),
    (' PHYSICAL_IMG_NR="1"', ""),
    ('HPOS="300"', 'HPOS="-3"'),
    ("<Layout>", "<Layout><Note/>"),
]


@pytest.mark.parametrize(("sound", "wrong"), FAULTS)
def test_the_structure_test_sees_faults(sound: str, wrong: str) -> None:
    written = etree.tostring(alto(one_page(written_page())), encoding="unicode")
    assert sound in written
    faulty = etree.fromstring(written.replace(sound, wrong))
    assert not etree.RelaxNG(etree.parse(SCHEMAS / "alto_written.rng")).validate(faulty)


def test_alto_tells_text_confidence_place_and_what_was_read() -> None:
    document = one_page(written_page())
    pages = output_pages(document)
    block = pages[0].blocks[0]
    line = block.parts[0][0]
    changed = replace(line.words[0], text="Ủy", read="Uy", confidence=0.25)
    pages[0] = replace(pages[0], blocks=(replace(block, parts=((replace(line, words=(changed, *line.words[1:])),),)),))
    string = alto(document, pages).find(f".//{A}String")
    assert string is not None
    assert dict(string.attrib) == {
        "CONTENT": "Ủy",
        "WC": "0.25",
        "HPOS": "300",
        "VPOS": "300",
        "WIDTH": "125",
        "HEIGHT": "50",
    }
    assert [(each.get("PURPOSE"), each.text) for each in string] == [("read", "Uy")]


def test_hocr_tells_text_confidence_and_place() -> None:
    root = hocr(one_page(written_page()))
    page = root.find(f".//{H}div[@class='ocr_page']")
    assert page is not None
    assert page.get("title") == 'image "trang.pdf"; bbox 0 0 2479 3508; ppageno 0; scan_res 300 300'
    word = root.find(f".//{H}span[@class='ocrx_word']")
    assert word is not None
    assert (word.text, word.get("title")) == ("ỦY", "bbox 300 300 425 350; x_wconf 90")


@pytest.mark.parametrize("name", RECORDED)
def test_hocr_nests_boxes_and_keeps_the_words_in_order(name: str) -> None:
    document = recorded(name)
    pages = output_pages(document)
    root = hocr(document, pages)
    assert [each.text for each in root.iterfind(f".//{H}span[@class='ocrx_word']")] == [
        word.text for page in pages for line in page.lines for word in line.words
    ]
    told = {each.get("content") for each in root.iterfind(f".//{H}meta[@name='ocr-capabilities']")}
    classes = {each.get("class") for each in root.iter() if each.get("class")}
    assert classes <= set(" ".join(filter(None, told)).split())
    for inner in root.iter(f"{H}span", f"{H}p"):
        outer = inner.getparent()
        assert outer is not None
        assert _covers(_bbox(outer), _bbox(inner))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def _bbox(element: etree._Element) -> list[int]:
    found = re.search(r"bbox (\d+) (\d+) (\d+) (\d+)", element.get("title") or "")
    assert found
    return [int(side) for side in found.groups()]


def _covers(outer: list[int], inner: list[int]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


@pytest.mark.parametrize("text", ["<b>&\"'", "]]>", "a\x08b", "\ud800", "\ufffe", "𝟙"])
def test_odd_characters_do_no_harm(text: str) -> None:
    document = with_word(text)
    expected = re.sub("[\x08\ud800\ufffe]", "\ufffd", text)
    string = alto(document).find(f".//{A}String")
    word = hocr(document).find(f".//{H}span[@class='ocrx_word']")
    assert string is not None
    assert word is not None
    assert string.get("CONTENT") == word.text == expected


def test_a_file_name_cannot_break_out_of_its_place() -> None:
    document = Document('a"; bbox <0>&.pdf', "0" * 64, (written_page(),))
    page = hocr(document).find(f".//{H}div[@class='ocr_page']")
    name = alto(document).find(f".//{A}fileName")
    assert page is not None
    assert name is not None
    assert page.get("title", "").startswith('image "a\\"; bbox <0>&.pdf"; bbox 0 0 2479 3508;')
    assert name.text == document.name


@dataclass(frozen=True)
class Marked(OutputPage):
    """A page with something that could not be read."""

    @property
    def unread(self) -> tuple[Box, ...]:
        return (Box(72.0, 500.0, 144.0, 536.0),)


def test_unread_regions_are_marked() -> None:
    document = one_page(written_page())
    page = output_pages(document)[0]
    marked: list[OutputPage] = [Marked(page.page, page.blocks)]
    root = alto(document, marked)
    etree.RelaxNG(etree.parse(SCHEMAS / "alto_written.rng")).assertValid(root)
    block = root.find(f".//{A}TextBlock[@TAGREFS='tag_unread']")
    assert block is not None
    assert [block.get(side) for side in ("HPOS", "VPOS", "WIDTH", "HEIGHT")] == ["300", "2083", "300", "150"]
    found = hocr(document, marked).find(f".//{H}div[@class='ocrx_block']")
    assert found is not None
    assert found.get("title") == "bbox 300 2083 600 2233; x_unread 1"


# The clockwise turn that makes the page upright, and where a word at the top left of the upright page is displayed.
SIDEWAYS = [
    (0, (100, 200, 300, 250)),
    (90, (200, 2100, 250, 2300)),
    (180, (1700, 3250, 1900, 3300)),
    (270, (3250, 100, 3300, 300)),
]


@pytest.mark.parametrize(("turn", "expected"), SIDEWAYS)
def test_boxes_lie_on_the_page_as_displayed(turn: int, expected: tuple[int, ...]) -> None:
    size = (480.0, 840.0) if turn in (0, 180) else (576.0, 840.0)
    page = Page(1, "ocr", "", *size, rotation=turn)
    grid = Grid.of(page)
    assert grid.box(Box(24.0, 48.0, 72.0, 60.0)) == expected
    assert (grid.width, grid.height) == ((2000, 3500) if turn in (0, 180) else (3500, 2400))
    document = one_page(replace(written_page(), rotation=turn))
    told = alto(document).find(f".//{A}Page")
    assert told is not None
    assert told.get("ROTATION") == (str(turn) if turn else None)
    line = hocr(document).find(f".//{H}span[@class='ocr_line']")
    assert line is not None
    assert ("textangle" in (line.get("title") or "")) == bool(turn)


def test_an_image_file_is_counted_in_its_own_pixels() -> None:
    grid = Grid.of(Page(1, "ocr", "", 595.44, 842.04), (1654, 2339))
    assert (grid.width, grid.height, grid.dpi) == (1654, 2339, (200, 200))
    assert grid.box(Box(72.0, 72.0, 144.0, 90.0)) == (200, 200, 400, 250)


def test_boxes_stay_on_the_page() -> None:
    grid = Grid.of(Page(1, "ocr", "", 72.0, 72.0))
    assert grid.box(Box(-5.0, 71.9, 0.0, 90.0)) == (0, 299, 1, 300)
