"""Stores for the tests of review: files read in this process and written as a run writes them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert, select

from pipeline.archive import schema
from pipeline.archive.outcome import outcome_of, versions
from pipeline.archive.paths import stored
from pipeline.archive.store import Store
from pipeline.archive.viewing import Viewed, viewed
from pipeline.archive.writing import write
from pipeline.document import Document
from pipeline.reading import read, recording
from pipeline.report import process_document

REPORT = """ỦY BAN NHÂN DÂN XÃ ĐÔNG HẢI
Số: 12/BC-UBND
Đông Hải, ngày 09 tháng 6 năm 2026
BÁO CÁO
Kết quả giải quyết thủ tục hành chính quý II năm 2026
Tổng số hồ sơ tiếp nhận: 100 hồ sơ, trong đó tiếp nhận trực tuyến 60 hồ sơ, tiếp nhận trực tiếp 40 hồ sơ.
Nhà văn hóa kê thêm 7 chiếc ghế mới.
"""


def take(where: str, files: Iterable[Path], recorded: Path | None = None) -> None:
    """Read files into the store, again if it has them; scans as they were `recorded`."""
    with closing(Store.open(where, create=True)) as store:
        for path in files:
            document = read(path) if recorded is None else _as_recorded(path, recorded)
            outcome = outcome_of(replace(process_document(document), name=str(path)))
            status = path.stat()
            with store.begin() as connection:
                known = select(schema.contents.c.sha256).where(schema.contents.c.sha256 == document.sha256)
                if connection.scalar(known) is None:
                    told = {"sha256": document.sha256, "size": status.st_size}
                    connection.execute(insert(schema.contents).values(is_path=False, state="pending", **told))
                    lies = {"path": stored(str(path)), "modified": status.st_mtime_ns}
                    connection.execute(insert(schema.files).values(**told, **lies))
            assert write(store, document.sha256, outcome, 1, versions(), 0.1)


def _as_recorded(path: Path, recorded: Path) -> Document:
    from pipeline.archive.intake import content_hash

    return Document(path.name, content_hash(str(path)), recording.load(recorded))


def shown(where: str, name: str = "") -> Viewed:
    """The document whose file is called so, or the first."""
    with closing(Store.open(where)) as store, store.reading() as connection:
        query = select(schema.documents.c.sha256).where(schema.documents.c.file.endswith(name))
        found = viewed(connection, str(connection.scalar(query.order_by(schema.documents.c.sha256))))
    assert found is not None
    return found


def position(view: Viewed, text: str) -> int:
    """The position of the first value that is printed so."""
    return next(at for at, row in view.facts if row["text"] == text)
