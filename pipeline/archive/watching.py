"""Folders watched: what is new is taken once it has stood still, uploads under way are left alone."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..console import Screen
from ..labels import Label
from .gone import forget_gone
from .intake import unread
from .run import checked, session
from .settings import Settings
from .walking import Found, Passed, walk

_STILL = 5.0  # seconds that a file must not have changed
_LOOK = 2.0  # seconds between two looks
_AGAIN = 20.0  # seconds after which a file that could not be read is tried again
_PARTIAL = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", ".swp")


def watch_folders(
    roots: Sequence[str], where: str, settings: Settings, screen: Screen, looks: int | None = None
) -> int:
    """Process what comes into `roots` until it is interrupted, or after so many `looks`; the exit code of a run."""
    checked(roots, where, settings.log)
    screen.say(Label("Đang theo dõi thư mục; Ctrl-C để dừng.", "Watching the folders; Ctrl-C to stop."))
    code = 0
    watched = _Watched()
    with session(where, roots, settings) as run:
        for look in _looks(looks):
            watched.look_again(unread(run.store), time.time())
            quiet = list(watched.still(walk(roots, Passed()), time.time()))
            if quiet:
                run.take_in(quiet, screen)
            if watched.is_news_of_gone(quiet):
                forget_gone(run.store, roots, run.number)
            if run.has_work():
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


@dataclass(slots=True)
class _Watched:
    """What was met in the folders, by path, and whether anything of it has gone."""

    seen: dict[str, _Seen] = field(default_factory=dict)
    gone: int = 0  # paths not met any more at the last look
    missing: bool = True  # something has gone, now or earlier, or before the watch began

    def still(self, found: Iterable[Found], now: float) -> Iterator[Found]:
        """What has not changed for a while, each state of a file once; names of unfinished uploads are left out.

        A file of the future (the clock of a scanner) is watched for as long as any other.
        """
        before, self.seen = self.seen, {}
        for each in found:
            if Path(each.path).suffix.lower() in _PARTIAL:
                continue
            mark = each.size, each.modified
            known = before.pop(each.path, None)
            if known is None or known.mark != mark:
                known = _Seen(mark, now)
            self.seen[each.path] = known
            if not known.taken and now - min(known.since, each.modified / 1e9) >= _STILL:
                known.taken, known.since = True, now
                yield each
        self.gone = len(before)
        self.missing = self.missing or bool(before)

    def look_again(self, paths: Iterable[str], now: float) -> None:
        """Take files anew that could not be read some time ago: rights change neither size nor time."""
        for path in paths:
            known = self.seen.get(path)
            if known and known.taken and now - known.since >= _AGAIN:
                known.taken = False

    def is_news_of_gone(self, taken: Sequence[Found]) -> bool:
        """Whether more may be known of what has gone: it has gone just now, or lies elsewhere as was just met."""
        return bool(self.gone or (taken and self.missing))


def _looks(most: int | None) -> Iterator[int]:
    look = 0
    while most is None or look < most:
        yield look
        look += 1
