"""Numbers of dossiers in running text (domain.md 2.2-2.4; form II.06 of Thông tư 01/2020/TT-VPCP)."""

from __future__ import annotations

from collections.abc import Sequence

from normalizers import Span, patterns

from ..extraction import DossierCount, Extraction
from ..matching.mentions import Mention, cues_within, find_mentions
from ..matching.numerals import Numeral
from ..matching.phrases import Cue, book
from ..subject import Subject
from .dossier_cues import COLON, lead_cues, left_cues, list_opening, read
from .dossier_groups import Group
from .dossier_states import OTHER, SPECIFIC, STAGES, TERMINALS, TIMINGS, Measure

DOSSIER = "hồ sơ"
CASE = "trường hợp"
SET = "bộ"
# Other things that are received, resolved and rated; a bare number behind them is theirs.
RIVALS = frozenset({"PAKN", "lượt", "giao dịch"})
_NOUN_REACH = 400
_SET_REACH = 2_000
_COPULA = patterns.pattern(
    r"(?:^|\s|:)(?:la|1a|co|con|duoc|chi|chi co|dat|gom|bang|voi|len den|len toi|dat den|hon|:|=|-)?\s*"
    r"(?:gan|hon|tren|khoang|uoc|xap xi)?\s*\Z"
)
_ASKED = 5
_SET = patterns.pattern(r"\s*(?:\([^)]*\)\s*)?bo\b")
_STATES = frozenset({*TIMINGS, *TERMINALS, "carried", "resolved", "pending"})
_ASKS = patterns.pattern(r"\b(?:so luong ho so|lap|gui|chuan bi|nop)\s*:?\s*\Z")
_NAME = patterns.pattern(r"\s*\p{L}+(?:[ ,-]+\p{L}+){0,7}\s*")
_SIGN = patterns.pattern(r"[,(:;]\s*(?:cụ thể\s+)?")
_SETS = patterns.pattern(r"\s*(?:,\s*(?:co quan|nganh)|nganh|luat|thu tuc|chi so|quy tac|tieu chi|phan)\b")
_ENDS = patterns.pattern(r"\s*(?:[,.;:()/\n\t]|$|(?:va|trong do|gom|dat|chiem|bang|tuong|tang|giam|con)\b)")


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


def _counts_dossiers(subject: Subject, cues: Sequence[Cue], mention: Mention, group: Group) -> bool:
    """True when the number counts dossiers: by its noun, or by a state beside it and the noun in its line."""
    unit = mention.unit
    if mention.numeral.value is None or unit not in (DOSSIER, CASE, SET, None):
        return False
    if unit is None:
        return _noun_governs(subject, mention) and _counts_without_noun(subject, cues, mention, group)
    if _is_asked(subject, cues, mention):
        return False
    named = unit == DOSSIER
    return named or (_noun_governs(subject, mention) and _stands_for_dossiers(subject, cues, mention, group))


def _stands_for_dossiers(subject: Subject, cues: Sequence[Cue], mention: Mention, group: Group) -> bool:
    """True for «618 bộ» in a list of dossiers and «10 trường hợp» that a state or a reason tells of."""
    reading = read(subject, cues, mention)
    features = reading.features
    if mention.unit == SET:
        return bool(features or reading.whole or group.total) and _SETS.match(subject.folded, mention.end) is None
    return _reason(subject, cues, mention) is not None or bool(features & SPECIFIC)


def _noun_governs(subject: Subject, mention: Mention) -> bool:
    """True when the last noun before the number that can be counted is «hồ sơ», in its line or shortly above."""
    reach = _SET_REACH if mention.unit == SET else _NOUN_REACH
    start = min(mention.line.start, max(0, mention.numeral.span.start - reach))
    units = cues_within(book("units").find(subject), Span(start, mention.numeral.span.start))
    nouns = [unit.label for unit in units if unit.label == DOSSIER or unit.label in RIVALS]
    return bool(nouns) and nouns[-1] == DOSSIER


