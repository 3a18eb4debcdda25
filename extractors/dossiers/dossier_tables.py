"""Numbers of dossiers in tables: form II.06 and its relatives, and lists of one label and one number a row.

The head of a column (over several rows, merged cells left empty) says the measure, the label of a row the scope.
Source: Biểu II.06a-II.06đ of Thông tư 01/2020/TT-VPCP (domain.md 2.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from normalizers import Span, patterns

from ..extraction import DossierCount, Extraction
from ..matching.grids import Grid, Row, find_grids
from ..matching.mentions import cues_within
from ..matching.numerals import read_count
from ..matching.phrases import Cue, book
from ..subject import Subject
from .dossier_states import OTHER, SPECIFIC, STAGES, Measure, decide

_NUMBER = patterns.pattern(r"\s*(\d{1,3}(?:[., ]\d{3})+|\d+)\s*")
_COLUMN_MARK = patterns.pattern(r"\s*\(?\d{1,2}\)?\s*(?:=.*)?\s*|\s*\(?[A-Za-zĐđ]\)?\s*")
_ROMAN = patterns.pattern(r"\s*[IVX]+\.?\s*")
_BLANK = patterns.pattern(r"\s*[-–—]?\s*")
_NOUN = patterns.pattern(r"\b(?:h[od] so|hs)\b")
_ABOVE = 900  # characters before a table that may say «Đơn vị tính: hồ sơ»
_WIDE = 6  # cells of a row that may be taken for column numbers although some are misread
_HEAD_ROWS = 5
_RESOLVED = frozenset({"early", "on_time", "early_or_on_time"})  # states that only resolved dossiers have
_LABEL_WORDS = 16  # a longer cell is a text of its own, not the label of a number


def extract(subject: Subject) -> list[Extraction]:
    """The dossier counts of every table whose columns, or whose rows, state measures."""
    grids = find_grids(subject)
    if not grids:
        return []
    cues = book("dossier_states").find(subject)
    return [extraction for grid in grids for extraction in _read(subject, cues, grid)]


def _read(subject: Subject, cues: Sequence[Cue], grid: Grid) -> Iterator[Extraction]:
    if _NOUN.search(subject.folded, max(0, grid.span.start - _ABOVE), grid.span.end) is None:
        return
    head = _head(subject, grid.rows)
    columns = _columns(subject, cues, grid.rows[:head])
    if sum(measure is not None and measure != OTHER for measure in columns) >= 2:
        yield from _by_column(subject, grid.rows[head:], columns)
    else:
        yield from _by_row(subject, cues, grid.rows)


def _head(subject: Subject, rows: Sequence[Row]) -> int:
    """How many rows of headings the table opens with, the row of column numbers included."""
    for index, row in enumerate(rows[: _HEAD_ROWS + 1]):
        if not _is_numbering(subject, row) and sum(number is not None for number in _numbers(subject, row)) >= 2:
            return index
    return 0


def _is_numbering(subject: Subject, row: Row) -> bool:
    """True for «(1) (2) (3)=(4)+(5) …» and «1 2 3 4 …»: nearly every cell only names its column."""
    cells = [cell.of(subject.value) for cell in row.cells]
    filled = [(column, cell) for column, cell in enumerate(cells) if cell.strip()]
    marks = [(column, _mark(cell)) for column, cell in filled if _COLUMN_MARK.fullmatch(cell)]
    if len(filled) < 3:
        return False
    counted = [digit for _, digit in marks if digit]
    in_turn = len(counted) >= 3 and counted == list(range(counted[0], counted[0] + len(counted)))
    return (in_turn and len(marks) >= 0.9 * len(filled)) or _is_misread_numbering(filled, marks)


def _mark(cell: str) -> int:
    return int("".join(char for char in cell.partition("=")[0] if char.isdigit()) or 0)


def _is_misread_numbering(filled: Sequence[tuple[int, str]], marks: Sequence[tuple[int, int]]) -> bool:
    """True for «(1) (2) @) (4) (5) 43) …» of a scan: most cells of a wide row name the column they stand in."""
    offsets = Counter(digit - column for column, digit in marks if digit)
    agreeing = max(offsets.values(), default=0)
    bracketed = sum("(" in cell or ")" in cell for _, cell in filled)
    return len(filled) >= _WIDE and agreeing >= 0.6 * len(filled) and bracketed >= 0.6 * len(filled)


def _numbers(subject: Subject, row: Row) -> list[tuple[Span, int] | None]:
    """The whole number of each cell, None for cells of words, rates and blanks."""
    found: list[tuple[Span, int] | None] = []
    for cell in row.cells:
        match = _NUMBER.fullmatch(cell.of(subject.value))
        count = read_count(match[1]) if match else None
        start = cell.start + match.start(1) if match else cell.start
        found.append((Span(start, start + len(match[1])), count) if match and count is not None else None)
    return found


def _columns(subject: Subject, cues: Sequence[Cue], head: Sequence[Row]) -> list[Measure | None]:
    """The measure of each column; a stage holds for the columns to its right until another is named."""
    columns: list[Measure | None] = []
    stage: str | None = None
    for cells in _headings(subject, head):
        labels = [cue.label for cell in cells for cue in cues_within(cues, cell)]
        own = [label for label in labels if label in STAGES]
        stage = own[0] if own else "resolved" if _RESOLVED & set(labels) else stage
        columns.append(_measure(subject, labels, own, stage, cells))
    return columns


def _measure(
    subject: Subject, labels: Sequence[str], own: Sequence[str], stage: str | None, cells: Sequence[Span]
) -> Measure | None:
    """What the headings over one column count; None for rates, for other nouns, and where nothing is said."""
    heading = " ".join(subject.folded[cell.start : cell.end] for cell in cells)
    units = [cue.label for cell in cells for cue in cues_within(book("units").find(subject), cell)]
    if "ty le" in heading or "%" in heading or (units and "hồ sơ" not in units and units[-1] != "kết quả"):
        return None
    telling = {label for label in labels if label in SPECIFIC}
    if not own and not telling and not ("tong" in heading and stage) and "hồ sơ" not in units:
        return None
    return decide(telling | set(own[:1]), stage)


def _headings(subject: Subject, head: Sequence[Row]) -> list[list[Span]]:
    """The heading cells over each column, merged ones (left empty to the right) handed on under the same parent."""
    width = max((len(row.cells) for row in head), default=0)
    over: list[list[Span | None]] = []
    for depth, row in enumerate(head):
        line: list[Span | None] = []
        for column in range(width):
            own = row.cells[column] if column < len(row.cells) and row.cells[column].of(subject.value).strip() else None
            line.append(own or (_merged(subject, head, over, line, depth, column)))
        over.append(line)
    return [[cell for cell in (line[column] for line in over) if cell] for column in range(width)]


def _merged(
    subject: Subject,
    head: Sequence[Row],
    over: Sequence[Sequence[Span | None]],
    line: Sequence[Span | None],
    depth: int,
    column: int,
) -> Span | None:
    """The merged cell that reaches over an empty one: a row below names the column, and both have one parent."""
    below = any(column < len(row.cells) and row.cells[column].of(subject.value).strip() for row in head[depth + 1 :])
    if column == 0 or not below or (depth and over[depth - 1][column] != over[depth - 1][column - 1]):
        return None
    return line[column - 1]


def _by_column(subject: Subject, rows: Sequence[Row], columns: Sequence[Measure | None]) -> Iterator[Extraction]:
    for row in rows:
        if _is_numbering(subject, row):  # of a head repeated after a page break
            continue
        scope = _label(subject, row)
        for number, measure in zip(_numbers(subject, row), columns, strict=False):
            if number and measure:
                yield _extraction(number, measure, scope)


def _label(subject: Subject, row: Row) -> str | None:
    """The words of the row's first cell that is no number, mark or blank: a field, a level, a unit, «Tổng cộng»."""
    for column in range(min(3, len(row.cells))):
        words = row.text(subject.value, column)
        if words and not _COLUMN_MARK.fullmatch(words) and not _BLANK.fullmatch(words) and not _ROMAN.fullmatch(words):
            return words
    return None


