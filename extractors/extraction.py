"""What an extractor finds: a domain value, its span in the normalised text, and the rule that found it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from normalizers import Span

from .subject import Subject

State = Literal["value", "blank", "unreadable"]
NumberRole = Literal["self", "reference"]
PercentageRole = Literal["achieved", "target", "statement"]


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Số, ký hiệu of a document (Nghị định 30/2020/NĐ-CP, Điều 8)."""

    kind: ClassVar[str] = "document_number"
    canonical: str
    number: str | None
    year: int | None
    type: str | None
    agency: str | None
    role: NumberRole
    date: str | None = None
    informal: bool = False
    party: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, whole ("2026-03-09") or partial ("2026-06", "2026")."""

    kind: ClassVar[str] = "date"
    iso: str
    inferred_year: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period: "2026-Q2", "2026-H1", "2026-04", "2026", "2026-03-15/2026-06-14"."""

    kind: ClassVar[str] = "period"
    iso: str
    inferred_year: bool = False


@dataclass(frozen=True, slots=True)
class DossierCount:
    """A number of dossiers (hồ sơ) and what state it counts; `scope` and `period` where one text has several."""

    kind: ClassVar[str] = "dossier_count"
    count: int
    measure: str
    sub: str | None = None
    scope: str | None = None
    period: str | None = None
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Percentage:
    """A printed percentage, exact as printed."""

    kind: ClassVar[str] = "percentage"
    percent: Decimal
    measure: str | None
    role: PercentageRole
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """``a/b unit`` with both numbers printed."""

    kind: ClassVar[str] = "ratio"
    num: int
    den: int
    unit: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class OtherCount:
    """A number of something that is not a dossier: TTHC, PAKN, nhiệm vụ ..."""

    kind: ClassVar[str] = "other_count"
    count: int
    unit: str
    measure: str | None = None
    approx: bool = False


Value = DocumentNumber | Date | Period | DossierCount | Percentage | Ratio | OtherCount


@dataclass(frozen=True, slots=True)
class Extraction:
    """One value at one place; `span` is in the normalised text, `confidence` in 0..1 is that of the rule alone."""

    value: Value
    span: Span
    rule: str
    state: State = "value"
    confidence: float = 1.0

    @property
    def kind(self) -> str:
        """The contract's name of the kind of value."""
        return self.value.kind


Extractor = Callable[[Subject], list[Extraction]]
