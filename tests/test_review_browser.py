"""The review page in a real browser: places, corrections, keys, accessibility, on a scan, a digital PDF and a text.

With `--update-golden` the pictures of docs/images are taken anew.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from reviewed_stores import REPORT, shown, take
from served_review import served

from pipeline.archive.deciding import Said, decide
from pipeline.archive.export import Export, export_store
from pipeline.archive.store import Store
from pipeline.console import Screen
from pipeline.document import Box
from pipeline.reading import read, recording

playwright = pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import Browser, Locator, Page, expect  # noqa: E402

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent
SAMPLES, IMAGES = ROOT / "samples", ROOT / "docs" / "images"
SCAN, PDF, TEXT = SAMPLES / "scan/001.pdf", SAMPLES / "pdf/001.pdf", SAMPLES / "text/000_924ae36372b0462f.txt"
MORE = [*sorted((SAMPLES / "text").iterdir())[2:], SAMPLES / "pdf/000.pdf", SAMPLES / "docx/000.docx"]
PICTURES = ("list", "text", "scan", "corrected", "phone_scan", "overview")  # of docs/images
RECORDED = SAMPLES / "recorded/scan/001.pdf.json"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass(frozen=True)
class Case:
    """A document, the number that is corrected in it, the wrong value, and the rule that fails by it."""

    file: Path
    number: str
    wrong: str
    rule: str


CASES = [Case(SCAN, "361", "351", "A5"), Case(PDF, "361", "351", "A5"), Case(Path("báo cáo.txt"), "100", "90", "A1")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may fail: no error of a script, no request to another place."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    opened, wrong = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "console", lambda told: wrong.append(told.text) if told.type == "error" and "409" not in told.text else None
    )
    opened.on("response", lambda answer: wrong.append(answer.text()) if answer.status == 422 else None)
    opened.on("request", lambda request: wrong.append(request.url) if "127.0.0.1" not in request.url else None)
    yield opened
    context.close()
    assert not wrong


def fill(where: str, files: list[Path]) -> None:
    for file in files:
        take(where, [file], RECORDED if file == SCAN else None)


def file_of(case: Case, folder: Path) -> Path:
    if case.file.exists():
        return case.file
    made = folder / case.file
    made.write_text(REPORT, encoding="utf-8")
    return made


@contextmanager
def served_to(page: Page, where: str) -> Iterator[str]:
    """The address of the review page of a store; `page` leaves it before it is gone, whatever it is still loading."""
    with served(where) as address:
        yield address
        page.goto("about:blank")


def settled(page: Page) -> None:
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    for picture in page.locator(".sheet[data-page='1'] img").all():
        picture.evaluate("image => image.decode()")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".documents tbody th a").first.click()
    expect(page.locator(".item.chosen")).to_have_count(1)  # the script has begun


def value(page: Page, text: str) -> Locator:
    return page.locator(".item.value").filter(has=page.get_by_text(text, exact=True)).first


def rules(page: Page) -> set[str]:
    return set(page.locator(".item.finding .rule").all_text_contents())


def correct(page: Page, text: str, new: str) -> None:
    page.locator("#tab-values").click()
    value(page, text).get_by_role("button", name="Sửa").click()
    form = page.locator("form.correct")
    expect(form).to_be_visible()
    settled(page)
    form.get_by_label("Giá trị đúng").fill(new)
    form.get_by_label("Lý do").fill("đọc lại trên giấy")
    form.get_by_role("button", name="Lưu").click()
    expect(value(page, text).locator(".badge.good").first).to_have_text("đã sửa")


@pytest.mark.parametrize("case", CASES, ids=["scan", "pdf", "text"])
def test_a_correction_from_the_list_to_the_export(page: Page, tmp_path: Path, case: Case) -> None:
    where, file = str(tmp_path / "store.db"), file_of(case, tmp_path)
    fill(where, [file])
    with served_to(page, where) as address:
        opened(page, address)
        before = rules(page)
        assert case.rule not in before
        correct(page, case.number, case.wrong)
        expect(page.locator(".item.finding .rule").get_by_text(case.rule, exact=True)).to_have_count(1)
        page.locator("#tab-values").click()
        value(page, case.number).get_by_role("button", name="Hoàn tác").click()
        expect(page.locator(".item.finding .rule").get_by_text(case.rule, exact=True)).to_have_count(0)
        correct(page, case.number, case.wrong)
        fill(where, [file])
        page.reload()
        assert rules(page) == before | {case.rule}
        page.locator("#tab-values").click()
        expect(value(page, case.number).locator(".badge.good").first).to_have_text("đã sửa")
    out = tmp_path / "facts.jsonl"
    export_store(where, Export(table="facts", output=str(out)), Screen("vi"))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["value"], row["original_value"]) for row in rows if row["corrected"]] == [(case.wrong, case.number)]


def words_of(file: Path, number: int, text: str) -> Box:
    """The box of a printed word, from the reading and not from the store."""
    pages = recording.load(RECORDED) if file == SCAN else read(file).pages
    found = [word.box for line in pages[number - 1].lines for word in line.words if word.text.strip("(),;.") == text]
    return found[0]


@pytest.mark.parametrize("file", [SCAN, PDF], ids=["scan", "pdf"])
def test_the_box_of_a_finding_is_at_its_place(page: Page, tmp_path: Path, file: Path) -> None:
    where = str(tmp_path / "store.db")
    fill(where, [file])
    printed = words_of(file, 1, "15/03/2025")
    size = (recording.load(RECORDED) if file == SCAN else read(file).pages)[0]
    with served_to(page, where) as address:
        opened(page, address)
        page.locator(".item.finding .spot").filter(has_text="15/03/2025").first.click()
        picture = page.locator(".sheet[data-page='1'] img")
        settled(page)
        paper = picture.bounding_box()
        box = page.locator("rect.finding.chosen").first.bounding_box()
        pane = page.locator(".sheets").bounding_box()
        natural = picture.evaluate("image => [image.naturalWidth, image.naturalHeight]")
        jpeg = page.request.get(f"{address}{picture.get_attribute('src')}").body()
    assert paper
    assert box
    assert pane
    scale = paper["width"] / size.width
    assert abs(natural[0] / natural[1] - size.width / size.height) < 0.01
    assert abs(box["x"] - paper["x"] - (printed.x0 - 1) * scale) < 2
    assert abs(box["y"] - paper["y"] - (printed.top - 1) * scale) < 2
    assert pane["y"] <= box["y"]
    assert box["y"] + box["height"] <= pane["y"] + pane["height"]
    assert ink(jpeg, printed, size.width) > 0.1
    blank = Box(printed.x0, size.height - 30, printed.x1, size.height - 15)
    assert ink(jpeg, blank, size.width) < 0.05


def ink(jpeg: bytes, box: Box, width: float) -> float:
    """The share of dark pixels of a box in points on the picture of its page."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        scale = picture.width / width
        crop = picture.convert("L").crop(tuple(round(edge * scale) for edge in (box.x0, box.top, box.x1, box.bottom)))
    histogram = crop.histogram()
    return sum(histogram[:128]) / sum(histogram)


