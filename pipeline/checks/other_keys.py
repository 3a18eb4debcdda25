"""What a number of petitions, procedures or tasks counts, as far as the words beside it tell."""

from __future__ import annotations

from extractors.extraction import OtherCount
from normalizers import patterns

from ..facts import Fact
from .submission import Submission

_REACH = 60  # characters on either side
# «374 thủ tục, cụ thể: 155 TTHC …» names every part; «358 TTHC được công khai, trong đó 195 …» may leave some out.
_ALL_PARTS = patterns.pattern(r"[^.;\n\d]{0,60}?\b(?:cu the|gom|bao gom|chia ra)\b")
_SOME_PARTS = patterns.pattern(r"[^.;\n\d]{0,60}?\btrong do\b")
_CONTENTS = (
    ("pakn_conduct", patterns.pattern(r"[^.;,\n\d]{0,30}?\bhanh vi\b")),
    ("pakn_rules", patterns.pattern(r"[^.;,\n\d]{0,30}?\bquy dinh (?:hanh chinh|ve)\b")),
)
_TASKS_BEHIND = (
    (
        "task_doing",
        patterns.pattern(r"\s*(?:nhiem vu\s*)?(?:con |van )?dang (?:thuc hien|trien khai|xu ly|tien hanh)\b"),
    ),
    (
        "task_not",
        patterns.pattern(r"\s*(?:nhiem vu\s*)?chua (?:thuc hien|trien khai|hoan thanh|den han|den thoi han)\b"),
    ),
    ("task_done", patterns.pattern(r"\s*(?:nhiem vu\s*)?(?:da |duoc |da duoc )?hoan thanh\b")),
)
_TASKS_BEFORE = (
    ("task_doing", patterns.pattern(r"\bdang (?:tiep tuc )?(?:thuc hien|trien khai|xu ly|tien hanh)\s*(?:la|:)?\s*$")),
    ("task_not", patterns.pattern(r"\bchua (?:thuc hien|trien khai|hoan thanh|den han)\s*(?:la|:)?\s*$")),
    ("task_done", patterns.pattern(r"\b(?:da )?(?:hoan thanh|thuc hien xong)(?: duoc)?\s*(?:la|:)?\s*$")),
    (
        "task_total",
        patterns.pattern(r"\b(?:duoc giao|giao|ke hoach (?:co|gom)|tong so|tong cong|de ra)\s*(?:la|:)?\s*$"),
    ),
)


def other_key(submission: Submission, fact: Fact, value: OtherCount) -> str | None:
    """The key of the figure: that of its measure, of its contents, or of the state of tasks; None when none is told."""
    folded, span = submission.subject.folded, fact.extraction.span
    behind = folded[span.end : span.end + _REACH + 20]
    if value.unit == "nhiệm vụ":
        return task_key(submission, fact)
    if value.unit == "PAKN" and value.measure:
        return next((name for name, words in _CONTENTS if words.match(behind)), value.measure)
    if value.unit == "TTHC" and value.measure in (None, "tthc_total"):
        if _ALL_PARTS.match(behind):
            return "tthc_listed"
        return "tthc_total" if value.measure or _SOME_PARTS.match(behind) else None
    return value.measure if value.measure and value.measure.startswith(("pakn_", "tthc_")) else None


def task_key(submission: Submission, fact: Fact) -> str | None:
    """What a number of tasks, or the first of «25/51 nhiệm vụ», counts."""
    folded, span = submission.subject.folded, fact.extraction.span
    behind, before = folded[span.end : span.end + _REACH], folded[max(0, span.start - _REACH) : span.start]
    keys = [name for name, words in _TASKS_BEHIND if words.match(behind)]
    keys += [name for name, words in _TASKS_BEFORE if words.search(before)]
    return keys[0] if keys else None
