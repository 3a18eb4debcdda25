"""Domain values as cells that people read and write, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from extractors import extract
from extractors.extraction import (
    Date,
    DocumentNumber,
    DossierCount,
    OtherCount,
    Percentage,
    Period,
    Ratio,
    Value,
)
from extractors.matching.numerals import read_count, read_decimal
from normalizers import normalize, patterns

from ..facts import plain_value
from ..labels import labels
from .correction import FIELDS, Cells, CorrectionError

_LONGEST = 200  # characters of a cell
_COUNT = patterns.pattern(r"[0-9]{1,3}(?:[., ][0-9]{3})+|[0-9]+")
_DECIMAL = patterns.pattern(r"([0-9]{1,12}(?:[.,][0-9]{1,12})?)\s*%?")
_MONTH = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
_DAY = patterns.pattern(rf"[0-9]{{4}}|{_MONTH}(?:-[0-9]{{2}})?")
_PERIOD = patterns.pattern(rf"[0-9]{{4}}(?:-(?:Q[1-4]|H[12]))?|{_MONTH}|{_MONTH}-[0-9]{{2}}/{_MONTH}-[0-9]{{2}}")
_ROLES = {"document_number": ("self", "reference"), "percentage": ("achieved", "target", "statement")}
_EMPTY: dict[str, Value] = {
    "document_number": DocumentNumber("", None, None, None, None, "reference"),
    "date": Date(""),
    "period": Period(""),
    "dossier_count": DossierCount(0, "other"),
    "percentage": Percentage(Decimal(0), None, "achieved"),
    "ratio": Ratio(0, 1),
    "other_count": OtherCount(0, ""),
}
KINDS = tuple(_EMPTY)


def blank_cells(kind: str) -> Cells:
    """The cells of a value of `kind` of which nothing is known; an unknown kind is one of dossiers."""
    value = _EMPTY.get(kind, _EMPTY["dossier_count"])
    return cells_of(value) | {"value": None}


def fields_of(kind: str) -> tuple[str, ...]:
    """The cells that a value of `kind` has."""
    return tuple(name for name in FIELDS if name == "value" or hasattr(_EMPTY[kind], name))


def roles_of(kind: str) -> tuple[str, ...]:
    """The roles that a value of `kind` may have."""
    return _ROLES.get(kind, ())


def cells_of(value: Value) -> Cells:
    """The value as cells."""
    plain = plain_value(value)
    told = f"{plain['num']}/{plain['den']}" if isinstance(plain, dict) else str(plain)
    return {name: told if name == "value" else getattr(value, name) for name in fields_of(value.kind)}


def amended(value: Value, cells: Cells) -> Value:
    """The value with what `cells` say, as a reviewer types it; raises CorrectionError for what cannot be."""
    for name, cell in cells.items():
        if name not in fields_of(value.kind):
            raise CorrectionError(
                f"Loại số liệu này không có «{name}»: hãy bỏ ô ấy.",
                f'This kind of value has no "{name}": leave it out.',
            )
        plain = " ".join((cell or "").split()) or None
        if plain != cells_of(value)[name]:
            value = _with(value, name, plain)
    return value


def built(kind: str, cells: Cells) -> Value:
    """A value that nobody extracted; raises CorrectionError."""
    if kind not in _EMPTY or not cells.get("value"):
        raise CorrectionError("Hãy chọn loại số liệu và ghi giá trị.", "Choose the kind of value and give the value.")
    return amended(_EMPTY[kind], cells)


def _with(value: Value, name: str, cell: str | None) -> Value:
    if cell is not None and len(cell) > _LONGEST:
        raise CorrectionError(f"Ô dài quá {_LONGEST} ký tự.", f"The cell is longer than {_LONGEST} characters.")
    if name == "value":
        return _valued(value, cell or "")
    if name == "role" and cell not in roles_of(value.kind):
        raise CorrectionError("Không có vai trò này: hãy chọn trong danh sách.", "There is no such role: choose one.")
    if name == "measure" and cell is not None and cell not in labels()["measure"]:
        raise CorrectionError(
            "Không có chỉ tiêu này: hãy chọn trong danh sách.", "There is no such measure: choose one."
        )
    if name == "measure" and isinstance(value, DossierCount):
        return replace(value, measure=cell or "other", sub=None)
    if name == "unit" and isinstance(value, OtherCount):
        return replace(value, unit=cell or "")
    change: dict[str, Any] = {name: cell}
    return replace(value, **change)


def _valued(value: Value, cell: str) -> Value:
    """The value with another number, date, period or symbol."""
    match value:
        case DossierCount() | OtherCount():
            return replace(value, count=_count(cell), approx=False)
        case Percentage():
            found = _DECIMAL.fullmatch(cell)
            if not found:
                raise _senseless(cell)
            return replace(value, percent=read_decimal(found[1]), approx=False)
        case Ratio():
            num, _, den = cell.partition("/")
            return replace(value, num=_count(num.strip()), den=_count(den.strip()))
        case Date():
            return _in_calendar(Date(cell) if _DAY.fullmatch(cell) else _read("date", cell), cell)
        case Period():
            return _in_calendar(Period(cell) if _PERIOD.fullmatch(cell) else _read("period", cell), cell)
        case DocumentNumber():
            symbol = _read("document_number", cell)
            return replace(symbol, role=value.role, date=value.date) if isinstance(symbol, DocumentNumber) else value


def _count(cell: str) -> int:
    number = read_count(cell) if _COUNT.fullmatch(cell) else None
    if number is None:
        raise _senseless(cell)
    return number


def _read(kind: str, cell: str) -> Value:
    """What the extractors make of a date, period or symbol that a reviewer typed: of all of it, or of none."""
    before = "Số: " if kind == "document_number" else ""
    text = normalize(before + cell)
    whole = [each for each in extract(text) if each.kind == kind and len(each.span) >= len(text.value) - len(before)]
    if not whole:
        raise _senseless(cell)
    return max(whole, key=lambda each: len(each.span)).value


def _in_calendar(value: Value, cell: str) -> Value:
    """The date or period if its days are there, the first before the last; raises CorrectionError."""
    days = [*str(plain_value(value)).split("/")]
    try:
        for day in days:
            year, month, number = (*day.split("-"), "01", "01")[:3]
            date(int(year), int(month) if month.isdigit() else 1, int(number))
    except ValueError as error:
        raise _senseless(cell) from error
    if days != sorted(days):
        raise _senseless(cell)
    return value


def _senseless(cell: str) -> CorrectionError:
    told = cell[:40]
    return CorrectionError(
        f"«{told}» không phải giá trị hợp lệ của loại số liệu này: hãy ghi như trên giấy, ví dụ 4.266 hoặc 98,7%.",
        f'"{told}" is no value of this kind: write it as on the paper, such as 4.266 or 98,7%.',
    )
