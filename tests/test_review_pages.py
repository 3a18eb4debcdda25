"""The pages and the JSON API of the review without a browser, also over documents that mean harm."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from reviewed_stores import REPORT, position, shown, take
from starlette.testclient import TestClient

from pipeline.archive.store import Store
from pipeline.review import desk as desks
from pipeline.review import page_images
from pipeline.review.application import application
from pipeline.review.guard import Policy
from pipeline.review.shown import pages_of
from pipeline.review.strings import strings

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PACKAGE = Path(desks.__file__).parent
HARM = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{7*7}} =1+1 ../../etc/passwd"


@pytest.fixture
def where(tmp_path: Path) -> str:
    file, store = tmp_path / "báo cáo.txt", str(tmp_path / "store.db")
    file.write_text(REPORT, encoding="utf-8")
    take(store, [file])
    return store


@pytest.fixture
def client(where: str) -> Iterator[TestClient]:
    yield from asking(where)


def asking(where: str) -> Iterator[TestClient]:
    store = Store.open(where)
    desk = desks.Desk(store, Policy(frozenset(["testserver"]), csrf="right"), who="Lan")
    with TestClient(application(desk), headers={"x-csrf-token": "right"}) as client:
        yield client
    store.close()


def test_the_list_tells_what_is_there(client: TestClient) -> None:
    page = client.get("/").text
    assert "XÃ ĐÔNG HẢI" in page
    assert "12/BC-UBND" in page
    assert "Không có văn bản nào khớp" in client.get("/?search=hà+nội").text
    part = client.get("/?search=dong+hai", headers={"hx-target": "results"}).text
    assert part.count("<tr") == 2
    assert "<html" not in part


@pytest.mark.parametrize(
    "query", ["sort=words", "state=x", "first=-1", "first=x", "first=99999999999999", "search=%25", "open=7"]
)
def test_what_makes_no_sense_in_an_address_is_passed_over(client: TestClient, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


def test_both_languages(client: TestClient) -> None:
    assert "Người rà soát" in client.get("/").text
    english = client.get("/?lang=en")
    assert "Reviewer" in english.text
    assert '<html lang="en">' in client.get("/").text


def test_the_name_of_the_reviewer_is_kept(client: TestClient, where: str) -> None:
    client.post("/reviewer", data={"who": "Nguyễn Thị Thử"})
    assert 'value="Nguyễn Thị Thử"' in client.get("/").text
    view = shown(where)
    client.post(f"/documents/{view.sha256}/finish", data={"version": str(view.version)})
    assert shown(where).decisions[0].who == "Nguyễn Thị Thử"
    client.cookies.clear()
    client.cookies.set("vanthu_who", "no base64")
    assert 'value="Lan"' in client.get("/").text


def test_a_form_corrects_a_value(client: TestClient, where: str) -> None:
    view = shown(where)
    at = position(view, "100")
    form = client.get(f"/documents/{view.sha256}/form?position={at}").text
    assert 'value="100"' in form
    told = {"action": "change", "version": view.version, "position": at, "value": "91", "measure": "received_total"}
    answer = client.post(f"/documents/{view.sha256}/corrections", data=told)
    assert answer.status_code == 200
    assert "đã sửa" in answer.text
    again = client.post(f"/documents/{view.sha256}/corrections", data=told)
    assert again.status_code == 409
    assert 'role="alert"' in again.text
    wrong = told | {"version": shown(where).version, "value": "chín mốt"}
    assert client.post(f"/documents/{view.sha256}/corrections", data=wrong).status_code == 422
    assert client.get(f"/documents/{view.sha256}/form?position=999").status_code == 404
    assert client.get(f"/documents/{view.sha256}/form?start=5&end=3").status_code == 422
    assert client.get(f"/documents/{view.sha256}/form?page=9&box=1,1,2,2").status_code == 422


def test_the_api_does_what_the_pages_do(client: TestClient) -> None:
    csrf = client.get("/api/session").json()["csrf"]
    listed = client.get("/api/documents", params={"search": "dong hai"}).json()
    assert (listed["counts"]["documents"], len(listed["items"])) == (1, 1)
    address = f"/api/documents/{listed['items'][0]['sha256']}"
    found = client.get(address).json()
    at = next(fact["position"] for fact in found["facts"] if fact["row"]["text"] == "100")
    wish = {"action": "change", "version": found["version"], "position": at, "value": "91", "who": "Máy"}
    said = client.post(f"{address}/corrections", json=wish, headers={"x-csrf-token": csrf})
    assert said.status_code == 201
    changed = client.get(address).json()
    assert changed["version"] == said.json()["version"] == found["version"] + 1
    assert "A1" in {finding["row"]["rule"] for finding in changed["findings"]}
    assert (changed["corrections"][0]["who"], changed["corrections"][0]["new_value"]) == ("Máy", "91")
    stale = client.post(f"{address}/corrections", json=wish)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    undo = {"version": changed["version"]}
    assert client.post(f"{address}/corrections/{said.json()['correction']}/undo", json=undo).status_code == 200
    assert client.get(address).json()["facts"] == found["facts"]
    assert client.post(f"{address}/corrections", json={"action": "burn", "version": 1}).json()["code"] == "correction"
    assert client.get("/api/documents/nothing").status_code == 404


def test_the_api_is_described(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/session",
        "/api/documents",
        "/api/documents/{sha256}",
        "/api/documents/{sha256}/corrections",
        "/api/documents/{sha256}/corrections/{number}/undo",
    }
    assert all(each["summary"] for path in described["paths"].values() for each in path.values())


@pytest.mark.parametrize(
    "path",
    [
        "/documents/nothing",
        "/documents/../../etc/passwd",
        "/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/documents/nothing/pages/1.jpg",
        "/static/../guard.py",
        "/static/%2e%2e%2fguard.py",
        "/static/__init__.py",
        "/docs",
        "/redoc",
    ],
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_a_picture_is_that_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    file, where = tmp_path / "báo cáo.pdf", str(tmp_path / "store.db")
    file.write_bytes((SAMPLES / "pdf/001.pdf").read_bytes())
    take(where, [file])
    sha256 = shown(where).sha256
    for client in asking(where):
        first = client.get(f"/documents/{sha256}/pages/1.jpg")
        assert first.content.startswith(b"\xff\xd8\xff")
        assert client.get(f"/documents/{sha256}/pages/99.jpg").status_code == 404
        assert client.get(f"/documents/{sha256}/pages/x.jpg").status_code == 422
        secret = tmp_path / "secret.pdf"
        secret.write_bytes((SAMPLES / "pdf/003.pdf").read_bytes())
        file.unlink()
        file.symlink_to(secret)
        assert client.get(f"/documents/{sha256}/pages/2.jpg").status_code == 404
        assert client.get(f"/documents/{sha256}/pages/1.jpg").content == first.content


def test_pictures_in_memory_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = str(tmp_path / "store.db")
    take(where, [SAMPLES / "pdf/001.pdf"])
    sha256 = shown(where).sha256
    monkeypatch.setattr(page_images, "_BYTES", 1)
    images = page_images.PageImages()
    for number in (1, 2, 3):
        assert images.picture(sha256, number, 0, [str(SAMPLES / "pdf/001.pdf")])
    assert len(images._kept) == 1


@pytest.mark.parametrize(("turn", "wide"), [(0, False), (90, True), (180, False), (270, True)])
def test_a_turned_page_is_shown_upright(turn: int, wide: bool) -> None:
    import io

    import numpy as np
    from PIL import Image

    from pipeline.reading.images import as_jpeg

    image = np.full((200, 100), 255, np.uint8)
    image[:20, :20] = 0  # a mark at the top left
    with Image.open(io.BytesIO(as_jpeg(image, turn=turn, longest=150))) as shown_upright:
        assert (shown_upright.width > shown_upright.height) == wide
        corners = {0: (5, 5), 90: (-5, 5), 180: (-5, -5), 270: (5, -5)}
        x, y = corners[turn]
        assert shown_upright.getpixel((x % shown_upright.width, y % shown_upright.height)) < 60


def test_a_document_that_means_harm_is_only_shown(tmp_path: Path) -> None:
    file, where = tmp_path / "<script>alert(3)<", str(tmp_path / "store.db")
    file.write_text(REPORT.replace("ĐÔNG HẢI", HARM).replace("Kết quả", f"Kết quả {HARM}"), encoding="utf-8")
    take(where, [file])
    for client in asking(where):
        view = shown(where)
        client.post("/reviewer", data={"who": HARM[:80]})
        client.post(
            "/api/documents/" + view.sha256 + "/corrections",
            json={
                "action": "change",
                "version": view.version,
                "position": position(view, "100"),
                "value": "100",
                "scope": HARM,
                "why": HARM,
                "who": HARM[:80],
            },
        )
        at = position(shown(where), "100")
        for path in (
            "/",
            f"/?search={HARM}",
            f"/documents/{view.sha256}",
            f"/documents/{view.sha256}/form?position={at}",
        ):
            looked_at = _Tags()
            looked_at.feed(client.get(path).text)
            assert not looked_at.harmful
            assert looked_at.count
        assert "49" not in client.get(f"/documents/{view.sha256}").text.split("</header>")[0]


def test_a_text_is_shown_as_it_stands_cut_at_its_marks(where: str) -> None:
    view = shown(where)
    pieces = [piece for page in pages_of(view) for piece in page.pieces or ()]
    assert view.document
    assert "".join(piece.text for piece in pieces) == view.document.raw
    assert all(piece.text == view.document.raw[piece.start :][: len(piece.text)] for piece in pieces)
    marked = {piece.text: piece.values for piece in pieces if piece.values}
    assert marked["100"] == str(position(view, "100"))
    assert "hồ sơ" not in " ".join(marked)


class _Tags(HTMLParser):
    """Counts the tags of a page; `harmful` are those that would run something, or fetch it from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.count, self.harmful = 0, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        source = told.get("src") or told.get("href") or "/"
        own = source.startswith(("/", "?", "#")) and not source.startswith("//")
        runs = any(name.startswith("on") for name in told) or (tag == "script" and "src" not in told)
        self.count += 1
        if runs or not own:
            self.harmful.append(self.get_starttag_text() or tag)


