"""Pages as JPEG pictures, upright as their words were measured; the latest stay in memory, up to a bound."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from threading import Lock

from ..archive.intake import content_hash
from ..errors import InputError
from ..reading import Limits
from ..reading.images import as_jpeg, read_frames
from ..reading.rendering import Renderer
from ..reading.sniffing import sniff

DPI = 150
_LONGEST = 2400  # pixels: an A4 scan has 1754 at this resolution
_BYTES = 64 * 1024 * 1024  # of pictures in memory
_LIMITS = Limits()


class PageImages:
    """Pictures of pages; one is drawn at a time, since PDFium is no library for several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def picture(self, sha256: str, number: int, turn: int, paths: Sequence[str]) -> bytes:
        """The JPEG of page `number` of the content `sha256`, turned clockwise by `turn` degrees.

        It lies at one of `paths`, with the bytes that were read: InputError where it is gone or was changed since.
        """
        key = (sha256, number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            drawn = _drawn(_unchanged(sha256, paths), number, turn)
            self._kept[key] = drawn
            self._size += len(drawn)
            while self._size > _BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
            return drawn


def _unchanged(sha256: str, paths: Sequence[str]) -> Path:
    for path in paths:
        try:
            if content_hash(path) == sha256:
                return Path(path)
        except OSError:
            continue
    raise InputError(
        "Tệp gốc không còn ở chỗ cũ hoặc đã thay đổi, nên không có hình trang: số liệu vẫn xem và sửa được.",
        "The file is gone or has changed, so there is no picture: the figures can still be seen and corrected.",
    )


def _drawn(path: Path, number: int, turn: int) -> bytes:
    if sniff(path) == "pdf":
        with Renderer(path, _LIMITS) as renderer:
            return as_jpeg(renderer.render(number, DPI), turn=turn, longest=_LONGEST)
    frame = next(islice(read_frames(path, _LIMITS), number - 1, None))
    return as_jpeg(frame.image, turn=turn, longest=_LONGEST)
