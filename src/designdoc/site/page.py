"""Pages and how they refer to each other; every page is one file below the site's root."""

import posixpath
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

import jinja2
from msgspec import Struct

from designdoc import __version__
from designdoc.output.visible import one_line


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


class Frame(Struct, frozen=True):
    """What stands around every page. ``live``: a server shows it, and tells of changes."""

    title: str = "Design documents"
    live: bool = False
    editable: bool = False


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

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{n}{d}" for n in ("com", "lpt") for d in range(1, 10))}
)
_LONGEST = 120


def document_page(path: str) -> str:
    """The page of a document by the document's path, both from their roots.

    Whatever a file is called, its page stays inside the site: ``..`` has no way out, and each part
    is a name that every file system takes.
    """
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    for suffix in (".md", ".markdown"):
        parts[-1:] = [part.removesuffix(suffix) for part in parts[-1:]]
    return "documents/" + "/".join(map(_name, parts or ["document"])) + ".html"


def _name(part: str) -> str:
    plain = "".join(
        "-" if each in '<>:"|?*\\#%' or not each.isprintable() else each for each in part
    )
    plain = plain.strip(". ") or "-"
    if plain.partition(".")[0].casefold() in _RESERVED:
        plain = f"_{plain}"
    return plain.encode()[:_LONGEST].decode("utf-8", "ignore").rstrip(". ")


@lru_cache(maxsize=65536)
def relative(target: str, page: str) -> str:
    """The URL of a file of the site as a page of it writes it."""
    path, hash_, anchor = target.partition("#")
    if path == page:
        path = ""
    return (file_url(path, page) if path else "") + hash_ + quote(anchor, safe="/.~-_:")


def file_url(path: str, page: str) -> str:
    """The URL of a file of the site, whatever is in its name, as a page of it writes it."""
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."), safe="/.~-_")


def render(template: str, page: str, /, **values: Any) -> str:
    """A template of ``templates/`` for the page at a path; ``url`` writes links in it."""
    return (
        _environment()
        .get_template(template)
        .render(url=lambda target: relative(target, page), **values)
    )


def whole(page: Page, frame: Frame) -> str:
    """The whole HTML of a page: head, navigation, its main part."""
    return render(
        "frame.html.j2", page.path,
        page=page, frame=frame, navigation=NAVIGATION, version=__version__,
    )  # fmt: skip


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("designdoc.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["plain"] = one_line
    return made
