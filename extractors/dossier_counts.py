"""Numbers of dossiers in running text (domain.md 2.2-2.4; form II.06 of Thông tư 01/2020/TT-VPCP)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers import Span, patterns

from .dossier_states import OTHER, SPECIFIC, STAGES, TERMINALS, TIMINGS, Measure, decide
from .extraction import DossierCount, Extraction
from .mentions import Mention, cues_within, find_mentions
from .numerals import Numeral
from .phrases import Cue, book
from .subject import Subject

DOSSIER = "hồ sơ"
CASE = "trường hợp"
_NOUN = patterns.pattern(r"\b(?:h[od] so|hs)\b")
_PART = patterns.pattern(r"[,(]")
_COPULA = patterns.pattern(
    r"(?:^|\s|:)(?:la|1a|co|con|duoc|chi|dat|gom|bang|voi|:|=|-)?\s*(?:gan|hon|tren|khoang|uoc|xap xi)?\s*$"
)
_COLON = patterns.pattern(r":\s*$|\bla\s*$")
_ITEM = patterns.pattern(r"\s*(?:[-+•*–·]|\p{L}\)|\d+\))")
_SENTENCE_END = patterns.pattern(r"[.!?](?=\s)|\n")
_ENDS = patterns.pattern(r"\s*(?:[,.;:()/\n\t]|$|(?:va|trong do|gom|dat|chiem|bang|tuong|tang|giam|con)\b)")
# Bare verbs that a noun phrase behind the number may hold: «4.266 hồ sơ giải quyết thủ tục hành chính».
_WEAK = frozenset({"giai quyet", "xu ly", "hoan thanh", "cap phep", "phat sinh", "tiep nhan", "nop", "nop ho so"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mention says: its features, its own stage, and whether it is a part of the total before it."""

    features: frozenset[str]
    stage: str | None
    part: bool


@dataclass(slots=True)
class Group:
    """The total that the following parts belong to, while the list or sentence goes on."""

    stage: str | None = None
    index: int | None = None
    part: bool = False
    carried: bool = False
    end: int = 0
    line: Span = Span(0, 0)

    @property
    def open(self) -> bool:
        """True while numbers of dossiers are being listed."""
        return self.index is not None

    def enter(self, subject: Subject, mention: Mention) -> None:
        """Leave the total at a new paragraph, and its parts at a new sentence."""
        if mention.line != self.line and not _ITEM.match(subject.value, mention.line.start):
            self.stage, self.index, self.part, self.carried = None, None, False, False
        elif mention.line == self.line and _SENTENCE_END.search(subject.value, self.end, mention.numeral.span.start):
            self.part = False
        self.line, self.end = mention.line, mention.end

    def measure(self, reading: Reading) -> Measure:
        """The measure of a mention read in this group."""
        part = reading.part or self.part
        stage = reading.stage or (self.stage if part else None)
        if part and self.carried and not reading.features and stage:
            return decide({"new"}, stage)
        return decide(reading.features, stage)

    def adopt(self, reading: Reading, measure: Measure, found: list[Extraction]) -> None:
        """Remember the last of `found` as the total, or as a part that may tell what its total really is."""
        self.part = self.part or reading.part
        if measure.name in ("received_total", "resolved_total", "pending_total") and not (
            self.part and reading.part and self.index is None
        ):
            self.stage, self.index, self.part, self.carried = (
                measure.name.partition("_")[0],
                len(found) - 1,
                False,
                False,
            )
            return
        self.carried = self.carried or measure.name == "carried_over" or measure.sub == "pending_carried_over"
        if (
            self.part
            and self.stage == "resolved"
            and self.index is not None
            and (measure.name == "carried_over" or measure.sub == "received_new")
        ):
            self._restate(found)

    def _restate(self, found: list[Extraction]) -> None:
        """A total «giải quyết» whose parts are new and carried over counts what was received (gold conventions)."""
        assert self.index is not None
        total = found[self.index]
        assert isinstance(total.value, DossierCount)
        found[self.index] = replace(total, value=replace(total.value, measure="received_total"))
        self.stage = "received"


def extract(subject: Subject) -> list[Extraction]:
    """The dossier counts of the running text; tables are read by `dossier_tables`."""
    cues = book("dossier_states").find(subject)
    found: list[Extraction] = []
    group = Group()
    for mention in find_mentions(subject, cues):
        group.enter(subject, mention)
        if not _counts_dossiers(subject, cues, mention, group):
            continue
        reading = read(subject, cues, mention)
        measure = _reason(subject, cues, mention) or group.measure(reading)
        found.append(_extraction(mention.numeral, measure, named=mention.unit is not None))
        group.adopt(reading, measure, found)
        if mention.numeral.over:
            found.append(_extraction(mention.numeral.over, _whole(measure), named=mention.unit is not None))
    return found


def read(subject: Subject, cues: Sequence[Cue], mention: Mention) -> Reading:
    """The features of a mention from the words before it and, where they say more, behind it."""
    left, part = _left_cues(subject, cues, mention)
    right = _right_cues(subject, cues, mention.right, left)
    if not left and not right:
        right = _right_cues(subject, cues, mention.far, left)
    features = frozenset(cue.label for cue in (*left, *right))
    stages = [cue.label for cue in (*left, *right) if cue.label in STAGES]
    return Reading(features, stages[-1] if stages else None, part)


