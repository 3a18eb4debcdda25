"""RTF tokens to stories: which group is shown, in which font, in which cell (RTF 1.9.1, «Contents of an RTF File»)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .legacy_fonts import in_font
from .pieces import Piece
from .raised import Level, raised
from .rtf_fonts import RtfFont, code_page, decoded
from .rtf_story import Story
from .rtf_tables import Line, Shape
from .rtf_tokens import Token

_UNSEEN = frozenset((
    "colortbl", "stylesheet", "info", "pict", "fldinst", "nonesttables", "sp", "shprslt",
    "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata", "datastore", "xmlnstbl", "mmathPr",
    "private", "filetbl", "falt", "panose", "bkmkstart", "bkmkend", "tc", "xe", "nonshppict",
))  # fmt: skip
_SEEN_THOUGH_STARRED = frozenset(("shpinst", "shptxt", "do", "dptxbxtext", "ud", "footnote", "shpgrp"))
_STORIES = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footer": "footer",
    "footerl": "footer", "footerr": "footer", "footerf": "footer", "footnote": "note", "shptxt": "box",
    "dptxbxtext": "box",
}  # fmt: skip
_SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\xa0", "_": "-", "-": "\xad",
}  # fmt: skip
_ENDS = frozenset(("par", "line", "sect", "page", "column", "lbr", "softline"))
_BORDERS = frozenset(
    ("brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair", "brdrtriple", "brdrsh", "brdrwavy")
)
_NO_TEXT = dict.fromkeys(range(0x0A, 0x0E))  # ends of lines and pages, which control words tell
_DEEPEST = 5000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group: `fallback` is how many characters stand in for one of Unicode."""

    story: Story
    font: int | None = None
    is_seen: bool = True
    is_hidden: bool = False
    level: Level | None = None
    fallback: int = 1
    is_said_twice: bool = False  # as bytes, which are passed over for what is said in Unicode
    is_table_of_fonts: bool = False
    is_list_mark: bool = False  # the number of a paragraph, as it was shown


