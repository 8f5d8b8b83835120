"""The text of a document for a site: HTML whose links name files, and the words to find it by.

What a link leads to is not known while one document is looked at. So the HTML names the file
(``dd-page:docs/mail.md#fr-1``), and whoever knows all documents puts the address there.
"""

import posixpath
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from html import escape, unescape
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from designdoc.application.pictures import LARGEST_PICTURE, is_harmless, may_be_picture
from designdoc.application.ports import Files
from designdoc.application.questions import digest
from designdoc.document import Document
from designdoc.markdown.anchors import anchors
from designdoc.markdown.brief import brief
from designdoc.markdown.html import Rendered, to_html
from designdoc.markdown.raw_html import own_id
from designdoc.source.regex import regex
from designdoc.source.words import words_in

_PLACE = regex(r'(<[^<>]* )(href|src)="dd-(page|file):([^"#]*)(#[^"]*)?"')
_ID = regex(r'<[^<>]* id="([^"]+)"')
_WITHIN = regex(r'(<a(?: [^<>]*)?) href="#([^"]*)"')
_LINE = regex(r"L\d+\Z")
_NUMBERED = regex(r'(<[a-z][a-z0-9]*) id="L(\d+)"')
_MARKS = regex(r"(?s)<!--.*?-->|[*_`|>#]+|^\s*[-+]\s")
_SNIPPET = 110  # characters


class Passage(Struct, frozen=True, array_like=True):
    """A section to be found: heading, place, beginning, and its words, each once."""

    title: str
    place: str
    begins: str
    words: str


class Body(Struct, frozen=True):
    """A document's text. ``lines`` are those that have a place in the HTML, ``L12`` or what
    ``heads`` has for it, which is a heading's own.

    ``front`` are the values of its front matter, ``places`` the other ids that it has, ``pictures``
    the files that it shows, with a digest of each.
    """

    html: str = ""
    lines: tuple[int, ...] = ()
    diagrams: bool = False
    code: bool = False
    front: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    places: tuple[str, ...] = ()
    heads: Mapping[int, str] = {}

    def at(self, line: int) -> str:
        """The id of the block that a line stands in, of the first one for those before it; empty
        where no block has one.
        """
        if not self.lines:
            return ""
        found = self.lines[max(0, bisect_right(self.lines, line) - 1)]
        return self.heads.get(found) or f"L{found}"

    def place(self, anchor: str) -> str:
        """The id that an anchor of a link means, as GitHub finds it; empty for none."""
        return _place(unquote(anchor), frozenset(self.places), self.at if self.lines else None)


def body_of(document: Document, files: Files, told: Iterable[int]) -> Body:
    """The text of a document; ``files`` say which of its pictures are there.

    ``told`` are the lines that something is said of: their blocks have a place, as headings have.
    """
    links = _Links(document.path, files)
    found = to_html(document.tree, links)
    passages = tuple(_passages(document))
    begun = (int(each.place[1:]) for each in passages if _LINE.match(each.place))
    lines = tuple(sorted(_kept(found, {*told, *begun})))
    ids = dict.fromkeys(unescape(each) for each in _ID.findall(found.html))
    places = tuple(each for each in ids if not _LINE.match(each))
    made = Body(
        lines=lines,
        diagrams=found.diagrams,
        code=found.code,
        front=tuple(_front(document)),
        pictures=tuple(links.pictures.items()),
        passages=passages,
        places=places,
        heads=found.heads,
    )
    return replace(made, html=brief(_within(_bare(found.html, frozenset(lines)), made)))


def _kept(found: Rendered, told: AbstractSet[int]) -> AbstractSet[int]:
    """The lines that keep their place: of headings, and of the blocks that something is said of."""
    every = sorted(found.lines)
    blocks = {every[max(0, bisect_right(every, line) - 1)] for line in told} if every else set()
    return blocks | found.heads.keys()


def _bare(html: str, lines: AbstractSet[int]) -> str:
    """The HTML without the places of other lines."""
    return _NUMBERED.sub(lambda m: m[0] if int(m[2]) in lines else m[1], html)


def placed(
    html: str, page: Callable[[str, str], str | None], file: Callable[[str], str | None]
) -> str:
    """The HTML with the addresses that files have in a site; without one a link is none.

    ``page`` is asked for a path and an anchor, empty without one.
    """

    def place(match: object) -> str:
        before, attribute, kind, path, anchor = match.groups()  # type: ignore[attr-defined]  # re.Match
        path = unquote(unescape(path))
        there = page(path, unescape(anchor or "")[1:]) if kind == "page" else file(path)
        told = 'class="nowhere"' if there is None else f'{attribute}="{escape(there)}"'
        return f"{before}{told}"

    return _PLACE.sub(place, html)


def _within(html: str, body: Body) -> str:
    """The HTML with its links into itself; those to a place that is not there are none."""
    places, at = frozenset(body.places), body.at if body.lines else None

    def link(match: object) -> str:
        before, anchor = match.groups()  # type: ignore[attr-defined]  # re.Match
        there = _place(unquote(unescape(anchor)), places, at)
        return f'{before} href="#{escape(there)}"' if there else f'{before} class="nowhere"'

    return _WITHIN.sub(link, html)


def _place(anchor: str, places: AbstractSet[str], at: Callable[[int], str] | None) -> str:
    bare = anchor.removeprefix("user-content-")
    for each in (anchor, own_id(anchor), bare, anchor.lower(), bare.lower()):
        if each in places:
            return each
    number = anchor[1:].partition("-")[0]
    if anchor[:1] in "lL" and number.isdecimal() and len(number) < 9 and at:
        return at(int(number))
    return ""


class _Links:
    """Relative addresses as paths from where the documents' paths begin."""

    def __init__(self, path: str, files: Files) -> None:
        self._folder = posixpath.dirname(path)
        self._files = files
        self.pictures: dict[str, str] = {}

    def page(self, target: str) -> str | None:
        """A file of the repository; anything else is nowhere."""
        path, hash_, anchor = target.partition("#")
        found = self._path(path.partition("?")[0])
        return f"dd-page:{found}{hash_}{anchor}" if found else None

    def image(self, target: str) -> str | None:
        """A picture of the repository that is there."""
        found = self._path(target.partition("#")[0].partition("?")[0])
        path = unquote(found)
        if not may_be_picture(path):
            return None
        known = self.pictures.get(path) or self._digest(path)
        if known:
            self.pictures[path] = known
        return f"dd-file:{found}" if known else None

    def _digest(self, path: str) -> str:
        """What tells a picture from its other versions; empty for one that a site cannot show."""
        files = self._files
        try:
            if not files.is_file(path) or files.size(path) > LARGEST_PICTURE:
                return ""
            inside = files.real(path).startswith(files.real(".").rstrip("/") + "/")
            data = files.read(path) if inside else b""
            return digest(data) if inside and is_harmless(path, data) else ""
        except (OSError, ValueError):
            return ""

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
