"""What a header says: the values that `read_header` returns."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers import Span


@dataclass(frozen=True, slots=True)
class Field:
    """A value as printed, white space made single; `confidence` is that of the rule, 0..1.

    A value broken by the text of the column beside it has the span of its last part.
    """

    value: str
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Header:
    """The metadata of a document (Nghị định 30/2020/NĐ-CP, Điều 8); what is not printed legibly is None.

    `parent` is the cơ quan chủ quản, `issuer` the cơ quan ban hành, `type` the name of the type of document with
    `type_abbr` its abbreviation, `title` the trích yếu, `signer_title` the office of the signer, `recipients` the
    lines of «Nơi nhận».
    """

    parent: Field | None = None
    issuer: Field | None = None
    place: Field | None = None
    type: Field | None = None
    type_abbr: str | None = None
    title: Field | None = None
    signer: Field | None = None
    signer_title: Field | None = None
    recipients: tuple[Field, ...] = ()
