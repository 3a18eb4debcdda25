"""What a reviewer says, written down: checked against what stands now, noted in the events, the checks done again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import Connection, insert, select, update

from normalizers import Span

from ..corrections import Correction, CorrectionError, Place
from ..corrections.correction import REVIEWER, Action, Cells, Target
from ..corrections.drawing import drawn, marked
from ..corrections.values import amended, built, cells_of
from ..document import Box
from ..facts import Fact, Row
from ..report import Report
from .decisions import as_columns, decisions, spans_of, standing
from .outcome import kept
from .overlay import lay_over
from .readings import extracted
from .schema import contents, corrections, findings, listing
from .store import Store, note, now
from .viewing import facts_of

_LONGEST = {"who": 80, "why": 500}  # characters
_TOLD = {"accept": "accepted", "change": "corrected", "reject": "rejected", "add": "added"}


class StaleError(CorrectionError):
    """Somebody else was quicker: the reviewer has not seen what stands now."""

    code: ClassVar[str] = "stale"


class UnknownError(CorrectionError):
    """There is no such document, value or finding."""

    code: ClassVar[str] = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer says of the document as it was seen at `version`.

    `position` is that of the value among the facts of the document, or of the finding among its findings. A value is
    added at a `box` on a `page`, or at a `span` of the raw text.
    """

    action: Action
    version: int
    who: str
    why: str = ""
    target: Target = "fact"
    position: int | None = None
    kind: str = ""
    cells: Cells = field(default_factory=dict)
    page: int = 0
    box: Box | None = None
    span: Span | None = None


def decide(store: Store, sha256: str, said: Said) -> int:
    """Write it down; the number of the correction. Raises StaleError, UnknownError or CorrectionError."""
    _check_lengths(said.who, said.why)
    with store.begin() as connection:
        _check_version(connection, sha256, said.version)
        correction = _correction(connection, sha256, said)
        told = {"who": said.who, "at": now(), "why": said.why or None, "state": "applied"}
        values = kept(as_columns(correction) | told) | {"sha256": sha256, "undone": False}
        number = int(connection.scalar(insert(corrections).values(values).returning(corrections.c.id)) or 0)
        _note(connection, sha256, _TOLD[said.action], number, correction, who=said.who, why=said.why)
        lay_over(connection, sha256)
        return number


def undo(store: Store, sha256: str, version: int, who: str, number: int | None = None) -> int:
    """Take back a correction, without a number the last that `who` gave; its number. Raises as `decide`."""
    _check_lengths(who, "")
    with store.begin() as connection:
        _check_version(connection, sha256, version)
        wanted = [
            each
            for each in decisions(connection, sha256)
            if not each.undone and (each.correction.number == number if number is not None else each.who == who)
        ]
        if not wanted:
            raise UnknownError("Không có gì để hoàn tác.", "There is nothing to undo.")
        correction = wanted[-1].correction
        connection.execute(update(corrections).where(corrections.c.id == correction.number).values(undone=True))
        _note(connection, sha256, "undone", correction.number, correction, who=who)
        lay_over(connection, sha256)
        return correction.number


def _check_lengths(who: str, why: str) -> None:
    if not who.strip():
        raise CorrectionError("Hãy ghi tên người rà soát trước.", "Give the name of the reviewer first.")
    for name, told in (("who", who), ("why", why)):
        if len(told) > _LONGEST[name]:
            raise CorrectionError(
                f"Tên hoặc lý do dài quá {_LONGEST[name]} ký tự.", f"Name or reason is longer than {_LONGEST[name]}."
            )


def _check_version(connection: Connection, sha256: str, version: int) -> None:
    """Raise StaleError where another correction, or another run, came since the reviewer looked."""
    connection.execute(select(contents.c.state).where(contents.c.sha256 == sha256).with_for_update())  # as write does
    there = connection.scalar(select(listing.c.version).where(listing.c.sha256 == sha256))
    if there is None:
        raise UnknownError("Kho không có văn bản này.", "The store has no such document.")
    if there != version:
        last = decisions(connection, sha256)
        who = last[-1].who if last else "vanthu run"
        raise StaleError(
            f"Văn bản đã thay đổi trong lúc bạn xem (lần cuối: {who}): hãy xem lại số liệu mới rồi làm lại.",
            f"The document has changed while you looked at it (last by {who}): look at it again, then say it again.",
        )


