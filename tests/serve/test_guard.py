"""Who is answered: no other site's pages, no name but the server's own, nobody without a token."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from firsthand.serve.settings import Address

from .running import Room, serving

TOKEN = "öffne; dich, “Sesam”"


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def locked() -> Iterator[Room]:
    with serving(token=TOKEN) as running:
        yield running


def asked(room: Room, method: str = "GET", path: str = "/", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.request(method, room.url + path, headers=named)


def test_only_its_own_names_are_answered(room: Room) -> None:
    port = room.url.rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        assert asked(room, Host=host).status_code == 200
    for host in (
        f"evil.example:{port}",
        "127.0.0.1",
        "localhost:1",
        f"127.0.0.1.evil.example:{port}",
        f"127.0.0.1@evil.example:{port}",
        f"192.0.2.7:{port}",
        "",
        "[",
    ):
        answer = asked(room, Host=host)
        assert answer.status_code == 421, host
        assert "evil" not in answer.text


def test_what_changes_something_must_come_from_a_page_of_ours(room: Room) -> None:
    ours, path = room.url, "/jobs/none/cancel"
    evil = "http://evil.example"
    for headers in (
        {"Origin": ours},
        {"Origin": "null", "Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "same-origin"},
        {"Referer": f"{ours}/jobs/x"},
    ):
        assert asked(room, "POST", path, **headers).status_code == 404, headers
    for headers in (
        {},
        {"Origin": evil},
        {"Origin": "null"},
        {"Origin": ours.replace("http:", "https:")},
        {"Origin": ours.rpartition(":")[0] + ":1"},
        {"Origin": evil, "Sec_Fetch_Site": "same-origin", "Referer": ours + "/"},
        {"Origin": "null", "Sec_Fetch_Site": "cross-site"},
        {"Origin": "null", "Referer": f"{ours}/"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Referer": f"{evil}/{ours}"},
        {"Referer": ours.replace("http://", "http://evil@") + "/"},
        {"Referer": "http://["},
    ):
        answer = asked(room, "POST", path, **headers)
        assert answer.status_code == 403, headers
        assert asked(room, "DELETE", path, **headers).status_code == 403


def test_other_sites_may_link_here_but_not_load_or_frame(room: Room) -> None:
    for headers in (
        {},
        {"Sec_Fetch_Site": "none", "Sec_Fetch_Mode": "navigate"},
        {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"},
        {
            "Sec_Fetch_Site": "cross-site",
            "Sec_Fetch_Mode": "navigate",
            "Sec_Fetch_Dest": "document",
        },
    ):
        assert asked(room, **headers).status_code == 200, headers
    for site in ("cross-site", "same-site"):
        for mode, dest in (
            ("no-cors", "script"),
            ("cors", "empty"),
            ("no-cors", "image"),
            ("navigate", "iframe"),
        ):
            headers = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
            assert asked(room, **headers).status_code == 403, headers


def test_every_answer_has_the_security_headers(room: Room) -> None:
    answers = [asked(room), asked(room, path="/nothing"), asked(room, Host="evil.example")]
    answers.append(asked(room, "POST", "/jobs"))
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
            assert part in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


def test_nothing_is_answered_without_the_token(locked: Room) -> None:
    for path in ("/", "/stories/x", "/jobs/x.json", "/nothing", "/?token=", "/?token=wrong"):
        answer = asked(locked, path=path)
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "set-cookie" not in answer.headers
        assert "needs a token" in answer.text
    for headers in (
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic x"},
        {"Cookie": f"firsthand-{locked.url.rpartition(':')[2]}="},
    ):
        assert asked(locked, **headers).status_code == 401
    assert asked(locked, "POST", "/jobs", Origin=locked.url).status_code == 401


def test_the_token_in_the_address_becomes_a_cookie(locked: Room) -> None:
    with httpx.Client(base_url=locked.url) as client:
        answer = client.get("/jobs/x", params={"a": "1&2", "token": TOKEN})
        assert (answer.status_code, answer.headers["location"]) == (303, "/jobs/x?a=1%262")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        assert "sesam" not in cookie
        assert client.get("/").status_code == 200
        assert client.get("/jobs/x").status_code == 404
        assert client.get("/", params={"token": "wrong"}).status_code == 401
        # Another site's form would bring no cookie; if it did, it would still be refused.
        evil = {"Origin": "http://evil.example"}
        assert client.post("/jobs", headers=evil).status_code == 403


def test_the_redirect_leads_nowhere_else(locked: Room) -> None:
    for path in ("//evil.example/", "/%2fevil.example", "/\\evil.example", "///evil.example"):
        answer = httpx.get(locked.url + path, params={"token": TOKEN})
        assert answer.status_code == 303
        target = answer.headers["location"]
        assert target.startswith("/") and not target.startswith(("//", "/\\"))


def test_programs_bring_the_token_in_a_header(locked: Room) -> None:
    with serving(token="plain-token") as room:
        assert asked(room, Authorization="Bearer plain-token").status_code == 200
        assert asked(room, Authorization="bearer  plain-token").status_code == 200
    path = asked(locked).text.partition('stylesheet" href="')[2].partition('"')[0]
    assert asked(locked, path=path).status_code == 200  # the page of the refusal has its colours


def test_off_this_machine_a_token_is_made_and_numbers_are_answered() -> None:
    with serving(host="0.0.0.0") as room:
        assert asked(room).status_code == 401
        port = room.url.rpartition(":")[2]
        assert asked(room, Host=f"evil.example:{port}").status_code == 421
        assert asked(room, Host=f"192.0.2.7:{port}").status_code == 401


def test_addresses() -> None:
    six = Address("::1", 8765, "::1", ("localhost",))
    assert six.url == "http://[::1]:8765/"
    assert six.serves("[::1]:8765") and six.serves("localhost:8765") and six.serves("[0:0::1]:8765")
    assert not six.serves("[::1]") and not six.serves("127.0.0.1:8765")
    plain = Address("192.0.2.7", 80, "desk.example", (), "secret")
    assert plain.serves("desk.example") and plain.serves("192.0.2.7:80")
    assert not plain.serves("192.0.2.8") and not plain.serves("localhost")
    assert "secret" not in repr(plain)