def said_in_templates() -> set[str]:
    found = set()
    for path in (PACKAGE / "templates").iterdir():
        for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                compared = {each.value for part in call.find_all(nodes.Compare) for each in part.find_all(nodes.Const)}
                found |= {each.value for each in call.find_all(nodes.Const)} - compared
    return found


def test_every_string_is_there_in_both_languages() -> None:
    assert all(label.vi and label.en for label in strings().values())
    prefixes = ("state_", "action_")
    assert {name for name in said_in_templates() if name not in prefixes} <= set(strings())
    templates = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "templates").iterdir())
    told = {name for name in strings() if f'"{name}"' in templates or name.startswith(prefixes)}
    assert set(strings()) - told == {"accepted"}, "of a value, as its column `corrected` has it"


# The dashboard.


def test_the_dashboard_has_every_picture_with_its_table(client: TestClient) -> None:
    page = client.get("/overview").text
    assert '<a href="/overview" aria-current="page">' in page
    names = ["coverage", "flow", "rates", "findings-by-rule", "findings-by-unit"]
    assert [name for name in names if f'id="{name}"' in page] == names
    assert "<script>" not in page
    assert 'src="/overview/findings-by-unit.svg?lang=vi"' in page
    assert 'href="/overview/findings-by-unit.csv?lang=vi"' in page
    assert "Findings by rule" in client.get("/overview?lang=en").text


