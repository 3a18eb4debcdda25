"""The command `vanthu run`: folders walked, every new content processed by workers, each result written at once.

Stopped at any moment, the run goes on where it was: what is written is whole, and what was in work is still pending.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import insert, update
from sqlalchemy.exc import SQLAlchemyError

from .. import bugs
from ..atomic import OutputError
from ..console import RunProgress, Screen
from ..labels import Label
from ..printable import escaped
from .across import update_across
from .claims import beating, claimed, claimed_by_others, enter, leave, release_ended
from .gone import forget_gone
from .intake import Intake, take_in
from .outcome import Done, Refused, Versions, versions
from .paths import stored
from .processing import Processing, processing
from .queue import jobs, pending, put_back, refresh
from .run_log import check_log, opened_log, write_line
from .schema import runs
from .settings import Settings
from .state import quarantined
from .stopping import stoppable
from .store import Beginning, Store, StoreError, note, now
from .walking import Found, Passed, walk
from .workers import Finished
from .writing import settled, write

QUARANTINED = 5  # exit code
_LOOK = 1.0  # seconds between two looks at what other runs are at


@dataclass
class Session:
    """A run that is recorded in an open store."""

    store: Store
    number: int
    settings: Settings
    processing: Processing

    def take_in(self, found: Iterable[Found], screen: Screen) -> Intake:
        """Remember the paths `found`, with what bytes they have."""
        tally = Intake()
        with screen.run_progress() as progress:
            for state in take_in(self.store, found, self.number, self.settings.limits, tally):
                progress.found(state.paths)
                self.processing.prepare(state.new + state.changed)
        return tally

    def has_work(self) -> bool:
        """Whether anything is pending that no other run is at."""
        release_ended(self.store)
        return next(jobs(self.store), None) is not None

    def process(self, screen: Screen, *, wait: bool = True) -> None:
        """Process what is pending, write each result as soon as it is there, then compare the reports.

        What other runs are at is waited for, unless not to `wait`, and done here if they leave it.
        """
        made_by = versions()
        with (
            screen.run_progress(pending(self.store)) as progress,
            opened_log(self.settings.log) as log,
            self.store.holding() as held,
        ):
            for each in self._outcomes(screen, wait=wait):
                finished = self._write(held, each, made_by)
                _tell(finished, progress, screen)
                if log:
                    write_line(log, finished)
        if notice := self.processing.notice():
            screen.say(notice, style="yellow")
        counts = update_across(self.store, self.number)
        if counts.added or counts.removed:
            screen.say(
                Label(
                    f"Giữa các báo cáo: {counts.added} chỗ sai mới, {counts.removed} chỗ không còn.",
                    f"Between the reports: {counts.added} new findings, {counts.removed} gone.",
                )
            )

    def _outcomes(self, screen: Screen, *, wait: bool) -> Iterator[Finished]:
        told = False
        while True:
            release_ended(self.store)
            worked = False
            for each in self.processing.outcomes(claimed(self.store, jobs(self.store), self.number)):
                worked = True
                yield each
            others = claimed_by_others(self.store, self.number)
            if not wait or not (worked or others):
                return
            if others and not worked:
                if not told:
                    screen.say(_others_at(others))
                told = True
                time.sleep(_LOOK)

    def _write(self, store: Beginning, finished: Finished, made_by: Versions) -> Finished:
        """Keep what came of a job, and give what was kept: a result that no store takes costs that file only."""
        job = finished.job
        kept = replace(finished, outcome=settled(job.sha256, job.path, finished.outcome))
        try:
            write(store, job.sha256, kept.outcome, self.number, made_by, kept.seconds)
        except (SQLAlchemyError, OverflowError, ValueError):
            bugs.show_traceback()
            kept = replace(finished, outcome=Refused("bug", *bugs.MESSAGE))
            write(store, job.sha256, kept.outcome, self.number, made_by, kept.seconds)
        return kept

    def concluded(self, screen: Screen) -> int:
        """Tell what is quarantined; the exit code."""
        counts = quarantined(self.store)
        total = sum(counts.values())
        if not total:
            screen.say(Label("Xong, không có tệp nào bị cách ly.", "Done, no file is quarantined."))
            return 0
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items()))
        screen.say(
            Label(
                f"Xong, {total} tệp bị cách ly ({reasons}): "
                "vanthu export --store KHO --table files --state quarantined -f csv liệt kê chúng; "
                "sửa xong thì chạy lại vanthu run, hoặc vanthu retry.",
                f"Done, {total} files are quarantined ({reasons}): "
                "vanthu export --store STORE --table files --state quarantined -f csv lists them; "
                "mend them and run vanthu run again, or vanthu retry.",
            ),
            style="yellow",
        )
        return QUARANTINED


def run_folders(roots: Sequence[str], where: str, settings: Settings, screen: Screen) -> int:
    """Take in `roots` and process what is pending in the store at `where`; 0, or 5 when files are quarantined.

    Raises StoreError and OutputError; KeyboardInterrupt leaves a store that the next run goes on with.
    """
    checked(roots, where, settings.log)
    with session(where, roots, settings) as run:
        passed = Passed()
        tally = run.take_in(walk(roots, passed), screen)
        gone = forget_gone(run.store, roots, run.number)
        screen.say(_met(tally, passed, gone))
        if settings.refresh:
            refresh(run.store, versions(), run.number)
        run.process(screen)
        return run.concluded(screen)


def retry(where: str, reasons: Sequence[str], settings: Settings, screen: Screen) -> int:
    """The command `vanthu retry`: quarantined files once more, all or those of some reasons."""
    Store.open(where).close()  # a store that is not there is not made
    check_log(settings.log)
    with session(where, (), settings) as run:
        count = put_back(run.store, run.number, reasons)
        screen.say(Label(f"Làm lại {count} tệp.", f"{count} files once more."))
        run.process(screen)
        return run.concluded(screen)


def _others_at(count: int) -> Label:
    return Label(
        f"Lượt chạy khác đang xử lý {count} tệp: chờ, và làm nốt nếu lượt ấy dừng giữa chừng.",
        f"Another run is at {count} files: waiting, they are done here if it stops.",
    )


def _met(tally: Intake, passed: Passed, gone: int) -> Label:
    told = Label(
        f"Tìm thấy {tally.paths} tệp: {tally.new} mới, {tally.changed} đã thay đổi",
        f"{tally.paths} files found: {tally.new} new, {tally.changed} changed",
    )
    if gone:
        told = Label(f"{told.vi}, {gone} đã dời hoặc bỏ đi", f"{told.en}, {gone} moved or taken away")
    if passed.hidden:
        hidden = passed.hidden
        told = Label(f"{told.vi}; bỏ qua {hidden} tệp ẩn", f"{told.en}; {hidden} hidden ones passed over")
    return Label(f"{told.vi}.", f"{told.en}.")


def checked(roots: Sequence[str], where: str, log: str | None = None) -> None:
    """Raise StoreError for a folder that is not there, OutputError for a store or a log among the inputs."""
    for root in roots:
        if not root or not Path(root).exists():
            name = escaped(root)
            raise StoreError(
                f"Không có thư mục «{name}»: hãy kiểm tra đường dẫn.",
                f'There is no folder "{name}": check the path.',
            )
        if "://" not in where and Path(where).resolve().is_relative_to(Path(root).resolve()):
            raise OutputError(
                f"Kho «{escaped(where)}» nằm trong thư mục đầu vào: hãy đặt kho ở nơi khác.",
                f'The store "{escaped(where)}" lies in the folder of the inputs: put it elsewhere.',
            )
        if log and Path(log).resolve().is_relative_to(Path(root).resolve()):
            raise OutputError(
                f"Nhật ký «{escaped(log)}» nằm trong thư mục đầu vào: hãy đặt ở nơi khác.",
                f'The log "{escaped(log)}" lies in the folder of the inputs: put it elsewhere.',
            )
    check_log(log)


@contextmanager
def session(where: str, roots: Sequence[str], settings: Settings) -> Iterator[Session]:
    """A run of the store at `where`, made if it is not there; the run's end is noted however it ends."""
    with processing(settings) as work, closing(Store.open(where, create=True)) as store:
        number = _begun(store, roots, settings)
        gc.freeze()  # what is loaded by now lives as long as the run: no collection need look at it again
        state = "interrupted"
        try:
            with stoppable(), beating(store, number):
                yield Session(store, number, settings, work)
            state = "finished"
        finally:
            with store.begin() as connection:
                leave(connection, number)
                connection.execute(update(runs).where(runs.c.id == number).values(finished=now(), state=state))
                note(connection, f"run {state}", number)


def _begun(store: Store, roots: Sequence[str], settings: Settings) -> int:
    """Record a new run; its number."""
    told = json.dumps(asdict(settings) | {"folders": [stored(str(Path(root).absolute())) for root in roots]})
    with store.begin() as connection:
        values = {"started": now(), "state": "running", "code": versions().code, "settings": told}
        number = int(connection.scalar(insert(runs).values(**values).returning(runs.c.id)) or 0)
        enter(connection, number)
        note(connection, "run started", number)
    return number


def _tell(finished: Finished, progress: RunProgress, screen: Screen) -> None:
    outcome = finished.outcome
    if isinstance(outcome, Done):
        progress.done(len(outcome.pages), len(outcome.findings))
        return
    progress.refused()
    screen.fail(
        Label(f"[{outcome.reason}] {outcome.message}", f"[{outcome.reason}] {outcome.message_en}"), finished.job.path
    )
