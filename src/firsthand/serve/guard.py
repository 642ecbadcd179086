"""Who may ask: the server answers its own pages and its own user, nobody else.

A page from elsewhere in the same browser can send requests here, and a name that it owns can be
made to lead here (DNS rebinding). So a request must name this server as its host, one that changes
something must come from a page of ours, and where a token is needed it must be there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firsthand.serve.settings import Address

_LOGGER = logging.getLogger(__name__)

MakePage = Callable[[int, str, str], Response]

# What pages may do. The page of a story says itself, in a <meta>, which styles and scripts it has:
# of two policies both must allow a thing.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STORY_POLICY = (
    "connect-src 'self'; object-src 'none'; frame-src 'none'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Nothing goes to other sites. With no-referrer, forms of our own would say Origin: null.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_SAFE = {"GET", "HEAD", "OPTIONS"}
_NO_TOKEN = "This address needs a token. Open the one that firsthand printed when it was started."


class Guard:
    """Refuses what does not come from the server's own user; adds the security headers.

    ``make_page`` makes the answer of a refusal: status, title, words. Paths that begin with
    ``public`` hold nothing private and need no token.
    """

    def __init__(
        self, app: ASGIApp, address: Address, make_page: MakePage, public: str = "/assets/"
    ) -> None:
        self._app = app
        self._address = address
        self._make_page = make_page
        self._public = public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self._refusal(scope) or self._app
        try:
            await app(scope, receive, send_guarded)
        except Exception:  # answered already; further up it would cut the connection
            _LOGGER.exception("a fault in an answer")

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that is not let through."""
        headers = Headers(scope=scope)
        if not self._address.serves(headers.get("host", "")):
            words = f"This server is reached as {self._address.url}, by no other name."
            return self._make_page(421, "Another address", words)
        if not _from_ours(scope["method"], headers):
            words = "This request came from a page of another site, so it was not carried out."
            return self._make_page(403, "Not from here", words)
        if self._address.token is None or scope["path"].startswith(self._public):
            return None
        return self._without_token(scope, headers, self._address.token)

    def _without_token(self, scope: Scope, headers: Headers, token: str) -> Response | None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if given and scope["method"] in _SAFE:
            if _same(given[-1], token):
                return self._welcome(scope["path"], query, token)
        elif _same(_bearer(headers), token) or _same(self._cookie(headers), _kept(token)):
            return None
        refusal = self._make_page(401, "A token is needed", _NO_TOKEN)
        refusal.headers["WWW-Authenticate"] = "Bearer"
        return refusal

    def _welcome(self, path: str, query: list[tuple[str, str]], token: str) -> Response:
        """Keep the token in a cookie, and lead to the address without it."""
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # One slash: two would lead to another server.
        target = "/" + quote(path.lstrip("/")) + (f"?{rest}" if rest else "")
        answer = RedirectResponse(target, 303)
        answer.set_cookie(self._cookie_name, _kept(token), httponly=True, samesite="strict")
        return answer

    @property
    def _cookie_name(self) -> str:
        """Cookies know no ports: servers beside each other need names of their own."""
        return f"firsthand-{self._address.port}"

    def _cookie(self, headers: Headers) -> str:
        return cookie_parser(headers.get("cookie", "")).get(self._cookie_name, "")


def _from_ours(method: str, headers: Headers) -> bool:
    """Tell whether a request may come from where it comes from.

    Reading is also allowed to whoever follows a link to us, and to programs, which send no
    ``Sec-Fetch-Site``. To change something, a page of ours must be named as where it comes from.
    """
    site = headers.get("sec-fetch-site")
    if method in _SAFE:
        navigating = headers.get("sec-fetch-mode") == "navigate"
        framed = headers.get("sec-fetch-dest", "document") != "document"
        return site in {None, "same-origin", "none"} or (navigating and not framed)
    host = headers["host"].lower()
    origin = headers.get("origin")
    if origin is not None and origin != "null":
        return origin.lower() == f"http://{host}"
    if site is not None:  # only a browser sets it, no page can
        return site == "same-origin"
    referer = headers.get("referer") if origin is None else None
    return referer is not None and _origin(referer) == f"http://{host}"


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


def _bearer(headers: Headers) -> str:
    kind, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if kind.lower() == "bearer" else ""


def _kept(token: str) -> str:
    """Return what stands in the cookie: letters that every cookie can hold, not the token."""
    return sha256(f"firsthand cookie {token}".encode()).hexdigest()


def _same(given: str, wanted: str) -> bool:
    """Compare in a time that does not tell how much of it is right."""
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))
