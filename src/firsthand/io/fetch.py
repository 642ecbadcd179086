"""Fetching a page that the user named, within bounds of time, size, redirects and address."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urldefrag, urljoin

from firsthand import __version__
from firsthand.records import Problem

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection
    from urllib3.util import Url

Address = IPv4Address | IPv6Address

_REDIRECTS = {301, 302, 303, 307, 308}
_TEXTUAL = (
    "text/", "application/xhtml", "application/xml", "application/json",
    "application/x-ndjson", "application/ndjson", "application/jsonl",
)  # fmt: skip
_NAT64 = IPv6Network("64:ff9b::/96")
_HEADERS = {
    "User-Agent": f"firsthand/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_ADVICE = {
    401: "it asks for a login; save the page in your browser and give the file",
    403: "it refuses programs; save the page in your browser and give the file",
    404: "there is no such page; check the address",
    410: "the page was removed; try an archived copy",
    429: "it asks to wait; try again later",
    451: "it is blocked for legal reasons; try an archived copy",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the body (decompressed), the content type, the last address."""

    body: bytes
    content_type: str
    final_url: str


class Fetcher(Protocol):
    """Gets what lies at an address; never raises, a failure is a problem."""

    def __call__(self, url: str, /) -> Fetched | Problem:
        """Return the content at ``url``, or a problem with code ``fetch`` or ``too-large``."""


class _FailedError(Exception):
    """Carries a problem's message up to ``fetch_url``, which never raises."""

    def __init__(self, message: str, code: str = "fetch") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Limits:
    deadline: float
    allow_private: bool
    max_bytes: int

    def left(self) -> float:
        seconds = self.deadline - monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


def fetch_url(
    url: str,
    *,
    timeout: float = 15,
    allow_private: bool = False,
    max_bytes: int = 10_000_000,
    max_redirects: int = 5,
) -> Fetched | Problem:
    """Fetch an http(s) address; ``timeout`` seconds bound all of it, redirects and body included.

    Certificates are verified; proxies of the environment are ignored. Unless ``allow_private``,
    addresses that are not on the public internet (loopback, private, link-local, reserved) are
    refused at every redirect; the address that was checked is the one connected to, so a name
    that resolves anew to another address gains nothing. ``max_bytes`` counts the decompressed
    body. Never raises: failures are problems with code ``fetch``, a body beyond the limit
    ``too-large``.
    """
    limits = _Limits(monotonic() + timeout, allow_private, max_bytes)
    current = urldefrag(url).url
    try:
        for _ in range(max_redirects + 1):
            result = _exchange(current, limits)
            if isinstance(result, Fetched):
                return result
            current = result
    except _FailedError as failure:
        return Problem(failure.code, f"{_named(url, current)}: {failure}")
    except TimeoutError:
        message = (
            f"no answer within {timeout:g} seconds; try again, or save the page and give the file"
        )
        return Problem("fetch", f"{_named(url, current)}: {message}")
    message = f"more than {max_redirects} redirects; open it in a browser and give the last address"
    return Problem("fetch", f"{url}: {message}")


def _named(url: str, current: str) -> str:
    return url if current == urldefrag(url).url else f"{url} (redirected to {current})"


def _exchange(url: str, limits: _Limits) -> Fetched | str:
    """Send one request; return what it gave, or the address that it redirects to."""
    parts = _parse(url)
    address = _resolve(parts, limits)
    connection = _connection(parts, address, limits)
    host = f"{parts.host}:{parts.port}" if parts.port else str(parts.host)
    try:
        with _watched(connection, limits) as opened:
            connection.connect()
            opened.append(connection.sock)
            connection.request(
                "GET", parts.request_uri, headers={**_HEADERS, "Host": host},
                preload_content=False, decode_content=True,
            )  # fmt: skip
            return _answer(url, connection.getresponse(), limits)
    except (_FailedError, TimeoutError):
        raise
    except Exception as error:
        # urllib3, http.client and ssl raise many kinds; all mean that nothing was read.
        limits.left()  # a connection that we cut at the deadline is a timeout
        raise _FailedError(_reason(error)) from error
    finally:
        connection.close()


def _parse(url: str) -> Url:
    from urllib3.exceptions import LocationParseError  # noqa: PLC0415 (0.1 s)
    from urllib3.util import parse_url  # noqa: PLC0415

    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise _FailedError("not a valid address; check it") from error
    if parts.scheme not in {"http", "https"} or not parts.host:
        raise _FailedError("only http and https addresses are read; check it")
    if parts.auth:
        raise _FailedError("addresses with a user name are not read; save the page, give the file")
    return parts


