"""The letterhead: Quốc hiệu, agencies, and the place of issue (Nghị định 30/2020/NĐ-CP, Phụ lục I; domain.md 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from normalizers import Span, fold, patterns

from ..calendar.head_words import DAY, MONTH, YEAR, YEAR_NUMBER
from ..span_sets import SpanSet
from ..symbols.document_symbols import Symbol, find_symbols
from ..symbols.own_number import find_own
from ..vocabulary import load
from .cells import Cell, joined, read_cells
from .header_fields import Field

_LINES = 60  # lines of a head, empty ones included; a letterhead set column by column takes twenty
_REACH = 5000  # characters of a head
_MAX_AGENCIES = 4

# One letter in each word may be misread: «CONG HOA XA HQI CHU NGHIA VIET NAM» (sample 004).
_NATION = patterns.pattern(
    r"c\S{1,3}ng\s+h\S{1,3}\s+x\S{1,2}\s+h\S{1,3}\s+ch\S{1,2}\s+ngh\S{1,3}\s+v\S{1,4}t\s+n\S{1,2}m"
)
_MOTTO = patterns.pattern(r"\S{2,5}\s+\S{1,3}p\s*\S{0,2}\s*t\S{1,2}\s*do\s*\S{0,2}\s*h\S{1,3}nh\s+ph\S{1,3}")
_PARTY = patterns.pattern(r"d\S{1,2}ng\s+c\S{1,2}ng\s+s\S{1,2}n\s+vi\S{1,2}t\s+n\S{1,2}m")
_HALF = patterns.pattern(r"c\S{1,3}ng\s+h\S{1,3}\s+x\S{1,2}\s+h\S{1,3}|ch\S{1,2}\s+ngh\S{1,3}\s+v\S{1,4}t\s+n\S{1,2}m")
STATE_LINES = (_NATION, _MOTTO, _PARTY)

_BLANK = r"[\s.…_·—–-]{0,12}"
_DATE = patterns.pattern(
    rf"\s?[,.]?\s*(?<!\p{{L}}){DAY}{_BLANK}(?:\d{{0,2}}{_BLANK}{MONTH}{_BLANK}\d{{0,2}}{_BLANK}{YEAR}{_BLANK}(?:{YEAR_NUMBER})?"
    r"|\d{1,2}\s?[-./]\s?\d{1,2}\s?[-./]\s?(?:19|20)\d\d)\W*$"  # «Gia Lộc, ngày 5-3-1998»
)
_WORD = r"(?:Thành phố|Thị xã|Thị trấn|Đặc khu|\p{Lu}['’]\s?\p{Lu}\p{Ll}*|\p{Lu}\p{Ll}+|T[Pp]\.|\p{Lu})"
_PLACE = patterns.pattern(
    rf"(?:^|\s)(?P<place>{_WORD}(?:(?:\s|\s?-\s?|(?<=\.))(?:{_WORD}|\d{{1,2}}(?!\d))){{0,5}})\s?[,.]$"
)
_NUMBER_LINE = patterns.pattern(r"(?:[s$][o06]6?|56)\s*(?:[:;.]|\d|/|$)")
_JOINED_BY = patterns.pattern(r"(?:\b(?:va|cua|thuoc|cho)|[-,&])$|^(?:va|cua|thuoc)\b")


@dataclass(frozen=True)
class Head:
    """The first lines of a text as cells; `number` is the document's own symbol."""

    value: str
    cells: tuple[Cell, ...]
    number: Symbol | None

    @cached_property
    def anchored(self) -> bool:
        """True when the text begins as a document: Quốc hiệu, Party line, own number, or a line of place and date."""
        return self.number is not None or any(is_state_line(cell) or _DATE.search(cell.folded) for cell in self.cells)


def read_head(value: str) -> Head:
    """The head of a text: its first lines, cut into cells, and its own number."""
    end = _end(value)
    top = value[:end]
    folded = fold(top)
    own = find_own(top, folded, find_symbols(top, folded, SpanSet()), ())
    return Head(value, tuple(read_cells(value, Span(0, end), STATE_LINES)), own.symbol if own else None)


def _end(value: str) -> int:
    """Where the head ends: after _LINES lines or _REACH characters."""
    at = 0
    for _ in range(_LINES):
        at = value.find("\n", at) + 1
        if at == 0 or at > _REACH:
            return min(len(value), _REACH)
    return at


