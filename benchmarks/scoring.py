"""Values found against gold values, by kind: how many are there, found and right.

The rule is that of tests/gold/README.md: a value is right when kind and value are those of a gold item and the spans
overlap; strictly also the measure of a dossier count and the role of a number or percentage. Each item counts once.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Item = dict[str, Any]
Align = Literal["span", "value"]

KINDS = ("document_number", "date", "period", "dossier_count", "percentage", "ratio")
_LABEL = {"dossier_count": "measure", "document_number": "role", "percentage": "role"}


@dataclass(slots=True)
class Score:
    """Items in the gold file, found, and right; `missed` and `spurious` are the others."""

    gold: int = 0
    found: int = 0
    right: int = 0
    missed: list[Item] = field(default_factory=list)
    spurious: list[Item] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the values found that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold values that are found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0

    def add(self, other: Score) -> None:
        """Count `other` in."""
        self.gold += other.gold
        self.found += other.found
        self.right += other.right
        self.missed += other.missed
        self.spurious += other.spurious


Scores = dict[str, Score]


def read_items(path: Path) -> list[Item]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def compare(gold: Iterable[Item], found: Iterable[Item], align: Align = "span", *, strict: bool = False) -> Scores:
    """The score of each kind that is scored; kinds without any item are left out."""
    scores: Scores = defaultdict(Score)
    left: dict[object, list[Item]] = defaultdict(list)
    for item in found:
        if item["kind"] in KINDS:
            scores[item["kind"]].found += 1
            left[_key(item, strict)].append(item)
    for item in gold:
        if item["kind"] in KINDS:
            _take(item, left[_key(item, strict)], scores[item["kind"]], align)
    for items in left.values():
        for item in items:
            scores[item["kind"]].spurious.append(item)
    return dict(scores)


def total(scores: Iterable[Score]) -> Score:
    """All of them together: the micro average."""
    together = Score()
    for score in scores:
        together.add(score)
    return together


def merged(several: Iterable[Scores]) -> Scores:
    """The scores of several files kind by kind, in the order of KINDS."""
    together: Scores = {kind: Score() for kind in KINDS}
    for scores in several:
        for kind, score in scores.items():
            together[kind].add(score)
    return {kind: score for kind, score in together.items() if score.gold or score.found}


def _take(gold: Item, candidates: list[Item], score: Score, align: Align) -> None:
    """Count `gold`, and take the first candidate that stands at its place."""
    score.gold += 1
    for at, item in enumerate(candidates):
        if align == "value" or (item["start"] < gold["end"] and gold["start"] < item["end"]):
            del candidates[at]
            score.right += 1
            return
    score.missed.append(gold)


def _key(item: Item, strict: bool) -> object:
    kind = item["kind"]
    label = item.get(_LABEL[kind]) if strict and kind in _LABEL else None
    return kind, _plain(kind, item["value"]), label


def _plain(kind: str, value: Any) -> object:  # noqa: ANN401 - what JSON holds
    match kind:
        case "document_number":
            return "".join(str(value).split()).upper()
        case "percentage":
            return round(float(value), 6)
        case "dossier_count":
            return int(value)
        case "ratio":
            return float(value["num"]), float(value["den"])
        case _:
            return str(value)
