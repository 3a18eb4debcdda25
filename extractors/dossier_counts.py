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
SET = "bộ"
TOTALS = frozenset({"received_total", "resolved_total", "pending_total"})
_NOUN = patterns.pattern(r"\b(?:h[od] so|hs)\b")
_PART = patterns.pattern(r"[,(]")
_COPULA = patterns.pattern(
    r"(?:^|\s|:)(?:la|1a|co|con|duoc|chi|chi co|dat|gom|bang|voi|len den|len toi|dat den|hon|:|=|-)?\s*(?:gan|hon|tren|khoang|uoc|xap xi)?\s*$"
)
_COLON = patterns.pattern(r":\s*$|\bla\s*$")
# Between two numbers of one kind: «361 hồ sơ đất đai và 12 hồ sơ hộ tịch», «1.025 hồ sơ (tháng 6 năm 2026: 211 hồ sơ)».
_ADDED = patterns.pattern(r"[^.;:\n]{0,80}?(?:,|\bvà)\s*|\s*\((?:riêng\s)?[^().;\n]{0,60}")
_NAME = patterns.pattern(r"\s*\p{L}+(?:[ ,-]+\p{L}+){0,7}\s*")
_YEAR = patterns.pattern(r"\s*(?:cua\s+)?(?:nam|quy|thang)\s+[\dIVX]")
_ITEM = patterns.pattern(r"\s*(?:[-+•*–·]|\p{L}\)|\d+\))")
_SENTENCE_END = patterns.pattern(r"[.!?](?=\s)|\n")
_ENDS = patterns.pattern(r"\s*(?:[,.;:()/\n\t]|$|(?:va|trong do|gom|dat|chiem|bang|tuong|tang|giam|con)\b)")
# Bare verbs that a noun phrase behind the number may hold: «4.266 hồ sơ giải quyết thủ tục hành chính».
_WEAK = frozenset({"giai quyet", "xu ly", "hoan thanh", "cap phep", "phat sinh", "tiep nhan", "nop", "nop ho so"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mention says: its features, its own stage, whether it is a part of a total, and whether of a year («286 hồ sơ năm 2019»)."""

    features: frozenset[str]
    stage: str | None
    part: bool
    dated: bool = False


@dataclass(slots=True)
class Group:
    """The total that the following parts belong to, while the list or sentence goes on."""

    total: Measure | None = None
    whole: Measure | None = None
    last: Measure | None = None
    index: int = -1
    part: bool = False
    carried: bool = False
    parts: int = 0  # new and carried-over parts right behind the total
    end: int = 0
    line: int = -1
    clause: int = -1

    @property
    def stage(self) -> str | None:
        """The stage of the total."""
        return self.total.name.partition("_")[0] if self.total else None

    def enter(self, subject: Subject, cues: Sequence[Cue], mention: Mention) -> None:
        """Leave the total at a new paragraph and its parts at a new sentence; «trong đó:» opens parts."""
        start = mention.numeral.span.start
        if mention.line.start != self.line and not _ITEM.match(subject.value, mention.line.start):
            self.total, self.whole, self.last, self.part, self.carried = None, None, None, False, False
        elif mention.line.start == self.line and _SENTENCE_END.search(subject.value, self.end, start):
            self.part, self.whole = False, None
        between = Span(min(self.end, start), start)
        opened = any(c.label == "part_of" for c in cues_within(cues, between))
        if self.last and (opened or _ADDED.fullmatch(between.of(subject.value))):
            self.whole = self.total if ")" in between.of(subject.value) else self.last
            self.part = self.part or (opened and self.total is not None)
        self.line, self.end = mention.line.start, mention.end

    def measure(self, reading: Reading, mention: Mention) -> Measure:
        """The measure of a mention read in this group."""
        stage = reading.stage or (self.stage if self.part else None)
        if not (self.part or self.whole) or reading.features:
            if stage is None and self.stage == "pending" and self.clause == mention.clause.start:
                stage = "pending"  # «đang giải quyết 80 hồ sơ và chỉ có 1 hồ sơ quá hạn»
            return decide(reading.features, stage)
        if self.carried and stage and reading.dated:
            return decide({"new"}, stage)
        return self.whole or self.total or OTHER

    def adopt(self, reading: Reading, measure: Measure, mention: Mention, found: list[Extraction]) -> None:
        """Remember the last of `found` as the total, or as a part that may tell what its total really is."""
        self.last = measure
        if measure.name in TOTALS and not (self.part and not reading.features):
            self.total, self.index, self.part, self.carried = measure, len(found) - 1, False, False
            self.whole, self.parts = None, 0
            self.clause = mention.clause.start
            return
        self.carried = self.carried or measure.name == "carried_over" or measure.sub == "pending_carried_over"
        new = measure.name == "carried_over" or measure.sub == "received_new"
        if self.part and new and self.total == Measure("resolved_total") and self.index == len(found) - 2 - self.parts:
            self._restate(found)
        self.parts += new

    def _restate(self, found: list[Extraction]) -> None:
        """A total «giải quyết» whose parts are new and carried over counts what was received (gold conventions)."""
        total = found[self.index]
        if isinstance(total.value, DossierCount):
            self.total = Measure("received_total")
            found[self.index] = replace(total, value=replace(total.value, measure=self.total.name))


def extract(subject: Subject) -> list[Extraction]:
    """The dossier counts of the running text; tables are read by `dossier_tables`."""
    cues = book("dossier_states").find(subject)
    found: list[Extraction] = []
    group = Group()
    for mention in find_mentions(subject, cues):
        group.enter(subject, cues, mention)
        if not _counts_dossiers(subject, cues, mention, group):
            continue
        reading = read(subject, cues, mention)
        measure = _reason(subject, cues, mention) or group.measure(reading, mention)
        found.append(_extraction(mention.numeral, measure, named=mention.unit is not None))
        group.adopt(reading, measure, mention, found)
        if mention.numeral.over:
            found.append(_extraction(mention.numeral.over, _whole(measure), named=mention.unit is not None))
    return found


def read(subject: Subject, cues: Sequence[Cue], mention: Mention) -> Reading:
    """The features of a mention from the words before it and, where they say more, behind it."""
    left, part = _left_cues(subject, cues, mention)
    right = _right_cues(subject, cues, mention.right, left)
    if not left and not right:
        right = _right_cues(subject, cues, mention.far, left) or _lead_cues(subject, cues, mention)
    features = frozenset(cue.label for cue in (*left, *right))
    stages = [cue.label for cue in (*left, *right) if cue.label in STAGES]
    dated = _YEAR.match(subject.folded, mention.end) is not None
    return Reading(features, stages[-1] if stages else None, part, dated)


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


def _lead_cues(subject: Subject, cues: Sequence[Cue], mention: Mention) -> list[Cue]:
    """The telling cues of the words before the colon that opens a list: «Hồ sơ trễ hạn ở: cấp tỉnh 214 hồ sơ, …»."""
    start = mention.line.start
    for match in _SENTENCE_END.finditer(subject.value, start, mention.numeral.span.start):
        start = match.end()
    colon = subject.value.rfind(":", start, mention.numeral.span.start)
    inside = cues_within(cues, Span(start, max(start, colon)))
    return [cue for cue in inside if cue.label in SPECIFIC or cue.label in STAGES]


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
    if mention.numeral.value is None or mention.unit not in (DOSSIER, CASE, SET, None):
        return False
    if mention.unit == DOSSIER:
        return True
    noun = _NOUN.search(subject.folded, mention.line.start, mention.numeral.span.start) is not None
    if mention.unit == CASE:
        return noun and (
            _reason(subject, cues, mention) is not None or bool(read(subject, cues, mention).features & SPECIFIC)
        )
    if not noun and group.total is None:
        return False
    if group.part and _opens_right(subject, cues, mention):
        return True
    return _stands_alone(subject, cues, mention) or _is_listed(subject, cues, mention)


def _stands_alone(subject: Subject, cues: Sequence[Cue], mention: Mention) -> bool:
    """True for «số hồ sơ đã giải quyết 297,»: a telling cue right before the number and nothing counted behind it."""
    left, _ = _left_cues(subject, cues, mention)
    if not left or not _ENDS.match(subject.folded, mention.end):
        return False
    nouns = cues_within(book("units").find(subject), Span(left[0].start, mention.numeral.span.start))
    if nouns and nouns[-1].label not in (DOSSIER, "kết quả"):
        return False
    between = subject.folded[left[-1].end : mention.numeral.span.start]
    return _COPULA.fullmatch(between) is not None or (_COLON.search(between) is not None and "," not in between)


def _is_listed(subject: Subject, cues: Sequence[Cue], mention: Mention) -> bool:
    """True for «Số hồ sơ tiếp nhận chia theo lĩnh vực: hộ tịch 512; chứng thực 604; …»: a name and a number after a colon."""
    lead = _lead_cues(subject, cues, mention)
    name = mention.left.of(subject.value).rpartition(":")[2]
    if not lead or not _NAME.fullmatch(name) or not _ENDS.match(subject.folded, mention.end):
        return False
    noun = _NOUN.search(subject.folded, mention.line.start, lead[-1].end)
    return noun is not None and subject.value.rfind(":", lead[-1].end, mention.numeral.span.start) >= 0


def _opens_right(subject: Subject, cues: Sequence[Cue], mention: Mention) -> bool:
    """True for «287 hồ sơ kỳ trước chuyển sang, 5.831 nhận mới»: in a list of parts, the state follows at once."""
    behind = [cue for cue in cues_within(cues, mention.right) if cue.label in SPECIFIC or cue.label in STAGES]
    return bool(behind) and not subject.value[mention.end : behind[0].start].strip()


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
