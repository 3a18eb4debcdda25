"""What the tests share: the switch that writes expected outputs anew, the rendition scripts, and stores to work on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import databases
import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent / "samples"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write samples/expected anew; review the change as a diff"
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Cluster]:
    """The PostgreSQL of this test session, started when the first test asks for it."""
    if databases.programs() is None:
        pytest.skip("no PostgreSQL: initdb and pg_ctl are neither on PATH nor in /usr/lib/postgresql")
    with databases.cluster() as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a test may have its store, empty: a path of SQLite, or the URL of a PostgreSQL database of its own."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
    else:
        cluster: databases.Cluster = request.getfixturevalue("postgres")
        with cluster.database() as url:
            yield url
