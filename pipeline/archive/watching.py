"""Folders watched: what is new is taken once it has stood still, uploads under way are left alone."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..console import Screen
from ..labels import Label
from .run import checked, session
from .settings import Settings
from .walking import Found, Passed, walk

_STILL = 5.0  # seconds that a file must not have changed
_LOOK = 2.0  # seconds between two looks
_PARTIAL = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", ".swp")


def watch_folders(
    roots: Sequence[str], where: str, settings: Settings, screen: Screen, looks: int | None = None
) -> int:
    """Process what comes into `roots` until it is interrupted, or after so many `looks`; the exit code of a run."""
    checked(roots, where, settings.log)
    screen.say(Label("Đang theo dõi thư mục; Ctrl-C để dừng.", "Watching the folders; Ctrl-C to stop."))
    code = 0
    seen: dict[str, _Seen] = {}
    with session(where, roots, settings) as run:
        for look in _looks(looks):
            quiet = list(_still(walk(roots, Passed()), time.time(), seen))
            if quiet:
                run.take_in(quiet, screen)
                run.process(screen, wait=False)
                code = run.concluded(screen)
            time.sleep(_LOOK if looks is None or look + 1 < looks else 0)
    return code


@dataclass(slots=True)
class _Seen:
    """Size and time of a file, since when it has had them, and whether it was taken so."""

    mark: tuple[int, int]
    since: float
    taken: bool = False


def _looks(most: int | None) -> Iterator[int]:
    look = 0
    while most is None or look < most:
        yield look
        look += 1


def _still(found: Iterator[Found], now: float, seen: dict[str, _Seen]) -> Iterator[Found]:
    """What has not changed for a while, each state of a file once; names of unfinished uploads are left out.

    A file of the future (the clock of a scanner) is watched for as long as any other.
    """
    for each in found:
        mark = each.size, each.modified
        if Path(each.path).suffix.lower() in _PARTIAL:
            continue
        known = seen.get(each.path)
        if known is None or known.mark != mark:
            known = seen[each.path] = _Seen(mark, now)
        if not known.taken and now - min(known.since, each.modified / 1e9) >= _STILL:
            known.taken = True
            yield each
