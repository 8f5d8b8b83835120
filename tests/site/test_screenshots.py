"""Every page looks as its reference does: wide and narrow, light and dark.

``UPDATE_SCREENSHOTS=1`` writes the references anew; look at them, they are part of the change.
"""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.application.portfolio import gathered, portfolio
from designdoc.application.retrospect import retrospect
from designdoc.site.build import site as site_of
from designdoc.site.page import Frame
from designdoc.site.report import report
from designdoc.site.view import View
from helpers.live_site import TOKEN, Serving, until
from helpers.pictured import write_pictured
from helpers.pictures import Picture, picture, read_png, same, unlike, write_png

REFERENCES = Path(__file__).parent / "screenshots"
PAGES = ("index", "matrix", "risks", "components", "phases", "evidence", "templates", "report",
         "documents/docs/login", "documents/docs/parcels", "edit/docs/login.md", "new")  # fmt: skip
SCREENS = ((1280, 1400, 20), (390, 2002, 14))
"""Width and height in pixels, and the size of a cell."""
SCHEMES = ("light", "dark")
_SCALE = 0.5  # of the screenshots: cells are as good, in a quarter of the time
_FONT = """() => {
  const context = new OffscreenCanvas(9, 9).getContext("2d");
  const measured = (family) => {
    context.font = `40px ${family}`;
    return context.measureText("The quick brown fox, WWW iii").width;
  };
  return measured(getComputedStyle(document.body).fontFamily) === measured("'DejaVu Sans'");
}"""
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents, with their site in ``site``."""
    folder = write_pictured(tmp_path_factory.mktemp("pictured"))
    before = Path.cwd()
    os.chdir(folder)
    try:
        options = CheckOptions(cache=False)
        world = wiring.world(1)
        found = portfolio(gathered(["docs"], partial(wiring.checker, options), world), world)
        past = retrospect(["docs"], found.sheets, 8, wiring.looking_back(options, 60))
        files = site_of(View(found, past), Frame("Our documents"))
        made = {file.path: file.make() for file in files}
        made["report.html"] = report(found, "Our documents", "2026-01-04").encode()
    finally:
        os.chdir(before)
    for path, data in made.items():
        target = folder / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def live(pictured: Path) -> Iterator[Serving]:
    serving = Serving(pictured, "documents/docs/login.html")
    yield serving
    serving.end()


class Camera:
    """Takes small pictures of pages, each screen a tab of the browser that stays."""

    def __init__(self, chromium: Any, folder: Path, live: Serving) -> None:
        self._folder, self._live = folder, live
        self._blank = chromium.new_page()
        self._tabs = [
            chromium.new_page(
                viewport={"width": width, "height": height},
                device_scale_factor=_SCALE,
                reduced_motion="reduce",
                locale="en-GB",
            )
            for width, height, _ in SCREENS
        ]

    def open(self, page: str, screen: int) -> Any:
        """A page as it is when it has been read."""
        tab = self._tabs[screen]
        if not page.startswith(("edit/", "new")):
            tab.goto(f"file://{quote(str(self._folder / 'site' / page))}.html")
        else:
            tab.goto(f"{self._live.base}{page}?token={TOKEN}")
            until(tab, lambda: tab.locator(".groups[aria-busy=false], form.new").count())
        if not tab.evaluate(_FONT):  # lines break elsewhere
            pytest.skip("the references were taken with DejaVu Sans, which is not the font here")
        return tab

    def take(self, tab: Any, size: int, scheme: str = "light", style: str = "") -> Picture:
        """A picture of what a tab shows, as if its stylesheet ended with ``style``."""
        tab.emulate_media(color_scheme=scheme)
        if style:
            tab.evaluate(_STYLED, style)
        tab.evaluate(_DRAWN)
        shot = tab.screenshot(animations="disabled")
        return picture(shot, int(size * _SCALE), self._blank)


_STYLED = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def camera(chromium: Any, pictured: Path, live: Serving) -> Camera:
    return Camera(chromium, pictured, live)


@pytest.mark.requirement("FR-12")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_its_reference(camera: Camera, page: str, tmp_path: Path) -> None:
    path = REFERENCES / f"{page.removeprefix('documents/').replace('/', '-')}.png"
    found = []
    for screen, (_, _, size) in enumerate(SCREENS):
        tab = camera.open(page, screen)
        found += [camera.take(tab, size, scheme) for scheme in SCHEMES]
    if os.environ.get("UPDATE_SCREENSHOTS"):
        write_png(path, beside(found))
    assert path.is_file(), f"there is no {path.name}; write it with UPDATE_SCREENSHOTS=1"
    wrong = list(_differences(found, apart(read_png(path))))
    if wrong:
        write_png(tmp_path / path.name, beside(found))
        pytest.fail(
            f"{page} does not look as in {path.name}: {'; '.join(wrong)}. What it looks like is in"
            f" {tmp_path / path.name}; UPDATE_SCREENSHOTS=1 makes that the reference"
        )


def _differences(found: list[Picture], wanted: list[Picture]) -> Iterator[str]:
    views = ((screen, scheme) for screen in SCREENS for scheme in SCHEMES)
    for one, other, ((width, _, size), scheme) in zip(found, wanted, views, strict=True):
        if not same(one, other):
            cells = {*unlike(one, other), *unlike(other, one)}
            columns, rows = zip(*cells, strict=True)
            yield (
                f"{width} wide and {scheme}, {len(cells)} squares of {size} px between"
                f" ({min(columns) * size}, {min(rows) * size}) and"
                f" ({(max(columns) + 1) * size}, {(max(rows) + 1) * size})"
            )


def beside(found: list[Picture]) -> Picture:
    """Pictures beside each other, with black below those that are less high."""
    height = max(each.height for each in found)
    rows = (
        (each.row(y) if y < each.height else bytes(3 * each.width))
        for y in range(height)
        for each in found
    )
    return Picture(sum(each.width for each in found), height, b"".join(rows))


def apart(whole: Picture) -> list[Picture]:
    """The pictures of a reference, as ``beside`` has put them."""
    found, at = [], 0
    for width, height, size in SCREENS:
        columns, lines = width // size, height // size
        for _ in SCHEMES:
            rows = (whole.row(y)[at * 3 : (at + columns) * 3] for y in range(lines))
            found.append(Picture(columns, lines, b"".join(rows)))
            at += columns
    return found


_DARK = ":root { --page: #14161a !important; --card: #1c1f24 !important; }"
BREAKS = {
    "no style": ("index", "* { all: revert !important; }"),
    "a panel is missing": ("index", ".figures { display: none !important; }"),
    "notes are missing": ("documents/docs/login", ".finding, .links { display: none !important; }"),
    "one column": ("documents/docs/login", ".dd-doc { display: block !important; }"),
    "no boxes": ("edit/docs/login.md", "textarea { display: none !important; }"),
    "other colours": ("matrix", _DARK),
    "large chips": ("evidence", ".chip { background: #000 !important; padding: 1rem !important; }"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_broken_is_seen(camera: Camera, what: str) -> None:
    page, style = BREAKS[what]
    tab, size = camera.open(page, 0), SCREENS[0][2]
    whole = camera.take(tab, size)
    assert same(whole, camera.take(tab, size))
    assert not same(whole, camera.take(tab, size, style=style))


@pytest.mark.parametrize(
    "style", ["* { text-rendering: geometricPrecision; }", "main { margin-top: 3px !important; }"]
)
def test_letters_may_be_drawn_otherwise(camera: Camera, style: str) -> None:
    tab, size = camera.open("documents/docs/login", 0), SCREENS[0][2]
    assert same(camera.take(tab, size), camera.take(tab, size, style=style))
