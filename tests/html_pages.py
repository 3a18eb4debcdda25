"""An HTML page looked at as a browser and a screen reader do: tags that close, ids, headings, pictures, links."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

APART = {"p", "td", "th", "dt", "dd", "li", "h1", "h2", "h3", "h4", "img"}  # tags that words do not go across
VOID = {"meta", "img", "br", "link", "input", "hr", "col"}
Attributes = dict[str, str | None]


@dataclass
class Page(HTMLParser):
    """What stands in a page; feeding raises AssertionError for tags that do not nest."""

    source: str
    open_tags: list[str] = field(default_factory=list)
    tags: list[tuple[str, Attributes]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    text: str = ""
    style: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()
        assert not self.open_tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += " " if tag in APART else ""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), self.get_starttag_text()
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open_tags.append(tag)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags, f"</{tag}> closes nothing"
        assert self.open_tags.pop() == tag, f"line {self.getpos()[0]}: </{tag}>"

    def handle_data(self, data: str) -> None:
        if self.open_tags and self.open_tags[-1] == "style":
            self.style += data
            return
        self.text += data
        if self.headings and any(tag in ("h1", "h2", "h3", "h4") for tag in self.open_tags):
            level, told = self.headings[-1]
            self.headings[-1] = level, told + data

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    @property
    def pictures(self) -> list[bytes]:
        """The cuttings of pages."""
        prefix = "data:image/jpeg;base64,"
        found = [each["src"] or "" for each in self.all("img")]
        return [b64decode(src.removeprefix(prefix)) for src in found if src.startswith(prefix)]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def checked(source: str) -> Page:
    """The page, once it is found to be sound, to be read by everybody, and to run and fetch nothing."""
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>")
    assert len(page.ids) == len(set(page.ids))
    _check_headings(page)
    _check_names(page)
    _check_inert(page)
    return page


def _check_headings(page: Page) -> None:
    levels = [level for level, _ in page.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert all(told.strip() for _, told in page.headings)


def _check_names(page: Page) -> None:
    """Whatever a reader comes upon has a name, and every reference to an id leads somewhere."""
    assert page.all("html")[0]["lang"] in ("vi", "en")
    assert all((image.get("alt") or "").strip() for image in page.all("img"))
    assert all(cell.get("scope") for cell in page.all("th"))
    for _, attributes in page.tags:
        assert attributes.get("role") != "region" or attributes.get("aria-label")
        assert {attributes.get("aria-labelledby")} <= {None, *page.ids}
        if (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in page.ids


def _check_inert(page: Page) -> None:
    """Nothing runs, nothing is fetched; the policy says so, and knows the style sheet by its hash."""
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "iframe", "object", "embed", "form", "base", "link", "svg", "input"}
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")], tag
        for name in ("src", "href"):
            target = attributes.get(name)
            assert target is None or target.startswith(("data:image/jpeg;", "data:image/svg+xml;", "#")), target
    policies = [
        each["content"] or "" for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    assert policies == [
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]
    assert "url(" not in page.style
    assert "@import" not in page.style