def _left_cues(subject: Subject, cues: Sequence[Cue], mention: Mention) -> tuple[list[Cue], bool]:
    """The telling cues of the nearest part of the left side that has any, and whether «trong đó» opens it."""
    inside = cues_within(cues, mention.left)
    value, end = subject.value, mention.left.end
    opening = _opening(subject, inside, end)
    start = opening.end if opening else mention.left.start
    colon = value.rfind(":", start, end)
    if colon >= 0 and len(value[colon:end].split()) > 3:
        start = colon + 1
    parts = list(_parts(value, inside, Span(start, end)))
    chosen: list[Cue] = []
    for part in reversed(parts):
        telling = [cue for cue in cues_within(inside, part) if cue.label in SPECIFIC or cue.label in STAGES]
        if chosen and not (_COLON.search(subject.folded, start, end) and telling and _all_states(telling, chosen)):
            break
        chosen = telling + chosen
    return chosen, opening is not None


def _opening(subject: Subject, cues: Sequence[Cue], end: int) -> Cue | None:
    """The last «trong đó» before the number; one with other words behind it that tell nothing opens no list of parts."""
    for index in range(len(cues) - 1, -1, -1):
        if cues[index].label == "part_of":
            telling = any(cue.label in SPECIFIC or cue.label in STAGES for cue in cues[index + 1 :])
            return cues[index] if telling or len(subject.value[cues[index].end : end].split()) < 4 else None
    return None


def _all_states(*groups: Sequence[Cue]) -> bool:
    """True when every group names a final state: the parts of «quá hạn, từ chối, hồ sơ rút: 0»."""
    return all(any(cue.label in TERMINALS or cue.label in TIMINGS for cue in group) for group in groups)


def _parts(value: str, cues: Sequence[Cue], span: Span) -> list[Span]:
    """The stretches of `span` between commas and brackets that stand outside every cue."""
    parts, start = [], span.start
    for match in _PART.finditer(value, span.start, span.end):
        if not any(cue.start < match.start() < cue.end for cue in cues):
            parts.append(Span(start, match.start()))
            start = match.end()
    return [*parts, Span(start, span.end)]


def _right_cues(subject: Subject, cues: Sequence[Cue], span: Span, left: Sequence[Cue]) -> list[Cue]:
    """The telling cues behind the number; bare verbs there belong to a noun phrase unless a timing follows."""
    inside = [cue for cue in cues_within(cues, span) if cue.label in SPECIFIC or cue.label in STAGES]
    staged = any(cue.label in STAGES for cue in left)
    timed = any(cue.label in TIMINGS for cue in inside)
    return [
        cue
        for cue in inside
        if cue.label in SPECIFIC
        or not (_is_weak(subject, cue) and (staged or not timed) and not _opens(subject, cue, span, staged))
    ]


def _opens(subject: Subject, cue: Cue, span: Span, staged: bool) -> bool:
    """True for «12 hồ sơ tiếp nhận …»: the verb follows the noun at once and nothing before it says a stage."""
    return not staged and cue.label == "received" and not subject.value[span.start : cue.start].strip()


def _is_weak(subject: Subject, cue: Cue) -> bool:
    return " ".join(subject.folded[cue.start : cue.end].split()) in _WEAK


def _counts_dossiers(subject: Subject, cues: Sequence[Cue], mention: Mention, group: Group) -> bool:
    """True when the number counts dossiers: by its noun, or by a state right before it and the noun in its line."""
    if mention.numeral.value is None or mention.unit not in (DOSSIER, CASE, None):
        return False
    if mention.unit == DOSSIER:
        return True
    noun = _NOUN.search(subject.folded, mention.line.start, mention.numeral.span.start) is not None
    if mention.unit == CASE:
        return noun and (
            _reason(subject, cues, mention) is not None or bool(read(subject, cues, mention).features & SPECIFIC)
        )
    return (noun or group.open) and _stands_alone(subject, cues, mention)


def _stands_alone(subject: Subject, cues: Sequence[Cue], mention: Mention) -> bool:
    """True for «số hồ sơ đã giải quyết 297,»: a telling cue right before the number and nothing counted behind it."""
    left, _ = _left_cues(subject, cues, mention)
    if not left or not _ENDS.match(subject.folded, mention.end):
        return False
    between = subject.folded[left[-1].end : mention.numeral.span.start]
    return _COPULA.fullmatch(between) is not None or (_COLON.search(between) is not None and "," not in between)


def _reason(subject: Subject, cues: Sequence[Cue], mention: Mention) -> Measure | None:
    """«Lý do hồ sơ quá hạn: 01 hồ sơ …; 01 hồ sơ …»: the line opens with the reason, its numbers are parts by reason."""
    opening = next(iter(cues_within(cues, Span(mention.line.start, mention.numeral.span.start))), None)
    if opening is None or opening.label != "reason" or opening.start > mention.line.start + 12:
        return None
    return Measure("other", "resolved_overdue_reason")


def _whole(part: Measure) -> Measure:
    """What the second number of «4.561/5.650 hồ sơ» counts: the dossiers of which the first is a part."""
    if part.name == "other":
        return Measure("other", "received_new") if part.sub == "on_system" else OTHER
    stage, _, state = part.name.partition("_")
    if state == "total" or stage not in STAGES:
        return Measure("received_total")
    return Measure(f"{stage}_total")


def _extraction(numeral: Numeral, measure: Measure, *, named: bool) -> Extraction:
    count = numeral.value
    if count is None:
        raise ValueError(f"«{numeral.printed}» is no whole number")
    value = DossierCount(count, measure.name, measure.sub, approx=numeral.approximate)
    confidence = (0.95 if named else 0.85) - (0.15 if measure == OTHER else 0.0)
    return Extraction(value, numeral.span, "dossier-count", confidence=confidence)
