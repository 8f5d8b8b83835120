"""Long lists: a part stands in the page, the rest comes by a script; without one, by links."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designdoc.application.portfolio import Portfolio
from designdoc.site.build import site as site_of
from designdoc.site.page import Frame
from designdoc.site.server.live import Live, Settings
from designdoc.site.single import single
from designdoc.site.view import View
from helpers.site_links import checked_links, elements

_ROWS = {
    "index.html": "#dd-documents tbody tr",
    "phases.html": ".cards > section",
    "components.html": ".graph-of",
}


@pytest.fixture
def long(gathered: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose pages have room for one of each."""
    rooms = {"overview": "MOST", "templates": "_LISTED", "risks": "_MOST", "phases": "_MOST",
             "components": "_MOST", "evidence": "_MOST"}  # fmt: skip
    for name, room in rooms.items():
        monkeypatch.setattr(sys.modules[f"designdoc.site.pages.{name}"], room, 1)
    for file in site_of(View(gathered), Frame()):
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_bytes(file.make())
    return tmp_path


def rows(path: Path) -> int:
    """How many documents, plans or graphs a page has by itself."""
    return sum(e.tag in {"section", "tr"} for e in elements(path))


def test_without_a_script_links_lead_to_all(long: Path, gathered: Portfolio) -> None:
    assert checked_links(long) > 100
    names = [sheet.path for sheet in gathered.sheets]
    said = []
    for path in ("index.html", "index-2.html", "index-3.html"):
        said += [e.text for e in elements(long / path) if e.get("class") == "path"]
    assert [each.replace("<", "").strip() for each in said] == [n.replace("<", "") for n in names]
    assert not (long / "index-4.html").exists()
    assert '<a href="index-2.html">the others</a>' in (long / "index.html").read_text("utf-8")
    assert "href=index-3.html>Next page</a>" in (long / "index-2.html").read_text("utf-8")
    assert rows(long / "phases.html") == 1
    assert "The first 1 of 2" in (long / "phases.html").read_text("utf-8")


@pytest.mark.parametrize("behind_policy", [False, True], ids=["file", "strict policy"])
def test_with_a_script_all_is_there(
    long: Path, serve: Callable[[Path], str], opened: Any, behind_policy: bool
) -> None:
    base = serve(long) if behind_policy else f"file://{long}"
    for path, rows_ in _ROWS.items():
        page = opened(f"{base}/{path}")
        page.locator(f":nth-match({rows_}, 2)").wait_for(state="attached")
    page = opened(f"{base}/index.html?text=other")
    page.locator("output:text-is('1 of 3')").wait_for()
    assert page.locator("#dd-documents tbody tr:visible .path").all_inner_texts() == [
        "docs/other.md"
    ]
    page = opened(f"{base}/components.html")
    page.locator(".graph-of").nth(1).wait_for(state="attached")
    page.select_option("#dd-graph-choice [name=document]", "dd-graph-2")
    assert page.locator(".graph-of:visible h2").inner_text() == "Other Design Document"
    page.locator(".graph-of:visible [data-zoom=in]").click()
    page = opened(f"{base}/templates.html")
    page.get_by_text("The documents").click()
    page.locator("#dd-documents tbody tr").nth(2).wait_for(state="attached")
    assert page.locator("[name=template]").input_value() == "0"


def test_one_file_has_all_rows(long: Path, gathered: Portfolio) -> None:
    text = single(gathered, Frame(), {}).decode()
    assert "data-more=" not in text
    assert "index-2.html" not in text
    assert text.count("class=graph-of") == 2
    del long


def test_a_server_has_the_further_pages_too(long: Path, gathered: Portfolio) -> None:
    live = Live(Settings(str(long)))
    live.view = View(gathered)
    assert b"docs/login.md" in (live.page("index-2.html") or b"")
    assert live.page("index-4.html") is None
    assert (live.file("more/phases.js") or b"").startswith(b"designdocPage.more(")
