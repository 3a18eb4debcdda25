"""What is said of the tables of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...labels import Label
from ..causes import cause_of
from ..finding import Evidence, Finding, Severity
from ..rules import Rule, rule
from ..submission import Submission
from .equations import Share, Sum, value_of
from .lines import Cell, Line
from .numbers import SCALE, printed
from .row_sums import row_sums
from .serials import odd_serials
from .shares import shares
from .sheets import Sheet, read_sheets
from .suspects import Fault, faults
from .totals import column_sums

_QUOTES = 8  # at most so many quotes a finding
_WORDS = 60  # characters of a label that a message repeats


def tables_agree(submission: Submission) -> Iterator[Finding]:
    """The verdicts on every table of the text."""
    for sheet in read_sheets(submission.subject):
        yield from _of_sheet(submission, sheet)


def _of_sheet(submission: Submission, sheet: Sheet) -> Iterator[Finding]:
    percentages = shares(sheet)
    rates = {share.column for share in percentages}
    sums = [one for one in (*row_sums(sheet), *column_sums(sheet)) if rates.isdisjoint((one.column, *one.addends))]
    for fault in faults(sums, percentages):
        yield _told_sum(submission, sheet, fault) if fault.sums else _told_share(submission, sheet, fault.shares[0])
    yield from _truncated(submission, sheet, percentages)
    yield from _holding(submission, sheet, sums, percentages)
    for cells in odd_serials(sheet):
        shown = ", ".join(cell.text.rstrip(".) ") for cell in cells)
        yield rule("R-STT-SEQ").fails("broken", _quotes(submission, cells), serials=shown)


def _told_sum(submission: Submission, sheet: Sheet, fault: Fault) -> Finding:
    """One or more sums that fail for one reason."""
    first = min(fault.sums, key=lambda one: (not one.strong, one.direction == "column", len(one.parts)))
    named = _rule(fault.sums)
    evidence = _quotes(submission, _shown(fault, first))
    if fault.cell is not None and fault.value is not None and len(fault.sums) + len(fault.shares) > 1:
        cell, value = fault.cell, fault.value
        line, column = _place(sheet, cell)
        return named.fails(
            "cell",
            evidence,
            expected=printed(value),
            found=cell.text,
            cause=_cause(cell, value),
            row=_name(line),
            column=_heading(sheet, column),
            printed=cell.text,
            expected_value=printed(value),
            sum=_equation(first),
            total=first.total.text,
        )
    added = value_of(first.total) - first.off
    cause = _cause(fault.cell, fault.value) if fault.cell is not None and fault.value is not None else None
    return named.fails(
        first.direction,
        evidence,
        expected=printed(added),
        found=first.total.text,
        cause=cause or _cause(first.total, added) if fault.cell in (None, first.total) else cause,
        row=_name(first.place),
        column=_heading(sheet, first.column),
        sum=_equation(first),
        added=printed(added),
        total=first.total.text,
        rows=len(first.lines),
    )


def _rule(sums: Iterable[Sum]) -> Rule:
    return rule("A10" if any(one.levels for one in sums) else "A18")


def _told_share(submission: Submission, sheet: Sheet, share: Share) -> Finding:
    return _of_share(submission, sheet, share, "wrong", share.cells)


def _of_share(
    submission: Submission,
    sheet: Sheet,
    share: Share,
    message: str,
    cells: Iterable[Cell],
    severity: Severity | None = None,
) -> Finding:
    part, whole = (" + ".join(cell.text for cell in cells) for cells in (share.part, share.whole))
    return rule("R-TABLE-PCT").fails(
        message,
        _quotes(submission, cells),
        severity=severity,
        expected=_exact(share),
        found=share.percent.text,
        row=_name(share.line),
        column=_heading(sheet, share.column),
        part=f"({part})" if len(share.part) > 1 else part,
        whole=f"({whole})" if len(share.whole) > 1 else whole,
        exact=_exact(share),
        printed=share.percent.text,
    )


def _exact(share: Share) -> str:
    """The percentage that the counts give, with two decimals at least."""
    decimals = max(2, share.percent.figure.decimals if share.percent.figure else 0)
    return f"{share.exact():.{decimals}f}".replace(".", ",") + "%"


def _truncated(submission: Submission, sheet: Sheet, percentages: Iterable[Share]) -> Iterator[Finding]:
    """Percentages within one unit of the last printed digit: one hint a column."""
    columns: dict[int, list[Share]] = {}
    for share in percentages:
        if share.holds(units=1) and not share.holds():
            columns.setdefault(share.column, []).append(share)
    for found in columns.values():
        cells = [share.percent for share in found]
        yield _of_share(submission, sheet, found[0], "truncated", cells, "hint")


def _holding(
    submission: Submission, sheet: Sheet, sums: Sequence[Sum], percentages: Sequence[Share]
) -> Iterator[Finding]:
    """One verdict for the sums of a column, for those of a total row, and for a column of percentages."""
    groups: dict[tuple[str, object], list[Sum]] = {}
    for one in sums:
        if one.strong and not one.off:
            key = (one.column, one.addends) if one.direction == "row" else one.place.cells
            groups.setdefault((one.direction, key), []).append(one)
    for (direction, _), held in groups.items():
        totals = list({one.total.span: one.total for one in held}.values())
        column = _heading(sheet, held[0].column)
        yield _rule(held).holds(
            _quotes(submission, totals),
            f"holds_{direction}",
            row=_name(held[0].place),
            column=column,
            number=len(totals),
        )
    for at in sorted({share.column for share in percentages}):
        right = [share.percent for share in percentages if share.column == at and share.holds()]
        yield rule("R-TABLE-PCT").holds(_quotes(submission, right), column=_heading(sheet, at), number=len(right))


def _shown(fault: Fault, first: Sum) -> list[Cell]:
    """The cells to quote, the gravest first: the suspect, the totals, the parts of a row, the ends of a column."""
    cells = [fault.cell] if fault.cell else []
    cells += [one.total for one in (first, *fault.sums) if one.strong or one is first]
    for one in (first, *fault.sums):
        if one.direction == "row":
            cells += one.parts
    if first.direction == "column":
        cells += (
            [first.parts[0], first.parts[-1], *first.parts[1:-1]]
            if len(first.parts) < _QUOTES
            else [first.parts[0], first.parts[-1]]
        )
    return cells + [cell for share in fault.shares for cell in share.cells]


def _quotes(submission: Submission, cells: Iterable[Cell]) -> tuple[Evidence, ...]:
    kept = list({cell.span: cell for cell in cells if len(cell.span)}.values())[:_QUOTES]
    kept.sort(key=lambda cell: cell.span)
    return tuple(submission.quote(cell.span, _value(cell)) for cell in kept)


def _value(cell: Cell) -> int | float | None:
    value = value_of(cell)
    return value // SCALE if value % SCALE == 0 else value / SCALE


def _place(sheet: Sheet, cell: Cell) -> tuple[Line, int]:
    return next((line, at) for line in sheet.lines for at, other in enumerate(line.cells) if other is cell)


def _equation(one: Sum) -> str:
    """«113 + 101»; of a long column its ends."""
    texts = [part.text for part in one.parts if part.figure]
    if len(texts) > _QUOTES:
        texts = [*texts[:2], "…", texts[-1]]
    return " + ".join(texts)


def _cause(cell: Cell, value: int) -> Label | None:
    return cause_of(value_of(cell) // SCALE, value // SCALE) if value_of(cell) % SCALE == value % SCALE == 0 else None


def _name(line: Line) -> str:
    return _short(line.label) or next((cell.text for cell in line.cells if cell and cell.text), "")


def _heading(sheet: Sheet, column: int) -> Label:
    heading = _short(sheet.headings[column])
    told = f" «{heading}»" if heading else ""
    return Label(f"cột {column + 1}{told}", f"column {column + 1}{told}")


def _short(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"
