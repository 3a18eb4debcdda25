"""The figures of the dashboard, kept until the store changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from ..archive.export_filter import Filter
from ..archive.told import latest_event
from ..labels import Language
from ..pictures.overview import Overview, Picture, overview

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass
class Counted:
    """The figures of the store as of its latest event; counting them takes a while, so they are kept."""

    _event: int = -1
    _told: Overview | None = None
    _drawn: dict[tuple[str, Language], str] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, connection: Connection) -> Overview:
        """What the documents tell together."""
        with self._lock:
            latest = latest_event(connection)
            if self._told is None or latest != self._event:
                self._told, self._event = overview(connection, Filter()), latest
                self._drawn.clear()
            return self._told

    def svg(self, picture: Picture, language: Language) -> str:
        """The picture, drawn once."""
        with self._lock:
            if (picture.name, language) not in self._drawn:
                self._drawn[picture.name, language] = picture.svg(language)
            return self._drawn[picture.name, language]
