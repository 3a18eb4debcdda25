"""The tables of the store, the same in SQLite and in PostgreSQL; drawn in docs/store.md.

Everything about the content of a file hangs on its SHA-256: the same bytes are processed once, however many paths they
have. Rows for reading (``row``) are JSON as `vanthu extract` and `vanthu check` give it; beside them stand only the
columns that the store is searched by. Times are ISO 8601 in UTC.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

VERSION = 2

metadata = MetaData()

_HASH = String(64)
_NUMBERED = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only in columns of type INTEGER


def _content() -> Column[str]:
    return Column("sha256", _HASH, ForeignKey("contents.sha256", ondelete="CASCADE"), primary_key=True)


schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

contents = Table(
    "contents",
    metadata,
    Column("sha256", _HASH, primary_key=True),  # of the bytes; of the path where it cannot be read at all
    Column("is_path", Boolean, nullable=False, default=False),
    Column("size", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),  # pending, done, quarantined
    Column("reason", String(24)),  # of the quarantine: encrypted, truncated, timeout, ...
    Column("message", Text),
    Column("message_en", Text),
    Column("attempts", Integer, nullable=False, default=0),
    Column("code", String(32)),  # what made the result: version of vanthu,
    Column("rules", String(16)),  # fingerprint of the vocabulary and the rules,
    Column("model", String(16)),  # and of the model
    Column("seconds", Float),
    Column("finished", String(32)),
    Column("run", Integer),
    Index("contents_by_state", "state", "reason"),
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),  # as in paths.py
    Column("sha256", _HASH, ForeignKey("contents.sha256"), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),  # nanoseconds
    Column("run", Integer),  # that saw it last
    Index("files_by_content", "sha256"),
)

documents = Table(
    "documents",
    metadata,
    _content(),
    Column("file", Text, nullable=False),  # the path it was read from
    Column("issuer", Text),
    Column("type", Text),
    Column("number", Text),
    Column("date", String(10)),
    Column("period", String(24)),
    Column("pages", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("quality", Float),  # mean confidence of the recognised words; none where all pages have text
    Column("row", Text, nullable=False),
    Column("abstract", Text, nullable=False),  # what the checks across reports compare
    Column("abstract_digest", String(16), nullable=False),  # outcome.digest_of
    Index("documents_by_issuer", "issuer", "period"),
    Index("documents_by_number", "number", "date"),
    Index("documents_by_type", "type", "period"),
    Index("documents_by_digest", "sha256", "abstract_digest"),
)

pages = Table(
    "pages",
    metadata,
    _content(),
    Column("number", Integer, primary_key=True),
    Column("source", String(8), nullable=False),
    Column("reason", Text, nullable=False),
    Column("rotation", Integer, nullable=False),
    Column("coverage", Float, nullable=False),
    Column("unread", Integer, nullable=False),
)


def _facts() -> list[Column[Any]]:
    return [
        _content(),
        Column("position", Integer, primary_key=True),  # in the order of the document
        Column("kind", String(20), nullable=False),
        Column("measure", String(48)),
        Column("value", Text),
        Column("number", Float),
        Column("page", Integer, nullable=False),
        Column("confidence", Float, nullable=False),
        Column("row", Text, nullable=False),
    ]


extractions = Table("extractions", metadata, *_facts())  # as they were extracted, whatever reviewers say

corrected = Table("corrected", metadata, *_facts())  # in their place: all facts of a document with corrections

readings = Table(  # what was read: the words, so that a correction can be checked without reading again
    "readings",
    metadata,
    _content(),
    Column("pages", LargeBinary, nullable=False),  # recording.pack
)

corrections = Table(  # what reviewers said: it outlives the results, and is never overwritten
    "corrections",
    metadata,
    Column("id", _NUMBERED, primary_key=True, autoincrement=True),
    Column("sha256", _HASH, nullable=False),
    Column("target", String(8), nullable=False),  # fact, finding, document
    Column("action", String(8), nullable=False),  # accept, change, reject, add
    Column("kind", String(20), nullable=False),
    Column("rule", String(64), nullable=False),
    Column("places", Text, nullable=False),  # as in the findings table: "12-16, 40-44"
    Column("page", Integer, nullable=False),
    Column("boxes", Text, nullable=False),  # JSON
    Column("text", Text, nullable=False),  # the characters at the places
    Column("old", Text, nullable=False),  # JSON: the cells as they were extracted
    Column("new", Text, nullable=False),  # JSON: what is right
    Column("who", String(80), nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text),
    Column("state", String(8), nullable=False),  # applied, agrees, changed, missing: at the last reading
    Column("undone", Boolean, nullable=False, default=False),
    Index("corrections_by_content", "sha256", "id"),
)

listing = Table(  # the documents as the review page lists them: what it sorts and searches by, and no more
    "listing",
    metadata,
    _content(),
    Column("version", Integer, nullable=False),  # grows with every result and every correction
    Column("state", String(8), nullable=False),  # new, begun, done
    Column("rank", Integer, nullable=False),  # the greater, the sooner to be looked at
    Column("open", Integer, nullable=False),  # findings that nobody has settled
    Column("errors", Integer, nullable=False),  # of them
    Column("corrections", Integer, nullable=False),  # of facts, that hold
    Column("conflicts", Integer, nullable=False),  # corrections to be looked at again
    Column("issuer", Text),
    Column("type", Text),
    Column("number", Text),
    Column("date", String(10)),
    Column("period", String(24)),
    Column("pages", Integer, nullable=False),
    Column("quality", Float),
    Column("words", Text, nullable=False),  # folded: what is searched
    Index("listing_by_rank", "rank", "sha256"),
    Index("listing_by_state", "state", "rank", "sha256"),
    Index("listing_by_type", "type"),
    Index("listing_by_period", "period"),
)

findings = Table(
    "findings",
    metadata,
    _content(),
    Column("position", Integer, primary_key=True),
    Column("rule", String(32), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("row", Text, nullable=False),
    Index("findings_by_rule", "rule", "severity"),
)

across = Table(  # findings between reports
    "across",
    metadata,
    Column("id", _NUMBERED, primary_key=True, autoincrement=True),
    Column("about", BigInteger, nullable=False),  # the group of reports in which it was found: see across.py
    Column("rule", String(32), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("row", Text, nullable=False),
    Index("across_by_group", "about"),
)

across_documents = Table(
    "across_documents",
    metadata,
    Column("finding", _NUMBERED, ForeignKey("across.id", ondelete="CASCADE"), primary_key=True),
    _content(),
    Index("across_by_content", "sha256"),
)

links = Table(  # two files of one report: a scan and its text; each report is linked with one that was told before
    "links",
    metadata,
    Column("sha256", _HASH, ForeignKey("contents.sha256", ondelete="CASCADE"), primary_key=True),
    Column("other", _HASH, ForeignKey("contents.sha256", ondelete="CASCADE"), primary_key=True),  # the greater hash
    Column("likeness", Float, nullable=False),  # 0 to 1: pairs of words in common
    Column("row", Text, nullable=False),  # {"likeness": "text" or "near", "differences": [findings]}
    Index("links_by_other", "other"),
)

# What follows is kept to compare only what has changed. It is written by across.py alone, and outlives the document,
# so that a document that is gone is seen by its being here.
compared = Table(
    "compared",
    metadata,
    Column("number", _NUMBERED, primary_key=True, autoincrement=False),  # candidates.ordinal of the hash
    Column("sha256", _HASH, nullable=False),
    Column("abstract_digest", String(16), nullable=False),  # of the abstract that was compared
    Column("unit", BigInteger),  # ordinal of the unit's name
    Column("twin", BigInteger, nullable=False),  # the least number among the files of this report
    Column("single", Boolean, nullable=False),  # the one of them whose figures are compared with other reports
    Column("series", BigInteger),  # ordinal of the series that its figures are compared in
    Column("outline", Text, nullable=False),  # the abstract without figures and citations
    Index("compared_by_content", "sha256", "abstract_digest", unique=True),
    Index("compared_by_unit", "unit", "single"),
)

sortings = Table(  # lists in which alike reports stand near each other: candidates.places
    "sortings",
    metadata,
    Column("list", BigInteger, primary_key=True, autoincrement=False),
    Column("place", LargeBinary, primary_key=True),  # its last eight bytes are the document's number
    Column("width", SmallInteger, nullable=False),
    Column("document", BigInteger, nullable=False),
    Index("sortings_by_document", "document", "list", unique=True),
    sqlite_with_rowid=False,
)

alike = Table(  # pairs of documents that are one report and stand near each other in a list
    "alike",
    metadata,
    Column("one", BigInteger, primary_key=True, autoincrement=False),
    Column("other", BigInteger, primary_key=True, autoincrement=False),  # the greater number
    Index("alike_by_other", "other"),
    sqlite_with_rowid=False,
)

citations = Table(  # which document is cited with which date by which single report
    "citations",
    metadata,
    Column("cited", BigInteger, primary_key=True, autoincrement=False),
    Column("day", String(10), primary_key=True),
    Column("document", BigInteger, primary_key=True, autoincrement=False),
    Column("year", SmallInteger, nullable=False),  # of the cited document
    Index("citations_by_document", "document"),
    sqlite_with_rowid=False,
)

missed = Table(  # paths that are gone, as somebody has said: their results are kept
    "missed",
    metadata,
    Column("path", Text, ForeignKey("files.path", ondelete="CASCADE"), primary_key=True),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("started", String(32), nullable=False),
    Column("finished", String(32)),
    Column("state", String(12), nullable=False),  # running, finished, interrupted
    Column("code", String(32), nullable=False),
    Column("settings", Text, nullable=False),
)

active = Table(  # runs at work: see claims.py
    "active",
    metadata,
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("host", String(200), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("start", Float, nullable=False),  # of the process, seconds since 1970
    Column("beat", Float, nullable=False),  # when it was last heard of, seconds since 1970 by the clock of the database
)

claims = Table(  # the content that a run is at
    "claims",
    metadata,
    _content(),
    Column("run", Integer, nullable=False),
    Index("claims_by_run", "run"),
)

events = Table(  # append-only
    "events",
    metadata,
    Column("id", _NUMBERED, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("run", Integer),
    Column("sha256", _HASH),
    Column("path", Text),
    Column("what", String(24), nullable=False),
    Column("detail", Text),
)
