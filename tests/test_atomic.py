"""An output file is whole or not there."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from pipeline.atomic import OutputError, replacing


def write(path: Path, content: bytes) -> None:
    with replacing(path) as out:
        out.write(content)


def write_half(path: Path, error: type[BaseException]) -> None:
    with replacing(path) as out:
        out.write(b"half")
        raise error


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "kết quả.csv"
    target.write_bytes(b"old")
    write(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_the_old_content_stays_until_the_end(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    with replacing(target) as out:
        out.write(b"new")
        out.flush()
        assert target.read_bytes() == b"old"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_nothing_is_left_when_the_writer_fails(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    with pytest.raises(error):
        write_half(target, error)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as raised, replacing(tmp_path / "a.csv"):
        raise OSError(28, "No space left on device")
    assert "No space left on device" in raised.value.message
    assert raised.value.exit_code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["no/such/folder/a.csv", "."])
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError):
        write(tmp_path / name, b"x")


def test_the_permissions_of_the_old_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    plain, made = tmp_path / "plain", tmp_path / "made"
    plain.write_bytes(b"")
    write(made, b"")
    assert made.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_keeps_pointing_at_the_file_written(tmp_path: Path) -> None:
    target, link = tmp_path / "a.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not Path(os.devnull).exists(), reason="no devices there")
def test_a_device_is_written_directly() -> None:
    write(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()