class Parser:
    """Reads tokens; `lines` are those of all stories."""

    def __init__(self) -> None:
        self.is_whole = False  # every group that was opened is closed
        self._body = Story()
        self._others: dict[str, list[Story]] = {"header": [], "note": [], "footer": []}
        self._state = _State(self._body)
        self._above: list[_State] = []
        self._fonts: dict[int, RtfFont] = {}
        self._default: int | None = None
        self._page = "cp1252"
        self._bytes = bytearray()
        self._to_skip = 0
        self._is_starred = False
        self._is_cell_border = False

    def is_done(self, token: Token) -> bool:
        """Read one token; True once the group that is the document has ended."""
        if token.kind in ("text", "byte"):
            self._take(token.data)
            return False
        self._flush()
        if token.kind == "open":
            self._above.append(self._state)
            self._to_skip, self._is_starred = 0, False
        elif token.kind == "close":
            self._close()
        else:
            self._word(token.word, token.number)
        return self.is_whole or len(self._above) > _DEEPEST

    def lines(self) -> Iterator[Line]:
        """Headers, body, notes, footers; a running line once, and lone page numbers not at all."""
        yield from self._running("header")
        yield from self._body.lines()
        for note in self._others["note"]:
            yield from note.lines()
        yield from self._running("footer")

    def _running(self, name: str) -> Iterator[Line]:
        seen: set[str] = set()
        for story in self._others[name]:
            for line in story.lines():
                text = "".join(piece.text for piece in line)
                if text not in seen and text.strip() and not text.strip(" -/|").isdigit():
                    seen.add(text)
                    yield line

    def _close(self) -> None:
        self._to_skip, self._is_starred = 0, False
        if self._above:
            self._state = self._above.pop()
            self.is_whole = not self._above

    def _word(self, word: str, number: int | None) -> None:
        """A control word: a destination, a sign, or a property."""
        starred, self._is_starred = self._is_starred, word == "*"
        if word == "*" or not self._state.is_seen:
            return
        if starred and word not in _SEEN_THOUGH_STARRED:
            self._state = replace(self._state, is_seen=False)
        elif word in _STORIES:
            self._state = replace(self._state, story=self._story(_STORIES[word]), is_hidden=False, level=None)
        elif word in _UNSEEN:
            self._state = replace(self._state, is_seen=False)
        elif word == "upr":  # {\upr{as bytes}{\*\ud{as Unicode}}}: the second is read
            self._state = replace(self._state, is_said_twice=True)
        elif word == "ud":
            self._state = replace(self._state, is_said_twice=False)
        elif word in ("listtext", "pntext"):
            self._state = replace(self._state, is_list_mark=True)
        elif word == "fonttbl":
            self._state = replace(self._state, is_table_of_fonts=True)
        elif self._state.is_table_of_fonts:
            self._font_word(word, number)
        else:
            self._sign_or_property(word, number)

    def _story(self, name: str) -> Story:
        if name == "box":  # a text box is read behind the paragraph that it hangs on
            return self._state.story.box()
        story = Story()
        self._others[name].append(story)
        return story

    def _font_word(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._state = replace(self._state, font=number)
            self._fonts[number] = RtfFont()
        elif word == "fcharset" and number is not None and self._state.font in self._fonts:
            self._fonts[self._state.font].charset = number

    def _sign_or_property(self, word: str, number: int | None) -> None:
        if word == "tab" and self._state.is_list_mark:
            self._write(" ")
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in _ENDS:
            self._state.story.end_line()
        elif word == "u" and number is not None:
            self._write(chr(number % 0x10000))
            self._to_skip = self._state.fallback
        elif not (self._state.is_hidden or self._state.is_list_mark) and self._table_word(word, number):
            return
        else:
            self._property(word, number)

    def _property(self, word: str, number: int | None) -> None:
        match word:
            case "f" if number is not None:
                self._state = replace(self._state, font=number)
            case "plain":
                self._state = replace(self._state, font=self._default, is_hidden=False, level=None)
            case "super" | "up" if number != 0:
                self._state = replace(self._state, level="super")
            case "sub" | "dn" if number != 0:
                self._state = replace(self._state, level="sub")
            case "nosupersub" | "super" | "sub" | "up" | "dn":
                self._state = replace(self._state, level=None)
            case "v" | "deleted":
                self._state = replace(self._state, is_hidden=number != 0)
            case "uc" if number is not None:
                self._state = replace(self._state, fallback=max(0, number))
            case "deff":
                self._default = number
                self._state = replace(self._state, font=number)
            case "ansicpg" if number is not None:
                self._page = code_page(number)

    def _table_word(self, word: str, number: int | None) -> bool:
        """Follow a word of tables; False for any other."""
        story = self._state.story
        match word:
            case "trowd":
                story.shape = Shape()
            case "cellx" if number is not None:
                story.shape.ends.append(number)
            case "cell":
                story.end_cell()
            case "row":
                story.end_row()
            case "nestcell" | "nestrow":
                story.end_line()
            case "intbl":
                story.is_in_table = True
            case "pard":
                story.is_in_table = False
            case _ if word.startswith(("clbrdr", "trbrdr")):
                self._is_cell_border = True
                return True
            case _ if word in _BORDERS and self._is_cell_border:
                story.shape.is_bordered = True
            case _:
                return False
        self._is_cell_border = False
        return True

    def _take(self, data: bytes) -> None:
        """Bytes of text, less those that stand in for a character of Unicode."""
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._is_starred = False
        if not self._state.is_seen:
            return
        if self._state.is_table_of_fonts:
            if self._state.font in self._fonts:
                self._fonts[self._state.font].name_on(data[skipped:])
        else:
            self._bytes += data[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            self._write(decoded(data, self._font(), self._page))

    def _font(self) -> RtfFont | None:
        return self._fonts.get(self._state.font) if self._state.font is not None else None

    def _write(self, text: str) -> None:
        state = self._state
        if state.is_seen and not state.is_hidden and not state.is_said_twice:
            font = self._font()
            name = font.called if font is not None else None
            state.story.write(Piece(raised(in_font(text.translate(_NO_TEXT), name), state.level), name))
