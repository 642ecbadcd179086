"""From the command's options to a server that runs until it is interrupted."""

from __future__ import annotations

import gc
import ipaddress
import logging
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from uvicorn import Config, Server

from firsthand.errors import UsageError
from firsthand.io.judgement_store import JudgementStore
from firsthand.read.plan import plan
from firsthand.records import AnyJudgement
from firsthand.serve.guard import Guard
from firsthand.serve.jobs import Desk, Submission
from firsthand.serve.pages import message_page
from firsthand.serve.routes import make_app
from firsthand.serve.settings import Address, ProfileName, Settings, is_loopback
from firsthand.serve.worker import MakeEncoder

_BACKLOG = 2048
_OPEN_FILES = 8192
_TERMINATED = 143


def run(
    inputs: Sequence[str],
    make_encoder: MakeEncoder,
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    token: str | None = None,
    profile: ProfileName = "browse",
    judgements: Callable[[], Sequence[AnyJudgement]] = tuple,
    store: JudgementStore | None = None,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve until interrupted; ``announce`` is given the address to open.

    ``inputs`` are compared at once. Corrections are kept in ``store``, which is asked for
    judgements before each comparison; without it ``judgements`` is. On a host that others can
    reach, a token is made if none is given. Raises UsageError where the address cannot be served,
    KeyboardInterrupt at Ctrl-C.
    """
    if "-" in inputs:
        raise UsageError("serve does not read standard input; name a file, or paste it in the page")
    listener = bind(host, port)
    address = address_of(listener, host, token)
    first = Submission(tuple(plan(inputs))) if inputs else None
    asked = store.current if store else judgements
    desk = Desk(
        make_encoder, settings, profile=profile, judgements=asked, corrections=store is not None
    )
    _prepare_process()
    with listener, TemporaryDirectory(prefix="firsthand-") as root, _terminated_cleanly():
        try:
            server = make_server(desk, address, settings, Path(root), first, store)
            announce(address.invitation)
            server.run(sockets=[listener])
        finally:
            desk.end()


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address; port 0 takes a free one. Raises UsageError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError, OverflowError) as error:
        raise UsageError(f"the host {host} is not known; name an address of this machine") from (
            error
        )
    family, _, _, _, place = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    try:
        return socket.create_server(place[:2], family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"cannot listen on {host}, port {port} ({reason}); name another --port, or 0"
        raise UsageError(message) from error


def address_of(listener: socket.socket, host: str, token: str | None) -> Address:
    """Return the address of a socket; off this machine it has a token, made if None is given."""
    number, port = listener.getsockname()[:2]
    if not is_loopback(number):
        token = token or secrets.token_urlsafe()
    machine = socket.gethostname().lower()
    if ipaddress.ip_address(number).is_unspecified:
        return Address(number, port, machine, ("localhost",), token or None)
    names = ("localhost",) if is_loopback(number) else ()
    return Address(number, port, host.lower(), names, token or None)


def make_server(
    desk: Desk,
    address: Address,
    settings: Settings,
    root: Path,
    first: Submission | None = None,
    store: JudgementStore | None = None,
) -> Server:
    """Return the server, ready to run on its socket; uploads go below ``root``."""
    app = Guard(make_app(desk, settings, root, first, store), address, message_page)
    config = Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,  # links and names are nobody's business
        proxy_headers=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=0,
    )
    return _Server(config)


class _Server(Server):
    """Ends without a word about what it breaks off."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def _prepare_process() -> None:
    """Let many read at once, and keep libraries from telling what they are sent."""
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    gc.freeze()
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


@contextmanager
def _terminated_cleanly() -> Iterator[None]:
    """Also clean up where the process is asked to end, or its terminal is closed."""

    def leave(*_: Any) -> None:
        sys.exit(_TERMINATED)

    def pass_on(*_: Any) -> None:
        signal.raise_signal(signal.SIGTERM)

    handlers = {"SIGTERM": leave, "SIGHUP": pass_on}
    asked = {getattr(signal, name, None): handler for name, handler in handlers.items()}
    before = {number: signal.signal(number, how) for number, how in asked.items() if number}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
