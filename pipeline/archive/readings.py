"""Documents as they were read, kept with their results: what is checked again need not be read again."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, select

from ..document import Document
from ..reading import recording
from ..report import Report, process_document
from .schema import documents, readings

_KEPT = 2  # documents and reports in memory: a reviewer corrects one document several times


def reading(connection: Connection, sha256: str) -> Document | None:
    """The document as it was read; None where nothing was kept, as in stores of version 1."""
    packed = _packed(connection, sha256)
    return None if packed is None else _document(packed, sha256, _name(connection, sha256))


def extracted(connection: Connection, sha256: str) -> Report | None:
    """The report as extracted, without any correction; None where no reading was kept."""
    packed = _packed(connection, sha256)
    return None if packed is None else _understood(packed, sha256, _name(connection, sha256))


def _packed(connection: Connection, sha256: str) -> bytes | None:
    return connection.scalar(select(readings.c.pages).where(readings.c.sha256 == sha256))


def _name(connection: Connection, sha256: str) -> str:
    return str(connection.scalar(select(documents.c.file).where(documents.c.sha256 == sha256)))


@lru_cache(maxsize=_KEPT)
def _document(packed: bytes, sha256: str, name: str) -> Document:
    return Document(name, sha256, recording.unpack(packed))


@lru_cache(maxsize=_KEPT)
def _understood(packed: bytes, sha256: str, name: str) -> Report:
    return process_document(_document(packed, sha256, name))
