"""The parts of a list: one number and one label each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from normalizers import Span, fold, patterns

from .quantities import Quantity, quantities, word_pattern, words
from .stretches import covered, without

_CUT = patterns.pattern(r"[;,](?=\s|$)|\n[ \t]*[-+*•–]|\s(?=va \D{0,40}\d)")
_SHARE = patterns.pattern(
    r"[,;]?\s*(?:(?:va |la |dat |chiem |bang |ty le |tuong duong |tuong ung )*)\d[\d.,]*\s?%"
    r"(?:\s+(?:tong so|so)\b[^,;\d]{0,20})?"
)
_SPELLED = patterns.pattern(r"(?:\bva|,) (?:mot|hai|ba|bon|bay|tam|chin|muoi) \p{L}")  # «một hoa tiêu và một sĩ quan»
_MOST = 25  # parts of a list
_BULLET = patterns.pattern(r"\n[ \t]*(?P<mark>[-+*•–]|[a-z]\))\s")
_ITEM_END = patterns.pattern(r"[,;(]|\.(?=\s|$)")
_FILL = patterns.pattern(
    r"^[\s\-–:]*(?:va |la |co |so |cac )*|[\s\-–:]*(?:\b(?:la|co|voi|gom|so|duoc|dat)\b)?[\s\-–:]*$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One part: its number, what it is called (folded), and whether its unit is printed."""

    quantity: Quantity
    label: str
    span: Span
    unit_printed: bool

    @property
    def leads(self) -> bool:
        """True when the label stands before the number."""
        return self.quantity.span.start > self.span.start


def split_items(value: str, folded: str, place: Span, whole: Quantity) -> tuple[Item, ...] | None:
    """The parts in `place`; None unless each is one number with a label, all in the same order."""
    if _is_loose(place.of(value)) or _SPELLED.search(folded, place.start, place.end):
        return None
    pieces, held, unnumbered = [], place.start, 0
    for piece in _pieces(folded, place):
        found = [
            q for q in quantities(folded, piece.start, piece.end) if not covered(folded, place.start, q.span.start)
        ]
        counted = [q for q in found if not q.percent]
        if not counted:
            unnumbered += 1
            continue
        if len(counted) > 1 or counted[0].vague:
            return None
        pieces.append((Span(held, piece.end), counted[0]))
        held = piece.end
    items = [_item(value, folded, span, quantity, whole) for span, quantity in pieces]
    known = [item for item in items if item]
    if len(known) < 2 or len(known) < len(items) or unnumbered >= len(known):
        return None
    orders = {item.quantity.span.start - item.span.start < 4 for item in known}
    return tuple(known) if len({_leads(folded, item) for item in known}) == 1 or orders == {True} else None


def bullets(value: str, folded: str, at: int) -> list[Item]:
    """The first number of each line that follows with one mark; none at all where a line has no number."""
    items: list[Item] = []
    mark = ""
    while len(items) < _MOST:
        match = _BULLET.match(folded, at)
        if match is None or (mark and _other(mark, match["mark"])):
            if match and items and match["mark"] in "+*" and mark == "-":
                at = _line_end(folded, match.end())
                continue
            return items
        mark = mark or match["mark"]
        end = _line_end(folded, match.end())
        found = [q for q in quantities(folded, match.end(), end) if not q.percent]
        stop = _ITEM_END.search(folded, match.end(), end)
        limit = stop.start() if stop else end
        first = next((q for q in found if q.span.start < limit or not items), None)
        if first is None or first.vague or first.span.start > limit or _is_loose(value[match.end() : first.span.start]):
            return []
        label = without(_FILL, folded[match.end() : first.span.start])
        label = label or folded[first.span.end : limit].strip()
        items.append(Item(first, label, Span(match.end(), first.span.end), bool(first.unit)))
        at = end
    return []


def _other(mark: str, found: str) -> bool:
    return mark != found and not (mark.endswith(")") and found.endswith(")"))


def _line_end(folded: str, at: int) -> int:
    """The end of the line with those that it was wrapped to."""
    while True:
        end = folded.find("\n", at)
        if end < 0:
            return len(folded)
        follows = folded[end + 1 : end + 60].lstrip(" ")
        if not follows or not follows[0].isalpha() or follows[1:2] in ".)" or folded[end - 1] in ".;:":
            return end
        at = end + 1


def _pieces(folded: str, place: Span) -> list[Span]:
    """The stretches between the commas and semicolons that stand in no bracket."""
    cuts = [m for m in _CUT.finditer(folded, place.start, place.end) if not covered(folded, place.start, m.start())]
    starts = [place.start, *(match.end() for match in cuts)]
    ends = [*(match.start() for match in cuts), place.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _item(value: str, folded: str, span: Span, quantity: Quantity, whole: Quantity) -> Item | None:
    """The part that a piece states; None where it counts other things than the whole."""
    before = without(_FILL, folded[span.start : quantity.span.start].strip(" ,;"))
    behind = _trimmed(folded[quantity.span.end : span.end])
    same = bool(quantity.noun) and quantity.noun == whole.noun
    if before:
        if behind and not same and not _are_persons(behind, whole.unit):
            return None
        return Item(quantity, before, Span(span.start, quantity.span.end), same)
    if not behind:
        return None
    foreign = not same and any(_begins(behind, noun) for noun in words()["nouns"])
    if foreign and not any(_begins(whole.unit, noun) for noun in words()["general"]):
        return None
    return Item(quantity, behind, Span(quantity.span.start, span.end), same)


def _are_persons(one: str, other: str) -> bool:
    """True for «em» beside «học sinh»: both count people."""
    return all(any(_begins(name, noun) for noun in words()["persons"]) for name in (one, other))


def _begins(text: str, word: str) -> bool:
    return text == word or text.startswith(word + " ")


def _trimmed(text: str) -> str:
    """What stands behind a number, less brackets and shares."""
    cut = text.find("(")
    if cut >= 0:
        text = text[:cut] + text[text.rfind(")") + 1 :]
    return without(_SHARE, text).strip(" ,;:.\n")


def _leads(folded: str, item: Item) -> bool:
    """True when the label stands before the number."""
    return any(char.isalpha() for char in folded[item.span.start : item.quantity.span.start].removeprefix(" va"))


def _is_loose(text: str) -> bool:
    """True when a word says that the list is not whole, or that a number in it is none of a part."""
    lower = text.lower()
    if lower != fold(text):
        return word_pattern("loose").search(lower) is not None or word_pattern("overlapping").search(lower) is not None
    return any(word in lower for word in _unmarked())


@cache
def _unmarked() -> tuple[str, ...]:
    """The longer of those words without marks."""
    return tuple(fold(word) for kind in ("loose", "overlapping") for word in words()[kind] if " " in word)
