"""Pages and how they refer to each other; every page is one file below the site's root."""

import posixpath
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

import jinja2
from msgspec import Struct

from designdoc import __version__


class Page(Struct, frozen=True):
    """A file of the site: its path from the root, its words, and the HTML of its ``main``.

    ``name`` is the entry of the navigation that it belongs to; ``scripts`` and ``styles`` are
    files of ``assets/`` that it needs beside those that every page has.
    """

    path: str
    name: str
    title: str
    main: str
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


NAVIGATION = (
    ("overview", "index.html", "Overview"),
    ("matrix", "matrix.html", "Matrix"),
    ("risks", "risks.html", "Risks"),
    ("components", "components.html", "Components"),
    ("phases", "phases.html", "Phases"),
    ("evidence", "evidence.html", "Evidence"),
    ("templates", "templates.html", "Templates"),
)
"""The pages of the whole, in the order of the navigation: name, path, words."""


def document_page(path: str) -> str:
    """The page of a document by the document's path, both from their roots.

    Whatever a file is called, its page stays inside the site: `..` has no way out.
    """
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "documents/" + "/".join(parts).removesuffix(".md") + ".html"


def relative(target: str, page: str) -> str:
    """The URL of a file of the site as a page of it writes it."""
    path, hash_, anchor = target.partition("#")
    base = posixpath.dirname(page)
    there = posixpath.relpath(path, base or ".") if path else ""
    return quote(there, safe="/.~-_") + hash_ + quote(anchor, safe="/.~-_:")


def render(template: str, page: str, /, **values: Any) -> str:
    """A template of ``templates/`` for the page at a path; ``url`` writes links in it."""
    return (
        _environment()
        .get_template(template)
        .render(url=lambda target: relative(target, page), document_page=document_page, **values)
    )


def whole(page: Page, site: Mapping[str, Any]) -> str:
    """The whole HTML of a page: head, navigation, its main part."""
    return render(
        "frame.html.j2", page.path, page=page, navigation=NAVIGATION, version=__version__, **site
    )


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("designdoc.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
