"""The places that a page shows cut out of their files, as long as there is room for them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import VanthuError
from ..hashing import file_sha256
from ..reading import Limits
from ..reading.crops import Crop, Place, crops
from ..reading.limits import MIB

_MOST = 400  # pictures in a file to be sent by mail,
_ROOM = 6 * MIB  # and bytes of them: a third more as text
_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Cut:
    """A picture of a place: its address (a data URI) and its size in CSS pixels."""

    address: str
    width: int
    height: int


@dataclass(slots=True)
class Cutter:
    """Cuts until `_MOST` pictures or `_ROOM` bytes are made.

    What is not there is counted: `left_out` for want of room, `lost` because the file is gone, has changed, or cannot
    be read any more.
    """

    made: int = 0
    left_out: int = 0
    lost: int = 0
    _room: int = _ROOM

    def cut(self, path: Path, sha256: str, places: Sequence[Place]) -> dict[Place, Cut]:
        """The pictures of places of the content `sha256`, which is expected at `path`."""
        wanted = list(dict.fromkeys(places))
        found: dict[Place, Cut] = {}
        if wanted and self._has_room():
            with suppress(OSError, VanthuError):
                if file_sha256(path) == sha256:
                    self._cut(path, wanted, found)
        missing = len(wanted) - len(found)
        if self._has_room():
            self.lost += missing
        else:
            self.left_out += missing
        return found

    def _cut(self, path: Path, wanted: Sequence[Place], found: dict[Place, Cut]) -> None:
        """Fill `found` until there is no room; what is cut before a page that is damaged stays."""
        for index, crop in crops(path, wanted, _LIMITS):
            found[wanted[index]] = _shown(crop)
            self.made += 1
            self._room -= len(crop.data)
            if not self._has_room():
                return

    def _has_room(self) -> bool:
        return self.made < _MOST and self._room > 0


def _shown(crop: Crop) -> Cut:
    """As large as on paper: 96 CSS pixels an inch."""
    scale = 96 / 72
    address = f"data:image/jpeg;base64,{b64encode(crop.data).decode('ascii')}"
    return Cut(address, round(crop.width * scale), round(crop.height * scale))
