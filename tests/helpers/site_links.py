"""Pages of a site as parsed HTML, and where their links lead."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib

_NAMES = ("href", "src", "{http://www.w3.org/1999/xlink}href", "data-from")


def pages(root: Path) -> list[Path]:
    """The pages of a site; not the frame that draws diagrams."""
    return sorted(p for p in root.rglob("*.html") if p.is_file() and p.name != "diagram.html")


def elements(path: Path) -> list[Any]:
    """The elements of a page; raises where it is not valid."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return list(parser.parse(path.read_text("utf-8")).iter())


def checked_links(root: Path) -> int:
    """How many links of a site stay in it; each of them leads to a file, and to an id in it."""
    parsed = {path.resolve(): elements(path) for path in pages(root)}
    ids = {path: {e.get("id") for e in found} for path, found in parsed.items()}
    count = 0
    for path, found in parsed.items():
        for url in (e.get(name) for e in found for name in _NAMES):
            if url is not None and urlsplit(url).scheme not in {"http", "https", "mailto", "data"}:
                _check(url, path, root.resolve(), ids)
                count += 1
    return count


def _check(url: str, page: Path, root: Path, ids: Mapping[Path, set[Any]]) -> None:
    parts = urlsplit(url)
    there = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    assert there.is_file(), f"{page.name}: {url}"
    assert there.is_relative_to(root), f"{page.name}: {url}"
    if parts.fragment:
        assert unquote(parts.fragment) in ids[there], f"{page.name}: {url}"
