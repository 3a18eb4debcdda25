"""The words around a number of dossiers that tell which state it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalizers import Span, patterns

from ..matching.mentions import Mention, cues_within
from ..matching.phrases import Cue
from ..subject import Subject
from .dossier_states import SPECIFIC, STAGES, TERMINALS, TIMINGS

COLON = patterns.pattern(r":\s*\Z|\bla\s*\Z")
SENTENCE_END = patterns.pattern(r"[.!?](?=\s)|\n")
_ITEMS = 300  # items between a number and the line that opens its list; more would make long lists slow
_SENTENCE = 2_000  # characters that the longest sentence may have before a number
_NEAR = 12  # characters, room for «khoảng», «thêm»
_CHAIN = patterns.pattern(r"\s*(?:,|va|, va)?\s*(?:(?!da\b)\p{L}+\s+){0,1}")
ITEM = patterns.pattern(r"\s*(?:[^\p{L}\p{N}\s(«“]|o\s|\p{L}\)|\d+\))")
_DIGIT = patterns.pattern(r"\d")
_PART = patterns.pattern(r"[,(]")
_YEAR = patterns.pattern(r"\s*(?:cua\s+)?(?:nam|quy|thang)\s+[\dIVX]")
# Bare verbs that a noun phrase behind the number may hold: «4.266 hồ sơ giải quyết thủ tục hành chính».
_WEAK = frozenset({"giai quyet", "xu ly", "hoan thanh", "cap phep", "phat sinh", "tiep nhan", "nop", "nop ho so"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mention says: its features, its own stage, whether it is a part of the total before it.

    `dated` when only a year follows the noun: «286 hồ sơ năm 2019» beside those of the year before;
    `whole` when «tổng số» stands before it.
    """

    features: frozenset[str]
    stage: str | None
    part: bool
    dated: bool = False
    whole: bool = False


def read(subject: Subject, cues: Sequence[Cue], mention: Mention) -> Reading:
    """The features of a mention from the words before it and, where they say more, behind it."""
    specific = any(cue.label in SPECIFIC for cue in cues_within(cues, mention.right))
    left, part = left_cues(subject, cues, mention, nearest=specific)
    right = _right_cues(subject, cues, mention, mention.right, left)
    if not left and not right:
        right = _right_cues(subject, cues, mention, mention.far, left) or lead_cues(subject, cues, mention)
    said = _without_chained(subject, [*left, *right])
    features = frozenset(cue.label for cue in said)
    stages = [cue.label for cue in said if cue.label in STAGES]
    dated = _YEAR.match(subject.folded, mention.end) is not None
    whole = any(cue.label == "total" for cue in cues_within(cues, mention.left))
    return Reading(features, stages[-1] if stages else None, part, dated, whole)


def _without_chained(subject: Subject, cues: Sequence[Cue]) -> list[Cue]:
    """The cues without the verbs that only follow «tiếp nhận»: «tiếp nhận, xử lý và trả kết quả 500 hồ sơ»."""
    if any(cue.label in TIMINGS for cue in cues):
        return list(cues)
    kept: list[Cue] = []
    end = -1
    for cue in cues:
        chained = cue.label == "resolved" and end >= 0 and _CHAIN.fullmatch(subject.folded, end, cue.start) is not None
        if cue.label == "received" or chained:
            end = cue.end
        if not chained:
            kept.append(cue)
    return kept


def left_cues(
    subject: Subject, cues: Sequence[Cue], mention: Mention, *, nearest: bool = False
) -> tuple[list[Cue], bool]:
    """The telling cues of the nearest part of the left side that has any, and whether «trong đó» opens it.

    With `nearest` only the part next to the number is looked at: the words behind it say more than those far before.
    """
    inside = cues_within(cues, mention.left)
    value, end = subject.value, mention.left.end
    opening = _opening(subject, inside, end)
    start = opening.end if opening else mention.left.start
    colon = value.rfind(":", start, end)
    if colon >= 0 and len(value[colon:end].split()) > 3:
        start = colon + 1
    parts = list(_parts(value, inside, Span(start, end)))
    chosen: list[Cue] = []
    for part in parts[-1:] if nearest else reversed(parts):
        telling = [cue for cue in cues_within(inside, part) if _tells(cue, end)]
        if chosen and not (COLON.search(subject.folded, start, end) and telling and _all_states(telling, chosen)):
            break
        chosen = telling + chosen
    return chosen, opening is not None


