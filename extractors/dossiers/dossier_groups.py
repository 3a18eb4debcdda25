"""Totals and their parts: what a number of dossiers takes over from the numbers before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers import Span, patterns

from ..extraction import DossierCount, Extraction
from ..matching.mentions import Mention, cues_within
from ..matching.phrases import Cue
from ..subject import Subject
from .dossier_cues import ITEM, SENTENCE_END, Reading
from .dossier_states import OTHER, STAGES, Measure, decide

TOTALS = frozenset({"received_total", "resolved_total", "pending_total"})
_RESTATED = (Measure("resolved_total"), OTHER)
_OPENED = patterns.pattern(r"[^.;\n()]{0,90}\(")
# Between two numbers of one kind: «361 hồ sơ đất đai và 12 hồ sơ hộ tịch», «1.025 hồ sơ (tháng 6: 211 hồ sơ)».
_ADDED = patterns.pattern(
    r"[^.;:\n]{0,80}?(?:,|\bvà)\s*"
    r"|\s*\((?:riêng\s)?[^().;\n]{0,60}"
    r"|[^.;:\n]{0,60}\bso với[^.;:\n(]{0,40}\(\s*"
    r"|[^.;:\n()]{0,60}?(?:,|\bvà)\s+(?:xã|phường|huyện|quận|thị|tỉnh|thành|cấp|lĩnh vực|\p{Lu})[^,.;:()\n\d]{0,60}"
)


@dataclass(slots=True)
class Group:
    """The total that the following parts belong to, while the list or sentence goes on."""

    total: Measure | None = None
    whole: Measure | None = None
    last: Measure | None = None
    index: int = -1
    part: bool = False
    carried: bool = False
    bracket: bool = False
    parts: int = 0  # new and carried-over parts right behind the total
    end: int = 0
    line: int = -1
    clause: int = -1

    @property
    def stage(self) -> str | None:
        """The stage of the total, None where it is not told."""
        stage = self.total.name.partition("_")[0] if self.total else None
        return stage if stage in STAGES else None

    def enter(self, subject: Subject, cues: Sequence[Cue], mention: Mention) -> None:
        """Leave the total at a new paragraph and its parts at a new sentence; «trong đó:» opens parts."""
        start = mention.numeral.span.start
        if mention.line.start != self.line and not ITEM.match(subject.value, mention.line.start):
            self.total, self.whole, self.last, self.part, self.carried, self.bracket = (
                None,
                None,
                None,
                False,
                False,
                False,
            )
        elif mention.line.start == self.line and SENTENCE_END.search(subject.value, self.end, start):
            self.part, self.whole = False, None
        between = Span(min(self.end, start), start)
        words = between.of(subject.value)
        if self.bracket and ")" in words:
            self.part, self.bracket = False, False
        bracketed = self.bracket
        self.bracket = bracketed or (_OPENED.match(words) is not None and ")" not in words)
        opened = self.bracket or any(c.label == "part_of" for c in cues_within(cues, between))
        if self.last and (opened or _ADDED.fullmatch(words)):
            self.whole = self.whole if bracketed else self.total if ")" in words else self.last
            self.part = self.part or (opened and self.total is not None)
        self.line, self.end = mention.line.start, mention.end

    def measure(self, reading: Reading, mention: Mention) -> Measure:
        """The measure of a mention read in this group."""
        stage = reading.stage or (self.stage if self.part else None)
        if self.part and "carried" in reading.features and self.stage == "received":
            stage = "received"  # «nhận 39.512 hồ sơ, kể cả 1.204 hồ sơ còn dang dở từ quý II chuyển tiếp»
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
        if (measure.name in TOTALS or (measure == OTHER and reading.whole)) and not (
            self.part and not reading.features
        ):
            self.total, self.index, self.part, self.carried = measure, len(found) - 1, False, False
            self.whole, self.parts = None, 0
            self.clause = mention.clause.start
            return
        self.carried = self.carried or measure.name == "carried_over" or measure.sub == "pending_carried_over"
        new = measure.name == "carried_over" or measure.sub == "received_new"
        if self.part and new and self.total in _RESTATED and self.index == len(found) - 2 - self.parts:
            self._restate(found)
        self.parts += new

    def _restate(self, found: list[Extraction]) -> None:
        """A total «giải quyết» whose parts are new and carried over counts what was received (gold conventions)."""
        total = found[self.index]
        if isinstance(total.value, DossierCount):
            self.total = Measure("received_total")
            found[self.index] = replace(total, value=replace(total.value, measure=self.total.name))
