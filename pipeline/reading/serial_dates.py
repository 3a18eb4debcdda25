"""Days that spreadsheets count from 1900 or 1904, shown in the order of Vietnam: day, month, year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

_SEPARATORS = frozenset(" -/.,:")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST = 2_958_465  # 31/12/9999
_FALSE_LEAP_DAY = 60  # Excel's 29/2/1900, which was none: days before it are one later than they count

Tokens = Sequence[tuple[str, str]]  # kind and text, as in number_formats


def shown_date(number: Decimal, tokens: Tokens, *, from_1904: bool) -> str | None:
    """The day and time that `number` is; None beyond the calendar.

    Where day, month and year stand with nothing but separators between them they become dd/mm/yyyy, whatever their
    order in the code: «3/4/2026» must not be read as the third of April because an American machine wrote it.
    """
    if not 0 <= number <= _LAST:
        return None
    if any(kind == "elapsed" for kind, _ in tokens):
        return _elapsed(number, tokens)
    moment = _moment(number, from_1904=from_1904)
    kinds = {text[0] for kind, text in tokens if kind == "date"}
    plain = all(kind in ("date", "meridiem") or set(text) <= _SEPARATORS for kind, text in tokens)
    dated = kinds & set("dy")
    if plain and "y" in kinds and (dated == {"d", "y"} or "m" in kinds):
        day = "%d/%m/%Y" if "d" in kinds else "%m/%Y"
        return moment.strftime(f"{day} %H:%M" if "h" in kinds else day)
    if plain and "d" in kinds and "m" in kinds and "h" not in kinds:
        return moment.strftime("%d/%m")
    return _in_words(moment, tokens)


def _moment(number: Decimal, *, from_1904: bool) -> datetime:
    early = not from_1904 and number < _FALSE_LEAP_DAY
    days = int(number) + (1 if early else 0)
    seconds = int((number % 1 * 86400).to_integral_value())
    return (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=days, seconds=seconds)


def _in_words(moment: datetime, tokens: Tokens) -> str:
    """The tokens one by one: «"ngày" dd "tháng" mm "năm" yyyy», «h:mm»."""
    out: list[str] = []
    clock = False  # an m behind hours, or before seconds, is of minutes
    for at, (kind, text) in enumerate(tokens):
        if kind == "date":
            following = next((later[0] for other, later in tokens[at + 1 :] if other == "date"), "")
            minutes = text[0] == "m" and (clock or following == "s")
            out.append(_part(moment, text, minutes=minutes))
            clock = text[0] == "h"
        elif kind != "meridiem":
            out.append(text)
    return "".join(out).strip()


def _part(moment: datetime, text: str, *, minutes: bool) -> str:
    sign, width = text[0], len(text)
    if sign == "y":
        return f"{moment.year:04d}" if width > 2 else f"{moment.year % 100:02d}"
    value = {"d": moment.day, "h": moment.hour, "s": moment.second}.get(
        sign, moment.minute if minutes else moment.month
    )
    return f"{value:02d}" if width == 2 else str(value)


def _elapsed(number: Decimal, tokens: Tokens) -> str:
    """Hours, minutes and seconds gone by: «[h]:mm»."""
    seconds = int((number * 86400).to_integral_value())
    sizes = {"h": 3600, "m": 60, "s": 1}
    out: list[str] = []
    for kind, text in tokens:
        if kind in ("elapsed", "date") and text[0] in sizes:
            value, seconds = divmod(seconds, sizes[text[0]])
            out.append(f"{value:02d}" if len(text) > 1 else str(value))
        else:
            out.append(text)
    return "".join(out).strip()
