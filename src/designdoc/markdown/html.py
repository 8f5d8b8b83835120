"""A parsed file to HTML that can stand in a page: safe, balanced, with a place for every line.

CommonMark with tables, strikethrough, task lists, alerts, footnotes and bare addresses. Blocks have
the id ``L<line>``, headings their anchor. Whatever a document says, no script of it runs, no
address leads to anything but a page, and no id is one that a page uses itself.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Protocol

from msgspec import Struct

from designdoc.markdown import BlockTree
from designdoc.markdown.anchors import numbered
from designdoc.markdown.highlight import highlighted
from designdoc.markdown.parse import events_of
from designdoc.markdown.raw_html import balanced, harmless, own_id
from designdoc.source.regex import regex

_SCHEME = regex(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL = regex(r"[\x00-\x20\x7f-\x9f]+")
_UNSEEN = regex(r"[\x00-\x1f\x7f-\x9f]+")
_BARE = regex(r"\bhttps?://[^\s<>\"'`|]{2,2000}|\bwww\.[A-Za-z0-9-]+\.[^\s<>\"'`|]{2,2000}")
_TAIL = regex(r"[.,:;!?)\]}*_~'\"]+\Z")
_BIDI = regex(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb]"
)
_LANGUAGE = regex(r"[A-Za-z0-9_+#.-]{1,30}")
_OUTSIDE = ("http:", "https:")
_ALERTS = {"Note", "Tip", "Important", "Warning", "Caution"}


class Links(Protocol):
    """Where addresses of a document lead in the site."""

    def page(self, target: str) -> str | None:
        """The URL for a relative address; None for what is no part of the site."""

    def image(self, target: str) -> str | None:
        """The URL for a relative address of an image; None for one that is not shown."""


class Rendered(Struct, frozen=True):
    """The HTML of a file, the lines (from 1) that have a place in it, and what it needs.

    A line's place is the id ``L<line>``, or that of ``heads``.
    """

    html: str
    lines: tuple[int, ...] = ()
    heads: Mapping[int, str] = {}
    diagrams: bool = False
    code: bool = False


def to_html(tree: BlockTree, links: Links) -> Rendered:
    """The HTML of a file; whatever it says, there is one."""
    return _Writer(tree, links).rendered()


class _Writer:
    """Goes through the events once; what a block is made of stands in ``_out``."""

    def __init__(self, tree: BlockTree, links: Links) -> None:
        self._source = tree.source
        self._links = links
        self._out: list[str] = []
        self._held: list[tuple[str, list[str]]] = []
        self._notes: dict[str, str] = {}
        self._cited: dict[str, tuple[int, list[str]]] = {}  # number, places
        self._lines: dict[int, str] = {}
        self._aligned: list[tuple[str, ...]] = []
        self._cell = 0
        self._in_head = False
        self._links_open: list[bool] = []
        self._raw: list[str] | None = None
        self._code: list[str] | None = None
        self._language = ""
        self._alt: list[str] | None = None  # words of an image that is open
        self._images: list[str] = []
        self._diagrams = self._colours = False
        titles = numbered(tree.titles)
        self._anchors = {h.start: name for h, name in zip(tree.headings, titles, strict=True)}
        self._base = 0

    def rendered(self) -> Rendered:
        events, self._base = events_of(self._source)
        for event, place in events:
            self._one(event, place["start"] + self._base)
        if self._cited:
            self._footnotes()
        html = balanced("".join(self._out))
        heads = {line: name for line, name in self._lines.items() if name}
        return Rendered(html, tuple(self._lines), heads, self._diagrams, self._colours)

    def _one(self, event: Any, start: int) -> None:
        if isinstance(event, str):
            self._plain(event)
            return
        ((kind, value),) = event.items()
        if kind == "Text":
            self._text(value)
        elif kind == "Start":
            name, given = (value, None) if isinstance(value, str) else next(iter(value.items()))
            _START[name](self, given, start)
        elif kind == "End":
            name, given = (value, None) if isinstance(value, str) else next(iter(value.items()))
            _END[name](self, given)
        elif kind == "Code":
            self.put(f"<code>{_shown(value)}</code>", value)
        elif kind in {"Html", "InlineHtml"}:
            self._html(value)
        elif kind == "FootnoteReference":
            self._reference(value)
        elif kind == "TaskListMarker":
            mark, words = ("☑", "done") if value else ("☐", "to do")
            self.put(f'<span class="task" role="img" aria-label="{words}">{mark}</span> ')
        else:
            self.put(_shown(str(value)))

    def _plain(self, event: str) -> None:
        if event == "SoftBreak":
            self.put("\n", " ")
        elif event == "HardBreak":
            self.put("<br>", " ")
        elif event == "Rule":
            self.put("<hr>")

    def put(self, html: str, words: str = "") -> None:
        """Write HTML; where only text can stand, its words."""
        if self._alt is not None:
            self._alt.append(words)
        elif self._code is not None:
            self._code.append(words)
        else:
            self._out.append(html)

    def _text(self, text: str) -> None:
        if self._code is not None:
            self._code.append(text)
        elif self._alt is not None:
            self._alt.append(text)
        elif self._links_open or ("://" not in text and "www." not in text):
            self._out.append(_shown(text))
        else:
            self._out.append(_with_links(text))

    def _id(self, start: int) -> str:
        line = self._source.line_of(start)
        if line in self._lines:
            return ""
        self._lines[line] = ""
        return f' id="L{line}"'

    def start_paragraph(self, _: Any, start: int) -> None:
        self._out.append(f"<p{self._id(start)}>")

    def start_heading(self, given: Mapping[str, Any], start: int) -> None:
        level = given["level"][1:].lower()
        anchor = own_id(self._anchors.get(start, ""))
        if anchor:
            self._lines.setdefault(self._source.line_of(start), anchor)
        place = f' id="{escape(anchor)}"' if anchor else self._id(start)
        self._out.append(f"<h{level}{place}>")

    def end_heading(self, given: str) -> None:
        self._out.append(f"</h{given[1:].lower()}>\n")

    def start_quote(self, given: str | None, start: int) -> None:
        kind = str(given).removeprefix("Some").strip("()") if given else ""
        place = self._id(start)
        if kind in _ALERTS:
            self._out.append(
                f'<blockquote{place} class="alert {kind.lower()}"><p class="alert-name">{kind}</p>'
            )
        else:
            self._out.append(f"<blockquote{place}>")

    def start_code(self, given: Any, start: int) -> None:
        info = given.get("Fenced", "") if isinstance(given, dict) else ""
        word = _LANGUAGE.match(info.strip())
        self._language = word[0].lower() if word else ""
        self._code = []
        self._out.append(f"<pre{self._id(start)}")

    def end_code(self, _: Any) -> None:
        text = "".join(self._code or ()).removesuffix("\n")
        self._code = None
        if self._language == "mermaid":
            self._diagrams = True
            self._out.append(f' class="mermaid"><code>{_shown(text)}</code></pre>\n')
            return
        self._colours = self._colours or bool(self._language)
        body = highlighted(self._language, text)
        body = _BIDI.sub(_spelled, body) if not body.isascii() or "\x00" in body else body
        self._out.append(f"><code>{body}</code></pre>\n")

    def start_list(self, given: int | None, start: int) -> None:
        if given is None:
            self._out.append("<ul>\n")
        else:
            first = f' start="{int(given)}"' if given != 1 else ""
            self._out.append(f"<ol{first}>\n")
        del start

    def end_list(self, ordered: bool) -> None:
        self._out.append("</ol>\n" if ordered else "</ul>\n")

    def start_item(self, _: Any, start: int) -> None:
        self._out.append(f"<li{self._id(start)}>")

    def start_table(self, given: tuple[str, ...], start: int) -> None:
        self._aligned.append(tuple(given))
        self._out.append('<div class="wide"><table>\n')
        del start

    def end_table(self, _: Any) -> None:
        self._aligned.pop()
        self._out.append("</tbody></table></div>\n")

    def start_head(self, _: Any, start: int) -> None:
        self._cell, self._in_head = 0, True
        self._out.append(f"<thead><tr{self._id(start)}>")

    def end_head(self, _: Any) -> None:
        self._in_head = False
        self._out.append("</tr></thead><tbody>\n")

    def start_row(self, _: Any, start: int) -> None:
        self._cell = 0
        self._out.append(f"<tr{self._id(start)}>")

    def start_cell(self, _: Any, start: int) -> None:
        del start
        aligned = self._aligned[-1] if self._aligned else ()
        side = aligned[self._cell].lower() if self._cell < len(aligned) else "none"
        self._cell += 1
        align = "" if side == "none" else f' align="{side}"'
        self._out.append(f"<{'th' if self._in_head else 'td'}{align}>")

    def end_cell(self, _: Any) -> None:
        self._out.append("</th>" if self._in_head else "</td>")

    def start_raw(self, _: Any, start: int) -> None:
        del start
        self._raw = []

    def end_raw(self, _: Any) -> None:
        raw, self._raw = "".join(self._raw or ()), None
        self._out.append(harmless(raw, self._link, self._image))

    def _html(self, raw: str) -> None:
        if self._raw is not None:
            self._raw.append(raw)
        elif self._alt is None and self._code is None:
            self._out.append(harmless(raw, self._link, self._image))

    def start_link(self, given: Mapping[str, str], start: int) -> None:
        del start
        target = given["dest_url"]
        if given["link_type"] == "Email":
            target = f"mailto:{target}"
        there = self._link(target)
        self._links_open.append(bool(there))
        if self._alt is None and self._code is None:
            title = f' title="{escape(given["title"])}"' if given["title"] else ""
            if there:
                outside = (
                    ' rel="noopener noreferrer"' if there.startswith(("http:", "https:")) else ""
                )
                self._out.append(f'<a href="{escape(there)}"{title}{outside}>')
            else:
                self._out.append(
                    f'<span class="nowhere" title="{escape(_CONTROL.sub(" ", target))}">'
                )

    def end_link(self, _: Any) -> None:
        is_link = self._links_open.pop()
        if self._alt is None and self._code is None:
            self._out.append("</a>" if is_link else "</span>")

    def start_image(self, given: Mapping[str, str], start: int) -> None:
        del start
        self._images.append(given["dest_url"])
        if self._alt is None:
            self._alt = []

    def end_image(self, _: Any) -> None:
        target = self._images.pop()
        if not self._images:
            words, self._alt = "".join(self._alt or ()), None
            self._out.append(self._image(target, words))

    def _image(self, target: str, words: str) -> str:
        plain = _CONTROL.sub("", target)
        scheme = _SCHEME.match(plain)
        if scheme is None:
            there = self._links.image(_relative(target)) if plain else None
            if there:
                return f'<img src="{escape(there)}" alt="{_shown(words, True)}" loading="lazy">'
        elif _is_picture(plain):
            return f'<img src="{escape(plain)}" alt="{_shown(words, True)}">'
        elif scheme[1].lower() in {"http", "https"}:
            name = _shown(words or plain)
            if self._links_open and self._links_open[-1]:
                return f'<span class="picture">{name}</span>'
            return f'<a class="picture" href="{escape(plain)}" rel="noopener noreferrer">{name}</a>'
        return f'<span class="picture nowhere">{_shown(words or "image")}</span>'

    def _link(self, target: str) -> str:
        """Where an address leads; empty for nowhere."""
        plain = _CONTROL.sub("", target)
        scheme = _SCHEME.match(plain)
        if scheme is not None:
            kind = scheme[1].lower()
            return kind + plain[len(kind) :] if kind in {"http", "https", "mailto"} else ""
        if plain.startswith("#"):
            return "#" + own_id(_relative(target)[1:])
        if not plain or plain.startswith("//") or plain.startswith("\\"):
            return ""
        return self._links.page(_relative(target)) or ""

    def start_note(self, name: str, start: int) -> None:
        del start
        self._held.append((name, self._out))
        self._out = []

    def end_note(self, _: Any) -> None:
        name, before = self._held.pop()
        self._notes.setdefault(name, "".join(self._out))
        self._out = before

    def _reference(self, name: str) -> None:
        number, places = self._cited.setdefault(name, (len(self._cited) + 1, []))
        place = f"dd-fnref-{number}-{len(places) + 1}"
        places.append(place)
        self.put(
            f'<sup id="{place}" class="note"><a href="#dd-fn-{number}"'
            f' aria-label="Footnote {number}">{number}</a></sup>'
        )

    def _footnotes(self) -> None:
        items = []
        for name, (number, places) in self._cited.items():
            backs = " ".join(f'<a href="#{p}" aria-label="Back to the text">↩</a>' for p in places)
            body = self._notes.get(name, "")
            items.append(f'<li id="dd-fn-{number}">{body} {backs}</li>')
        self._out.append(
            f'<section class="footnotes" aria-label="Footnotes"><ol>{"".join(items)}</ol></section>'
        )


def _opening(html: str) -> Callable[[_Writer, Any, int], None]:
    return lambda writer, _given, _start: writer.put(html)


def _closing(html: str) -> Callable[[_Writer, Any], None]:
    return lambda writer, _given: writer.put(html)


def _relative(target: str) -> str:
    """An address without scheme: blanks within belong to the name of a file."""
    return _UNSEEN.sub("", target).strip()


def _shown(text: str, quote: bool = False) -> str:
    """Text as HTML; what turns its direction, or cannot be seen, is spelled out."""
    html = escape(text, quote)
    return html if html.isascii() and html.isprintable() else _BIDI.sub(_spelled, html)


def _spelled(match: Any) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _with_links(text: str) -> str:
    """Text with its bare addresses as links."""
    found, at = [], 0
    for match in _BARE.finditer(text):
        url = match[0]
        tail = _TAIL.search(url)
        if tail:
            closes = tail[0]
            keep = (
                1
                if closes.startswith(")") and url.count("(") > url[: tail.start()].count(")")
                else 0
            )
            url = url[: tail.start() + keep]
        target = url if "://" in url else f"http://{url}"
        found.append(_shown(text[at : match.start()]))
        found.append(f'<a href="{escape(target)}" rel="noopener noreferrer">{_shown(url)}</a>')
        at = match.start() + len(url)
    found.append(_shown(text[at:]))
    return "".join(found)


_PICTURE = regex(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]{1,2000000}\Z")


def _is_picture(target: str) -> bool:
    return bool(_PICTURE.match(target))


_START: dict[str, Callable[[_Writer, Any, int], None]] = {
    "Paragraph": _Writer.start_paragraph,
    "Heading": _Writer.start_heading,
    "BlockQuote": _Writer.start_quote,
    "CodeBlock": _Writer.start_code,
    "HtmlBlock": _Writer.start_raw,
    "List": _Writer.start_list,
    "Item": _Writer.start_item,
    "FootnoteDefinition": _Writer.start_note,
    "Table": _Writer.start_table,
    "TableHead": _Writer.start_head,
    "TableRow": _Writer.start_row,
    "TableCell": _Writer.start_cell,
    "Link": _Writer.start_link,
    "Image": _Writer.start_image,
    "Emphasis": _opening("<em>"),
    "Strong": _opening("<strong>"),
    "Strikethrough": _opening("<del>"),
}
_END: dict[str, Callable[[_Writer, Any], None]] = {
    "Paragraph": _closing("</p>\n"),
    "Heading": _Writer.end_heading,
    "BlockQuote": _closing("</blockquote>\n"),
    "CodeBlock": _Writer.end_code,
    "HtmlBlock": _Writer.end_raw,
    "List": _Writer.end_list,
    "Item": _closing("</li>\n"),
    "FootnoteDefinition": _Writer.end_note,
    "Table": _Writer.end_table,
    "TableHead": _Writer.end_head,
    "TableRow": _closing("</tr>\n"),
    "TableCell": _Writer.end_cell,
    "Link": _Writer.end_link,
    "Image": _Writer.end_image,
    "Emphasis": _closing("</em>"),
    "Strong": _closing("</strong>"),
    "Strikethrough": _closing("</del>"),
}
