"""A folder into a store: everything is done, quarantined or pending, once, and `verify` knows when it is not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from pipeline.archive import schema
from pipeline.archive.outcome import Versions
from pipeline.archive.queue import jobs, pending, put_back, refresh
from pipeline.archive.run import QUARANTINED, retry, run_folders
from pipeline.archive.settings import Settings
from pipeline.archive.state import quarantined, status
from pipeline.archive.store import Store, StoreError
from pipeline.archive.verify import Tally, verify
from pipeline.archive.watching import watch_folders
from pipeline.atomic import OutputError
from pipeline.console import Screen

REPORT = """ỦY BAN NHÂN DÂN XÃ {place}
Số: {number}/BC-UBND
{place}, ngày 09 tháng 6 năm 2026
BÁO CÁO
Kết quả giải quyết thủ tục hành chính quý II năm 2026
Tổng số hồ sơ tiếp nhận: {count} hồ sơ, đã giải quyết {count} hồ sơ, đạt 100%.
"""
ONE = Settings(workers=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six reports in two folders, one of them twice, and what is no report."""
    inside = tmp_path / "in"
    (inside / "sub").mkdir(parents=True)
    for number in range(6):
        text = REPORT.format(place=f"ĐÔNG {number}", number=number + 1, count=100 + number)
        (inside / ("sub" if number % 2 else ".") / f"báo cáo {number}.txt").write_text(text, encoding="utf-8")
    (inside / "copy.txt").write_bytes((inside / "báo cáo 0.txt").read_bytes())
    (inside / "empty.pdf").write_bytes(b"")
    (inside / "line\nbreak\u202e.txt").write_text("Số hồ sơ: 12", encoding="utf-8")
    (inside / ".hidden").write_text("x")
    (inside / "~$lock.docx").write_text("x")
    if hasattr(os, "mkfifo"):
        os.mkfifo(inside / "pipe")
    (inside / "dangling").symlink_to(tmp_path / "nothing")
    (inside / "loop").symlink_to(inside / "loop")
    (inside / "outside").symlink_to(Path(__file__))
    (inside / "within").symlink_to(inside / "copy.txt")
    return inside


REASONS = {"truncated": 1, "special_file": 1, "dangling_link": 2, "outside_link": 1}


def screen() -> Screen:
    return Screen("en")


def faults(where: str, *, hashes: bool = True) -> tuple[list[str], Tally]:
    store, tally = Store.open(where), Tally()
    try:
        return [fault.told.en for fault in verify(store, tally, hashes=hashes)], tally
    finally:
        store.close()


def count(where: str, table: str) -> int:
    store = Store.open(where)
    try:
        with store.reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(schema.metadata.tables[table])) or 0)
    finally:
        store.close()


