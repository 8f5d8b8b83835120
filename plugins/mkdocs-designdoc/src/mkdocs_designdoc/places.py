"""Where in the site the lines of documents are."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from designdoc.api.embedding import Anchors, Node, anchors

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Places:
    """The pages of a site by the absolute paths of their sources."""

    def __init__(self, files: Files) -> None:
        self._files = dict(_with_sources(files))
        self._anchors: dict[str, Anchors] = {}

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def file(self, path: str) -> File:
        """The page whose source is at a path."""
        return self._files[path]

    def href(self, path: str, line: int, start: File) -> str:
        """The reference from one page to a line of a document."""
        anchor = self._anchors_of(path).at(line)
        target = self._files[path]
        page = "" if target is start else get_relative_url(target.url, start.url)
        return f"{page}#{anchor}" if anchor else page

    def node(self, node: Node, start: File) -> str | None:
        """The reference to something that a document speaks of; None where it is no page."""
        path = str(Path(node.path).absolute())
        return self.href(path, node.line, start) if path in self._files else None

    def _anchors_of(self, path: str) -> Anchors:
        known = self._anchors.get(path)
        if known is None:
            page = self._files[path].page
            known = anchors(path, headings((page and page.content) or ""))
            self._anchors[path] = known
        return known


def headings(content: str) -> list[tuple[str, str]]:
    """The words and the id of each heading of a page's HTML, in order."""
    reader = _Headings()
    reader.feed(content)
    reader.close()
    return reader.found


def _with_sources(files: Files) -> Iterator[tuple[str, File]]:
    for file in files:
        if file.abs_src_path and file.page is not None and file.page.content is not None:
            yield str(Path(file.abs_src_path).absolute()), file


class _Headings(HTMLParser):
    """Collects headings; the sign that themes put behind one to link to it is none of its words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._id = ""
        self._words: list[str] | None = None
        self._is_sign = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _HEADINGS:
            self._id, self._words = given.get("id") or "", []
        elif tag == "a" and "headerlink" in (given.get("class") or "").split():
            self._is_sign = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS and self._words is not None:
            if self._id:
                self.found.append(("".join(self._words), self._id))
            self._words = None
        elif tag == "a":
            self._is_sign = False

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._is_sign:
            self._words.append(data)
