"""The command `vanthu export`: the whole store or a part of it in another form, and the manifest of its inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ..atomic import OutputError
from ..columns import StoreTable
from ..console import Screen
from ..facts import Row
from ..labels import Label
from ..output import STDOUT, check_output, opened_output
from .export_filter import Filter
from .export_forms import OF_ALL, STREAMS, SUFFIXES, Form, Tables, check_folder, write_tables
from .export_manifest import write_manifest
from .export_rows import BrokenRowError, batches
from .store import Store, StoreError


@dataclass(frozen=True, slots=True)
class Export:
    """What is wanted and where to.

    `form` None is that of the suffix of `output`, else csv; `table` None is all of them in forms that hold several,
    else facts, or files where the state asked for is one without facts; `output` None is the standard output, or
    nothing when only `manifest`, a file or ``-``, is asked for.
    """

    form: Form | None = None
    table: StoreTable | None = None
    filter: Filter = field(default_factory=Filter)
    output: str | None = None
    manifest: str | None = None
    bom: bool = False

    @property
    def only_manifest(self) -> bool:
        """Whether no table is asked for."""
        return self.manifest is not None and self.output is None and self.form is None and self.table is None

    @property
    def target(self) -> str:
        """Where the tables go."""
        return STDOUT if self.output is None else self.output

    @property
    def chosen(self) -> Form:
        """The form asked for, or that of the output's name."""
        return self.form or SUFFIXES.get(Path(self.target).suffix.lower(), "csv")

    @property
    def tables(self) -> tuple[StoreTable, ...]:
        """The tables to write."""
        if self.table:
            return (self.table,)
        if self.chosen in OF_ALL:
            return get_args(StoreTable)
        return ("files",) if self.filter.state in ("quarantined", "pending") else ("facts",)


def export_store(where: str, wanted: Export, screen: Screen) -> int:
    """Write what is wanted of the store `where` (a path or URL); the exit code: 0, also when nothing matches.

    Raises StoreError when the store cannot be read, OutputError when the output cannot be written.
    """
    _check(where, wanted)
    store = Store.open(where)
    try:
        with explained(store.name), store.reading() as connection:
            if not wanted.only_manifest:
                _export(connection, wanted, screen)
            if wanted.manifest is not None:
                _list(connection, wanted.manifest, screen)
    finally:
        store.close()
    return 0


def _export(connection: Connection, wanted: Export, screen: Screen) -> None:
    counts: dict[StoreTable, int] = {}
    tables = _counted(connection, wanted, counts)
    write_tables(wanted.chosen, tables, wanted.target, language=screen.language, bom=wanted.bom)
    if not any(counts.values()):
        screen.say(
            Label(
                "Trong kho không có dòng nào khớp với điều kiện: bản xuất không có dòng nào.",
                "Nothing in the store matches: the export has no rows.",
            )
        )
    elif wanted.target != STDOUT:
        told = ", ".join(f"{table} {count}" for table, count in counts.items())
        screen.say(Label(f"Đã xuất (dòng): {told}", f"Exported (rows): {told}"), wanted.target)


def _counted(connection: Connection, wanted: Export, counts: dict[StoreTable, int]) -> Tables:
    """The tables wanted, one after the other; `counts` tells how many rows each had."""

    def counted(table: StoreTable) -> Iterator[Sequence[Row]]:
        for rows in batches(connection, table, wanted.filter):
            counts[table] += len(rows)
            yield rows

    for table in wanted.tables:
        counts[table] = 0
        yield table, counted(table)


def _list(connection: Connection, manifest: str, screen: Screen) -> None:
    with opened_output(manifest) as out:
        listed, unread = write_manifest(connection, out)
    if unread:
        screen.say(
            Label(
                f"{unread} tệp không đọc được nên không có mã SHA-256, không nằm trong danh mục ({listed} tệp).",
                f"{unread} files could not be read, have no SHA-256 and are not in the manifest ({listed} files).",
            )
        )


def _check(where: str, wanted: Export) -> None:
    """Refuse, before any work, what cannot be written or would spoil the store."""
    if wanted.manifest is not None:
        tables = [] if wanted.only_manifest or wanted.target == STDOUT else [wanted.target]
        check_store_output(wanted.manifest, where, tables)
    if wanted.only_manifest:
        return
    _check_streams(wanted)
    if wanted.chosen == "parquet":
        check_folder(Path(wanted.target))
    else:
        check_store_output(wanted.target, where)


def check_store_output(output: str, where: str, others: Sequence[str] = ()) -> None:
    """As `check_output`; neither the files of the store `where` nor `others` may be written over."""
    own = [] if "://" in where else [where, f"{where}-wal", f"{where}-shm"]
    check_output(output, [*own, *others])


def _check_streams(wanted: Export) -> None:
    """Refuse a name that tells no form, and standard output for what is no stream or for two of them."""
    if wanted.target != STDOUT:
        if wanted.form is None and Path(wanted.target).suffix.lower() not in SUFFIXES:
            forms = ", ".join(SUFFIXES.values())
            raise OutputError(
                f"Tên {wanted.target} không cho biết dạng kết quả: hãy thêm --format ({forms}).",
                f"The name {wanted.target} does not tell the form: add --format ({forms}).",
            )
    elif wanted.chosen not in STREAMS:
        raise OutputError(
            f"Dạng {wanted.chosen} cần một tên để ghi: hãy thêm -o TÊN.",
            f"The form {wanted.chosen} needs a name to write to: add -o NAME.",
        )
    elif wanted.manifest == STDOUT:
        raise OutputError(
            "Bảng và danh mục không thể cùng ra đầu ra chuẩn: hãy ghi một trong hai vào tệp.",
            "The table and the manifest cannot both go to standard output: write one of them to a file.",
        )


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Tell of a database that fails in the middle, or of rows that are not what was written."""
    try:
        yield
    except (DBAPIError, BrokenRowError) as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(
            f"Không đọc được hết kho «{name}» ({why}): hãy kiểm tra kết nối, rồi chạy vanthu verify --store {name}.",
            f'Cannot read all of the store "{name}" ({why}): check the connection, then run vanthu verify.',
        ) from error
