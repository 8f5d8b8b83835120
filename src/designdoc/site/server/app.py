"""The server: pages, what they are made of, events of changes, and the form."""

import asyncio
import logging
import mimetypes
import secrets
import sys
import traceback
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Any, TypeVar
from urllib.parse import unquote

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

from designdoc.adapters.loopback import HOST, listen
from designdoc.adapters.watch import is_ours
from designdoc.diagnostics import DesigndocError
from designdoc.site.server.editing import Applied, Conflict, Desk, Merge, New, Wanted, decoded
from designdoc.site.server.live import Live, Settings
from designdoc.site.server.pages import edit_page, new_page, not_found

T = TypeVar("T")
_LARGEST = 12_000_000  # bytes of a request
_SETTLES = 0.3  # seconds after the last change until everything is read again
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
          ".csv": "text/csv; charset=utf-8", ".html": "text/html; charset=utf-8"}  # fmt: skip


class Server:
    """The live site as an application; all work on documents is done by one thread."""

    def __init__(self, settings: Settings, read_only: bool) -> None:
        self._settings = settings
        self._live = Live(settings)
        self._desk = Desk(self._live, read_only)
        self._thread = ThreadPoolExecutor(1, "designdoc")
        self._listening: set[asyncio.Queue[str]] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._stop = asyncio.Event()
        self.app = Starlette(
            routes=[
                Route("/events", self._events),
                Route("/api/form", self._form),
                Route("/api/{what}", self._api, methods=["POST"]),
                Route("/edit/{path:path}", self._edit),
                Route("/new", self._new),
                Route("/{path:path}", self._page),
            ],
            lifespan=self._lifespan,
        )

    def stop(self) -> None:
        """End the event streams."""
        self._stop.set()
        for queue in self._listening:
            queue.put_nowait("")

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._tasks = [asyncio.create_task(self._first()), asyncio.create_task(self._watch())]
        yield
        for task in self._tasks:
            task.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _work(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def _first(self) -> None:
        loop = asyncio.get_running_loop()
        last = [-1]

        def progress(done: int, total: int) -> None:
            percent = 100 * done // max(1, total)
            if percent != last[0]:
                last[0] = percent
                loop.call_soon_threadsafe(self._tell, f"progress {done} of {total}")

        await self._work(lambda: self._live.read(progress))
        self._tell("changed *")

    async def _watch(self) -> None:
        settle: asyncio.Task[None] | None = None
        given = [Path(path).resolve() for path in self._settings.paths]
        folders = {Path.cwd(), *(path if path.is_dir() else path.parent for path in given)}
        async for changes in awatch(
            *map(str, sorted(folders)),
            watch_filter=is_ours,
            debounce=60,
            step=20,
            stop_event=self._stop,
        ):
            paths = {path for _, path in changes}
            read = await self._work(lambda paths=paths: self._live.changed(sorted(paths)))  # type: ignore[misc]  # bound now
            for path in read:
                self._tell(f"changed {path}")
            if settle is not None:
                settle.cancel()
            settle = asyncio.create_task(self._settle())

    async def _settle(self) -> None:
        await asyncio.sleep(_SETTLES)
        await self._work(self._live.read)
        self._tell("changed *")

    def _tell(self, event: str) -> None:
        for queue in self._listening:
            queue.put_nowait(event)

    async def _events(self, _: Request) -> Response:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listening.add(queue)

        async def stream() -> AsyncIterator[str]:
            try:
                yield "event: hello\ndata: \n\n"
                while not self._stop.is_set():
                    with suppress(TimeoutError):
                        event = await asyncio.wait_for(queue.get(), 15)
                        if event:
                            kind, _, rest = event.partition(" ")
                            yield f"event: {kind}\ndata: {rest}\n\n"
                        continue
                    yield ": still here\n\n"
            finally:
                self._listening.discard(queue)

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def _page(self, request: Request) -> Response:
        path = request.path_params["path"] or "index.html"
        if path.endswith("/"):
            path += "index.html"
        data = await self._work(lambda: self._live.page(path) if path.endswith(".html") else None)
        if data is None:
            data = await self._work(lambda: self._live.file(path))
        if data is None:
            return await self._missing(path)
        return Response(data, headers={"content-type": _type(path)})

    async def _edit(self, request: Request) -> Response:
        path = request.path_params["path"]
        if not self._settings.frame.editable or path not in self._live.view.page_of:
            return await self._missing(f"edit/{path}")
        return _html(await self._work(lambda: edit_page(path, self._live)))

    async def _new(self, _: Request) -> Response:
        if not self._settings.frame.editable:
            return await self._missing("new")
        return _html(await self._work(lambda: new_page(self._live)))

    async def _missing(self, path: str) -> Response:
        return _html(await self._work(lambda: not_found(path, self._live)), 404)

    async def _form(self, request: Request) -> Response:
        path = request.query_params.get("path", "")
        return await self._answer(lambda: self._desk.load(unquote(path)))

    async def _api(self, request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                return _json({"error": "the request is too large"}, 413)
        what = request.path_params["what"]
        desk = self._desk
        calls: dict[str, Callable[[], Any]] = {
            "propose": lambda: desk.propose(decoded(body, Wanted)),
            "restructure": lambda: desk.restructure(decoded(body, Wanted)),
            "apply": lambda: desk.apply(decoded(body, Applied)),
            "merge": lambda: desk.merge(decoded(body, Merge)),
            "new": lambda: desk.create(decoded(body, New)),
        }
        if what not in calls:
            return _json({"error": f"there is no '{what[:40]}'"}, 404)
        return await self._answer(calls[what])

    async def _answer(self, call: Callable[[], Any]) -> Response:
        try:
            found = await self._work(call)
        except DesigndocError as error:
            return _json({"error": str(error)}, 400)
        except OSError as error:
            return _json({"error": f"the file cannot be used: {error.strerror or error}"}, 409)
        except Exception:
            print("designdoc: a fault:", file=sys.stderr)
            traceback.print_exc()
            return _json({"error": "designdoc has a fault here; its terminal says more"}, 500)
        return _json(found, 409 if isinstance(found, Conflict) else 200)


def serve(
    settings: Settings, port: int, token: str, read_only: bool, told: Callable[[str], None]
) -> int:
    """Serve until Ctrl-C; ``told`` is called with the address.

    Raises:
        UsageError: the port is taken.
    """
    from designdoc.site.server.guard import Guard

    logging.basicConfig(stream=sys.stderr, level=logging.ERROR, format="designdoc: %(message)s")
    listening = listen(port)
    own_port = listening.getsockname()[1]
    own_token = token or secrets.token_urlsafe(24)

    async def run() -> None:
        server = Server(settings, read_only)
        config = uvicorn.Config(
            Guard(server.app, own_port, own_token),
            log_config=None, access_log=False, timeout_graceful_shutdown=1,
        )  # fmt: skip
        runs = uvicorn.Server(config)
        handled = runs.handle_exit

        def ends(sig: int, frame: FrameType | None) -> None:
            server.stop()
            handled(sig, frame)

        runs.handle_exit = ends  # type: ignore[method-assign]  # streams have to end first
        told(f"http://{HOST}:{own_port}/?token={own_token}")
        await runs.serve(sockets=[listening])

    with suppress(KeyboardInterrupt):
        asyncio.run(run())
    return 0


def _json(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def _html(data: bytes, status: int = 200) -> Response:
    return Response(data, status, media_type="text/html")


def _type(path: str) -> str:
    suffix = PurePosixPath(path).suffix
    known = _TYPES.get(suffix) or mimetypes.guess_type(path)[0]
    return known or "application/octet-stream"
