"""The metadata of a document: issuer, place, type, subject, signer and recipients (Nghị định 30/2020/NĐ-CP, Điều 8)."""

from __future__ import annotations

from dataclasses import replace

from ..matching.garble import is_garbled
from ..subject import Subject
from .document_title import find_subject, find_title
from .foot import read_foot
from .header_fields import Field, Header
from .implied_issuer import find_implied
from .letterhead import Head, find_agencies, find_place, read_head
from .named_type import find_named, implied_type
from .recipients import find_recipients
from .signature import find_signature

__all__ = ["Field", "Header", "read_header"]

_LOOKED_AT = 2000  # characters that tell whether the text is garbled
_GARBLED = 0.8  # share of the confidence that is left where the letters themselves are uncertain


def read_header(subject: Subject) -> Header:
    """The header of a normalised text; a text that is no document (a newspaper) has none: every field is None."""
    garbled = is_garbled(subject.value[:_LOOKED_AT])
    header = _read_head(read_head(subject.value), subject, garbled)
    header = _read_foot(header, subject, garbled)
    return _less_certain(header) if garbled else header


def _read_head(head: Head, subject: Subject, garbled: bool) -> Header:
    named = find_named(head, garbled)
    line = named.cell.line if named and named.cell else None
    above = [cell for cell in head.cells if line is None or cell.line <= line]
    place = find_place(above)
    parent, issuer = find_agencies(head, line)
    if issuer is None:
        parent, issuer = find_implied(subject, head.number, place)
    title = find_title(head, named, issuer) if named else find_subject(head, issuer)
    told = named or implied_type(head, title)
    return Header(parent, issuer, place, told.name if told else None, told.type.abbr if told else None, title)


def _read_foot(header: Header, subject: Subject, garbled: bool) -> Header:
    foot = read_foot(subject.value, garbled)
    if foot is None:
        return header
    signer, office = find_signature(foot)
    return replace(header, signer=signer, signer_title=office, recipients=find_recipients(foot))


def _less_certain(header: Header) -> Header:
    names = ("parent", "issuer", "place", "type", "title", "signer", "signer_title")
    found = {name: field for name in names if (field := getattr(header, name))}
    return replace(
        header,
        **{name: replace(field, confidence=field.confidence * _GARBLED) for name, field in found.items()},
        recipients=tuple(replace(item, confidence=item.confidence * _GARBLED) for item in header.recipients),
    )
