"""The command `vanthu review`: the review page of a store on this machine; the only import of uvicorn."""

from __future__ import annotations

import getpass
import os
import platform
import secrets
from contextlib import closing
from ipaddress import ip_address
from typing import Any

import uvicorn

from ..archive.store import Store, StoreError
from ..console import Screen
from ..labels import Label
from ..printable import escaped
from .application import application
from .desk import Desk
from .guard import Policy

TOKEN = "VANTHU_REVIEW_TOKEN"  # noqa: S105 - the name of the variable
_SHORTEST = 16  # characters of a token
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class AddressError(StoreError):
    """The address or the token is of no use."""

    code = "address"


def serve(where: str, host: str, port: int, screen: Screen) -> int:
    """Serve the store until interrupted; the exit code. Raises StoreError or AddressError."""
    policy = policy_of(host, port, os.environ.get(TOKEN))
    with closing(Store.open(where)) as store:
        desk = Desk(store, policy, screen.language, _own_name() if policy.token is None else "")
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{port}/" + (f"?token={policy.token}" if policy.token else "")
        config = uvicorn.Config(
            application(desk), host, port, log_level="error", access_log=False, server_header=False, lifespan="off"
        )
        try:
            _Server(config, screen, address).run()
        except SystemExit as error:  # uvicorn has told why
            raise AddressError(
                f"Không mở được cổng {port}: hãy chọn cổng khác bằng --port.",
                f"Cannot open port {port}: choose another one by --port.",
            ) from error
    return 0


class _Server(uvicorn.Server):
    """A server that tells its address once it answers."""

    def __init__(self, config: uvicorn.Config, screen: Screen, address: str) -> None:
        super().__init__(config)
        self._screen, self._address = screen, address

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        told = self._address
        self._screen.say(Label(f"Mở {told} bằng trình duyệt (Ctrl-C để dừng).", f"Open {told} (Ctrl-C ends it)."))


def policy_of(host: str, port: int, token: str | None) -> Policy:
    """Who may ask at an address: with the `token`, without one only on this machine; raises AddressError."""
    try:
        address = ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError as error:
        told = escaped(host)
        raise AddressError(
            f"«{told}» không phải địa chỉ IP: hãy ghi như 127.0.0.1 hoặc 192.168.1.20.",
            f'"{told}" is no IP address: write it as 127.0.0.1 or 192.168.1.20.',
        ) from error
    if address.is_unspecified:
        raise AddressError(
            "Hãy ghi đúng địa chỉ của máy này trong mạng, không dùng 0.0.0.0.",
            "Give the address of this machine in its network, not 0.0.0.0.",
        )
    if token is not None and len(token) < _SHORTEST:
        raise AddressError(
            f"{TOKEN} phải có ít nhất {_SHORTEST} ký tự.", f"{TOKEN} must have {_SHORTEST} characters at least."
        )
    if address.is_loopback:
        return Policy(_named(_LOOPBACK, port), token)
    own = f"[{address}]" if address.version == 6 else str(address)
    return Policy(_named((own, platform.node().lower()), port), token or secrets.token_urlsafe(24))


def _named(names: tuple[str, ...], port: int) -> frozenset[str]:
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
