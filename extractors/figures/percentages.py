"""Percentages with what they measure and whether they are reached, aimed at, or neither (gold conventions)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalizers import Span, patterns

from ..extraction import Extraction, Percentage, PercentageRole
from ..matching.grids import Grid, find_grids
from ..matching.mentions import cues_within, split
from ..matching.numerals import read_decimal
from ..matching.phrases import Cue, book
from ..matching.sections import Outline, outline
from ..subject import Subject
from .indicators import indicator_of

_PERCENT = patterns.pattern(r"(?<![\p{Lu}\d.,])(?<!\d\p{L})\d{1,3}(?:[.]\d{3})*(?:[.,]\d+)?\s?(?:%|phần trăm\b)")
_CLAUSE_END = patterns.pattern(r"[\n\t;]|[.!?]+(?=\s|$)")
_APPROXIMATE = patterns.pattern(r"\b(?:gan|hon|tren|khoang|uoc|xap xi|duoi)\s+\Z")
_DENIAL = patterns.pattern(
    r"\b(?:khong|chua)(?! phu thuoc| qua| duoi| thap| vuot| co | phat| toi | den )"
    r"(?! (?:\p{L}+ ){0,2}(?:qua|vuot|duoi|thap)\b)"
    r"(?: \p{L}+){1,3} $"
)
_SOME_UNITS = patterns.pattern(
    r"(?:\d|cac|mot so|nhieu|nhung)\s+"
    r"(?:tinh|huyen|xa|phuong|quan|so|bo|don vi|dia phuong|co quan|thi tran|thu tuc|tthc)\b"
    r"[^.;]*\b(?:co|de|dat|ty le|ti le|giam|tang)\b"
)
_SENTENCE = patterns.pattern(r"[.!?:](?=\s)|(?<!;)\s*\n")
_LISTED = patterns.pattern(r"^[^.!?()]*(?:[,;]|\bvà)\s*(?:và\s+)?$")
_PARTED = patterns.pattern(r":\s|\)|\bđạt tỷ lệ\b")
_COUNTED = patterns.pattern(r"\d\s+\Z")
_REACH = 60  # characters
_NEAR = 14
_DIFFERENCE = 20  # percentage points: a larger figure beside «vượt mục tiêu» is the goal itself
_REACHED = frozenset({"dat", "ty", "le"})
_OPENING = patterns.pattern(r"[\s\-+•*–]*")


@dataclass(frozen=True, slots=True)
class _Place:
    """A percentage and the stretches of its clause before it (back to the percentage before) and behind it."""

    span: Span
    left: Span
    right: Span
    clause: Span


def extract(subject: Subject) -> list[Extraction]:
    """The percentages of a text, in running text and in tables."""
    cues = book("roles").find(subject)
    parts = outline(subject)
    grids = find_grids(subject)
    found: list[Extraction] = []
    earlier: tuple[Span, PercentageRole] | None = None
    for place in _places(subject):
        role = _role(subject, cues, parts, grids, place)
        if role == "achieved" and earlier and _continues(subject, earlier, place):
            role = "target"
        earlier = (place.span, role)
        found.append(_extraction(subject, place, role))
    return found


def _places(subject: Subject) -> list[_Place]:
    spans = [Span(m.start(), m.end()) for m in _PERCENT.finditer(subject.value)]
    places: list[_Place] = []
    index = 0
    for clause in split(subject.value, _CLAUSE_END, Span(0, len(subject.value))):
        done = clause.start
        while index < len(spans) and spans[index].start < clause.end:
            span = spans[index]
            index += 1
            following = spans[index].start if index < len(spans) and spans[index].start < clause.end else clause.end
            places.append(_Place(span, Span(done, span.start), Span(span.end, max(span.end, following)), clause))
            done = span.end
    return places


def _role(
    subject: Subject, cues: Sequence[Cue], parts: Outline, grids: Sequence[Grid], place: _Place
) -> PercentageRole:
    left = {cue.label for cue in cues_within(cues, place.left)}
    if "negated" in left or _denied(subject, place):
        return "statement"
    if parts.is_plan or parts.mode_at(place.span.start) == "tasks":
        return "target"
    if _sorts_units(subject, cues, place):
        return "statement"
    column = next((grid.role_at(place.span) for grid in grids if grid.span.contains(place.span)), None)
    if column:
        return column
    above = parts.title != "report" and any(cue.label == "above" for cue in cues_within(cues, place.right))
    return "target" if (above and "done" not in left) or _aims(subject, cues, place) else "achieved"


def _aims(subject: Subject, cues: Sequence[Cue], place: _Place) -> bool:
    """True when the words beside the percentage set a goal or a duty."""
    left = _reaching(subject, cues, place)
    labels = {cue.label for cue in left}
    if _is_difference(subject, left, place):
        return False
    if "target" in labels or _is_assigned(subject, place, labels):
        return True
    if any(cue.label == "aim" and place.span.start - cue.end <= _NEAR for cue in left):
        return _in_bracket(subject, place) or "compared" in labels
    return "done" not in labels and _is_duty(subject, cues, left, place)


def _is_duty(subject: Subject, cues: Sequence[Cue], left: Sequence[Cue], place: _Place) -> bool:
    """True for «bảo đảm 100% …», «hoàn thành 100% …», and what is to be reached by a year to come."""
    close = any(cue.label == "task" and place.span.start - cue.end <= 2 for cue in left)
    above = any(cue.label == "above" for cue in cues_within(cues, place.right))
    return (
        _has_horizon(subject, cues, place)
        or any(cue.label == "ensure" and (above or _leads(subject, cue, place)) for cue in left)
        or (close and not _reported(subject, place))
    )


def _reaching(subject: Subject, cues: Sequence[Cue], place: _Place) -> list[Cue]:
    """The cues before the percentage that no colon, bracket or many words part from it; «5/7 chỉ tiêu» is a count."""
    start = place.left.start
    for match in _PARTED.finditer(subject.value, start, place.span.start):
        if subject.value[match.end() : place.span.start].strip(" -+•*"):
            start = match.end()
    near = [c for c in cues_within(cues, Span(start, place.span.start)) if place.span.start - c.end <= _REACH]
    return [c for c in near if not _COUNTED.search(subject.value[max(0, c.start - 4) : c.start])]


def _is_difference(subject: Subject, left: Sequence[Cue], place: _Place) -> bool:
    """True for «thấp hơn mục tiêu 6,3%»: the distance from a goal, unless words behind say that it is the goal."""
    compared = [cue for cue in left if cue.label == "compared"]
    if not compared or _is_assigned(subject, place, {"compared"}):
        return False
    return _amount(place.span.of(subject.value)) < _DIFFERENCE


def _amount(printed: str) -> Decimal:
    """The number of «98,5 %» or «98,5 phần trăm»."""
    return read_decimal(printed.rstrip("% ").removesuffix("phần trăm").strip())


def _is_assigned(subject: Subject, place: _Place, labels: Collection[str]) -> bool:
    """True for «vượt mức 40% mà Nghị quyết đặt ra»: beyond a figure that somebody set."""
    if not {"compared", "target", "aim"} & set(labels):
        return False
    behind = cues_within(book("roles_behind").find(subject), place.right)
    return bool(behind) and behind[0].start - place.span.end <= _REACH


def _in_bracket(subject: Subject, place: _Place) -> bool:
    """True for «… so với kế hoạch cả năm (95%)» and «, kế hoạch đề ra 30%»: the goal stands beside the result."""
    before = subject.value[max(place.left.start, place.span.start - _REACH) : place.span.start]
    return before.rstrip().endswith("(") or "," in before or "(" in before


def _has_horizon(subject: Subject, cues: Sequence[Cue], place: _Place) -> bool:
    """True when the sentence sets a year to come before the percentage: «Đến năm 2030, …; 100% hồ sơ …»."""
    start = max(
        (m.end() for m in _SENTENCE.finditer(subject.value, max(0, place.span.start - 600), place.span.start)),
        default=0,
    )
    return any(cue.label == "horizon" for cue in cues_within(cues, Span(start, place.span.start)))


def _leads(subject: Subject, cue: Cue, place: _Place) -> bool:
    """True for «bảo đảm 100% …» and «bảo đảm cập nhật đầy đủ 100% …», not for «đảm bảo đạt 100% các chỉ tiêu»."""
    between = subject.folded[cue.end : place.span.start].split()
    return len(between) <= 4 and (not between or between[-1] not in _REACHED)


def _reported(subject: Subject, place: _Place) -> bool:
    """True for «Tổ chức thực hiện 100% TTHC …» told as done: the clause has no verb of duty before it."""
    return "thuc hien" in subject.folded[max(0, place.span.start - 12) : place.span.start]


def _sorts_units(subject: Subject, cues: Sequence[Cue], place: _Place) -> bool:
    """True for a bound that only sorts units: «các tỉnh cơ bản đạt trên 90%», «06/34 địa phương … dưới 90%»."""
    left = cues_within(cues, place.left)
    bound = next((cue for cue in reversed(left) if cue.label == "bound"), None)
    if bound is None or place.span.start - bound.end > 2:
        return False
    return (
        any(cue.label == "units" for cue in left)
        or _SOME_UNITS.search(subject.folded, place.left.start, place.left.end) is not None
    )


def _denied(subject: Subject, place: _Place) -> bool:
    """True for «không dám nói 100% người dân hài lòng»: a denial some words before the percentage."""
    return _DENIAL.search(subject.folded[max(place.left.start, place.span.start - 30) : place.span.start]) is not None


def _continues(subject: Subject, earlier: tuple[Span, PercentageRole], place: _Place) -> bool:
    """True when an aim goes on: «…; 80% thủ tục …», «, 30% chi phí …», or a sentence that opens with the percentage."""
    span, role = earlier
    between = subject.value[span.end : place.span.start]
    if role != "target" or "\t" in between or ("\n" in between and not between.rstrip().endswith(";")):
        return False
    opening = _OPENING.match(subject.value, place.clause.start)
    return (opening is not None and opening.end() == place.span.start) or _LISTED.search(between) is not None


def _extraction(subject: Subject, place: _Place, role: PercentageRole) -> Extraction:
    printed = place.span.of(subject.value)
    before = subject.folded[max(0, place.span.start - 12) : place.span.start]
    approximate = _APPROXIMATE.search(before) is not None
    measure = indicator_of(subject, place.left, place.right)
    value = Percentage(_amount(printed), measure, role, approx=approximate)
    return Extraction(value, place.span, "percentage", confidence=0.97 if measure else 0.9)
