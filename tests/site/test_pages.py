"""Every page: valid, all links lead somewhere, nothing to object to in any size and colour."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

WIDTHS = (1280, 390)


def pages(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.html") if path.name != "diagram.html")


def elements(path: Path) -> list[Any]:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return list(parser.parse(path.read_text("utf-8")).iter())


@pytest.mark.requirement("FR-12")
def test_every_page_is_valid_and_every_link_leads_somewhere(site: Path) -> None:
    parsed = {path.resolve(): elements(path) for path in pages(site)}
    assert len(parsed) == 7 + 3
    ids = {path: {e.get("id") for e in found} for path, found in parsed.items()}
    links = 0
    for path, found in parsed.items():
        for element in found:
            for name in ("href", "src", "{http://www.w3.org/1999/xlink}href", "data-from"):
                url = element.get(name)
                if url is None or urlsplit(url).scheme in {"http", "https", "mailto", "data"}:
                    continue
                parts = urlsplit(url)
                there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                assert there.is_file(), f"{path.name}: {url}"
                assert there.is_relative_to(site.resolve())
                if parts.fragment:
                    assert unquote(parts.fragment) in ids[there], f"{path.name}: {url}"
                links += 1
    assert links > 100


def test_no_page_has_a_script_style_or_handler_in_it(site: Path) -> None:
    for path in pages(site):
        for element in elements(path):
            if element.tag == "script":
                assert element.get("src"), path
            assert element.tag not in {"style", "iframe", "object", "base"}
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_to_object_to(
    served: str, site: Path, opened: Any, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for path in pages(site):
        page = opened(f"{served}/{path.relative_to(site).as_posix()}", width, scheme)
        page.wait_for_timeout(150)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path.name} is {wide} wide"
        found = axe.Axe().run(page).response["violations"]
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
