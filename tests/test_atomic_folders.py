"""A folder, or a file that a library makes itself, is whole or not there."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from pipeline import atomic
from pipeline.atomic import OutputError, replacing_folder, replacing_path


def fill(folder: Path, content: str, error: BaseException | None = None) -> None:
    with replacing_folder(folder) as temporary:
        (temporary / "a").write_text(content)
        if error:
            raise error


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    fill(tmp_path / "x", "old")
    (tmp_path / "x" / "more").write_text("old")
    fill(tmp_path / "x", "new")
    assert [(path.name, path.read_text()) for path in (tmp_path / "x").iterdir()] == [("a", "new")]
    assert list(tmp_path.iterdir()) == [tmp_path / "x"]
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) & 0o500 == 0o500


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError()])
def test_a_folder_stays_as_it_was_when_filling_fails(tmp_path: Path, error: BaseException) -> None:
    fill(tmp_path / "x", "old")
    with pytest.raises(type(error)):
        fill(tmp_path / "x", "new", error)
    assert (tmp_path / "x" / "a").read_text() == "old"
    assert list(tmp_path.iterdir()) == [tmp_path / "x"]


def test_a_folder_comes_back_when_its_name_cannot_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "x", "old")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.suffix == ".tmp":
            raise OSError("no space")
        return replace(self, target)

    monkeypatch.setattr(atomic.Path, "replace", failing)
    with pytest.raises(OutputError):
        fill(tmp_path / "x", "new")
    assert (tmp_path / "x" / "a").read_text() == "old"
    assert list(tmp_path.iterdir()) == [tmp_path / "x"]


def test_a_folder_without_a_place(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        fill(tmp_path / "none" / "x", "new")


def test_a_path_takes_its_name_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "x.db"
    target.write_text("old")
    with replacing_path(target) as path:
        assert not path.exists()
        path.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_path_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def half() -> None:
        with replacing_path(tmp_path / "x.db") as path:
            path.write_text("half")
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        half()
    assert not list(tmp_path.iterdir())
