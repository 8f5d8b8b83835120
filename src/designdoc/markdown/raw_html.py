"""HTML that stands in a document: what is harmless stays, all else is shown as the text it is.

Tags are written anew from a list of names and attributes; nothing of what was written passes as it
is. ``balanced`` then closes what was left open, and is the second wall behind the first.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from designdoc.source.regex import regex

TAGS = frozenset(
    """a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp
    section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var
    wbr""".split()  # noqa: SIM905 - read like a text
)
_OWN = frozenset({"align", "alt", "colspan", "dir", "height", "href", "id", "lang", "name", "open",
                  "rowspan", "src", "start", "title", "width"})  # fmt: skip
_NUMBERS = frozenset({"colspan", "height", "rowspan", "start", "width"})
_ALIGN = frozenset({"left", "right", "center"})
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
_DROPPED = regex(
    r"(?is)<(script|style|template|noscript|iframe|object|svg|math|title|textarea|xmp)\b[^>]{0,2000}>.*?(?:</\1\s{0,20}>|\Z)"
)
_PIECE = regex(
    r"<!--(?s:.*?)(?:-->|\Z)|<(/?)([A-Za-z][A-Za-z0-9-]{0,30})((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>"
)
_ATTRIBUTE = regex(
    r"([A-Za-z_:][\w:.-]{0,40})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)
_RESERVED = regex(r"(?:dd-.*|L[0-9]+)\Z", re.I | re.S)

Url = Callable[[str], str]


def own_id(name: str) -> str:
    """An id of a document's: one that a page uses itself becomes another."""
    return f"user-{name}" if _RESERVED.match(name) else name


def harmless(raw: str, link: Callable[[str], str], image: Callable[[str, str], str]) -> str:
    """The HTML of a document written anew; ``link`` gives an address its place in the site (empty
    for none), ``image`` an address with its words what stands for the image.
    """
    found, at = [], 0
    raw = _DROPPED.sub("", raw)
    for piece in _PIECE.finditer(raw):
        found.append(escape(unescape(raw[at : piece.start()]), quote=False))
        at = piece.end()
        name = (piece[2] or "").lower()
        if name == "img":
            given = _attributes(piece[3])
            found.append(image(given.get("src", ""), given.get("alt", "")))
        elif name in TAGS:
            found.append(_tag(piece[1], name, piece[3], link))
        elif name:
            found.append(escape(piece[0], quote=False))
    found.append(escape(unescape(raw[at:]), quote=False))
    return "".join(found)


def balanced(html: str) -> str:
    """The HTML with every element closed, and nothing in it but ``TAGS`` and ``_ALLOWED``."""
    import nh3  # only sites need it

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ALLOWED,
        url_schemes={"http", "https", "mailto", "data", "dd-page", "dd-file"},
        link_rel=None,
        clean_content_tags=set(),
    )


_ALLOWED = {
    "*": {"id", "class", "title", "lang", "dir", "role", "tabindex", "aria-label", "aria-hidden"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start"},
    "details": {"open"},
    "div": {"align"},
    "p": {"align"},
}


def _tag(closing: str, name: str, rest: str, link: Url) -> str:
    if closing:
        return "" if name in _VOID else f"</{name}>"
    found = [name]
    for written, value in _attributes(rest).items():
        key = "id" if written == "name" else written
        said = _value(key, value, link)
        if said:
            found.append(f'{key}="{escape(said)}"')
    return f"<{' '.join(found)}>"


def _value(key: str, value: str, link: Url) -> str:
    """The value of an attribute as it may stand; empty for one that may not."""
    if key == "href":
        return link(value)
    if key == "id":
        return own_id(value)
    if key in _NUMBERS:
        return value if value.rstrip("%").isdigit() else ""
    if key == "align":
        return value if value in _ALIGN else ""
    return "" if key == "src" else value or key


def _attributes(rest: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(rest):
        key = each[1].lower()
        if key in _OWN:
            found.setdefault(key, unescape(each[2] or each[3] or each[4] or ""))
    return found
