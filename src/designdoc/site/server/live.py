"""What the server shows: the portfolio as it is now, read again where files changed.

Everything here is called from one thread, so that nothing has to be locked.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.api import wiring
from designdoc.application.check import Progress, kept, no_progress
from designdoc.application.chronicle import Chronicle, Tools, chronicle
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.paths import says_template
from designdoc.application.pictures import is_harmless
from designdoc.application.portfolio import (
    Portfolio,
    gathered,
    linked_portfolio,
    portfolio,
    renewed,
)
from designdoc.application.ports import Life
from designdoc.application.retrospect import Retrospect
from designdoc.application.sheet import Unpacked, sheet
from designdoc.diagnostics import DesigndocError
from designdoc.site.assets import asset, assets
from designdoc.site.build import csv, data, pages_of_all
from designdoc.site.page import NAVIGATION, File, Frame, Page, whole
from designdoc.site.pages import PAGES
from designdoc.site.pages.document import FILES, document
from designdoc.site.pages.matrix import CSV
from designdoc.site.pages.overview import further, overview
from designdoc.site.view import View

if TYPE_CHECKING:
    from designdoc.application.checker import Checker
    from designdoc.application.overlay import Overlay

_DRAFTS = 64
_REVISIONS = 8  # of a document that are shown
_LOOKING_BACK = 2.0  # seconds, each time that it is shown until all is compared
_QUICK = 4  # documents that are read again at once; of more, all are


class Settings(Struct, frozen=True):
    """What the server was started with. ``root`` is absolute: nothing outside is written."""

    root: str
    paths: tuple[str, ...] = ()
    options: CheckOptions = CheckOptions()
    frame: Frame = Frame(live=True)


class _Past(Struct, frozen=True):
    """The revisions of the documents, and what gives time and tools to compare them."""

    start: Callable[[], Tools]
    lives: Mapping[str, Life]


class Live:
    """The site as it is now."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.problem = ""
        self.view = View(linked_portfolio(()), editable=settings.frame.editable)
        self._files: dict[str, File] = {}
        self._searched: View | None = None
        self._drafts: OrderedDict[str, bytes] = OrderedDict()
        self._unpacked = Unpacked()
        self._past: _Past | None = None
        self._chronicles: dict[str, Chronicle] = {}

    def read(self, progress: Progress = no_progress) -> None:
        """Read everything, as far as it was not kept from the run before."""
        options = self.settings.options
        runs = wiring.runs(options, ("\0site", *self.settings.paths))
        world = wiring.world(None, progress, None, None, runs)
        make = partial(wiring.checker, options, noting=runs is not None)
        try:
            done = gathered(self.settings.paths, make, world)
            found = portfolio(done, world, self._unpacked)
        except DesigndocError as error:  # a broken configuration: what was shown stays
            self.problem = str(error)
            return
        kept(done, world)
        self.problem = ""
        self._past = None
        self._show(found)

    def changed(self, paths: Iterable[str]) -> list[str]:
        """Read documents again that were written; those that could be read so.

        Links to them from others are right at once; findings of others are with the next ``read``.
        """
        checker = wiring.checker(self.settings.options)
        files = checker.files
        known = self.view.portfolio.by_path
        shown = [files.shown(files.absolute(path)) for path in paths]
        quick = [path for path in shown if path in known and files.is_file(path)]
        if not quick or len(quick) > _QUICK or any(says_template(path) for path in shown):
            return []
        made = [sheet(Job(path, files.absolute("."), True), checker)[0] for path in quick]
        self._show(renewed(self.view.portfolio, [each for each in made if each is not None]))
        return quick

    def page(self, path: str) -> bytes | None:
        """A page by its path; None where there is none."""
        made = self._page(path)
        if made is None:
            return None
        return whole(made, self.settings.frame).encode("utf-8", "replace")

    def file(self, path: str) -> bytes | None:
        """A style, a script or its data, the matrix as CSV, a picture that a document shows."""
        if path.startswith("assets/"):
            return asset(path) if path in assets(served=True) else None
        if path.startswith(f"{FILES}/"):
            return self._picture(path.removeprefix(f"{FILES}/"))
        if path == CSV:
            return csv(self.view)
        if self._searched is not self.view:
            every = data(self.view, pages_of_all(self.view))
            self._files = {file.path: file for file in every}
            self._searched = self.view
        file = self._files.get(path)
        return file.make() if file else None

    @property
    def today(self) -> date:
        """The day that new documents carry."""
        return wiring.today(self.settings.options).today or date.today()

    def over(self) -> "tuple[Checker, Overlay]":
        """A checker that sees texts in place of files, within the root."""
        return wiring.checker_within(self.settings.root, self.settings.options)

    def hold(self, data: bytes) -> str:
        """Keep a text that somebody works on; the name to ask for it by."""
        name = blake2b(data, digest_size=16).hexdigest()
        self._drafts[name] = data
        self._drafts.move_to_end(name)
        while len(self._drafts) > _DRAFTS:
            self._drafts.popitem(last=False)
        return name

    def held(self, name: str) -> bytes | None:
        """A text that was kept."""
        return self._drafts.get(name)

    def _show(self, found: Portfolio) -> None:
        past = Retrospect(self._chronicles)
        self.view = View(found, past, editable=self.settings.frame.editable)

    def _page(self, path: str) -> Page | None:
        makers: dict[str, Callable[[View], Page]] = {
            path: make for (_, path, _), make in zip(NAVIGATION, PAGES, strict=True)
        }
        if path in makers:
            return makers[path](self.view)
        if path.startswith("index-"):
            return next((p for p in further(overview(self.view)) if p.path == path), None)
        for name, page in self.view.page_of.items():
            if page == path:
                self._look_back(name)
                return document(self.view.portfolio.by_path[name], self.view)
        return None

    def _look_back(self, path: str) -> None:
        """Have the history of a document that is shown: as git tells it since the last ``read``."""
        if self._past is None:
            start = wiring.looking_back(self.settings.options, _LOOKING_BACK)
            paths = [sheet.path for sheet in self.view.sheets]
            self._past = _Past(start, start().revisions.lives(paths, _REVISIONS))
            self._chronicles.clear()
        life = self._past.lives.get(path)
        known = self._chronicles.get(path)
        if life and (known is None or known.left):
            shown = self.view.portfolio.by_path[path]
            self._chronicles[path] = chronicle(shown, life, self._past.start())

    def _picture(self, path: str) -> bytes | None:
        shown = (name for sheet in self.view.sheets for name, _ in sheet.body.pictures)
        if path not in shown:
            return None
        files = self.over()[0].files
        try:
            data = files.read(path)
            return data if is_harmless(path, data) else None
        except (OSError, DesigndocError):
            return None
