"""One throwaway PostgreSQL for the tests: a cluster in a folder of its own, reached by its socket, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

_SETTINGS = {  # what makes it quick: nobody needs these databases after a power cut
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "60",
}
_ACCOUNTS = ("postgres", "nobody")  # initdb refuses root
_SUPERUSER = "vanthu"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest PostgreSQL installed; None without one."""
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    newest = sorted(installed, key=lambda folder: [int(part) for part in folder.parent.name.split(".")], reverse=True)
    on_path = shutil.which("initdb")
    folders = [*newest, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


class Cluster:
    """A running PostgreSQL; `database` makes databases in it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count(1)

    def _url(self, database: str) -> str:
        return f"postgresql://{_SUPERUSER}@/{database}?host={self._folder}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of an empty database, dropped at the end with whoever still is connected."""
        name = f"store_{os.getpid()}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            yield self._url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, command: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(command)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster that runs for the length of the block; raises FileNotFoundError where none is installed."""
    found = programs()
    if found is None:
        raise FileNotFoundError("no initdb and pg_ctl on PATH or in /usr/lib/postgresql")
    folder = Path(tempfile.mkdtemp(prefix="vanthu-pg-", dir="/tmp"))  # short: a socket's path has 107 bytes at most
    account = _account()
    try:
        if account:
            shutil.chown(folder, account)
        data = str(folder / "data")
        initdb = (str(found / "initdb"), "-D", data, "-U", _SUPERUSER, "-A", "trust", "-E", "UTF8")
        _as(account, *initdb, "--no-sync", "--no-instructions", "--locale=C.UTF-8")
        with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in _SETTINGS.items())
            settings.write(f"unix_socket_directories = '{folder}'\n")
        pg_ctl = (str(found / "pg_ctl"), "-D", data, "-s", "-w")
        _as(account, *pg_ctl, "-l", str(folder / "log"), "start")
        try:
            yield Cluster(folder)
        finally:
            _as(account, *pg_ctl, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    """The account that PostgreSQL must run under, None for our own."""
    if os.geteuid():
        return None
    import pwd  # not there on Windows

    there = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _ACCOUNTS if name in there)


def _as(account: str | None, *command: str) -> None:
    before = ("runuser", "-u", account, "--") if account else ()
    done = subprocess.run((*before, *command), cwd="/", stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr.decode(errors='replace') or done.returncode}")
