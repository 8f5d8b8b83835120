"""Who may use the server: this machine, this server's own pages, with the token.

The token comes once, in the address that is printed; from then on a cookie has it that no script
can read and no other site can send. What changes something has to say so in a header, which pages
of other sites cannot set.
"""

from functools import cache
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from designdoc.adapters.loopback import refused
from designdoc.site.assets import MERMAID, digest, part
from designdoc.site.pages.document import FILES

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
PICTURE = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""The policy of a picture of a document, which somebody may open by itself."""
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]
_MARK = b"x-designdoc"


class Guard:
    """Lets through only requests from this machine, to this server, with the token."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app, self._port, self._token = app, port, token
        self._cookie = f"designdoc_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        status, why = refused(headers, self._port)
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not status and self._fits((query.pop("token", None) or [""])[0]):
            await self._welcome(scope, query, send)
            return
        if not status and not self._fits(self._kept(headers)):
            status, why = 401, "open the address that 'designdoc site serve' printed"
        if not status and scope["method"] not in {"GET", "HEAD"} and _MARK not in headers:
            status, why = 403, "only the pages of this server may change something"
        if status:
            await _answer(send, status, f"{why}\n".encode())
            return
        policy = _policy(scope["path"])

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [*_HEADERS, (b"content-security-policy", policy.encode())]
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        await self._app(scope, receive, with_headers)

    def _fits(self, given: str) -> bool:
        return compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    def _kept(self, headers: dict[bytes, bytes]) -> str:
        try:
            found = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1")).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""

    async def _welcome(self, scope: Scope, query: dict[str, list[str]], send: Send) -> None:
        """The token goes from the address into a cookie."""
        rest = urlencode(query, doseq=True)
        there = scope["path"] if scope["path"].startswith("/") else "/"
        place = ("/" + there.lstrip("/\\")) + (f"?{rest}" if rest else "")
        cookie = f"{self._cookie}={self._token}; HttpOnly; SameSite=Strict; Path=/"
        headers = [
            (b"location", place.encode("latin-1", "replace")),
            (b"set-cookie", cookie.encode()),
        ]
        await _answer(send, 303, b"", headers)


def _policy(path: str) -> str:
    if path == "/assets/diagram.html":
        return _drawing()
    return PICTURE if path.startswith(f"/{FILES}/") else POLICY


@cache
def _drawing() -> str:
    """The policy of the frame that draws diagrams: it may do nothing else, and has no origin."""
    return (
        f"default-src 'none'; script-src 'self' {digest(part(MERMAID))}; style-src 'unsafe-inline';"
        " font-src data:; sandbox allow-scripts; frame-ancestors 'self'"
    )


async def _answer(
    send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    told = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        *_HEADERS,
        *(headers or []),
    ]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body})
