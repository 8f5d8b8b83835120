"""Which files of a repository a page may show as pictures.

A browser runs no script of an SVG in ``<img>``. But the file lies beside the pages, and somebody
may open it by itself: so one with scripts, handlers, HTML or addresses that lead out of it is none.
What is harmless is listed, as it is for the HTML of documents.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from designdoc.source.regex import regex

LARGEST_PICTURE = 20_000_000  # bytes
_LARGEST_SVG = 4_000_000
_PIXELS = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_DRAWN = ".svg"
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_INERT = (  # says something about the picture, and is not drawn
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
)
_DRAWING = frozenset(
    (
        "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix",
        "feComponentTransfer", "feComposite", "feDropShadow", "feFlood", "feFuncA", "feFuncB",
        "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset", "filter",
        "g", "line", "linearGradient", "marker", "mask", "metadata", "path", "pattern", "polygon",
        "polyline", "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol", "text",
        "textPath", "title", "tspan", "use",
    )
)  # fmt: skip
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_WITHIN = regex(r"[\x00-\x20]*(['\"]?)#([^\s'\"()<>]*)\1[\x00-\x20]*\Z")  # in the file itself
_URL = regex(r"url\(([^)]{0,300})\)")
_REACHING = (
    "\\", "@import", "@namespace", "@charset", "expression", "javascript:", "image(", "image-set",
)  # fmt: skip
_DEEPEST = 200


def may_be_picture(path: str) -> bool:
    """Whether a page shows a file of this name."""
    return path.lower().endswith((*_PIXELS, _DRAWN))


def is_harmless(path: str, data: bytes) -> bool:
    """Whether a picture's bytes can do nothing but be seen, wherever they are opened."""
    if not path.lower().endswith(_DRAWN):
        return len(data) <= LARGEST_PICTURE
    return len(data) <= _LARGEST_SVG and _is_drawing(data)


def _is_drawing(data: bytes) -> bool:
    from xml.parsers import expat  # only pictures need it

    parser = expat.ParserCreate("UTF-8", " ")
    reader = _Reader()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.XmlDeclHandler = reader.declared
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    try:
        data.decode("utf-8")
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeDecodeError, _RefusedError):
        return False
    return reader.is_drawing


class _RefusedError(Exception):
    """Something that is not on the list."""


class _Element(Struct):
    """An element that is open; ``refers``: something in it refers to another one."""

    name: str
    id: str
    refers: bool = False


class _Reader:
    """Follows the elements of a drawing, and refuses what is not on the list."""

    def __init__(self) -> None:
        self._open: list[_Element] = []
        self._style: list[str] = []
        self._wanted: set[str] = set()
        self._referring: set[str] = set()
        self._drawn = False

    @property
    def is_drawing(self) -> bool:
        """Whether it is one, and nothing that others refer to refers to more: no blow-up."""
        return self._drawn and not self._wanted & self._referring

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        space, _, local = name.rpartition(" ")
        if space == _SVG:
            known = local in _DRAWING and (bool(self._open) or local == "svg")
        else:
            known = bool(self._open) and space in _INERT
        if not known or len(self._open) >= _DEEPEST:
            raise _RefusedError
        self._drawn = True
        self._open.append(_Element(local, attributes.get("id", "")))
        for key, value in attributes.items():
            self._attribute(local, key, value)

    def end(self, _: str) -> None:
        """An element ends."""
        self._open.pop()
        if self._style:
            self._css("".join(self._style), rules=True)
            self._style.clear()

    def text(self, data: str) -> None:
        """Words, which matter in a style."""
        if self._open and self._open[-1].name == "style":
            self._style.append(data)

    def declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """The first line; a browser would believe the encoding that it names."""
        if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii"}:
            raise _RefusedError

    def doctype(self, _name: str, system: str | None, public: str | None, own: int) -> None:
        """The usual one names the version; entities of its own are none."""
        if own or (not (public or "").startswith("-//W3C//DTD SVG ") and system):
            raise _RefusedError

    def refuse(self, *_: Any) -> None:
        """Whatever it is."""
        raise _RefusedError

    def _attribute(self, element: str, key: str, value: str) -> None:
        space, _, name = key.rpartition(" ")
        if space in _INERT:
            return
        lowered = name.lower()
        if lowered.startswith("on") or lowered in {"src", "base", "handler", "ping", "action"}:
            raise _RefusedError
        if space not in {"", _XLINK, _XML}:
            raise _RefusedError
        if lowered != "href":
            self._css(value, rules=lowered == "style")
            return
        there = _WITHIN.match(value)
        if there is None or there[1]:
            raise _RefusedError
        if element not in _GRADIENTS:
            self._refers(there[2], len(self._open))

    def _css(self, text: str, rules: bool) -> None:
        """Styles, and values that may hold an address: those in the file itself are harmless."""
        lowered = text.lower()
        addresses = _URL.findall(lowered)
        if (rules or "(" in lowered) and any(word in lowered for word in _REACHING):
            raise _RefusedError
        if lowered.count("url(") != len(addresses):
            raise _RefusedError
        for address in addresses:
            there = _WITHIN.match(address)
            if there is None:
                raise _RefusedError
            self._refers(there[2], len(self._open) - 1)

    def _refers(self, wanted: str, depth: int) -> None:
        """Something refers to an id; the first ``depth`` open elements hold it."""
        self._wanted.add(wanted.lower())
        for number in range(depth - 1, -1, -1):
            holder = self._open[number]
            if holder.refers:
                return
            holder.refers = True
            if holder.id:
                self._referring.add(holder.id.lower())
