"""Pages and how they refer to each other; every page is one file below the site's root.

A page is what it is told: the name of a template, and plain values. ``key`` names those, so that a
page that was told the same before is not rendered again.
"""

import posixpath
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import Struct

from designdoc import __version__


class Page(Struct, frozen=True):
    """A file of the site: its path from the root, its words, and what its ``main`` is made of.

    ``name`` is the entry of the navigation that it belongs to. ``values`` are plain data: what
    msgspec encodes. ``scripts`` and ``styles`` are files of ``assets/`` that it needs beside those
    that every page has.
    """

    path: str
    name: str
    title: str
    template: str
    values: Mapping[str, Any]
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    more: "More | None" = None


class More(Struct, frozen=True):
    """Rows of a large page that do not stand in it: a script has their HTML, by ``template``."""

    path: str
    template: str
    rows: Sequence[Any]


class Frame(Struct, frozen=True):
    """What stands around every page. ``live``: a server shows it, and tells of changes."""

    title: str = "Design documents"
    live: bool = False
    editable: bool = False


class File(Struct, frozen=True):
    """A file of the site that is made when it is wanted.

    Two files with the same path and ``key`` have the same bytes; an empty key says nothing.
    """

    path: str
    key: str
    make: Callable[[], bytes]


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
    """The URL of a file of the site as a page of it writes it; never empty."""
    path, hash_, anchor = target.partition("#")
    there = "" if path == page and hash_ else path
    return (file_url(there, page) if there else "") + hash_ + fragment(anchor)


def fragment(name: str) -> str:
    """An id as an address has it behind ``#``; no character of it means anything in HTML."""
    plain = name.isascii() and name.replace("-", "").isalnum()
    return name if plain else quote(name, safe="/.~-_:")


def file_url(path: str, page: str) -> str:
    """The URL of a file of the site, whatever is in its name, as a page of it writes it."""
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."), safe="/.~-_")


def render(template: str, page: str, /, **values: Any) -> str:
    """A template of ``templates/`` for the page at a path; ``url`` writes links in it."""
    from designdoc.site.markup import environment

    return (
        environment()
        .get_template(template)
        .render(url=lambda target: relative(target, page), **values)
    )


def main_of(page: Page) -> str:
    """The HTML of what a page says, without its frame."""
    more = page.more.path if page.more else ""
    state = key(page.more) if page.more else ""  # so that no browser joins it to another's rows
    return render(page.template, page.path, more=more, state_of_more=state, **page.values)


def whole(page: Page, frame: Frame) -> str:
    """The whole HTML of a page: head, navigation, its main part."""
    return render(
        "frame.html.j2", page.path,
        page=page, main=main_of(page), frame=frame, navigation=NAVIGATION, version=__version__,
    )  # fmt: skip


def key(*told: Any) -> str:
    """What names plain data: two that are not equal have other keys."""
    try:
        data = msgspec.msgpack.encode(told)
    except UnicodeEncodeError:  # the name of a file that is no Unicode
        data = repr(told).encode("utf-8", "surrogatepass")
    digest = blake2b(data, digest_size=12).digest()
    return urlsafe_b64encode(digest).decode("ascii")
