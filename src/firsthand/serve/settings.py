"""The limits of the server, and the address it is reached at."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import quote

# As in firsthand.group, which is heavy to load.
ProfileName = Literal["default", "analyst", "browse"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be handed in and kept; bytes and seconds are whole numbers.

    ``most_waiting`` counts the jobs that are not finished, ``most_jobs`` all that are kept.
    ``page_bytes`` and ``page_seconds`` bound what is fetched from one link.
    """

    most_bytes: int = 64_000_000
    most_file_bytes: int = 20_000_000
    most_files: int = 200
    most_links: int = 40
    most_link_length: int = 4_000
    most_uploads: int = 8
    upload_seconds: int = 300
    most_waiting: int = 10
    most_jobs: int = 50
    page_bytes: int = 5_000_000
    page_seconds: int = 15
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens: a numeric ``host``, a ``port``, and other ``names`` of the host.

    ``shown`` is the name or number that people are told, ``token`` what a request must bring;
    None where none is needed.
    """

    host: str
    port: int
    shown: str
    names: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Return the address for the browser, without the token."""
        host = f"[{self.shown}]" if ":" in self.shown else self.shown
        return f"http://{host}:{self.port}/"

    @property
    def invitation(self) -> str:
        """Return the address with the token, for the server's own user."""
        return self.url + (f"?token={quote(self.token, safe='')}" if self.token else "")

    def serves(self, host: str) -> bool:
        """Tell whether a Host header names this server.

        A name must be one of ``names``: a stranger's name can be made to lead here. Where the
        server listens on all addresses, any number is one that the machine was reached at.
        """
        name, port = _divided(host.lower())
        if port != str(self.port):
            return False
        if name in {self.host, self.shown, *self.names}:
            return True
        try:
            asked, own = ip_address(name), ip_address(self.host)
        except ValueError:
            return False
        return asked == own or own.is_unspecified


def is_loopback(host: str) -> bool:
    """Tell whether a numeric address is reached from this machine alone."""
    return ip_address(host).is_loopback


def _divided(host: str) -> tuple[str, str]:
    """Return name and port of a Host header; without a port it is that of http."""
    name, colon, port = host.rpartition(":")
    if not colon or port.endswith("]"):
        name, port = host, "80"
    return name.removeprefix("[").removesuffix("]"), port
