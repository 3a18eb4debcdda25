"""The store: a SQLite file by its path, or PostgreSQL by its URL; opened, made and brought up to date.

The only import of SQLAlchemy's engine. SQLite writes ahead (WAL): a process killed at any moment leaves the last
transaction or none of it, and readers never wait.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, insert, inspect, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from ..errors import VanthuError
from ..interrupts import unbroken
from ..printable import escaped
from . import schema
from .prepared import Prepared

_WAIT = 60_000  # milliseconds that a writer waits for another
_AGAIN = 0.02  # seconds until a lock that SQLite does not wait for is tried again
_CHECKPOINT = 4000  # pages of the log, 16 MB: written to the disk for certain that often, and no sooner
_READING = "vanthu_reading"  # execution option of a connection that writes nothing
_MAKING = 0x76616E7468750001  # advisory lock of PostgreSQL held by whoever makes the tables
_NOTE = Prepared(insert(schema.events).inline(), ("at", "run", "what", "detail", "sha256", "path"))
_BEGIN, _BEGIN_WRITING = Prepared(text("BEGIN")), Prepared(text("BEGIN IMMEDIATE"))
_TABLES = ("contents", "files")  # by which a store is told from another database


class StoreError(VanthuError):
    """The store cannot be opened, or is not one of this program's."""

    exit_code = 2
    code = "store"


class Beginning(Protocol):
    """Whatever begins transactions of a store."""

    def begin(self) -> AbstractContextManager[Connection]:
        """See Store."""


class Store:
    """A store that is open; `begin` gives a connection in a transaction."""

    def __init__(self, engine: Engine, name: str, path: Path | None = None) -> None:
        self.engine, self.name, self._path = engine, name, path
        self._file = _file_at(path)

    @classmethod
    def open(cls, where: str, *, create: bool = False) -> Store:
        """The store at a path or URL, migrated to this version; raises StoreError.

        One that is not there is made only with `create`.
        """
        url, name = _url(where)
        is_file = url.drivername == "sqlite"
        if is_file:
            _check_path(Path(where), create=create)
        engine = create_engine(url, connect_args=_connect_args(is_file=is_file), pool_pre_ping=True)
        if is_file:
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_at_once)
        try:
            _migrate(engine, name, create=create)
            if is_file:
                _write_ahead(engine)
        except (DBAPIError, sqlite3.OperationalError) as error:
            raise _unopened(name, error) from error
        return cls(engine, name, Path(where).resolve() if is_file else None)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection whose changes are kept together when the block ends well, or not at all; no signal breaks it."""
        with self.guarded(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def holding(self) -> Iterator[Beginning]:
        """What begins many small transactions of one thread on one connection: to get one for each takes as long.

        On a server that is the store itself: it may drop a connection that is held, one of the pool is tried first.
        """
        if self._path is None:
            yield self
            return
        with self._told(), self.engine.connect() as connection:
            yield _Held(self, connection)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """A block that no signal breaks, and whose failures are told."""
        if _file_at(self._path) != self._file:  # what is written to a file without a name is lost at the end
            raise _gone(self.name)
        with unbroken(), self._told():
            yield

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the store as it stands at its first query, and keeps no writer waiting."""
        options: dict[str, Any] = {_READING: True}
        if self.engine.dialect.name == "postgresql":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._told(), self.engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A disk that is full or a server that went away is told as such: it is no bug."""
        try:
            yield
        except OperationalError as error:
            raise _lost(self.name, error) from error

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


class _Held:
    """Transactions of a store on one connection."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection = store, connection

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        with self._store.guarded(), self._connection.begin():
            yield self._connection