def _tells(cue: Cue, number: int) -> bool:
    """True for a cue that says what is counted; «tăng» and «giảm» only right before the number."""
    if cue.label == "change":
        return number - cue.end < _NEAR
    return cue.label in SPECIFIC or cue.label in STAGES


def _all_states(*groups: Sequence[Cue]) -> bool:
    """True when every group names a final state: the parts of «quá hạn, từ chối, hồ sơ rút: 0»."""
    return all(any(cue.label in TERMINALS or cue.label in TIMINGS for cue in group) for group in groups)


def _parts(value: str, cues: Sequence[Cue], span: Span) -> list[Span]:
    """The stretches of `span` between commas and brackets outside every cue; what closed brackets hold is left out."""
    parts, start = [], span.start
    for match in _PART.finditer(value, span.start, span.end):
        if match.start() < start or any(cue.start < match.start() < cue.end for cue in cues):
            continue
        parts.append(Span(start, match.start()))
        closed = value.find(")", match.end(), span.end) if match[0] == "(" else -1
        start = closed + 1 if closed >= 0 else match.end()
    return [*parts, Span(start, span.end)]


def lead_cues(subject: Subject, cues: Sequence[Cue], mention: Mention) -> list[Cue]:
    """The telling cues of the words before the colon that opens a list: «Hồ sơ trễ hạn ở: cấp tỉnh 214 hồ sơ, …».

    For an item of a list that has none the line that opens the list is looked at.
    """
    start = max(mention.line.start, mention.numeral.span.start - _SENTENCE)
    for match in SENTENCE_END.finditer(subject.value, start, mention.numeral.span.start):
        start = match.end()
    colon = subject.value.rfind(":", start, mention.numeral.span.start)
    own = _telling(cues, Span(start, max(start, colon)))
    if own or start != mention.line.start:
        return own
    return _telling(cues, list_opening(subject.value, mention.line.start))


def _telling(cues: Sequence[Cue], span: Span) -> list[Cue]:
    return [cue for cue in cues_within(cues, span) if cue.label in SPECIFIC or cue.label in STAGES]


def list_opening(value: str, line: int) -> Span:
    """The last sentence of the line with a colon at its end over the items that `line` is one of; else nothing."""
    for _ in range(_ITEMS):
        if line == 0 or not ITEM.match(value, line):
            break
        end = line - 1
        line = value.rfind("\n", 0, end) + 1
        if value[line:end].rstrip().endswith(":"):
            begin = max((m.end() for m in SENTENCE_END.finditer(value, line, end)), default=line)
            return Span(begin, end) if not _DIGIT.search(value, begin, end) else Span(0, 0)
    return Span(0, 0)


def _opening(subject: Subject, cues: Sequence[Cue], end: int) -> Cue | None:
    """The last «trong đó» before the number; with many words behind it that tell nothing it opens no list of parts."""
    for index in range(len(cues) - 1, -1, -1):
        if cues[index].label == "part_of":
            telling = any(cue.label in SPECIFIC or cue.label in STAGES for cue in cues[index + 1 :])
            return cues[index] if telling or len(subject.value[cues[index].end : end].split()) < 4 else None
    return None


def _right_cues(subject: Subject, cues: Sequence[Cue], mention: Mention, span: Span, left: Sequence[Cue]) -> list[Cue]:
    """The telling cues behind the number; bare verbs there belong to a noun phrase unless a timing follows."""
    inside = [cue for cue in cues_within(cues, span) if cue.label in SPECIFIC - {"change"} or cue.label in STAGES]
    staged = any(cue.label in STAGES for cue in left)
    timed = any(cue.label in TIMINGS for cue in inside)

    def speaks(cue: Cue) -> bool:
        if cue.label in SPECIFIC or not _is_weak(subject, cue):
            return True
        # «12 hồ sơ tiếp nhận …»: the verb follows the noun at once and nothing before it says a stage.
        opens = cue.label == "received" and not subject.value[mention.end : cue.start].strip()
        return not staged and (timed or opens)

    return [cue for cue in inside if speaks(cue)]


def _is_weak(subject: Subject, cue: Cue) -> bool:
    return " ".join(subject.folded[cue.start : cue.end].split()) in _WEAK