def test_a_folder_into_a_store(folder: Path, store_url: str, tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    assert run_folders([str(folder)], store_url, Settings(workers=2, log=str(log)), screen()) == QUARANTINED
    store = Store.open(store_url)
    told = status(store)
    assert quarantined(store) == REASONS
    store.close()
    assert told.paths == {"done": 6 + 1 + 1 + 1, "quarantined": sum(REASONS.values())}
    assert told.contents["done"] == 7  # the copy and the link within have bytes that are there already
    assert told.facts > 6 * 4
    assert faults(store_url) == ([], Tally(done=9, quarantined=5, pending=0))
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert sorted(line["state"] for line in lines) == ["done"] * 7 + ["quarantined"]

    events = count(store_url, "events")
    assert run_folders([str(folder)], store_url, ONE, screen()) == QUARANTINED
    assert count(store_url, "events") == events + 2  # the run began and ended: nothing else is done again
    assert count(store_url, "documents") == 7


def test_the_values_are_those_of_the_reports(folder: Path, store_url: str) -> None:
    run_folders([str(folder)], store_url, ONE, screen())
    store = Store.open(store_url)
    with store.reading() as connection:
        measure, number = schema.extractions.c.measure, schema.extractions.c.number
        received = connection.execute(select(number).where(measure == "received_total").order_by(number)).scalars()
        assert list(received) == [100.0 + number for number in range(6)]
        issuers = connection.execute(select(schema.documents.c.number).order_by(schema.documents.c.number)).scalars()
        assert [name for name in issuers if name] == [f"{number + 1}/BC-UBND" for number in range(6)]
    store.close()


def test_a_changed_file_is_done_again_and_the_old_result_goes(folder: Path, store_url: str) -> None:
    run_folders([str(folder)], store_url, ONE, screen())
    path = folder / "sub" / "báo cáo 1.txt"
    path.write_text(REPORT.format(place="TÂY", number=99, count=5555), encoding="utf-8")
    found, _ = faults(store_url)
    assert found == ["has other bytes now, run vanthu run again"]
    run_folders([str(folder)], store_url, ONE, screen())
    assert faults(store_url)[0] == []
    assert count(store_url, "documents") == 7
    store = Store.open(store_url)
    with store.reading() as connection:
        numbers = connection.execute(select(schema.documents.c.number)).scalars().all()
    store.close()
    assert "99/BC-UBND" in numbers
    assert "2/BC-UBND" not in numbers


def test_verify_misses_nothing(folder: Path, store_url: str) -> None:
    run_folders([str(folder)], store_url, ONE, screen())
    (folder / "copy.txt").unlink()
    (folder / "within").unlink()
    store = Store.open(store_url)
    with store.begin() as connection:
        key = connection.scalar(select(schema.documents.c.sha256).where(schema.documents.c.number == "3/BC-UBND"))
        connection.execute(delete(schema.extractions).where(schema.extractions.c.sha256 == key))
        other = connection.scalar(select(schema.documents.c.sha256).where(schema.documents.c.number == "4/BC-UBND"))
        connection.execute(delete(schema.documents).where(schema.documents.c.sha256 == other))
    store.close()
    found, _ = faults(store_url, hashes=False)
    assert sorted(told.split(" of ")[0].rstrip("0123456789 ") for told in found) == [
        "is done without a result",
        "is no longer on the disk",
        "is no longer on the disk",
        "the result is not whole: facts",
    ]


def test_quarantined_files_once_more(folder: Path, store_url: str) -> None:
    run_folders([str(folder)], store_url, ONE, screen())
    assert retry(store_url, ["timeout"], ONE, screen()) == QUARANTINED
    store = Store.open(store_url)
    assert put_back(store, 1, ["truncated"]) == 1
    assert pending(store) == 1
    assert [Path(job.path).name for job in jobs(store)] == ["empty.pdf"]
    assert put_back(store, 1) == 0  # paths that are no files are not read at all
    store.close()
    assert retry(store_url, [], ONE, screen()) == QUARANTINED
    assert faults(store_url)[0] == []


def test_what_another_version_did_is_done_again(folder: Path, store_url: str) -> None:
    run_folders([str(folder)], store_url, ONE, screen())
    store = Store.open(store_url)
    with store.begin() as connection:
        connection.execute(update(schema.contents).where(schema.contents.c.state == "done").values(rules="older"))
    store.close()
    run_folders([str(folder)], store_url, ONE, screen())
    store = Store.open(store_url)
    assert refresh(store, Versions("9", "9", "9"), 1) == 8
    store.close()
    run_folders([str(folder)], store_url, Settings(workers=1, refresh=True), screen())
    assert faults(store_url)[0] == []


def test_new_files_of_a_watched_folder(folder: Path, store_url: str) -> None:
    os.utime(folder / "copy.txt", (1, 1))
    (folder / "upload.pdf.part").write_bytes(b"%PDF-1.7 half")
    os.utime(folder / "upload.pdf.part", (1, 1))
    assert watch_folders([str(folder)], store_url, ONE, screen(), looks=1) == 0
    store = Store.open(store_url)
    with store.reading() as connection:
        paths = connection.execute(select(schema.files.c.path)).scalars().all()
    store.close()
    assert [Path(path).name for path in paths] == ["copy.txt", "within"]  # the others have only just been written


def test_a_store_among_the_inputs_is_refused(folder: Path) -> None:
    with pytest.raises(OutputError):
        run_folders([str(folder)], str(folder / "sub" / "s.db"), ONE, screen())
    assert not (folder / "sub" / "s.db").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        run_folders([str(tmp_path / "nothing")], str(tmp_path / "s.db"), ONE, screen())
    assert not (tmp_path / "s.db").exists()


def test_no_store_to_retry(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        retry(str(tmp_path / "s.db"), [], ONE, screen())
    assert not (tmp_path / "s.db").exists()
