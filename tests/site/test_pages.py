"""Every page: valid, all links lead somewhere, nothing to object to in any size and colour."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from helpers.site_links import checked_links, elements, pages

SCREENS = ((1280, "light"), (390, "light"), (1280, "dark"), (390, "dark"))


@pytest.mark.requirement("FR-12")
def test_every_page_is_valid_and_every_link_leads_somewhere(site: Path) -> None:
    assert len(pages(site)) == 7 + 3
    assert checked_links(site) > 100


def test_no_page_has_a_script_style_or_handler_in_it(site: Path) -> None:
    for path in pages(site):
        for element in elements(path):
            if element.tag == "script":
                assert element.get("src"), path
            assert element.tag not in {"style", "iframe", "object", "base"}
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_nothing_to_object_to(
    served: str, site: Path, opened: Any, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(served, width, scheme)
    for path in pages(site):
        if path.stem == "other":  # as login.html
            continue
        page.goto(f"{served}/{quote(path.relative_to(site).as_posix())}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path.name} is {wide} wide"
        found = axe.Axe().run(page, options={"preload": False}).response["violations"]
        told = [
            (v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found
        ]
        assert told == [], path.name


def test_a_page_without_diagrams_is_small(site: Path) -> None:
    for path in pages(site):
        asked = {
            e.get("src") or e.get("href") for e in elements(path) if e.tag in {"script", "link"}
        }
        files = [path, *(path.parent / unquote(url) for url in asked if url and ":" not in url)]
        assert sum(file.stat().st_size for file in files) < 400_000


def test_on_a_phone_empty_cells_are_not_named(site: Path, opened: Any) -> None:
    for path in ("index.html", "evidence.html", "risks.html"):
        page = opened(f"file://{site / path}", 390)
        empty = "cell => !cell.textContent.trim() && !cell.children.length && cell.offsetHeight"
        cells = "[...document.querySelectorAll('table.fold td')]"
        assert page.evaluate(f"{cells}.filter({empty}).length") == 0, path
