"""The history of documents on their pages, and the trend on the overview."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner

from designdoc.api import wiring
from designdoc.application.chronicle import Chronicle, Fragment, Step
from designdoc.application.options import CheckOptions
from designdoc.application.portfolio import gathered, portfolio
from designdoc.application.ports import Revision
from designdoc.application.retrospect import retrospect
from designdoc.application.trend import Point, Tally, Trend
from designdoc.cli.site import site as command
from designdoc.site.build import site as site_of
from designdoc.site.chart import chart
from designdoc.site.page import Frame
from designdoc.site.pages.history import history
from designdoc.site.view import View
from helpers.repository import Repository
from helpers.site_texts import DOCUMENT, TEMPLATE

HOSTILE = "<script>alert(1)</script> \u202e\x1b[31m \"'><img src=x onerror=alert(2)>"
PLAIN = DOCUMENT.replace("```mermaid", "```text")  # what draws needs a server
PAGE = "documents/docs/login.html"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A document with four revisions, what commits say is hostile."""
    folder = tmp_path / "repository"
    found = Repository(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found.write("template.md", TEMPLATE)
    for day, words in enumerate(
        ("a password.", f"{HOSTILE}.", "a key in 2 s.", "a key in 9 s."), 1
    ):
        text = PLAIN.replace("accepts a password.", f"accepts {words}")
        found.write("docs/login.md", text)
        found.git("add", "-A")
        found.git("commit", "-q", "-m", f"{words} {HOSTILE}", day=f"2026-01-0{day}")
    return found


@pytest.fixture
def built(made: Repository, tmp_path: Path) -> Path:
    """The site of it."""
    options = CheckOptions(template="template.md", cache=False)
    world = wiring.world(1)
    found = portfolio(gathered(["docs"], partial(wiring.checker, options), world), world)
    past = retrospect(["docs"], found.sheets, 8, wiring.looking_back(options, 60))
    root = tmp_path / "site"
    for file in site_of(View(found, past), Frame()):
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.make())
    return root


def test_the_pages_are_valid_and_say_it_all(built: Path) -> None:
    page, first = ((built / path).read_text("utf-8") for path in (PAGE, "index.html"))
    for text in (page, first):
        html5lib.HTMLParser(strict=True).parse(text)
        assert "<script>alert" not in text
        assert "\u202e" not in text
        assert "\x1b" not in text
    part = page.partition("id=dd-git")[2]
    assert re.findall(r'<details data-pair="(.*?)"', part) == ["1-0", "2-1", "3-2"]
    assert re.findall(r'<div hidden data-pair="(.*?)"', part) == ["2-0", "3-0", "3-1"]
    assert "<del>2 s</del> → <ins>9 s</ins>" in part
    assert "next build" not in part
    assert first.count("<polyline") == 2
    assert first.count("<code>") == 4  # the commits of the table


def test_there_is_nothing_to_object_to(
    built: Path, serve: Callable[[Path], str], opened: Any
) -> None:
    address = serve(built)
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for scheme, width in (("light", 1280), ("dark", 390)):
        for path in (PAGE, "index.html"):
            page = opened(f"{address}/{path}", width, scheme)
            page.evaluate(
                "for (const each of document.querySelectorAll('details')) each.open = true"
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            violations = axe.Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []


def test_any_two_revisions_can_be_chosen(built: Path, opened: Any) -> None:
    page = opened(f"file://{built}/{PAGE}")
    chosen, said = page.locator("#dd-git .chosen"), page.locator("#dd-git output")
    assert "a password. key in 9 s." in chosen.inner_text()  # the oldest and the newest
    page.select_option("#dd-git [name=from]", "1")
    assert re.search(r"2 s\s*→\s*9 s", chosen.inner_text())
    page.select_option("#dd-git [name=to]", "1")
    assert not chosen.is_visible()
    assert said.inner_text() == "Choose two revisions."
    page.select_option("#dd-git [name=to]", "2")
    assert said.inner_text() == "Shown from the older to the newer."


def test_cold_and_warm_are_the_same_bytes(made: Repository, tmp_path: Path) -> None:
    def build(name: str, *more: str) -> dict[str, bytes]:
        root = tmp_path / name
        given = ["build", "docs", "--template", "template.md", "-q", "-o", str(root), *more]
        ran = CliRunner().invoke(command, given)
        assert ran.exception is None, ran.output
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file() and path.name != "designdoc-site.json"
        }

    cold, warm, uncached = build("cold"), build("warm"), build("uncached", "--no-cache")
    assert cold == warm == uncached
    assert b"id=dd-git" in cold[PAGE]
    none = build("none", "--history", "0")
    assert b"id=dd-git" not in none[PAGE]
    assert b"polyline" not in none["index.html"]
    two = build("two", "--history", "2")[PAGE]
    assert b"2 older revisions are not compared" in two
    assert two.count(b"data-pair") == 1


def test_names_that_are_no_unicode_stop_nothing(made: Repository, tmp_path: Path) -> None:
    odd = b"docs/\xff.md".decode("utf-8", "surrogateescape")
    made.move("docs/login.md", odd)
    made.commit("2026-02-01")
    made.move(odd, "docs/login.md")
    made.commit("2026-02-02")
    given = ["build", "docs", "--template", "template.md", "-q", "-o", str(tmp_path / "site")]
    ran = CliRunner().invoke(command, given)
    assert ran.exception is None, ran.output
    page = (tmp_path / "site" / PAGE).read_text("utf-8")
    assert "was docs/\ufffd.md" in page
    assert page.count("the text is the same") == 2


def test_a_site_in_one_file_compares_too(made: Repository, tmp_path: Path, opened: Any) -> None:
    target = tmp_path / "site.html"
    given = ["build", "docs", "--template", "template.md", "-q", "--single-file", "-o", str(target)]
    assert CliRunner().invoke(command, given).exception is None
    page = opened(f"file://{target}#/{PAGE}")
    page.select_option("#dd-git [name=from]", "1")
    assert re.search(r"2 s\s*→\s*9 s", page.locator("#dd-git .chosen").inner_text())


def test_of_many_words_only_neighbours_stay() -> None:
    revisions = tuple(Revision(str(n), "2026-01-01", "a", "b", "c.md", str(n)) for n in range(3))
    steps = [Step(o, n, Fragment(1, "x" * 25_000)) for o, n in ((1, 0), (2, 1), (2, 0))]
    shown = history(Chronicle(revisions, 9, tuple(steps)))
    assert not shown.choose
    assert [each.between is not None for each in shown.entries] == [True, True, False]
    assert shown.more == 6


def test_a_chart_needs_three_points() -> None:
    tallies = (Tally(1, 2, 2, 0, 0, 4), Tally(1, 1, 0, 0, 2, 4), Tally(1, 0, 0, 9, 4, 4))
    days = ("2026-01-01", "2026-01-02", "2026-01-05")
    points = tuple(Point("c", *each) for each in zip(days, tallies, strict=True))
    assert chart(Trend(points[:2])) is None
    found = chart(Trend(points))
    assert found is not None
    assert found.written == "0.0,39.0 25.0,20.0 100.0,1.0"
    assert found.found == "0.0,1.0 25.0,29.5 100.0,39.0"
    assert [found.share(point) for point in points] == ["0%", "50%", "100%"]