def test_a_finding_shows_all_its_quotes_in_a_text(page: Page, tmp_path: Path) -> None:
    where = str(tmp_path / "store.db")
    fill(where, [TEXT])
    with served_to(page, where) as address:
        opened(page, address)
        item = page.locator(".item.finding").first
        item.locator(".spot").nth(1).click()
        quotes = [text.strip("«» \n") for text in item.locator(".spot q").all_text_contents()]
        assert page.locator(".words .chosen").all_text_contents() == quotes
        expect(page.locator(".words .chosen").nth(1)).to_be_in_viewport()


def test_the_keyboard_alone_is_enough(page: Page, tmp_path: Path) -> None:
    where = str(tmp_path / "store.db")
    fill(where, [TEXT])
    with served_to(page, where) as address:
        page.goto(address)
        page.locator(".documents tbody th a").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".item.chosen")).to_have_attribute("data-finding", "0")
        page.keyboard.press("c")
        expect(page.locator("form.correct input[name=value]")).to_have_value("19/30")
        page.keyboard.press("Escape")
        page.keyboard.press("t")
        page.keyboard.press("j")
        expect(page.locator(".item.chosen")).to_have_attribute("data-finding", "1")
        page.keyboard.press("r")
        expect(page.locator(".item[data-finding='1']")).to_have_class(re.compile("settled"))
        expect(page.locator(".item.chosen")).to_have_attribute("data-finding", "2")
        page.keyboard.press("k")
        page.keyboard.press("u")
        expect(page.locator(".item.settled")).to_have_count(0)
        page.keyboard.press("t")
        page.keyboard.press("a")
        expect(page.locator(".item.accepted")).to_have_count(1)
        page.keyboard.press("c")
        expect(page.locator("form.correct input[name=value]")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.locator("dialog#keys")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("f")
        page.wait_for_url(f"{address}/")
        expect(page.locator("tr.done")).to_have_count(1)


def test_a_missed_value_is_drawn_on_the_page(page: Page, tmp_path: Path) -> None:
    where = str(tmp_path / "store.db")
    fill(where, [PDF])
    word = words_of(PDF, 1, "DÂN")
    with served_to(page, where) as address:
        opened(page, address)
        settled(page)
        page.locator(".sheets").evaluate("pane => pane.scrollTop = 0")
        page.keyboard.press("m")
        expect(page.get_by_text("Kéo chuột vẽ khung")).to_be_visible()
        paper = page.locator(".sheet[data-page='1'] img").bounding_box()
        assert paper
        scale = paper["width"] / read(PDF).pages[0].width
        page.mouse.move(paper["x"] + (word.x0 - 2) * scale, paper["y"] + (word.top - 1) * scale)
        page.mouse.down()
        page.mouse.move(paper["x"] + (word.x1 + 2) * scale, paper["y"] + (word.bottom + 1) * scale, steps=4)
        page.mouse.up()
        form = page.locator("form.correct")
        expect(form.locator("q")).to_have_text("DÂN")
        settled(page)
        form.get_by_label("Giá trị đúng").fill("4.266")
        form.get_by_label("Chỉ tiêu").select_option("received_total")
        form.get_by_role("button", name="Lưu").click()
        expect(page.locator(".item.value.added")).to_have_count(1)
    assert [row["value"] for _, row in shown(where).facts if row["corrected"] == "added"] == ["4266"]


def test_a_missed_value_is_marked_in_a_text(page: Page, tmp_path: Path) -> None:
    where, file = str(tmp_path / "store.db"), tmp_path / "báo cáo.txt"
    file.write_text(REPORT.replace("kê thêm", "kê 𝟛 thêm"), encoding="utf-8")
    fill(where, [file])
    with served_to(page, where) as address:
        opened(page, address)
        page.keyboard.press("m")
        page.evaluate(
            """() => { const spans = [...document.querySelectorAll(".words span")];
                const span = spans.find(each => each.textContent.includes("ghế mới"));
                const at = span.textContent.indexOf("ghế"); const range = document.createRange();
                range.setStart(span.firstChild, at); range.setEnd(span.firstChild, at + 3);
                getSelection().removeAllRanges(); getSelection().addRange(range);
                document.dispatchEvent(new PointerEvent("pointerup")); }"""
        )
        form = page.locator("form.correct")
        expect(form.locator("q")).to_have_text("ghế")
        settled(page)
        form.get_by_label("Loại số liệu").select_option("percentage")
        form.get_by_label("Vai trò").select_option("target")
        settled(page)
        form.get_by_label("Giá trị đúng").fill("7")
        form.get_by_role("button", name="Lưu").click()
        expect(page.locator(".item.value.added")).to_have_count(1)
        added = page.locator(".item.value.added").get_attribute("data-value")
        expect(page.locator(f".words span[data-values~='{added}']")).to_have_text("ghế")


def test_the_slower_of_two_reviewers_sees_what_the_other_did(page: Page, tmp_path: Path) -> None:
    where = str(tmp_path / "store.db")
    fill(where, [TEXT])
    with served_to(page, where) as address:
        opened(page, address)
        other = page.context.new_page()
        other.goto(page.url)
        other.get_by_role("button", name="Đúng là sai").first.click()
        expect(other.locator(".item.settled")).to_have_count(1)
        page.get_by_role("button", name="Không phải lỗi").first.click()
        expect(page.get_by_role("alert")).to_contain_text("Lan")
        expect(page.locator(".item.settled")).to_have_count(1)


def test_the_list_is_searched_as_one_types(page: Page, tmp_path: Path) -> None:
    where = str(tmp_path / "store.db")
    fill(where, [TEXT, PDF, SCAN])
    with served_to(page, where) as address:
        page.goto(address)
        expect(page.locator(".documents tbody tr")).to_have_count(3)
        page.get_by_role("searchbox").fill("thuong hong")
        expect(page.locator(".documents tbody tr")).to_have_count(2)
        settled(page)
        page.get_by_role("link", name="Cơ quan ban hành").click()
        expect(page.locator("th.issuer[aria-sort]")).to_be_visible()
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("link", name="Issuer")).to_be_visible()
        settled(page)


