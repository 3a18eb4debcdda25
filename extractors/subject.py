"""A normalised text prepared once for all extractors."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers import Text, fold


@dataclass(frozen=True, slots=True)
class Subject:
    """`text.value` and its folded twin of the same length: one offset space for both."""

    text: Text
    folded: str

    @property
    def value(self) -> str:
        """The normalised text itself."""
        return self.text.value

    @classmethod
    def of(cls, text: Text) -> Subject:
        """Prepare `text` for matching."""
        return cls(text, fold(text.value))
