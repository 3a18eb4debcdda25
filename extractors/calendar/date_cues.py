"""The words that make «d/m» a day («ngày 09/3», «Thứ Hai 08/8», «chậm nhất 18/6», «đến 30/6») and not a ratio."""

from __future__ import annotations

from functools import cache

from normalizers import fold, patterns

from ..vocabulary import load
from .date_forms import PrintedDate
from .head_words import DAY, bears_marks

_WINDOW = 20  # characters before a date that hold its cue
_DAY = patterns.pattern(rf"(?<!\p{{L}}){DAY}\s*(?:(?:mung|mong)\s+)?$")
# These lose their meaning with their marks (lễ, lệ; sáng, sang; tối, tôi), so they count only as printed.
_MOMENT = patterns.pattern(r"\b(?:sáng|trưa|chiều|tối|đêm|hôm|lễ|quốc khánh)\s+\Z", ignore_case=True)
_WEEKDAY = r"(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)(?=[\s,(])|(?:thứ|t)\s*[2-7]\s*(?=\())"
_LIMIT = (
    "(?:kể từ|tính từ|tính đến|đến hết|trước|sau|(?:chậm|muộn) nhất(?: là| vào)?|đến hạn(?: vào)?|hạn (?:chót|cuối))"
)
_POINT = "(?:từ|đến|tới|vào)"
_ENDS_PHRASE = patterns.pattern(r"\s*(?:[,;:.)]|$|\n|\t|[-\u2013]\s|(?:den|toi) nay\b|tai\b)")
_MORE_COUNTED = ("số", "tổng số", "diện tích", "đại biểu", "quận", "thị trấn", "trường", "dân số", "chặng đường")


def _in_both_writings(words: str) -> tuple[patterns.Pattern, patterns.Pattern]:
    """The words before a date as printed with their marks, and as typed without them."""
    before, after = r"(?<!\p{L})", r"(?:\s*[,(]\s*|\s+)\Z"
    return patterns.pattern(before + words + after, ignore_case=True), patterns.pattern(before + fold(words) + after)


_WEEKDAYS, _LIMITS, _POINTS = map(_in_both_writings, (_WEEKDAY, _LIMIT, _POINT))


def is_cued(value: str, folded: str, date: PrintedDate) -> bool:
    """True when the word before a short date says that it is a day, so far as its form leaves a doubt."""
    start = max(0, date.span.start - _WINDOW)
    if _DAY.search(folded, start, date.span.start):
        return True
    by_moment = _MOMENT.search(value, start, date.span.start) is not None
    ends = _ENDS_PHRASE.match(folded, date.span.end) is not None
    if "/" not in date.span.of(value):  # «chiều 19-2,», but «tối 2-3 người», «sáng 2.5 triệu»
        return by_moment and ends
    if by_moment or _follows(_WEEKDAYS, value, folded, date):
        return True
    if _follows(_LIMITS, value, folded, date):
        return ends or _is_no_share(folded, date)
    by_point = _follows(_POINTS, value, folded, date)
    return by_point and ((ends and not looks_like_share(value, date)) or _is_no_share(folded, date))


def looks_like_share(value: str, date: PrintedDate) -> bool:
    """True for digits that can be a fraction, 3/4 or 12/12, but not 30/6 or 05/8."""
    return not date.span.of(value).startswith("0") and (date.day or 0) <= (date.month or 0)


def is_counted(folded: str, end: int) -> bool:
    """True when a noun that is counted stands at `end`: «15/12 xã», «2/3 số hộ»."""
    return _counted().match(folded, end) is not None


def _is_no_share(folded: str, date: PrintedDate) -> bool:
    """True for «27/12» with no noun behind it: a share has the smaller number before the stroke."""
    return (date.day or 0) > (date.month or 0) and not is_counted(folded, date.span.end)


def _follows(words: tuple[patterns.Pattern, patterns.Pattern], value: str, folded: str, date: PrintedDate) -> bool:
    """True when `words` stand right before the date; without marks only in a text that bears none."""
    marked, plain = words
    start = max(0, date.span.start - _WINDOW)
    if marked.search(value, start, date.span.start):
        return True
    return not bears_marks(value, date.span) and plain.search(folded, start, date.span.start) is not None


@cache
def _counted() -> patterns.Pattern:
    """The nouns of units.toml and some more that only shares have, folded."""
    nouns = [noun for group in load("units").values() for noun in group]
    return patterns.pattern(rf"\s*(?:{patterns.alternation([fold(noun) for noun in (*nouns, *_MORE_COUNTED)])})\b")
