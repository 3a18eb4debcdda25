"""One thing that a reviewer said, keyed by its evidence: what kind of value, found by which rule, at which place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from normalizers import Span

from ..document import Box
from ..errors import VanthuError

Target = Literal["fact", "finding", "document"]
Action = Literal["accept", "change", "reject", "add"]
State = Literal["applied", "agrees", "changed", "missing"]
Cells = dict[str, str | None]  # of FIELDS; a value as text in the form of the facts table

FIELDS = ("value", "measure", "role", "scope", "unit")
REVIEWER = "reviewer"  # the rule of a value that no extractor found


class CorrectionError(VanthuError):
    """A correction that cannot be: the value makes no sense, or what it is about is not there."""

    exit_code: ClassVar[int] = 2
    code: ClassVar[str] = "correction"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: spans of the raw text (several for a finding), its characters, and boxes on a page."""

    spans: tuple[Span, ...]
    text: str
    page: int
    boxes: tuple[Box, ...] = ()

    @property
    def span(self) -> Span:
        """The first of the spans."""
        return self.spans[0]


@dataclass(frozen=True, slots=True)
class Correction:
    """`number` tells later ones from earlier ones.

    `kind` is that of a value, empty for a finding; `old` is what was extracted then, `new` what is right; a document
    that is accepted has been gone through.
    """

    number: int
    target: Target
    action: Action
    kind: str
    rule: str
    place: Place
    old: Cells
    new: Cells

    @property
    def key(self) -> tuple[str, str, str, tuple[Span, ...]]:
        """What it is about: a later correction with the same key stands in its place."""
        return self.target, self.kind, self.rule, self.place.spans
