"""What an archivist does between two runs: files moved, renamed, deleted, given rights, volumes unplugged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from asked_stores import asked, states, verified
from hostile_folder import report
from sqlalchemy import select

from pipeline.archive import run as running
from pipeline.archive import watching
from pipeline.archive.forgetting import forget
from pipeline.archive.run import QUARANTINED, retry, run_folders
from pipeline.archive.schema import contents, documents, events
from pipeline.archive.settings import Settings
from pipeline.archive.store import Store, StoreError
from pipeline.archive.walking import Found
from pipeline.archive.watching import _Watched, watch_folders
from pipeline.console import Screen

ONE = Settings(workers=1)


def reports(folder: Path, numbers: Iterable[int]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"báo cáo {number}.txt" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_bytes(report(number))
    return paths


def numbers_of(where: str) -> list[str]:
    return sorted(number for (number,) in asked(where, select(documents.c.number)))


def test_a_file_that_can_be_read_by_now(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights given later change neither size nor time of a file."""
    first, _ = reports(tmp_path / "in", [1, 2])
    from pipeline.archive import intake

    def refused(path: str) -> str:
        if path == str(first):
            raise PermissionError(13, "không có quyền", path)
        return original(path)

    original = intake.content_hash
    monkeypatch.setattr(intake, "content_hash", refused)
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == QUARANTINED
    assert states(store_url, tmp_path / "in")[first.name] == "unreadable"
    monkeypatch.setattr(intake, "content_hash", original)
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == 0
    assert numbers_of(store_url) == ["1/BC-UBND", "2/BC-UBND"]


def test_files_that_change_places(store_url: str, tmp_path: Path) -> None:
    first, second = reports(tmp_path / "in", [1, 22])
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == 0
    first.rename(tmp_path / "between")
    second.rename(first)
    (tmp_path / "between").rename(second)
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == 0
    assert numbers_of(store_url) == ["1/BC-UBND", "22/BC-UBND"]
    assert asked(store_url, select(contents.c.attempts)) == [(1,), (1,)], "what was done stays done"
    assert verified(store_url) == []


def test_moved_and_deleted_files(store_url: str, tmp_path: Path) -> None:
    root = tmp_path / "Hồ sơ năm 2026"
    first, second, third, fourth = reports(root / "cũ", [1, 2, 3, 4])
    (root / "hỏng.pdf").write_bytes(b"")
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == QUARANTINED
    (root / "mới").mkdir()
    first.rename(root / "mới" / first.name)
    second.rename(second.with_name("đổi tên.txt"))
    third.unlink()
    (root / "hỏng.pdf").unlink()
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == 0, "what was bad is gone"
    assert sorted(states(store_url, root)) == sorted(
        [f"mới/{first.name}", "cũ/đổi tên.txt", f"cũ/{third.name}", f"cũ/{fourth.name}"]
    )
    assert verified(store_url) == ["is no longer on the disk"], "a report that was done is missed"
    assert numbers_of(store_url) == [f"{number}/BC-UBND" for number in (1, 2, 3, 4)]


