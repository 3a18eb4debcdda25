"""Findings that reviewers have rejected: kept in the store, and left out where findings are counted or shown."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, select

from .decisions import decisions, standing
from .overlay import settled
from .schema import corrections, findings


def rejected(connection: Connection, hashes: Iterable[str]) -> dict[tuple[str, int], tuple[str, str]]:
    """Rule and severity of each rejected finding of the documents, by hash and position."""
    of_finding = corrections.c.sha256.in_(list(hashes)), corrections.c.target == "finding"
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for sha256 in connection.scalars(select(corrections.c.sha256).where(*of_finding).distinct()).all():
        said = standing(decisions(connection, sha256))
        query = select(findings.c.position, findings.c.rule, findings.c.severity, findings.c.row)
        for position, rule, severity, row in connection.execute(query.where(findings.c.sha256 == sha256)):
            decision = settled(said, json.loads(row))
            if decision and decision.correction.action == "reject":
                found[sha256, position] = rule, severity
    return found
