"""The pages of the review: the list, a document, and what is said of it; HTML, thin over the store."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Request
from fastapi.responses import HTMLResponse, Response

from ..archive.deciding import decide, undo
from ..archive.listing import next_after
from ..archive.viewing import viewed
from ..corrections import CorrectionError
from ..errors import InputError
from ..labels import Language
from .answering import desk_of, language_of, page, who_of
from .asking import form_told, list_told, listed, picture, said_of, understand, view_told
from .desk import packed_name
from .rendering import rendered
from .statuses import status_of
from .wishes import Number, Wish

pages = APIRouter(include_in_schema=False)

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8"}
_STATIC = {file.name: file for file in files("pipeline.review").joinpath("static").iterdir()}
_PRIVATE = {"cache-control": "private, max-age=3600"}
_YEAR = 365 * 24 * 3600


@pages.get("/")
def documents(request: Request) -> HTMLResponse:
    """The list; only its results where a part of the page asks."""
    with desk_of(request).store.reading() as connection:
        told = list_told(connection, listed(request.query_params))
    part = request.headers.get("hx-target") == "results"
    return page(request, "results.html" if part else "list.html", here="list", **told)


@pages.get("/documents/{sha256}")
def document(request: Request, sha256: str, later: BackgroundTasks) -> HTMLResponse:
    """A document with its pages, values and findings."""
    desk = desk_of(request)
    with desk.store.reading() as connection:
        view = viewed(connection, sha256)
    later.add_task(understand, desk, sha256)
    if view is None:
        return page(request, "missing.html", 404, here="document")
    return page(request, "document.html", here="document", **view_told(view))


@pages.get("/documents/{sha256}/pages/{number}.jpg")
def page_picture(request: Request, sha256: str, number: Number) -> Response:
    """The picture of a page; 404 where the store has no such page or the file is gone."""
    desk = desk_of(request)
    try:
        found = picture(desk, sha256, number)
    except InputError as error:
        return Response(error.message, 404, media_type="text/plain; charset=utf-8")
    return Response(found, 200, _PRIVATE, "image/jpeg") if found else Response(status_code=404)


@pages.get("/documents/{sha256}/form")
def form(request: Request, sha256: str) -> HTMLResponse:
    """The form that corrects the value at `position`, or adds one at a place."""
    language = language_of(request)
    try:
        with desk_of(request).store.reading() as connection:
            told = form_told(connection, sha256, request.query_params)
    except CorrectionError as error:
        return HTMLResponse(rendered("alert.html", language, message=_told(error, language)), status_of(error))
    return HTMLResponse(rendered("form.html", language, sha256=sha256, **told))


@pages.post("/documents/{sha256}/corrections")
def correct(request: Request, sha256: str, said: Annotated[Wish, Form()]) -> HTMLResponse:
    """Say something of a value, a finding or the document; the panel as it is then."""
    desk = desk_of(request)
    tab = "findings" if said.target == "finding" else "values"
    try:
        decide(desk.store, sha256, said_of(said, who_of(request)))
    except CorrectionError as error:
        return _panel(request, sha256, tab, error)
    return _panel(request, sha256, tab)


@pages.post("/documents/{sha256}/corrections/{number}/undo")
def undo_one(request: Request, sha256: str, number: Number, version: Annotated[int, Form()]) -> HTMLResponse:
    """Take back one correction."""
    return _undone(request, sha256, version, number)


@pages.post("/documents/{sha256}/undo")
def undo_last(request: Request, sha256: str, version: Annotated[int, Form()]) -> HTMLResponse:
    """Take back the reviewer's last correction of the document."""
    return _undone(request, sha256, version, None)


@pages.post("/documents/{sha256}/finish")
def finish(request: Request, sha256: str, version: Annotated[int, Form()]) -> Response:
    """The document has been gone through: on to the one that most needs a look."""
    desk = desk_of(request)
    try:
        decide(desk.store, sha256, said_of(Wish(action="accept", target="document", version=version), who_of(request)))
    except CorrectionError as error:
        return _panel(request, sha256, "findings", error)
    with desk.store.reading() as connection:
        following = next_after(connection, sha256)
    return Response(status_code=204, headers={"hx-redirect": f"/documents/{following}" if following else "/"})


@pages.post("/reviewer")
def reviewer(who: Annotated[str, Form(max_length=80)]) -> Response:
    """Keep the name of the reviewer in a cookie."""
    response = Response(status_code=204, headers={"hx-refresh": "true"})
    response.set_cookie("vanthu_who", packed_name(who), max_age=_YEAR, httponly=True, samesite="strict")
    return response


@pages.get("/static/{name}")
def static(name: str) -> Response:
    """An asset of the package."""
    file = _STATIC.get(name)
    if file is None:
        return Response(status_code=404)
    return Response(file.read_bytes(), media_type=_TYPES[name.rpartition(".")[2]])


def _undone(request: Request, sha256: str, version: int, number: int | None) -> HTMLResponse:
    try:
        undo(desk_of(request).store, sha256, version, who_of(request), number)
    except CorrectionError as error:
        return _panel(request, sha256, "history", error)
    return _panel(request, sha256, "values")


def _panel(request: Request, sha256: str, tab: str, error: CorrectionError | None = None) -> HTMLResponse:
    """The right half of the page of a document, as the store has it now."""
    language = language_of(request)
    with desk_of(request).store.reading() as connection:
        view = viewed(connection, sha256)
    status = status_of(error) if error else 200
    if view is None:
        return HTMLResponse("", status)
    told = view_told(view, tab) | {"message": _told(error, language) if error else None}
    return HTMLResponse(rendered("panel_again.html", language, **told), status)


def _told(error: CorrectionError, language: Language) -> str:
    return error.message_en if language == "en" else error.message
