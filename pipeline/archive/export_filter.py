"""Which part of the store is wanted: conditions on the document and on the state of its file; all must hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from normalizers import fold

FileState = Literal["done", "quarantined", "pending", "all"]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted; None asks nothing.

    `issuer` is any part of the issuer's name, whatever its case and diacritics; `type` and `period` are whole or the
    beginning (2026 takes 2026-Q2); `state` None is that of what is exported: results of what is done, files of all.
    """

    issuer: str | None = None
    type: str | None = None
    period: str | None = None
    state: FileState | None = None

    @property
    def about_documents(self) -> bool:
        """Whether it asks anything that only a file understood can answer."""
        return any(wanted is not None for wanted in (self.issuer, self.type, self.period))

    def takes(self, issuer: str | None, type_: str | None, period: str | None) -> bool:
        """Whether a document with these is wanted."""
        return (
            (self.issuer is None or _folded(self.issuer) in _folded(issuer or ""))
            and _begins(type_, self.type)
            and _begins(period, self.period)
        )


def _folded(name: str) -> str:
    return " ".join(fold(normalize("NFC", name)).split())


def _begins(value: str | None, wanted: str | None) -> bool:
    return wanted is None or (value is not None and value.startswith(normalize("NFC", wanted)))
