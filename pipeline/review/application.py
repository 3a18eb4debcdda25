"""The application of the review: its pages, its API, and what it answers to what goes wrong."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from ..archive.store import StoreError
from ..corrections import CorrectionError
from ..errors import VanthuError
from .api import api
from .desk import Desk
from .guard import App, Guard
from .overview_pages import dashboard
from .pages import pages
from .statuses import status_of

_ABOUT = (
    "The review page of vanthu as JSON. A change brings the header X-CSRF-Token of /api/session, and the version of "
    "the document it is about: 409 tells that somebody else was quicker."
)


def application(desk: Desk) -> App:
    """The review of the store of `desk`, behind its guard."""
    app = FastAPI(
        title="vanthu review",
        version="1",
        description=_ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page fetches scripts from elsewhere
        redoc_url=None,
    )
    app.state.desk = desk
    app.include_router(api)
    app.include_router(pages)
    app.include_router(dashboard)
    app.add_exception_handler(CorrectionError, _refused)
    app.add_exception_handler(StoreError, _failed)
    app.add_exception_handler(RequestValidationError, _senseless)
    return Guard(app, desk.policy)


def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CorrectionError)
    return JSONResponse(_told(error), status_of(error))


def _senseless(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    names = ", ".join(sorted({str(each["loc"][-1]) for each in error.errors()}))
    return JSONResponse(
        _told(CorrectionError(f"Yêu cầu không hợp lệ: {names}.", f"The request makes no sense: {names}.")), 422
    )


def _failed(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, VanthuError)
    return JSONResponse(_told(error), 503)


def _told(error: VanthuError) -> dict[str, str]:
    return {"code": error.code, "message": error.message, "message_en": error.message_en}
