"""What is kept of a report to compare it with others: a small value that a store can keep for millions of them."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers import Span

from ...document import Box, Location
from ..finding import Evidence
from ..term import Term


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of the raw text of a report, its place and how sure its least sure word was read."""

    text: str
    start: int
    page: int = 1
    confidence: float = 1.0
    boxes: tuple[Box, ...] | None = None

    @property
    def location(self) -> Location:
        """The place as findings have it."""
        return Location(self.page, self.boxes, self.confidence)


@dataclass(frozen=True, slots=True)
class Total:
    """A number of dossiers by what it counts and for whom; `scope` is folded, None for the whole of the report."""

    measure: str
    scope: str | None
    value: int
    quote: Quote

    @property
    def key(self) -> tuple[str, str]:
        """What is counted, for whom."""
        return self.measure, self.scope or ""


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """Số, ký hiệu of the report: `symbol` without the number ("BC-UBND"), `number` without leading zeros."""

    number: str
    symbol: str
    year: int | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited with its date (ISO, whole); `issuer` is whose it is said to be («của UBND xã»), folded."""

    canonical: str
    year: int | None
    agency: str | None
    date: str
    issuer: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Unit:
    """Who issued the report: `name` tells agencies apart that are called alike within a province.

    `province` and `within` (the superior agency) are None when the report does not say: names repeat in the country.
    """

    name: str
    province: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Abstract:
    """A report for comparison; `content` is a digest of its words, `sketch` tells how alike two texts are."""

    file: str
    sha256: str
    unit: Unit | None = None
    type: str | None = None
    own: OwnNumber | None = None
    date: str | None = None
    title: Quote | None = None
    subject: str = ""  # the title folded, without the period
    signer: str | None = None
    term: Term | None = None
    estimate: bool = False  # «ước thực hiện»
    totals: tuple[Total, ...] = ()
    references: tuple[Reference, ...] = ()
    content: str = ""
    sketch: bytes = b""

    def total(self, measure: str) -> Total | None:
        """The number of the whole report for a measure."""
        return next((total for total in self.totals if total.key == (measure, "")), None)

    def evidence(self, quote: Quote, value: int | str | None = None) -> Evidence:
        """The quote as evidence of a finding about several reports."""
        span = Span(quote.start, quote.start + len(quote.text))
        return Evidence(quote.text, span, quote.location, value, self.file)

    @property
    def itself(self) -> Evidence:
        """The quote that stands for the whole report: its number, its title, or nothing at its beginning."""
        quote = self.own.quote if self.own else self.title
        return self.evidence(quote or Quote("", 0))