def test_a_document_that_means_harm_runs_nothing(page: Page, tmp_path: Path) -> None:
    where, file = str(tmp_path / "store.db"), tmp_path / "<img src=x onerror=harmed=1>.txt"
    harm = "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>"
    file.write_text(REPORT.replace("ĐÔNG HẢI", harm).replace("100", f"100 {harm}"), encoding="utf-8")
    fill(where, [file])
    with served_to(page, where) as address:
        opened(page, address)
        page.locator("#tab-values").click()
        value(page, "60").get_by_role("button", name="Sửa").click()
        form = page.locator("form.correct")
        expect(form).to_be_visible()
        settled(page)
        form.get_by_label("Phạm vi").fill(harm)
        form.get_by_role("button", name="Lưu").click()
        expect(page.locator(".item.value.changed .meaning")).to_contain_text(harm)
        assert page.evaluate("window.harmed") is None


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["office", "phone"])
def test_the_pages_are_accessible_and_pictured(
    page: Page, tmp_path: Path, width: int, height: int, update_golden: bool
) -> None:
    where, folder = str(tmp_path / "store.db"), IMAGES if update_golden else tmp_path
    fill(where, [TEXT, PDF, SCAN, *MORE])
    close(where, "003_107bd4b78fa87d46.txt")
    kind = "phone_" if width < 900 else ""

    def looked_at(name: str) -> None:
        check(page)
        if f"{kind}{name}" in PICTURES:
            picture(page, folder / f"review_{kind}{name}.png")

    page.set_viewport_size({"width": width, "height": height})
    with served_to(page, where) as address:
        page.goto(address)
        looked_at("list")
        for name, told in (("text", "UBND xã Hà Đông"), ("scan", "98 %")):
            page.goto(address)
            page.locator(".documents tbody tr").filter(has_text=told).locator("th a").click()
            expect(page.locator(".item.chosen")).to_have_count(1)
            looked_at(name)
        correct(page, "361", "351")
        looked_at("corrected")
        page.locator("#tab-history").click()
        looked_at("history")
        page.get_by_role("link", name="Tổng quan").click()
        expect(page.locator("main.overview h2")).to_have_count(5)
        for image in page.locator(".picture img").all():
            expect(image).to_have_js_property("complete", True)
            assert image.evaluate("each => each.naturalWidth")
        looked_at("overview")


def close(where: str, name: str) -> None:
    """Say that a document has been gone through."""
    view = shown(where, name)
    with closing(Store.open(where)) as store:
        decide(store, view.sha256, Said("accept", view.version, "Lan", target="document"))


def check(page: Page) -> None:
    """Nothing wrong for axe, nothing wider than the window."""
    settled(page)
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def picture(page: Page, path: Path) -> None:
    """A picture in 256 colours, a third of the size."""
    path.parent.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        taken.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            path, optimize=True
        )