def test_pictures_and_their_tables_are_given_out(client: TestClient) -> None:
    drawn = client.get("/overview/flow.svg")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert "<svg" in drawn.text
    assert "<script" not in drawn.text
    told = client.get("/overview/flow.csv")
    assert told.content.startswith(b"\xef\xbb\xbf")
    assert 'filename="flow.csv"' in told.headers["content-disposition"]
    assert client.get("/overview/other.svg").status_code == client.get("/overview/other.csv").status_code == 404
    assert client.get("/overview/..%2F..%2Fetc%2Fpasswd.svg").status_code == 404


def test_the_dashboard_is_counted_again_when_the_store_changes(where: str, client: TestClient, tmp_path: Path) -> None:
    assert "1 văn bản trong kho" in client.get("/overview").text
    more = tmp_path / "khác.txt"
    more.write_text(REPORT.replace("12/BC-UBND", "13/BC-UBND"), encoding="utf-8")
    take(where, [more])
    assert "2 văn bản trong kho" in client.get("/overview").text


HUGE = "9" * 22


def test_numbers_that_no_database_takes_are_refused(client: TestClient) -> None:
    sha256 = client.get("/api/documents").json()["items"][0]["sha256"]
    assert client.get(f"/documents/{sha256}/pages/{HUGE}.jpg").status_code == 422
    assert client.get(f"/documents/{sha256}/form?start=1&end={HUGE}").status_code == 422
    assert client.post(
        f"/api/documents/{sha256}/corrections/0/undo", json={"version": 1, "who": "Lan"}
    ).status_code in (404, 409)
    assert (
        client.post(f"/api/documents/{sha256}/corrections", json={}, headers={"x-csrf-token": "é".encode()}).status_code
        == 403
    )