def _by_row(subject: Subject, cues: Sequence[Cue], rows: Sequence[Row]) -> Iterator[Extraction]:
    """Rows of one label and its number: «Tổng số hồ sơ tiếp nhận | 4.911»."""
    stage: str | None = None
    for row in rows:
        numbers = [number for number in _numbers(subject, row)[1:] if number]
        label = next((cell for cell in row.cells if 1 < len(cell.of(subject.value).split()) <= _LABEL_WORDS), None)
        if not numbers or label is None:
            continue
        telling = [cue.label for cue in cues_within(cues, label) if cue.label in SPECIFIC or cue.label in STAGES]
        own = [name for name in telling if name in STAGES]
        stage = own[-1] if own else stage
        named = _NOUN.search(subject.folded, label.start, label.end) is not None
        after = [number for number in numbers if number[0].start >= label.end]
        if telling and after and (named or stage) and not _counts_others(subject, row):
            yield _extraction(after[0], decide(set(telling), stage), None)


def _counts_others(subject: Subject, row: Row) -> bool:
    """True when the row counts something else than dossiers."""
    units = [cue.label for cue in cues_within(book("units").find(subject), row.span)]
    return bool(units) and "hồ sơ" not in units and "trường hợp" not in units


def _extraction(number: tuple[Span, int], measure: Measure, scope: str | None) -> Extraction:
    value = DossierCount(number[1], measure.name, measure.sub, scope=scope)
    return Extraction(value, number[0], "dossier-table", confidence=0.9)