def _counts_without_noun(subject: Subject, cues: Sequence[Cue], mention: Mention, group: Group) -> bool:
    """True for a bare number that a state stands beside, or a name in a list of dossiers."""
    if group.part and _opens_right(subject, cues, mention):
        return True
    if _stands_alone(subject, cues, mention) or _is_listed(subject, cues, mention):
        return True
    return group.whole is not None and _is_named(subject, mention)


def _is_asked(subject: Subject, cues: Sequence[Cue], mention: Mention) -> bool:
    """True for what a procedure asks for: «nộp 01 bộ hồ sơ», «số lượng hồ sơ: 01 bộ», «gửi 02 bộ hồ sơ»."""
    if (mention.numeral.value or 0) > _ASKED:
        return False
    before = subject.folded[max(mention.line.start, mention.numeral.span.start - 24) : mention.numeral.span.start]
    if _ASKS.search(before):
        return True
    told = read(subject, cues, mention).features & _STATES
    return _SET.match(subject.folded, mention.numeral.span.end) is not None and not told


def _stands_alone(subject: Subject, cues: Sequence[Cue], mention: Mention) -> bool:
    """True for «số hồ sơ đã giải quyết 297,»: a telling cue right before the number and nothing counted behind it."""
    left, _ = left_cues(subject, cues, mention)
    if not left or not _ENDS.match(subject.folded, mention.end):
        return False
    nouns = cues_within(book("units").find(subject), Span(left[0].start, mention.numeral.span.start))
    if nouns and nouns[-1].label in RIVALS | {"TTHC"}:
        return False
    between = subject.folded[left[-1].end : mention.numeral.span.start]
    return _COPULA.fullmatch(between) is not None or (COLON.search(between) is not None and "," not in between)


def _is_listed(subject: Subject, cues: Sequence[Cue], mention: Mention) -> bool:
    """True for «Số hồ sơ tiếp nhận theo lĩnh vực: hộ tịch 512; chứng thực 604; …»: names and numbers after a colon."""
    lead = lead_cues(subject, cues, mention)
    if not lead or not _is_named(subject, mention):
        return False
    return subject.value.rfind(":", lead[-1].end, mention.numeral.span.start) >= 0


def _is_named(subject: Subject, mention: Mention) -> bool:
    """True when only a name stands between the last sign and the number, and nothing is counted behind it."""
    before = subject.value[max(mention.clause.start, mention.numeral.span.start - 80) : mention.numeral.span.start]
    name = _SIGN.split(before)[-1]
    return _NAME.fullmatch(name) is not None and _ENDS.match(subject.folded, mention.end) is not None


def _opens_right(subject: Subject, cues: Sequence[Cue], mention: Mention) -> bool:
    """True for «287 hồ sơ kỳ trước chuyển sang, 5.831 nhận mới»: in a list of parts, the state follows at once."""
    behind = [cue for cue in cues_within(cues, mention.right) if cue.label in SPECIFIC or cue.label in STAGES]
    return bool(behind) and not subject.value[mention.end : behind[0].start].strip()


def _reason(subject: Subject, cues: Sequence[Cue], mention: Mention) -> Measure | None:
    """«Lý do hồ sơ quá hạn: 01 hồ sơ …; 01 hồ sơ …»: the line, or the one over the list, opens with the reason."""
    own = Span(mention.line.start, mention.numeral.span.start)
    for span in (own, list_opening(subject.value, mention.line.start)):
        first = next(iter(cues_within(cues, span)), None)
        if first and first.label == "reason" and first.start <= span.start + 12:
            return Measure("other", "resolved_overdue_reason")
    return None


def _whole(part: Measure) -> Measure:
    """What the second number of «4.561/5.650 hồ sơ» counts: the dossiers of which the first is a part."""
    if part.name == "other":
        known = {"on_system": Measure("other", "received_new"), "apology": Measure("resolved_overdue")}
        return known.get(part.sub or "", OTHER)
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
