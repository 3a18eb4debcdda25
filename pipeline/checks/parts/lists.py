"""Where a number is said to consist of parts, and which: «333 trường, gồm mầm non 82, tiểu học 170, …»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from normalizers import Span, patterns

from .items import Item, bullets, split_items
from .quantities import Quantity, last_quantity, occurrences, quantities
from .stretches import LONGEST, closing, covered, sentence_end, sentence_start, without

Kind = Literal["gom", "among", "bracket", "colon"]

_REACH = 150  # characters between a whole and the word that opens its parts
_TAIL = 48  # letters of the phrase between them
_CUES: tuple[tuple[str, Kind, patterns.Pattern], ...] = (
    ("gom", "gom", patterns.pattern(r"(?:bao |trong do )?\bgom\b(?! ca\b| co\b)\s*(?:cac |nhung )?:?")),
    ("chia ra", "gom", patterns.pattern(r"\bchia ra\b\s*:?")),
    ("trong do", "among", patterns.pattern(r"\btrong do\b(?! co\b| gom\b)\s*:?")),
)
_SHARE = patterns.pattern(
    r"[,;]?\s*(?:dat|chiem|bang|ty le|tuong duong|tuong ung)?\s*(?:ty le\s*)?\d[\d.,]*\s?%[^,;\d]{0,30}(?=,|$|\()"
)
_COMPLETE = patterns.pattern(r"\bgom\b(?! ca\b| co\b)|\bchia ra\b|\bket qua:")
_DIGIT = patterns.pattern(r"\d")
_OPENING = patterns.pattern(r"\(\s*(?:(?P<word>bao gom|gom|trong do|chia ra)\b\s*:?(?P<but>\s*(?:co|ca)\b)?)?")
_KINDS: dict[str, Kind] = {"bao gom": "gom", "gom": "gom", "chia ra": "gom", "trong do": "among"}


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole and the lists that may be its parts: the likeliest first, others as the sentence may be read."""

    kind: Kind
    whole: Quantity
    readings: tuple[tuple[Item, ...], ...]
    place: Span


def parts_lists(value: str, folded: str) -> Iterator[Parts]:
    """Each number with a list behind it that may be its parts."""
    for word, kind, pattern in _CUES:
        for place in occurrences(folded, word):
            match = pattern.match(folded, place)
            if match is None or (place and folded[place - 1].isalpha()):
                continue
            start = place - 4 if folded[max(0, place - 4) : place] == "bao " else place
            yield from _list(value, folded, kind, start, match.end())
    for place in occurrences(folded, "("):
        if place and not folded[place - 1].isdigit():
            yield from _bracketed(value, folded, place)
    for place in occurrences(folded, ":"):
        yield from _announced(value, folded, place)


def _bracketed(value: str, folded: str, place: int) -> Iterator[Parts]:
    """«37 dự án (22 FDI, 16 trong nước)»."""
    if _DIGIT.search(folded, max(0, place - _TAIL), place) is None:
        return
    end = closing(folded, place)
    if end is None or not _may_list(folded[place:end]):
        return
    whole = _whole(folded, place, plain=True)
    opening = _OPENING.match(folded, place, end)
    if whole and opening and not opening["but"]:
        kind = _KINDS.get(opening["word"] or "", "bracket")
        yield from _read(value, folded, kind, whole, Span(opening.end(), end))


def _announced(value: str, folded: str, place: int) -> Iterator[Parts]:
    """«cấp xã 207 người: đại học 118, …»; bulleted lines under «giao 318 nhiệm vụ … Kết quả:»."""
    line_end = _line_end(folded, place)
    if folded[place + 1 : line_end].strip():
        near = max(0, place - _TAIL)
        if _DIGIT.search(folded, near, place) is None or not _may_list(folded[place:line_end]):
            return
        whole = _whole(folded, place, plain=True)
        if whole:
            yield from _read(value, folded, "colon", whole, Span(place + 1, sentence_end(folded, place + 1)))
        return
    start = sentence_start(folded, place, lines=1)
    if _COMPLETE.search(folded, start, place + 1) is None:
        return
    items = bullets(value, folded, line_end)
    nouns = {item.quantity.noun for item in items}
    if len(items) < 2 or len(nouns) > 1 or "" in nouns:
        return
    found = [q for q in quantities(folded, start, place) if q.noun in nouns and not q.percent and not q.vague]
    wholes = [q for q in found if not covered(folded, start, q.span.start)]
    if len(wholes) == 1:
        yield Parts("gom", wholes[0], (tuple(items),), Span(wholes[0].span.start, items[-1].span.end))


def _may_list(text: str) -> bool:
    """True when two digits and a sign between parts stand there."""
    return sum(char.isdigit() for char in text) > 1 and any(sign in text for sign in (",", ";", "\n", " va "))


def _line_end(folded: str, at: int) -> int:
    """The end of the line; of a very long one as far as a list may go."""
    limit = min(len(folded), at + LONGEST)
    end = folded.find("\n", at, limit)
    return limit if end < 0 else end


def _list(value: str, folded: str, kind: Kind, start: int, at: int) -> Iterator[Parts]:
    """The list behind a word such as «gồm»."""
    if start and folded[start - 1] == "(":
        return  # inside a bracket: read with it
    before = folded[max(0, start - 3) : start].rstrip()
    whole = _whole(folded, start - 3 + len(before) - 1 if before.endswith(".") else start, plain=False)
    if whole is None:
        return
    line_end = _line_end(folded, at)
    if not folded[at:line_end].strip():
        items = bullets(value, folded, line_end)
        if len(items) > 1:
            yield Parts(kind, whole, (tuple(items),), Span(whole.span.start, items[-1].span.end))
            return
    yield from _read(value, folded, kind, whole, Span(at, sentence_end(folded, at)))


def _read(value: str, folded: str, kind: Kind, whole: Quantity, place: Span) -> Iterator[Parts]:
    """The list in `place`, and its beginning up to the first semicolon when it has commas before that."""
    readings = []
    stop = folded.find(";", place.start, place.end)
    comma = folded.find(", ", place.start, place.end)
    if 0 <= comma < stop:
        readings.append(Span(place.start, stop))
    readings.append(place)
    found = [items for span in readings if (items := split_items(value, folded, span, whole))]
    if found:
        yield Parts(kind, whole, tuple(found), Span(whole.span.start, place.end))


def _whole(folded: str, at: int, *, plain: bool) -> Quantity | None:
    """The number right before `at`, with nothing but its noun and a share of a plan between."""
    start = max(sentence_start(folded, at), at - (_TAIL + 15 if plain else _REACH))
    found = [q for q in quantities(folded, start, at) if not covered(folded, start, q.span.start)]
    whole = last_quantity(found)
    if whole is None or whole.vague or not whole.unit:
        return None
    if folded[max(0, whole.span.start - 5) : whole.span.start].endswith("cung "):
        return None  # «tài xế cùng 5 người (4 nam, 2 nữ)»
    tail = folded[whole.span.end : at]
    if ", moi " in tail:
        return None  # «20 giải nhì, mỗi giải gồm 01 giấy chứng nhận, 01 điện thoại»
    if "(" in tail:
        cut = tail.index("(")
        close = tail.rfind(")")
        tail = tail[:cut] + tail[close + 1 :] if close > cut else tail[:cut]
    tail = without(_SHARE, tail).strip().rstrip(",;:").strip()
    if len(tail) > _TAIL or any(char.isdigit() for char in tail) or any(char in tail for char in ".;:()%"):
        return None
    return None if plain and "," in tail and len(tail) > _TAIL // 2 else whole
