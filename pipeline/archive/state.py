"""How a store stands: what is done, quarantined, pending, in figures that are there within a second."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from .schema import contents, documents, files, findings, pages, runs
from .store import Store


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of a store; `paths` are those of the inputs by the state of their content, `reasons` of the quarantine."""

    paths: dict[str, int] = field(default_factory=dict)
    contents: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    facts: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    runs: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The same as an object of JSON."""
        return asdict(self)


def status(store: Store, latest: int = 5) -> Status:
    """The figures of `store`, with its `latest` runs."""
    with store.reading() as connection:

        def counted(column: Any, source: Any) -> dict[str, int]:  # noqa: ANN401 - of SQLAlchemy
            wanted = select(column, func.count()).select_from(source).group_by(column).order_by(column)
            return {str(name): int(count) for name, count in connection.execute(wanted) if name is not None}

        last = select(runs).order_by(runs.c.id.desc()).limit(latest)
        return Status(
            paths=paths_by_state(connection),
            contents=counted(contents.c.state, contents),
            reasons=counted(contents.c.reason, contents),
            pages=counted(pages.c.source, pages),
            facts=int(connection.scalar(select(func.sum(documents.c.facts))) or 0),
            findings=counted(findings.c.severity, findings),
            runs=[
                {name: row[name] for name in ("id", "started", "finished", "state", "code")}
                for row in connection.execute(last).mappings()
            ],
        )


def paths_by_state(connection: Connection) -> dict[str, int]:
    """How many paths there are by the state of their content."""
    wanted = select(contents.c.state, func.count()).join(files, files.c.sha256 == contents.c.sha256)
    return {str(state): int(count) for state, count in connection.execute(wanted.group_by(contents.c.state))}


def quarantined(store: Store) -> dict[str, int]:
    """How many paths are quarantined, by reason."""
    with store.reading() as connection:
        wanted = (
            select(contents.c.reason, func.count())
            .select_from(files.join(contents, files.c.sha256 == contents.c.sha256))
            .where(contents.c.state == "quarantined")
            .group_by(contents.c.reason)
        )
        return {str(reason): int(count) for reason, count in connection.execute(wanted)}
