"""What every page of the review asks of its request, and answers with."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from ..labels import Language
from .desk import Desk, unpacked_name
from .rendering import rendered

_YEAR = 365 * 24 * 3600


def page(request: Request, template: str, status: int = 200, **told: Any) -> HTMLResponse:  # noqa: ANN401
    """A whole page; the language asked for is kept in a cookie."""
    desk, language = desk_of(request), language_of(request)
    response = HTMLResponse(rendered(template, language, csrf=desk.policy.csrf, who=who_of(request), **told), status)
    if "lang" in request.query_params:
        response.set_cookie("vanthu_lang", language, max_age=_YEAR, httponly=True, samesite="strict")
    return response


def desk_of(request: Request) -> Desk:
    """What the application has at hand."""
    desk: Desk = request.app.state.desk
    return desk


def language_of(request: Request) -> Language:
    """The language asked for, now or before."""
    wanted = request.query_params.get("lang") or request.cookies.get("vanthu_lang") or desk_of(request).language
    return "en" if wanted == "en" else "vi"


def who_of(request: Request) -> str:
    """The name of the reviewer, as far as it is known."""
    return unpacked_name(request.cookies.get("vanthu_who", "")) or desk_of(request).who