def test_a_folder_renamed_in_the_midst_of_a_run(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports(tmp_path / "in" / "b", [1, 2])

    def stopped(_run: running.Session, _screen: Screen) -> None:
        raise KeyboardInterrupt

    process = running.Session.process
    monkeypatch.setattr(running.Session, "process", stopped)
    with pytest.raises(KeyboardInterrupt):
        run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en"))
    monkeypatch.setattr(running.Session, "process", process)
    (tmp_path / "in" / "b").rename(tmp_path / "in" / "c")
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == 0
    assert states(store_url, tmp_path / "in") == {f"c/báo cáo {number}.txt": "done" for number in (1, 2)}
    assert verified(store_url) == []


def test_what_is_not_on_the_disk_today_keeps_its_result(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A volume that is not mounted must not cost the results of its files when the program is new."""
    reports(tmp_path / "volume", [1])
    reports(tmp_path / "other", [2])
    folders = [str(tmp_path / "volume"), str(tmp_path / "other")]
    assert run_folders(folders, store_url, ONE, Screen("en")) == 0
    store = Store.open(store_url)
    with store.begin() as connection:
        connection.execute(contents.update().values(code="older"))
    store.close()
    (tmp_path / "volume").rename(tmp_path / "unplugged")
    assert run_folders([folders[1]], store_url, Settings(workers=1, refresh=True), Screen("en")) == 0
    assert numbers_of(store_url) == ["1/BC-UBND", "2/BC-UBND"]
    codes = dict(asked(store_url, select(documents.c.number, contents.c.code).join(contents)))
    assert codes["1/BC-UBND"] == "older"
    assert codes["2/BC-UBND"] != "older"
    assert retry(store_url, [], ONE, Screen("en")) == 0


def taken(at: float, modified: float, seen: _Watched, size: int = 9) -> bool:
    """Whether a look at second `at` takes a file of that size, modified at that second."""
    return bool(list(seen.still(iter([Found("/in/a.pdf", size, int(modified * 1e9))]), at)))


def test_a_watched_file_of_the_future_is_taken_once_it_stands_still() -> None:
    """The clock of a scanner goes ahead: its files are not left lying for a year."""
    seen = _Watched()
    looks = [taken(at, 9_000_000, seen) for at in (100, 102, 104, 106, 108)]
    assert looks == [False, False, False, True, False]
    assert not taken(110, 9_000_000, seen, size=10), "it grows again"
    assert not taken(112, 9_000_000, seen, size=10)
    assert taken(116, 9_000_000, seen, size=10)


def test_a_watched_file_that_is_old_is_taken_at_once() -> None:
    seen = _Watched()
    assert taken(100, 50, seen)
    assert not taken(102, 50, seen)


@pytest.mark.parametrize("keep", [True, False])
def test_a_report_that_was_deleted_on_purpose(store_url: str, tmp_path: Path, keep: bool) -> None:
    root = tmp_path / "in"
    first, second, _ = reports(root / "năm 2019", [1, 2, 3])
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == 0
    with pytest.raises(StoreError, match="vẫn còn trên đĩa"):
        forget(store_url, [str(first)], Screen("en"), keep=keep)
    with pytest.raises(StoreError, match="không thiếu tệp nào"):
        forget(store_url, [str(root)], Screen("en"), keep=keep)
    first.unlink()
    second.unlink()
    assert len(verified(store_url)) == 2
    assert forget(store_url, [str(first)], Screen("en"), keep=keep) == 0
    assert verified(store_url) == ["is no longer on the disk"], "of the second nobody has said anything"
    assert forget(store_url, [str(root / "năm 2019")], Screen("en"), keep=keep) == 0
    assert verified(store_url) == []
    assert numbers_of(store_url) == (["1/BC-UBND", "2/BC-UBND", "3/BC-UBND"] if keep else ["3/BC-UBND"])
    told = asked(store_url, select(events.c.path, events.c.detail).where(events.c.what == "forgotten"))
    assert sorted(told) == [
        (str(path), f'{{"results": "{"kept" if keep else "removed"}"}}') for path in (first, second)
    ]
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == 0
    assert verified(store_url) == []

    reports(root / "năm 2019", [1])  # it is back, and goes once more
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == 0
    assert verified(store_url) == []
    first.unlink()
    assert verified(store_url) == ["is no longer on the disk"]


def test_what_was_kept_may_be_removed_later(store_url: str, tmp_path: Path) -> None:
    (path,) = reports(tmp_path / "in", [1])
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == 0
    path.unlink()
    for keep, left in ((True, ["1/BC-UBND"]), (True, ["1/BC-UBND"]), (False, [])):
        assert forget(store_url, [str(path)], Screen("en"), keep=keep) == 0
        assert numbers_of(store_url) == left
        assert verified(store_url) == []
    with pytest.raises(StoreError, match="không thiếu"):
        forget(store_url, [str(path)], Screen("en"), keep=False)


def watched(where: str, root: Path, monkeypatch: pytest.MonkeyPatch, *deeds: Callable[[], object]) -> None:
    """Watch `root`; after each look one of the `deeds` is done, and a minute passes."""
    left, clock = list(deeds), [time.time() + 1000]

    def sleep(_: float) -> None:
        clock[0] += 60
        if left:
            left.pop(0)()

    monkeypatch.setattr(watching.time, "sleep", sleep)
    monkeypatch.setattr(watching.time, "time", lambda: clock[0])
    watch_folders([str(root)], where, ONE, Screen("en"), looks=len(deeds) + 2)
    monkeypatch.undo()


def test_a_watched_file_that_can_be_read_by_now(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = reports(tmp_path / "in", [1, 2])
    from pipeline.archive import intake

    denied = {str(first)}

    def refused(path: str) -> str:
        if path in denied:
            raise PermissionError(13, "không có quyền", path)
        return original(path)

    original = intake.content_hash
    monkeypatch.setattr(intake, "content_hash", refused)
    watched(store_url, tmp_path / "in", monkeypatch, lambda: None, denied.clear)
    assert states(store_url, tmp_path / "in") == {"báo cáo 1.txt": "done", "báo cáo 2.txt": "done"}
    assert verified(store_url) == []


def test_watched_files_that_go(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "in"
    first, second, third = reports(root, [1, 2, 3])
    (root / "hỏng.pdf").write_bytes(b"")
    moved = root / "đã dời.txt"
    watched(store_url, root, monkeypatch, (root / "hỏng.pdf").unlink, lambda: first.rename(moved), third.unlink)
    assert states(store_url, root) == {second.name: "done", moved.name: "done", third.name: "done"}
    assert verified(store_url) == ["is no longer on the disk"], "of the third there is a result"
    assert numbers_of(store_url) == [f"{number}/BC-UBND" for number in (1, 2, 3)]


def test_a_watch_goes_on_with_what_was_left(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are pending, and one that a run had in work which was killed: nothing new needs to come."""
    reports(tmp_path / "in", [1, 2])
    (tmp_path / "in" / "hỏng.pdf").write_bytes(b"")
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == QUARANTINED
    store = Store.open(store_url)

    def put_back() -> None:
        with store.begin() as connection:
            connection.execute(contents.update().values(state="pending"))

    watched(store_url, tmp_path / "in", monkeypatch, put_back)
    store.close()
    assert set(states(store_url, tmp_path / "in").values()) == {"done", "truncated"}