def _resolve(parts: Url, limits: _Limits) -> str:
    """Return the first numeric address of the host that may be connected to."""
    host = str(parts.host).strip("[]")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = _lookup(host, port, limits.left())
    allowed = [a for a in found if limits.allow_private or is_public(ip_address(a))]
    if not allowed:
        raise _FailedError(
            f"{host} is {found[0]}, not an address of the public internet; "
            "allow private addresses if you trust it"
        )
    return allowed[0]


def _lookup(host: str, port: int, seconds: float) -> list[str]:
    """Resolve a name within ``seconds``; in a thread, as the system's resolver has no limit."""
    found: list[str] = []
    failures: list[Exception] = []

    def resolve() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(str(info[4][0]) for info in infos)
        except (OSError, UnicodeError) as error:
            failures.append(error)

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError
    if failures or not found:
        raise _FailedError(f"the host {host} is not known; check the address and the connection")
    return list(found)


def is_public(address: Address) -> bool:
    """Tell whether an address is on the public internet, also behind IPv6 transition forms."""
    if isinstance(address, IPv6Address):
        teredo = address.teredo
        inner = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
        if address in _NAT64:
            inner = IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _connection(parts: Url, address: str, limits: _Limits) -> HTTPConnection:
    """Return an unopened connection to ``address`` that shows and verifies the host's name."""
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415

    if parts.scheme == "http":
        return HTTPConnection(address, parts.port or 80, timeout=limits.left())
    host = str(parts.host).strip("[]")
    return HTTPSConnection(
        address,
        parts.port or 443,
        timeout=limits.left(),
        ssl_context=_trust(),
        server_hostname=host,
        assert_hostname=host,
    )


def _trust() -> ssl.SSLContext:
    """Return a verifying context with the system's certificates, else certifi's."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not (context.cert_store_stats()["x509_ca"] or paths.cafile or paths.capath):
        import certifi  # noqa: PLC0415 (some systems keep no certificates for OpenSSL)

        context.load_verify_locations(certifi.where())
    return context


@contextmanager
def _watched(connection: HTTPConnection, limits: _Limits) -> Iterator[list[socket.socket | None]]:
    """Cut the connection at the deadline: socket timeouts alone let a slow drip go on for ever.

    The opened socket goes into the list: the connection forgets it when the answer's head is in.
    """
    done = threading.Event()
    opened: list[socket.socket | None] = []

    def watch() -> None:
        wait = max(0.0, limits.deadline - monotonic())
        while not done.wait(wait):
            wait = 0.05
            for sock in (connection.sock, *opened):
                # Not SSLSocket.shutdown: that pulls the TLS state from under the reader.
                with suppress(OSError, TypeError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)  # type: ignore[arg-type]

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield opened
    finally:
        done.set()
        watcher.join()


def _answer(url: str, response: BaseHTTPResponse, limits: _Limits) -> Fetched | str:
    location = response.headers.get("Location")
    if response.status in _REDIRECTS and location:
        return urldefrag(urljoin(url, location)).url
    if not 200 <= response.status < 300:
        advice = _ADVICE.get(response.status, "try again later, or save the page and give the file")
        raise _FailedError(f"the site answered {response.status}: {advice}")
    content_type = response.headers.get("Content-Type", "")
    if content_type and not content_type.strip().lower().startswith(_TEXTUAL):
        raise _FailedError(f"not text but {content_type[:80]}; give the address of an article")
    return Fetched(_body(response, limits), content_type, url)


def _body(response: BaseHTTPResponse, limits: _Limits) -> bytes:
    body = bytearray()
    while chunk := response.read(1 << 16):
        limits.left()
        body += chunk
        if len(body) > limits.max_bytes:
            message = f"more than {limits.max_bytes:,} bytes; save the article and give the file"
            raise _FailedError(message, "too-large")
    limits.left()
    return bytes(body)


def _reason(error: Exception) -> str:
    inner = error.__cause__ or error
    names = {type(error).__name__, type(inner).__name__}
    if names & {"CertificateError", "SSLCertVerificationError"} or "CERTIFICATE" in str(error):
        return "its certificate cannot be verified; check the address and this machine's clock"
    if isinstance(inner, ConnectionRefusedError) or "refused" in str(error):
        return "the connection was refused; check the address"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection ({error.reason or 'TLS failed'}); check the address"
    return f"the connection broke off ({type(inner).__name__}); try again later"
