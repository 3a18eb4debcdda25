"""Who may ask the review page, from where and how much; what the pages may do in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reviewed_stores import REPORT, shown, take
from starlette.testclient import TestClient

from pipeline.archive.store import Store
from pipeline.review.application import application
from pipeline.review.desk import Desk
from pipeline.review.guard import MOST_BYTES, Policy
from pipeline.review.serving import AddressError, policy_of

TOKEN = "a-token-of-some-length"


@pytest.fixture
def where(tmp_path: Path) -> str:
    file, store = tmp_path / "báo cáo.txt", str(tmp_path / "store.db")
    file.write_text(REPORT, encoding="utf-8")
    take(store, [file])
    return store


def asking(where: str, policy: Policy | None = None, **told: Any) -> TestClient:  # noqa: ANN401
    policy = policy or Policy(frozenset(["127.0.0.1:8765"]), csrf="right")
    app = application(Desk(Store.open(where), policy, who="Lan"))
    return TestClient(app, base_url="http://127.0.0.1:8765", **told)


def finish(client: TestClient, where: str, **headers: str) -> int:
    view = shown(where)
    told = {"version": str(view.version)}
    return client.post(f"/documents/{view.sha256}/finish", data=told, headers=headers).status_code


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8765.evil.example", ""])
def test_another_host_is_refused(where: str, host: str) -> None:
    answer = asking(where).get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "UBND" not in answer.text


CHANGES: list[tuple[dict[str, str], int]] = [
    ({}, 403),
    ({"x-csrf-token": "wrong"}, 403),
    ({"x-csrf-token": "right", "origin": "http://evil.example"}, 403),
    ({"x-csrf-token": "right", "origin": "null"}, 403),
    ({"x-csrf-token": "right", "origin": "http://127.0.0.1:8765"}, 204),
    ({"x-csrf-token": "right"}, 204),
]


@pytest.mark.parametrize(("headers", "status"), CHANGES, ids=str)
def test_a_change_comes_from_the_page_itself(where: str, headers: dict[str, str], status: int) -> None:
    assert finish(asking(where), where, **headers) == status
    assert bool(shown(where).decisions) == (status == 204)


@pytest.mark.parametrize("path", ["/documents/%00", "/?search=%00", "/static/%00"])
def test_a_character_that_no_database_takes_is_refused(where: str, path: str) -> None:
    assert asking(where).get(path).status_code == 400


def test_a_long_request_is_refused_unread(where: str) -> None:
    client, headers = asking(where), {"x-csrf-token": "right"}
    assert client.post("/reviewer", data={"who": "x" * MOST_BYTES}, headers=headers).status_code == 413
    assert client.post("/reviewer", content=iter([b"who=x"]), headers=headers).status_code == 411


def test_another_address_demands_its_token(where: str) -> None:
    policy = Policy(frozenset(["127.0.0.1:8765"]), TOKEN)
    for wrong in ("/", "/?token=", "/?token=wrong", "/api/documents", "/static/review.css"):
        assert asking(where, policy).get(wrong).status_code == 401
    assert asking(where, policy).get("/api/documents", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    client = asking(where, policy, follow_redirects=False)
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Strict" in answer.headers["set-cookie"]
    assert client.get("/").status_code == 200


def test_only_an_address_of_this_machine_needs_no_token() -> None:
    assert policy_of("127.0.0.1", 8765, None).token is None
    assert policy_of("::1", 8765, None).token is None
    assert policy_of("127.0.0.1", 8765, TOKEN).token == TOKEN
    assert "127.0.0.1:8765" in policy_of("localhost", 8765, None).hosts
    made = policy_of("192.168.1.20", 8765, None)
    assert len(made.token or "") >= 24
    assert "192.168.1.20:8765" in made.hosts
    assert policy_of("192.168.1.20", 8765, TOKEN).token == TOKEN
    for host, token in (("0.0.0.0", None), ("máy chủ", None), ("192.168.1.20", "short")):
        with pytest.raises(AddressError):
            policy_of(host, 8765, token)


@pytest.mark.parametrize("path", ["/", "/static/review.js", "/api/documents", "/api/openapi.json", "/nothing"])
def test_nothing_runs_but_what_the_package_ships(where: str, path: str) -> None:
    headers = asking(where).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_no_page_has_scripts_or_styles_of_its_own(where: str) -> None:
    client = asking(where)
    for path in ("/", f"/documents/{shown(where).sha256}"):
        html = client.get(path).text
        assert " style=" not in html
        assert "<style" not in html
        assert "<script>" not in html
        assert " onclick=" not in html
        assert "https://" not in html