def is_state_line(cell: Cell) -> bool:
    """True for Quốc hiệu, tiêu ngữ and the line of the Party."""
    return any(pattern.fullmatch(cell.folded.strip(" .:")) for pattern in (*STATE_LINES, _HALF))


def is_stamp(cell: Cell) -> bool:
    """True for a mark of draft, urgency or secrecy: «DỰ THẢO», «HỎA TỐC», «MẬT»."""
    return cell.folded.strip(" .:*()") in _stamps()


@cache
def _stamps() -> frozenset[str]:
    return frozenset(fold(phrase) for phrases in load("stamps").values() for phrase in phrases)


def find_agencies(head: Head, title_line: int | None) -> tuple[Field | None, Field | None]:
    """(parent, issuer) as the letterhead prints them; both None where no letterhead is printed."""
    if not head.anchored:
        return None, None
    agencies = list(_agencies(_letterhead(head, title_line)))
    if not agencies or len(agencies) > _MAX_AGENCIES:
        return None, None
    fields = [joined(parts, head.value, 0.95) for parts in agencies]
    issuer = None if is_unnamed(fields[-1].value) else fields[-1]
    return (fields[-2] if len(fields) > 1 else None), issuer


def _letterhead(head: Head, title_line: int | None) -> list[Cell]:
    """The run of capital lines before the number and the title that are not the State's."""
    run: list[Cell] = []
    for cell in _above(head, title_line):
        if is_state_line(cell) or is_stamp(cell) or _DATE.search(cell.folded):
            continue
        if cell.capital:
            run.append(cell.part(0, len(cell.text.rstrip(" :.*_"))))
        else:
            run.clear()  # what a web page prints above the document
    return run


def _above(head: Head, title_line: int | None) -> Iterator[Cell]:
    """The cells above the number and the title; without either, those up to the State's last line."""
    number_at = head.number.span.start if head.number else len(head.value)
    if head.number is None and title_line is None:
        title_line = max((cell.line + 1 for cell in head.cells if is_state_line(cell)), default=0)
    for cell in head.cells:
        if (title_line is not None and cell.line >= title_line) or _NUMBER_LINE.match(cell.folded):
            return
        if cell.span.end > number_at:
            return
        yield cell


def _agencies(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The cells grouped into agencies: each begins with a word for an agency, the rest continues it."""
    group: list[Cell] = []
    for cell in cells:
        begins = begins_agency(cell.folded)
        if group and begins and not _goes_on(group[-1], cell):
            yield group
            group = []
        if not (group or begins):
            return
        group.append(cell)
    if group:
        yield group


def _goes_on(before: Cell, cell: Cell) -> bool:
    """True for a line that only seems to begin an agency: «VĂN PHÒNG HĐND» / «VÀ UBND»."""
    return _JOINED_BY.search(before.folded) is not None or _JOINED_BY.search(cell.folded) is not None


def begins_agency(folded: str) -> bool:
    """True when the folded text begins with a word for an agency: «uy ban nhan dan», «so», «trung tam»."""
    return _head_words().match(folded) is not None


def is_unnamed(agency: str) -> bool:
    """True for a council without the name of its unit: «ỦY BAN NHÂN DÂN», «UBND tỉnh»; its other line was lost."""
    return _unnamed().fullmatch(fold(agency)) is not None


@cache
def _unnamed() -> patterns.Pattern:
    councils = patterns.alternation([fold(phrase) for phrase in load("issuers")["council"]])
    levels = patterns.alternation([fold(level) for levels in load("levels").values() for level in levels])
    return patterns.pattern(rf"{councils}(?:\s+{levels})?")


@cache
def _head_words() -> patterns.Pattern:
    phrases = [fold(phrase) for phrases in load("issuers").values() for phrase in phrases]
    return patterns.pattern(patterns.alternation(phrases).replace(" ", r"\s+") + r"(?!\p{L})")


def find_place(cells: Sequence[Cell]) -> Field | None:
    """The place printed before «, ngày … tháng … năm …» in a line that holds nothing else but the number."""
    for cell in cells:
        date = _DATE.search(cell.folded)
        found = date and _PLACE.search(cell.text[: date.start()].rstrip(" ,.") + ",")
        if found:
            return cell.part(*found.span("place")).field(0.95)
    return None
