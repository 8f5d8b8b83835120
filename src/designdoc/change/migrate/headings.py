"""Headings that the template renamed or set to another level, as edits of the document."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from designdoc.change.migrate.note import Note
from designdoc.change.schema import SchemaChange, SectionPair
from designdoc.diagnostics import Edit
from designdoc.document import BoundSection, Document
from designdoc.markdown import Heading
from designdoc.markdown import Section as Part
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.template import names

_HASHES = regex(rb"[ ]{0,3}(#{1,6})")
_UNDERLINE = regex(rb"\n[ ]{0,3}(=+|-+)[ \t]*(?=\r?\n|\r?$)")
_DEEPEST = 6


class Delta(Struct, frozen=True):
    """By how many levels each part of a document moves, by the byte where it begins."""

    by_part: Mapping[int, int]

    def of(self, part: Part) -> int:
        """The move of one part; none for one that is not listed."""
        return self.by_part.get(part.span.start, 0)


def rename(document: Document, section: BoundSection, pair: SectionPair) -> Iterator[Edit | Note]:
    """The heading's words, where they are still the older version's."""
    heading = section.part.heading
    old, new = _words(pair)
    if heading is None or names.key(old) == names.key(new):
        return
    source = document.source
    raw = source.slice(heading.span)
    match = re.search(re.escape(old), raw, re.IGNORECASE)
    if match and _is_called(section.part.title, pair):
        start = heading.start + len(raw[: match.start()].encode())
        yield Edit(start, start + len(match.group().encode()), new)
    elif not names.key(section.part.title).startswith(names.key(new)):
        yield Note(
            heading.span,
            f"the template renamed '{old}' to '{new}', and this heading is the author's own",
            "Rename it, or keep it as it is.",
            pair.new.span,
        )


def _is_called(title: str, pair: SectionPair) -> bool:
    """Whether a heading is the older version's name; of a group, begins with its stem."""
    old = names.key(_words(pair)[0])
    if pair.old.repeat:
        return names.key(title).startswith(old)
    return old in {names.key(title), names.short_key(title)}


def _words(pair: SectionPair) -> tuple[str, str]:
    """What the heading is called in both versions; of a group its stem."""
    old, new = pair.old, pair.new
    if old.repeat and new.repeat:
        return old.repeat.stem, new.repeat.stem
    return old.name, new.name


def levels(document: Document, change: SchemaChange, bound: Mapping[int, SectionPair]) -> Delta:
    """How far each part moves: a pair as its template does, the author's own as what holds them.

    A document whose headings all stand deeper than its template's by as much as the newer version
    moved them is there already.
    """
    if change.shift and _general_shift(document, bound) == change.shift:
        return Delta({})
    title = document.title.part if document.title else _untold_title(document, bound)
    found: dict[int, int] = {}
    stack = [(part, change.shift) for part in document.tree.outline.children]
    while stack:
        part, inherited = stack.pop()
        pair = bound.get(part.span.start)
        own = pair.new.level - pair.old.level if pair else inherited
        if title is not None and part.span == title.span:
            stack += [(child, inherited) for child in part.children]
            continue
        if own:
            found[part.span.start] = own
        stack += [(child, own) for child in part.children]
    return Delta(found)


def _untold_title(document: Document, bound: Mapping[int, SectionPair]) -> Part | None:
    """A first heading above all sections, where the template has no form of a title."""
    first = next(iter(document.tree.sections), None)
    known = first is None or first.level > 1 or first.span.start in bound
    return None if known or not bound else first


def relevel(document: Document, heading: Heading, delta: int) -> Iterator[Edit]:
    """A heading some levels deeper or higher, one to six; its words stay."""
    wanted = min(_DEEPEST, max(1, heading.level + delta))
    if wanted == heading.level:
        return
    data = document.source.data
    raw = data[heading.start : heading.end]
    hashes = _HASHES.match(raw)
    if hashes:
        start = heading.start + hashes.start(1)
        yield Edit(start, start + heading.level, "#" * wanted)
        return
    underline = _UNDERLINE.search(raw)
    if underline and wanted <= 2:
        start, end = (heading.start + at for at in underline.span(1))
        yield Edit(start, end, ("=" if wanted == 1 else "-") * (end - start))
    elif underline and b"\n" not in raw[: underline.start()]:
        yield Edit(heading.start, heading.start, "#" * wanted + " ")
        start, end = heading.start + underline.start(), heading.start + underline.end()
        yield Edit(start, end, "")


def _general_shift(document: Document, bound: Mapping[int, SectionPair]) -> int:
    """By how many levels most of the document's sections stand below their template's."""
    moves: dict[int, int] = {}
    for section in document.bound:
        pair = bound.get(section.part.span.start)
        if pair:
            by = section.part.level - pair.old.level
            moves[by] = moves.get(by, 0) + 1
    return max(moves, key=lambda by: moves[by], default=0)


def of_parts(document: Document, delta: Delta) -> Iterator[Edit]:
    """The edits of every heading that moves."""
    for part in document.tree.sections:
        if part.heading is not None and delta.of(part):
            yield from relevel(document, part.heading, delta.of(part))


def heading_span(part: Part) -> Span:
    """The bytes of a part's heading, of its beginning where it has none."""
    return part.heading.span if part.heading else Span(part.span.start, part.span.start)
