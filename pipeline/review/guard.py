"""What stands between the network and the review page: who may ask, from which page, how much, and what may run there.

Plain ASGI, so that nothing else decides about a request before it.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 64 * 1024  # of a request
TOKEN_COOKIE = "vanthu_token"  # noqa: S105 - its name
_SAFE = ("GET", "HEAD")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """`hosts` are the names and addresses, with port, under which the page may be asked for.

    `token` is what a request must bring, None where only this machine can ask; `csrf` what a change must bring.
    """

    hosts: frozenset[str]
    token: str | None = None
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    told: str


class Guard:
    """An application behind its `policy`."""

    def __init__(self, app: App, policy: Policy) -> None:
        self._app, self._policy = app, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        guarded = _with_headers(send)
        if refusal is not None:
            await _refuse(guarded, refusal)
        elif not self._knows(scope, headers):
            await self._let_in(scope, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> _Refusal | None:
        """Why a request is refused whoever asks; None for a good one."""
        host = headers.get("host", "").lower()
        if host not in self._policy.hosts:
            return _Refusal(403, "Unknown host: open the address that vanthu review tells.")
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            return _Refusal(400, "The address makes no sense.")  # databases refuse the character, too
        return None if scope["method"] in _SAFE else self._refusal_of_change(host, headers)

    def _refusal_of_change(self, host: str, headers: dict[str, str]) -> _Refusal | None:
        """Why a change is refused: it comes from elsewhere, or is too long."""
        origin = headers.get("origin")
        if origin is not None and origin.lower().partition("://")[2] != host:
            return _Refusal(403, "The request comes from another site.")
        if not secrets.compare_digest(headers.get("x-csrf-token", "").encode(), self._policy.csrf.encode()):
            return _Refusal(403, "The page is too old: load it again.")
        length = headers.get("content-length", "")
        if not length.isdigit():
            return _Refusal(411, "The request does not tell its length.")
        return _Refusal(413, "The request is too long.") if int(length) > MOST_BYTES else None

    def _knows(self, scope: Scope, headers: dict[str, str]) -> bool:
        """Whether the request brings the token: in its cookie, or as `Authorization: Bearer`."""
        token = self._policy.token
        if token is None:
            return True
        cookies = (pair.strip().partition("=") for pair in headers.get("cookie", "").split(";"))
        brought = [value for name, _, value in cookies if name == TOKEN_COOKIE]
        brought.append(headers.get("authorization", "").removeprefix("Bearer "))
        return any(secrets.compare_digest(value.encode(), token.encode()) for value in brought)

    async def _let_in(self, scope: Scope, send: Send) -> None:
        """Take the token from `?token=…` into a cookie; refuse whoever has none."""
        pairs = (pair.partition("=") for pair in scope["query_string"].decode("latin-1").split("&"))
        given = next((value for name, _, value in pairs if name == "token"), "")
        token = self._policy.token or ""
        if scope["method"] != "GET" or not secrets.compare_digest(given.encode(), token.encode()):
            await _refuse(send, _Refusal(401, "Open the address with its token, as vanthu review has told it."))
            return
        cookie = f"{TOKEN_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict"
        headers = [(b"location", b"/"), (b"set-cookie", cookie.encode("latin-1"))]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            told = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
            kept = [] if b"cache-control" in there else [(b"cache-control", b"no-store")]
            message["headers"] = [*message["headers"], *told, *kept]
        await send(message)

    return sending


async def _refuse(send: Send, refusal: _Refusal) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": refusal.told.encode()})
