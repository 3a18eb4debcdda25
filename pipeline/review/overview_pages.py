"""The dashboard: the pictures of the whole store, each with its table; counted anew when the store has changed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from ..pictures.overview import Overview, Picture
from ..pictures.tables import as_csv
from .answering import desk_of, language_of, page

dashboard = APIRouter(include_in_schema=False)

_ROWS = 200  # of a table that are shown
_FRESH = {"cache-control": "private, no-cache"}


@dashboard.get("/overview")
def shown(request: Request) -> HTMLResponse:
    """Every picture of the store."""
    told = _told(request)
    pictures = told.pictures()
    return page(request, "overview.html", here="overview", documents=told.documents, pictures=pictures, most=_ROWS)


@dashboard.get("/overview/{name}.svg")
def drawn(request: Request, name: str) -> Response:
    """A picture as SVG."""
    picture = _picture(request, name)
    if picture is None:
        return Response(status_code=404)
    return Response(desk_of(request).counted.svg(picture, language_of(request)), 200, _FRESH, "image/svg+xml")


@dashboard.get("/overview/{name}.csv")
def listed(request: Request, name: str) -> Response:
    """The table of a picture as CSV, to be opened in a spreadsheet."""
    picture = _picture(request, name)
    if picture is None:
        return Response(status_code=404)
    headers = _FRESH | {"content-disposition": f'attachment; filename="{picture.name}.csv"'}
    told = as_csv(picture.table, language_of(request)).encode("utf-8-sig")
    return Response(told, 200, headers, "text/csv; charset=utf-8")


def _told(request: Request) -> Overview:
    desk = desk_of(request)
    with desk.store.reading() as connection:
        return desk.counted.of(connection)


def _picture(request: Request, name: str) -> Picture | None:
    return next((picture for picture in _told(request).pictures() if picture.name == name), None)
