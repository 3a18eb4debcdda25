"""What a check reads: a document as submitted, its text, its facts and its header."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.header.header import Header
from extractors.subject import Subject
from normalizers import Span

from ..document import Document
from ..facts import Fact, plain_value
from .finding import Evidence


@dataclass(frozen=True, eq=False)
class Submission:
    """`subject` is the normalised text, `facts` are in the order of ``document.raw``, `period` as a period has it."""

    document: Document
    subject: Subject
    facts: tuple[Fact, ...]
    header: Header
    period: str | None = None

    def evidence(self, fact: Fact) -> Evidence:
        """The quote of a fact."""
        return Evidence(fact.text, fact.span, fact.location, plain_value(fact.value))

    def quote(self, span: Span, value: object = None) -> Evidence:
        """The quote of a span of the normalised text."""
        raw = self.subject.text.to_raw(span)
        return Evidence(raw.of(self.document.raw), raw, self.document.locate(raw), value)
