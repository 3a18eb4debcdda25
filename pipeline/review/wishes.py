"""What the JSON API takes and gives, and the forms of the pages; the only import of pydantic."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from ..archive.listing_line import ReviewState
from ..corrections.correction import Action, Target

_MOST = 2**31 - 1  # what a database takes as a number
Number = Annotated[int, Field(ge=0, le=_MOST)]
_CELL = Field(default=None, max_length=200)


class Wish(BaseModel):
    """What a reviewer says of the document as it was at `version`: of a value, a finding or the whole.

    `position` is that of the value or the finding. A cell left out stays as it is, an empty one is emptied. A missed
    value is added with its `kind` at a `box` ("x0,top,x1,bottom" in points) on a `page`, or at `start` to `end` of the
    raw text. Actions on a finding: `accept` (it is a fault indeed) or `reject` (it is none).
    """

    model_config = ConfigDict(extra="forbid")

    action: Action
    version: int = Field(ge=0, le=_MOST)
    target: Target = "fact"
    position: int | None = Field(default=None, ge=0, le=_MOST)
    kind: str = Field(default="", max_length=20)
    value: str | None = _CELL
    measure: str | None = _CELL
    role: str | None = _CELL
    scope: str | None = _CELL
    unit: str | None = _CELL
    why: str = Field(default="", max_length=500)
    who: str = Field(default="", max_length=80)
    page: int = Field(default=0, ge=0, le=_MOST)
    box: str = Field(default="", max_length=100)
    start: int | None = Field(default=None, ge=0, le=_MOST)
    end: int | None = Field(default=None, ge=0, le=_MOST)


class ListQuery(BaseModel):
    """Which part of the list: `open` is "1" for documents with open findings, `direction` is up or down."""

    search: str = Field(default="", max_length=300)
    state: str = ""
    type: str = ""
    period: str = ""
    open: str = ""
    sort: str = "rank"
    direction: str = ""
    first: int = Field(default=0, ge=0, le=_MOST)


class Undo(BaseModel):
    """Take back a correction, of the document as it was at `version`."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=0, le=_MOST)
    who: str = Field(default="", max_length=80)


class Said(BaseModel):
    """The number of the correction that was written down or taken back, and the version of the document now."""

    correction: int
    version: int


class Problem(BaseModel):
    """Why something was not done, and what to do, in Vietnamese and English; `code` is stale, unknown or correction."""

    code: str
    message: str
    message_en: str


class Counts(BaseModel):
    """Documents in all, begun and done; open findings and how many of them are errors; conflicts."""

    documents: int
    begun: int
    done: int
    open: int
    errors: int
    conflicts: int


class Session(BaseModel):
    """What a change must bring as the header `X-CSRF-Token`, and the version of vanthu."""

    csrf: str
    vanthu: str


class Line(BaseModel):
    """A document of the list."""

    model_config = ConfigDict(from_attributes=True)

    sha256: str
    version: int
    state: ReviewState
    rank: int
    open: int
    errors: int
    corrections: int
    conflicts: int
    issuer: str | None
    type: str | None
    number: str | None
    date: str | None
    period: str | None
    pages: int
    quality: float | None


class Documents(BaseModel):
    """A part of the list, from `first` on, and the counts of all that was asked for."""

    counts: Counts
    first: int
    items: list[Line]


class Fact(BaseModel):
    """A value at its position, `row` as in the facts table of an export."""

    position: int
    row: dict[str, Any]


class Finding(BaseModel):
    """A finding at its position, `row` as in the findings table; `review` is accepted, rejected or null."""

    position: int
    row: dict[str, Any]
    review: str | None


class PageSize(BaseModel):
    """A page that has a picture, `width` by `height` points."""

    number: int
    width: float
    height: float


class Document(BaseModel):
    """A document: `row` as in the documents table, `corrections` as in the corrections table."""

    sha256: str
    version: int
    state: ReviewState
    row: dict[str, Any]
    pages: list[PageSize]
    facts: list[Fact]
    findings: list[Finding]
    across: list[dict[str, Any]]
    corrections: list[dict[str, Any]]
