"""A hostile folder into a store: the run ends, each bad file has its reason, each good one its values."""

from __future__ import annotations

import csv
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest
from asked_stores import asked, states, verified
from hostile_folder import hostile_folder, report
from sqlalchemy import select

from pipeline.archive import run as running
from pipeline.archive import worker, writing
from pipeline.archive.export import Export, export_store
from pipeline.archive.outcome import Done, Outcome
from pipeline.archive.run import QUARANTINED, run_folders
from pipeline.archive.schema import documents, events, extractions
from pipeline.archive.settings import Settings
from pipeline.archive.workers import Finished, Job
from pipeline.console import Screen
from pipeline.reading import Limits

ONE = Settings(workers=1)
DANGEROUS = re.compile(r"[=+\-@\t\r\n]")
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*%?")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names, links and pipes of Linux")


def is_tame(text: str) -> bool:
    return not {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


@pytest.mark.slow
def test_a_hostile_folder(store_url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "kho hồ sơ"
    expected = hostile_folder(root, tmp_path / "outside")
    assert run_folders([str(root)], store_url, Settings(workers=2, file_seconds=120), Screen("vi")) == QUARANTINED
    told = capfd.readouterr().err
    found = states(store_url, root)
    assert found == expected
    assert [line for line in told.splitlines() if not is_tame(line)] == []
    assert told.count("\n") == sum(what not in ("done", *UNTOLD) for what in set_of_contents(found)) + 2
    assert verified(store_url) == []
    query = select(extractions.c.number).where(extractions.c.measure == "received_total").distinct()
    numbers = {int(float(number)) for (number,) in asked(store_url, query)}
    assert numbers == {1000 + number for number in range(1, 12)}, "of each good report, and of nothing outside"

    before = asked(store_url, select(events.c.id))
    assert run_folders([str(root)], store_url, ONE, Screen("vi")) == QUARANTINED
    assert len(asked(store_url, select(events.c.id))) == len(before) + 2, "nothing is done again"
    assert_exports_are_tame(store_url, tmp_path)


UNTOLD = ("dangling_link", "outside_link", "special_file", "unreadable")  # seen on the walk, told by their number


def set_of_contents(found: dict[str, str]) -> list[str]:
    """Of what has the same bytes (the empty files, the two images) only one is told."""
    same = [*sorted(name for name in found if name.startswith(("zero", "@SUM")))[1:], "an image.pdf"]
    return [what for name, what in found.items() if name not in same]


def assert_exports_are_tame(where: str, folder: Path) -> None:
    for table in ("files", "documents", "facts", "findings"):
        for form in ("csv", "xlsx"):
            out = folder / f"{table}.{form}"
            assert export_store(where, Export(output=str(out), table=table), Screen("en")) == 0  # type: ignore[arg-type]
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) > (table != "findings")
        assert [cell for row in rows for cell in row if DANGEROUS.match(cell) and not NUMBER.fullmatch(cell)] == []
        book = openpyxl.load_workbook(folder / f"{table}.xlsx")
        cells = [cell for sheet in book for row in sheet for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def reports(folder: Path, numbers: Iterable[int]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"báo cáo {number}.txt" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_bytes(report(number))
    return paths


def numbers_of(where: str) -> list[str]:
    return sorted(number for (number,) in asked(where, select(documents.c.number)))


def between(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Let something happen after the files are hashed and before they are read."""
    process = running.Session.process

    def processed(self: running.Session, screen: Screen) -> None:
        act()
        process(self, screen)
        monkeypatch.setattr(running.Session, "process", process)

    monkeypatch.setattr(running.Session, "process", processed)


def test_a_file_that_vanishes_before_it_is_read(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = reports(tmp_path / "in", [1, 2])
    name = Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/\xff\xfe.txt"))
    first.rename(name)
    between(monkeypatch, name.unlink)
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == QUARANTINED
    assert states(store_url, tmp_path / "in") == {os.fsdecode(b"\xff\xfe.txt"): "unreadable", second.name: "done"}
    assert verified(store_url) == ["is no longer on the disk"]
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == 0
    assert states(store_url, tmp_path / "in") == {second.name: "done"}
    assert verified(store_url) == []


def test_a_file_that_changes_before_it_is_read(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The result of other bytes is not the result of these, even where size and time have not changed."""
    first, second = reports(tmp_path / "in", [1, 2])
    times = first.stat()

    def changed() -> None:
        first.write_bytes(report(8))
        os.utime(first, ns=(times.st_atime_ns, times.st_mtime_ns))

    between(monkeypatch, changed)
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == QUARANTINED
    assert states(store_url, tmp_path / "in") == {first.name: "changed", second.name: "done"}
    assert numbers_of(store_url) == ["2/BC-UBND"]
    assert verified(store_url) == ["has other bytes now, run vanthu run again"]
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == 0
    assert numbers_of(store_url) == ["2/BC-UBND", "8/BC-UBND"]
    assert verified(store_url) == []


def test_a_file_that_changes_into_a_bad_one(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = reports(tmp_path / "in", [1, 2])
    between(monkeypatch, lambda: first.write_bytes(b"%PDF-1.4 still copying") and None)
    run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en"))
    assert states(store_url, tmp_path / "in")[first.name] == "changed"


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = reports(tmp_path, [1])

    def read(of: Path, limits: Limits, *, told: Callable[[int], None]) -> object:
        document = original(of, limits, told=told)
        of.write_bytes(report(2) * 2)
        return document

    original = worker.read
    monkeypatch.setattr(worker, "read", read)
    assert worker.attempt(str(path), Limits()) == writing.CHANGED


def test_a_result_that_no_store_takes_costs_its_file_only(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = reports(tmp_path / "in", [1, 2])

    def settled(sha256: str, path: str, outcome: Outcome) -> Outcome:
        if path == str(first) and isinstance(outcome, Done):
            outcome.pages.append(outcome.pages[0])  # a page twice
        return outcome

    monkeypatch.setattr(running, "settled", settled)
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == QUARANTINED
    assert states(store_url, tmp_path / "in") == {first.name: "bug", second.name: "done"}
    assert verified(store_url) == []


def test_numbers_and_characters_beyond_every_database(store_url: str, tmp_path: Path) -> None:
    text = "Số: 12/BC-UBND\nTổng số hồ sơ đã tiếp nhận là 9{0} hồ sơ.\nTổng số hồ sơ: 4.{0} hồ sơ \ufffe\ufdd0 𠀀 đạt {0},5%\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text.format("9" * 400), encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(text.format("999.999.999.999.999.999"), encoding="utf-8")
    assert run_folders([str(tmp_path / "in")], store_url, ONE, Screen("en")) == 0
    assert verified(store_url) == []


def test_a_folder_that_cannot_be_opened_is_told(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "in"
    (kept,) = reports(root, [1])
    reports(root / "closed", [2])
    scandir = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == QUARANTINED
    assert states(store_url, root) == {kept.name: "done", "closed": "unreadable"}
    monkeypatch.undo()
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == 0
    assert len(states(store_url, root)) == 2
    assert numbers_of(store_url) == ["1/BC-UBND", "2/BC-UBND"]


def test_a_folder_deeper_than_a_path_may_be_long_is_told(store_url: str, tmp_path: Path) -> None:
    root = tmp_path / "in"
    (kept,) = reports(root, [1])
    before = Path.cwd()
    try:
        os.chdir(root)
        for level in range(24):
            Path(f"{level:02d}" + "x" * 198).mkdir()
            os.chdir(f"{level:02d}" + "x" * 198)
    finally:
        os.chdir(before)
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == QUARANTINED
    found = states(store_url, root)
    assert found.pop(kept.name) == "done"
    assert list(found.values()) == ["unreadable"]
    assert run_folders([str(root)], store_url, ONE, Screen("en")) == QUARANTINED, "it is there still"
    assert verified(store_url) == []


def test_the_reason_is_kept_for_the_job_that_was_given() -> None:
    finished = Finished(Job("a" * 64, "/nowhere/x"), worker.MEMORY, 1.0)
    assert writing.settled(finished.job.sha256, finished.job.path, finished.outcome) is worker.MEMORY
