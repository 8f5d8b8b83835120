"""The text of a document for a site: HTML whose links name files, and the words to find it by.

What a link leads to is not known while one document is looked at. So the HTML names the file
(``dd-page:docs/mail.md#fr-1``), and whoever knows all documents puts the address there.
"""

import posixpath
from collections.abc import Callable, Iterator
from html import escape, unescape
from urllib.parse import unquote

from msgspec import Struct

from designdoc.document import Document
from designdoc.markdown.anchors import anchors
from designdoc.markdown.html import to_html
from designdoc.source.regex import regex
from designdoc.source.words import words_in

_PLACE = regex(r'(href|src)="dd-(page|file):([^"#]*)(#[^"]*)?"')
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_MARKS = regex(r"(?s)<!--.*?-->|[*_`|>#]+|^\s*[-+]\s")
_SNIPPET = 110  # characters


class Passage(Struct, frozen=True, array_like=True):
    """A section to be found: heading, place, beginning, and its words, each once."""

    title: str
    place: str
    begins: str
    words: str


class Body(Struct, frozen=True):
    """A document's text. ``lines`` are those that have a place (``#L12``) in the HTML.

    ``front`` are the values of its front matter, ``pictures`` the files that it shows.
    """

    html: str = ""
    lines: tuple[int, ...] = ()
    diagrams: bool = False
    code: bool = False
    front: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


def body_of(document: Document, exists: Callable[[str], bool]) -> Body:
    """The text of a document; ``exists`` says whether a picture is there."""
    links = _Links(document.path, exists)
    found = to_html(document.tree, links)
    return Body(
        found.html,
        tuple(sorted(found.lines)),
        found.diagrams,
        found.code,
        tuple(_front(document)),
        tuple(dict.fromkeys(links.pictures)),
        tuple(_passages(document)),
    )


def placed(html: str, page: Callable[[str], str | None], file: Callable[[str], str | None]) -> str:
    """The HTML with the addresses that files have in a site; without one a link is none."""

    def place(match: object) -> str:
        attribute, kind, path, anchor = match.groups()  # type: ignore[attr-defined]  # re.Match
        there = (page if kind == "page" else file)(unquote(unescape(path)))
        if there is None:
            return 'class="nowhere"'
        return f'{attribute}="{escape(there)}{anchor or ""}"'

    return _PLACE.sub(place, html)


class _Links:
    """Relative addresses as paths from where the documents' paths begin."""

    def __init__(self, path: str, exists: Callable[[str], bool]) -> None:
        self._folder = posixpath.dirname(path)
        self._exists = exists
        self.pictures: list[str] = []

    def page(self, target: str) -> str | None:
        """A file of the repository; anything else is nowhere."""
        path, hash_, anchor = target.partition("#")
        found = self._path(path.partition("?")[0])
        return f"dd-page:{found}{hash_}{anchor}" if found else None

    def image(self, target: str) -> str | None:
        """A picture of the repository."""
        found = self._path(target.partition("#")[0].partition("?")[0])
        if not found.lower().endswith(_PICTURES) or not self._exists(unquote(found)):
            return None
        self.pictures.append(unquote(found))
        return f"dd-file:{found}"

    def _path(self, written: str) -> str:
        folder = "" if written.startswith("/") else self._folder
        found = posixpath.normpath(posixpath.join(folder, written.lstrip("/")))
        return "" if found.startswith("..") or found == "." else found


def _front(document: Document) -> Iterator[tuple[str, str]]:
    root = document.front_matter.tree.root if document.front_matter else None
    for key, value in root.entries if root else ():
        if key is not None:
            texts = [value.text] if value.kind == "scalar" else [n.text for n in value.scalars()]
            yield key.text, ", ".join(text for text in texts if text)


def _passages(document: Document) -> Iterator[Passage]:
    tree = document.tree
    named = {span.start: anchor for anchor, span in reversed(anchors(tree).items()) if span}
    for part in tree.outline.walk():
        start = part.heading.start if part.heading else part.body.start
        text = tree.source.masked[part.body.start : part.body.end].decode("utf-8", "replace")
        if not part.title and not text.strip():
            continue
        place = named.get(start, "") or f"L{tree.source.line_of(start)}"
        words = " ".join(dict.fromkeys(words_in(f"{part.title}\n{text}")))
        yield Passage(part.title, place, " ".join(_MARKS.sub(" ", text).split())[:_SNIPPET], words)