def _correction(connection: Connection, sha256: str, said: Said) -> Correction:
    if said.target == "document":
        whole = Place((Span(0, 0),), "", 1)
        return Correction(0, "document", "accept", "", "", whole, {}, {})
    if said.target == "finding":
        return _of_finding(connection, sha256, said)
    report = extracted(connection, sha256)
    if report is None:
        raise CorrectionError(
            "Văn bản do bản vanthu cũ xử lý, chưa giữ chữ đã đọc: hãy chạy vanthu run --refresh trước.",
            "The document was processed by an older vanthu, which kept no words: run vanthu run --refresh first.",
        )
    return _added(report, said) if said.action == "add" else _of_fact(connection, sha256, report, said)


def _of_finding(connection: Connection, sha256: str, said: Said) -> Correction:
    """A finding that is accepted is a real one; one that is rejected is none."""
    query = select(findings.c.row).where(findings.c.sha256 == sha256, findings.c.position == said.position)
    stored = connection.scalar(query)
    if stored is None or said.action not in ("accept", "reject"):
        raise UnknownError("Không có mâu thuẫn này.", "There is no such finding.")
    row: Row = json.loads(stored)
    spans = spans_of(row["places"] or "") or (Span(0, 0),)
    page = int((row["pages"] or "1").split(",")[0])
    told = {name: row[name] for name in ("expected", "found")}
    return Correction(0, "finding", said.action, "", row["rule"], Place(spans, row["quotes"] or "", page), told, {})


def _added(report: Report, said: Said) -> Correction:
    if said.span is not None:
        place = marked(report.document, said.span)
    elif said.box is not None:
        place = drawn(report.document, said.page, said.box)
    else:
        raise CorrectionError("Hãy vẽ khung hoặc bôi đen con số.", "Draw a box, or mark the number.")
    cells = cells_of(built(said.kind, said.cells))
    return Correction(0, "fact", "add", said.kind, REVIEWER, place, {}, cells)


def _of_fact(connection: Connection, sha256: str, report: Report, said: Said) -> Correction:
    row = next((row for at, row in facts_of(connection, sha256) if at == said.position), None)
    if row is None:
        raise UnknownError("Không có số liệu này.", "There is no such value.")
    fact = _fact_of(report, row)
    if fact is None:
        return _again(connection, sha256, row, said)
    place = Place((fact.span,), fact.text, fact.location.page, fact.location.boxes or ())
    old, before = cells_of(fact.value), _changed(connection, sha256, row)
    value = amended(fact.value, before)
    new = {} if said.action == "reject" else cells_of(amended(value, said.cells) if said.action == "change" else value)
    action: Action = "change" if new and new != old else "reject" if said.action == "reject" else "accept"
    return Correction(0, "fact", action, fact.kind, fact.extraction.rule, place, old, new if action == "change" else {})


def _changed(connection: Connection, sha256: str, row: Row) -> Cells:
    """The cells that a correction has given to the value of a row; none where it stands as it was extracted."""
    evidence = (row["kind"], row["rule"], row["start"], row["end"])
    for each in standing(decisions(connection, sha256)):
        correction, span = each.correction, each.correction.place.span
        if correction.action == "change" and (correction.kind, correction.rule, span.start, span.end) == evidence:
            return correction.new
    return {}


def _fact_of(report: Report, row: Row) -> Fact | None:
    """The extracted fact behind a row of the corrected facts; None for one that a reviewer added."""
    evidence = (row["kind"], row["rule"], row["start"], row["end"])
    same = (f for f in report.facts if (f.kind, f.extraction.rule, f.span.start, f.span.end) == evidence)
    return next(same, None)


def _again(connection: Connection, sha256: str, row: Row, said: Said) -> Correction:
    """Another word on a value that a reviewer gave."""
    evidence = (row["kind"], row["start"], row["end"])
    before = [
        each.correction
        for each in standing(decisions(connection, sha256))
        if (each.correction.kind, each.correction.place.span.start, each.correction.place.span.end) == evidence
    ]
    if not before or said.action == "reject":
        raise CorrectionError(
            "Đây là số do người rà soát thêm: hãy hoàn tác lần thêm ấy.",
            "A reviewer added this value: undo that instead.",
        )
    last = before[-1]
    new = cells_of(built(last.kind, last.new | said.cells))
    return Correction(0, "fact", last.action, last.kind, last.rule, last.place, last.old, new)


def _note(
    connection: Connection, sha256: str, what: str, number: int, correction: Correction, who: str, why: str = ""
) -> None:
    columns = as_columns(correction)
    about = {name: columns[name] for name in ("target", "action", "kind", "rule", "places", "text")}
    told = kept(about | {"who": who, "why": why or None})
    old, new = kept(correction.old), kept(correction.new)
    note(connection, what, sha256=sha256, correction=number, old=old, new=new, **told)