def now() -> str:
    """The time of an event: ISO 8601, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def note(connection: Connection, what: str, run: int | None = None, **details: Any) -> None:  # noqa: ANN401 - JSON
    """Append an event; `sha256` and `path` have columns of their own, the other `details` are kept as JSON."""
    _NOTE.execute(connection, event_of(what, run, **details))


def event_of(what: str, run: int | None = None, **details: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """The row of an event, as `note` writes it."""
    told = {name: details.pop(name, None) for name in ("sha256", "path")}
    detail = json.dumps(details, ensure_ascii=False) if details else None
    return {"at": now(), "run": run, "what": what, "detail": detail, **told}


def _url(where: str) -> tuple[URL, str]:
    """The database URL that `where` means, and what to call it: without a password."""
    if "://" not in where:
        return URL.create("sqlite", database=str(Path(where).resolve())), escaped(where)
    scheme = where.partition("://")[0]
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise _no_address(scheme) from error
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise _no_address(scheme)
    name = escaped(url.set(drivername="postgresql").render_as_string(hide_password=True))
    return url.set(drivername="postgresql+psycopg"), name


def _connect_args(*, is_file: bool) -> dict[str, Any]:
    return {"timeout": _WAIT / 1000} if is_file else {"connect_timeout": 10}


def _check_path(path: Path, *, create: bool) -> None:
    name, folder = escaped(str(path)), path.resolve().parent
    if path.is_dir():
        raise StoreError(
            f"«{name}» là một thư mục: hãy ghi tên tệp của kho, ví dụ {escaped(str(path / 'kho.db'))}.",
            f'"{name}" is a folder: name the file of the store, such as {escaped(str(path / "store.db"))}.',
        )
    if create and not folder.is_dir():
        raise StoreError(
            f"Chưa có thư mục «{escaped(str(folder))}» để đặt kho: hãy tạo thư mục ấy hoặc chọn nơi khác.",
            f'There is no folder "{escaped(str(folder))}" for the store: make it, or choose another place.',
        )
    if not create and not path.exists():
        raise StoreError(
            f"Không có kho «{name}»: hãy chỉ đúng tệp kho, hoặc tạo kho bằng vanthu run THƯ_MỤC --store {name}.",
            f'There is no store "{name}": name the file of a store, or make one by vanthu run DIR --store {name}.',
        )


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 - of the driver
    connection.isolation_level = None  # SQLAlchemy begins transactions itself: see _begin_at_once
    cursor = connection.cursor()
    for pragma in (
        "synchronous=NORMAL",
        f"busy_timeout={_WAIT}",
        "foreign_keys=ON",
        "cache_size=-16000",
        f"wal_autocheckpoint={_CHECKPOINT}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(engine: Engine) -> None:
    """Make the file one of WAL, for good; only now, as it is a store for certain and not somebody's database.

    Another run that makes the same store is waited for: SQLite refuses at once while that one is about to write.
    """
    until = time.monotonic() + _WAIT / 1000
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(_AGAIN)
            else:
                return


def _begin_at_once(connection: Connection) -> None:
    """Take the lock for writing at the start: two runs on one store then wait for each other instead of failing."""
    reading = connection.get_execution_options().get(_READING)
    (_BEGIN if reading else _BEGIN_WRITING).execute(connection)


def _migrate(engine: Engine, name: str, *, create: bool) -> None:
    """Make the tables of an empty database; bring an older store up to date, in one transaction."""
    there = set(inspect(engine).get_table_names())
    if not there and not create:
        raise _not_a_store(name)
    if there and not there.issuperset(_TABLES):
        raise _not_a_store(name)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # two that make one store wait for each other, as in SQLite
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MAKING})"))
        schema.metadata.create_all(connection)
        version = connection.scalar(select(func.max(schema.schema_version.c.version)))
        if version is None:
            connection.execute(insert(schema.schema_version).values(version=schema.VERSION))
        elif version > schema.VERSION:
            raise StoreError(
                f"Kho «{name}» do bản vanthu mới hơn ghi (phiên bản {version}): hãy cập nhật vanthu.",
                f'The store "{name}" was written by a newer vanthu (version {version}): update vanthu.',
            )
        elif version < schema.VERSION:
            from .upgrading import upgrade  # noqa: PLC0415 - it needs all that reads reports, and is needed once

            upgrade(connection)
            connection.execute(update(schema.schema_version).values(version=schema.VERSION))


def _not_a_store(name: str) -> StoreError:
    return StoreError(
        f"«{name}» không phải là kho của vanthu: hãy chỉ một tệp hoặc cơ sở dữ liệu khác.",
        f'"{name}" is not a store of vanthu: name another file or database.',
    )


def _no_address(scheme: str) -> StoreError:
    """The address itself is not repeated: there may be a password in it."""
    told = escaped(scheme)
    return StoreError(
        f"Địa chỉ kho «{told}://…» không dùng được: hãy viết postgresql://người_dùng@máy/cơ_sở_dữ_liệu.",
        f'The address of the store "{told}://…" is of no use: write postgresql://user@host/database.',
    )


def _lost(name: str, error: Exception) -> StoreError:
    why = _reason(error)
    return StoreError(
        f"Kho «{name}» ngừng nhận dữ liệu ({why}): hãy kiểm tra đĩa và máy chủ, rồi chạy lại để làm tiếp.",
        f'The store "{name}" takes no more ({why}): check the disk and the server, then run again to go on.',
    )


def _file_at(path: Path | None) -> tuple[int, int] | None:
    """What tells the file at a path from another one that is put there; None where there is none."""
    with suppress(OSError):
        if path is not None:
            status = path.stat()
            return status.st_dev, status.st_ino
    return None


def _gone(name: str) -> StoreError:
    return StoreError(
        f"Tệp kho «{name}» đã bị xóa, dời hoặc thay bằng tệp khác: hãy đặt lại chỗ cũ rồi chạy lại.",
        f'The file of the store "{name}" was deleted, moved or replaced: put it back, then run again.',
    )


def _reason(error: Exception) -> str:
    return escaped((str(getattr(error, "orig", None) or error).strip().splitlines() or [""])[0])


def _unopened(name: str, error: Exception) -> StoreError:
    why = _reason(error)
    return StoreError(
        f"Không mở được kho «{name}» ({why}): hãy kiểm tra đường dẫn, địa chỉ và quyền truy cập.",
        f'Cannot open the store "{name}" ({why}): check the path, the address and the access rights.',
    )
