from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from firsthand.io.fetch import Fetched, fetch_url, is_public
from firsthand.records import Problem

PAGE = "<p>The quay stays closed – “for weeks”.</p>".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers each path in the way that its name says."""

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("/")[0].partition("?")[0]
        getattr(self, f"answer_{name}", self.answer_page)()

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self) -> None:
        self.send(PAGE)

    def answer_echo(self) -> None:
        self.send(f"{self.headers['Host']} {self.headers['User-Agent']} {self.path}".encode())

    def answer_gzip(self) -> None:
        self.send(gzip.compress(PAGE), Content_Encoding="gzip")

    def answer_bomb(self) -> None:
        self.send(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")

    def answer_huge(self) -> None:
        self.send(b"x" * 200_000)

    def answer_image(self) -> None:
        self.send(b"\x89PNG", Content_Type="image/png")

    def answer_moved(self) -> None:
        self.send(b"", 301, Location="/page/new#part")

    def answer_inward(self) -> None:
        port = self.server.server_address[1]  # type: ignore[misc]
        self.send(b"", 301, Location=f"http://127.0.0.2:{port}/page")

    def answer_loop(self) -> None:
        self.send(b"", 302, Location="/loop")

    def answer_chain(self) -> None:
        left = int(self.path.rpartition("/")[2])
        self.send(b"", 307, Location=f"/chain/{left - 1}" if left else "/page")

    def answer_ftp(self) -> None:
        self.send(b"", 302, Location="ftp://lanver.example/a")

    def answer_gone(self) -> None:
        self.send(b"", 410)

    def answer_broken(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<p>cut")
        self.close_connection = True

    def answer_slow(self) -> None:
        sleep(5)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"x")
            self.wfile.flush()
            sleep(0.1)

    def answer_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(50):
            self.wfile.write(b"x")
            self.wfile.flush()
            sleep(0.1)

    def log_message(self, *_: object) -> None:
        return


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        return  # clients that hang up are what is tested


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[int]:
    server = Server(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as port:
        yield f"http://127.0.0.1:{port}"


def failure(url: str, **options: float) -> Problem:
    result = fetch_url(url, allow_private=True, **options)  # type: ignore[arg-type]
    assert isinstance(result, Problem)
    assert result.message.startswith(url)
    return result


def test_a_page_with_its_type_and_address(site: str) -> None:
    found = fetch_url(f"{site}/page/ä?q=1 2#part", allow_private=True)
    assert found == Fetched(PAGE, "text/html; charset=utf-8", f"{site}/page/ä?q=1 2")


def test_what_is_sent(site: str) -> None:
    found = fetch_url(f"{site}/echo/ä?q=ü", allow_private=True)
    assert isinstance(found, Fetched)
    host, agent, path = found.body.decode().split()
    assert f"http://{host}" == site
    assert agent.startswith("firsthand/")
    assert path == "/echo/%C3%A4?q=%C3%BC"


def test_compressed_bodies(site: str) -> None:
    found = fetch_url(f"{site}/gzip", allow_private=True)
    assert isinstance(found, Fetched)
    assert found.body == PAGE


def test_redirects_are_followed_to_a_bound(site: str) -> None:
    found = fetch_url(f"{site}/moved", allow_private=True)
    assert isinstance(found, Fetched)
    assert found.final_url == f"{site}/page/new"
    assert isinstance(fetch_url(f"{site}/chain/4", allow_private=True), Fetched)
    for path in ("chain/5", "loop"):
        assert "more than 5 redirects" in failure(f"{site}/{path}").message
    assert "only http and https" in failure(f"{site}/ftp").message


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("gone", "fetch", "410"),
        ("image", "fetch", "image/png"),
        ("broken", "fetch", "broke off"),
        ("huge", "too-large", "100,000 bytes"),
        ("bomb", "too-large", "100,000 bytes"),
    ],
)
def test_answers_that_are_no_page(site: str, path: str, code: str, words: str) -> None:
    problem = failure(f"{site}/{path}", max_bytes=100_000)
    assert problem.code == code
    assert words in problem.message


@pytest.mark.parametrize("path", ["slow", "drip", "headers"])
def test_all_of_it_is_bounded_in_time(site: str, path: str) -> None:
    started = monotonic()
    problem = failure(f"{site}/{path}", timeout=0.5)
    assert monotonic() - started < 4  # the server would take five seconds and more
    assert problem.code == "fetch"
    assert "within 0.5 seconds" in problem.message


def test_private_addresses_are_refused_unless_allowed(site: str) -> None:
    port = site.rpartition(":")[2]
    numbers = ("127.0.0.1", "[::1]", "0.0.0.0", "10.0.0.1", "169.254.169.254", "2130706433")
    for host in ("localhost", *numbers):
        result = fetch_url(f"http://{host}:{port}/page", timeout=3)
        assert isinstance(result, Problem)
        assert "not an address of the public internet" in result.message


def test_the_checked_address_is_the_one_connected_to(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is resolved once; that it leads elsewhere a moment later changes nothing."""
    real = socket.getaddrinfo
    answers = iter(["127.0.0.1"])
    asked = []

    def resolve(host: str, *args: Any, **keywords: Any) -> Any:
        asked.append(host)
        name = host == "turning.example"
        return real(next(answers, "192.0.2.1") if name else host, *args, **keywords)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = site.rpartition(":")[2]
    found = fetch_url(f"http://turning.example:{port}/echo", allow_private=True, timeout=3)
    assert isinstance(found, Fetched)
    assert found.body.decode().startswith(f"turning.example:{port} ")
    assert asked.count("turning.example") == 1


def test_every_redirect_is_checked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is taken for public here, the address that it redirects to is not."""
    monkeypatch.setattr("firsthand.io.fetch.is_public", lambda a: str(a) == "127.0.0.1")
    assert isinstance(fetch_url(f"{site}/moved", timeout=3), Fetched)
    result = fetch_url(f"{site}/inward", timeout=3)
    assert isinstance(result, Problem)
    assert "redirected to http://127.0.0.2" in result.message
    assert "not an address of the public internet" in result.message


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://", "only http"),
        ("file:///etc/hostname", "only http"),
        ("http://user:word@lanver.example/", "user name"),
        ("http://no-such-host.invalid/", "not known"),
        ("http://127.0.0.1:99999999/", "not a valid address"),
        ("http://[::1/", "not a valid address"),
    ],
)
def test_addresses_that_lead_nowhere(url: str, words: str) -> None:
    assert words in failure(url).message


def test_a_refused_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert "refused" in failure(f"http://127.0.0.1:{taken.getsockname()[1]}/").message


def test_proxies_of_the_environment_are_ignored(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(fetch_url(f"{site}/page", allow_private=True), Fetched)


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl to make a certificate")
def test_certificates_are_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
    files = ["subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as port:
        problem = failure(f"https://localhost:{port}/page", timeout=5)
        assert "certificate" in problem.message
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        found = fetch_url(f"https://localhost:{port}/page", timeout=5, allow_private=True)
        assert isinstance(found, Fetched)
        assert "certificate" in failure(f"https://127.0.0.1:{port}/page", timeout=5).message
        slow = failure(f"https://localhost:{port}/headers", timeout=1)
        assert "within 1 seconds" in slow.message
