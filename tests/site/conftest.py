"""A browser, and a small site in it. Without a browser the tests say so and are left out."""

import functools
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.application.portfolio import Portfolio, portfolio
from designdoc.application.portfolio import gathered as gathered_
from designdoc.site.build import site as site_of
from designdoc.site.page import Frame
from designdoc.site.view import View
from helpers.site_texts import DOCUMENT, HOSTILE, OTHER, TEMPLATE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; frame-src 'self'"
)
"""What ``serve`` says of every page; the frame that draws has a policy of its own."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents."""
    root = tmp_path_factory.mktemp("documents")
    (root / "docs").mkdir()
    for name, text in (("template.md", TEMPLATE), ("docs/login.md", DOCUMENT)):
        (root / name).write_text(text, "utf-8")
    (root / "docs/other.md").write_text(OTHER, "utf-8")
    (root / "docs/<img src=x onerror=alert(1)>.md").write_text(HOSTILE, "utf-8")
    return root


@pytest.fixture(scope="session")
def gathered(folder: Path) -> Portfolio:
    """The documents as a site shows them."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        make = partial(wiring.checker, CheckOptions(template="template.md", cache=False))
        world = wiring.world(1)
        return portfolio(gathered_(["docs"], make, world), world)
    finally:
        os.chdir(before)


@pytest.fixture(scope="session")
def site(gathered: Portfolio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's folder."""
    root = tmp_path_factory.mktemp("site")
    for file in site_of(View(gathered), Frame("Our <b>documents</b>")):
        target = root / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.make())
    return root


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        if not self.path.endswith("/diagram.html"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a site's folder behind a strict policy; gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(root: Path) -> str:
        handler = functools.partial(_Handler, directory=str(root))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def served(site: Path, serve: Callable[[Path], str]) -> str:
    """The site behind a strict policy."""
    return serve(site)


@pytest.fixture(scope="module")  # it keeps a loop of events, in which no other test may run its own
def chromium() -> Iterator[Any]:
    """The browser of DESIGNDOC_CHROMIUM, or the system's."""
    path = os.environ.get("DESIGNDOC_CHROMIUM") or "/usr/bin/chromium"
    if not Path(path).is_file():
        pytest.skip("needs a browser: Chromium at DESIGNDOC_CHROMIUM or /usr/bin/chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any) -> Iterator[Any]:
    """Opens a URL; at the end the console is empty, and nothing was asked for outside."""
    pages, said = [], []

    def open_(url: str, width: int = 1400, scheme: str = "light") -> Any:
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        pages.append(page)
        page.on("console", lambda message: said.extend(_words(message)))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(f"dialog {dialog.message}"), dialog.accept()))
        page.on("request", lambda request: _inside(request.url, said))
        page.goto(url)
        return page

    yield open_
    for page in pages:
        page.close()
    assert said == []


_ANSWERS = ("409 (Conflict)", "ERR_INCOMPLETE_CHUNKED", "ERR_CONNECTION_", "ERR_ABORTED")
"""A file that changed meanwhile, and a server that has ended: told by the page, no fault of it."""


def _words(message: Any) -> list[str]:
    words = f"{message.text} ({message.location.get('url')})"
    return [] if any(each in words for each in _ANSWERS) else [words]


def _inside(url: str, said: list[str]) -> None:
    if not url.startswith(("file:", "data:", "http://127.0.0.1:")):
        said.append(f"asked for {url}")
