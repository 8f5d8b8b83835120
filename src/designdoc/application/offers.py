"""What could be written at a place of a document: values, headings, labels, names, links, rows."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from designdoc.application.mentions import documents_of
from designdoc.application.revise import Wanted, revise
from designdoc.application.session import Session
from designdoc.diagnostics import UsageError
from designdoc.document import BoundFields, BoundTable, Document
from designdoc.document.bound import BoundField, BoundSection
from designdoc.markdown.anchors import anchors
from designdoc.rules.support import fields_of, with_inner, yaml_files
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.template.schema import Field
from designdoc.workspace import Kind, Node, Unit

_TARGET = regex(r"\]\((?P<path>[^()\s#]*)(?P<hash>#[^()\s]*)?$")
_HEADING = regex(r"#{1,6}[ \t]*[^#]*$")
_LABEL = regex(r"[ \t]*(?:[-*+][ \t]+)?\*{0,2}[^\W\d_]*$")
_WORD = regex(r"[^\W\d_][\w-]*$")
_OTHERS = regex(r"(?P<document>[\w][\w./-]*)[#/](?P<word>[\w-]*)$")
_NUMBER = regex(r"(?P<stem>.*?)(?P<number>\d+)$")
_AFTER_LABEL = regex(r"[:：][*_]*")
_WHAT_CHANGED = "[what changed]"
_MOST = 300  # offers of one kind


class Offer(Struct, frozen=True):
    """Something to write in place of ``span``. ``kind``: value, section, label, identifier, name,
    path, anchor or row; ``detail`` is shown beside it, ``about`` when somebody asks.
    """

    kind: str
    label: str
    text: str
    span: Span
    detail: str = ""
    about: str = ""


def offers(session: Session, path: str, offset: int, today: date) -> list[Offer]:
    """What could stand at a byte of a document, the likeliest kind alone where it is sure."""
    document, unit = session.document(path), session.unit(path)
    at = _At(session, document, offset)
    link = _TARGET.search(at.before)
    if link is not None:
        return list(_targets(at, link))
    sure = [*_sections(at), *_values(at), *_row(at, today)]
    if sure:
        return sure
    other = _OTHERS.search(at.before)
    if other is not None and (of_another := list(_of_another(at, other))):
        return of_another
    found = [*_labels(at)]
    if unit is not None:
        found += [*_identifiers(at, unit), *_names(at, unit)]
    return found


class _At:
    """A place in a document, with the text of its line before it."""

    def __init__(self, session: Session, document: Document, offset: int) -> None:
        self.session, self.document, self.offset = session, document, offset
        self.source: Source = document.source
        self.line = self.source.line_span(max(self.source.line_of(offset), 1))
        self.before = self.source.slice(Span(self.line.start, offset))

    def back(self, text: str) -> Span:
        """The bytes of a text that ends here."""
        return Span(self.offset - len(text.encode()), self.offset)

    @property
    def word(self) -> Span:
        """The word that ends here."""
        match = _WORD.search(self.before)
        return self.back(match[0] if match else "")

    @property
    def section(self) -> BoundSection:
        """The innermost section of the template that the place is in."""
        inside = [
            each
            for each in self.document.bound
            if each.part.span.start <= self.offset <= each.part.span.end
        ]
        return max(inside, key=lambda s: s.part.span.start, default=self.document.preamble)


def _targets(at: _At, link: re.Match[str]) -> Iterator[Offer]:
    """Documents and other files that can be linked to, or the anchors of the one that is named."""
    base = posixpath.dirname(at.document.path)
    if link["hash"] is None:
        span = at.back(link["path"])
        for path in list(at.session.jobs)[: _MOST * 10]:
            if path != at.document.path:
                relative = posixpath.relpath(path, base or ".")
                yield Offer("path", relative, relative, span, _title(at.session, path))
        if link["path"]:
            return
    span = at.back(link["hash"] or "")
    named = posixpath.normpath(posixpath.join(base, link["path"])) if link["path"] else ""
    tree = at.document.tree if not named else None
    if named in at.session.jobs:
        tree = at.session.document(named).tree
    titles = {s.span.start: s.title for s in tree.sections} if tree else {}
    for anchor, heading in anchors(tree).items() if tree else ():
        title = titles.get(heading.start, "") if heading else ""
        yield Offer("anchor", f"#{anchor}", f"#{anchor}", span, title)


def _title(session: Session, path: str) -> str:
    """The title of a document that was read already; none is read for the sake of it."""
    return next((u.nodes[0].title for u in session.units if u.path == path), "")


def _sections(at: _At) -> Iterator[Offer]:
    """Headings of the template that the document does not have."""
    if not _HEADING.match(at.before) or at.line.start == at.line.end:
        return
    for absent in at.document.missing:
        text = f"{'#' * absent.level} {absent.form.name}"
        required = "required" if at.document.is_required(absent.form) else "optional"
        about = "\n\n".join(each.text for each in absent.form.guidance)
        yield Offer("section", text, text, at.line, required, about)


def _values(at: _At) -> Iterator[Offer]:
    """Values of the field or the table cell that the place is in."""
    for field, source in _fields(at.document):
        if source is not at.source or not field.form.type.values:
            continue
        line = source.line_span(source.line_of(field.label.start))
        if max(field.label.end, line.start) <= at.offset <= max(line.end, field.value.span.end):
            span = field.value.span if field.value else at.word
            if not span.start <= at.offset <= span.end:
                span = at.word
            for value in field.form.type.values:
                yield Offer("value", value, value, span, field.form.name)
    for element in at.section.elements:
        if isinstance(element, BoundTable) and element.table and element.table.span.covers(at.line):
            yield from _cells(at, element)


def _fields(document: Document) -> Iterator[tuple[BoundField, Source]]:
    for section in (document.preamble, *document.bound):
        yield from ((field, document.source) for field in fields_of(section))
    for yaml in yaml_files(document):
        yield from ((field, yaml.source) for field in with_inner(yaml.fields))


def _cells(at: _At, table: BoundTable) -> Iterator[Offer]:
    index = len(re.findall(r"(?<!\\)\|", at.before)) - at.before.lstrip().startswith("|")
    for column in table.columns:
        if column.index == index:
            written = at.before.rpartition("|")[2].lstrip()
            for value in column.form.type.values:
                yield Offer("value", value, value, at.back(written), column.form.name)


def _labels(at: _At) -> Iterator[Offer]:
    """Labels of the section that are not there, written as the template writes them."""
    if not _LABEL.match(at.before):
        return
    source = at.document.template.source
    for element in at.section.elements:
        for form in element.absent if isinstance(element, BoundFields) else ():
            text = _as_written(form, source)
            if text:
                yield Offer("label", form.name, text, Span(at.line.start, at.offset),
                            form.presence.value, form.guidance)  # fmt: skip


def _as_written(form: Field, source: Source) -> str:
    """A field's line of the template up to its value."""
    line = source.slice(source.line_span(source.line_of(form.span.start)))
    at = line.find(form.name)
    end = _AFTER_LABEL.search(line, at + len(form.name)) if at >= 0 else None
    return f"{line[: end.end()]} " if end else ""


def _row(at: _At, today: date) -> Iterator[Offer]:
    """The next row of the revision history, where a row of it is begun."""
    if not at.before.lstrip().startswith("|") or at.before.count("|") > 1:
        return
    source, number = at.source, at.source.line_of(at.line.start)
    next_line = source.line_starts[number] if number < len(source.line_starts) else at.line.end
    without = source.data[: at.line.start] + source.data[next_line:]
    try:
        revised = revise(at.document.path, without, Wanted(_WHAT_CHANGED, today))
    except UsageError:
        return
    if abs(revised.line - number) <= 1:
        lines = revised.data.decode("utf-8", "replace").splitlines()
        text = lines[revised.line - 1]
        yield Offer("row", f"{today.isoformat()} {revised.version}", text, at.line,
                    "the next row of the revision history")  # fmt: skip


def _identifiers(at: _At, unit: Unit) -> Iterator[Offer]:
    """The document's identifiers with their text, and the next free one of each family."""
    span = at.word
    if span.start == span.end:
        return
    for node in _written(unit):
        yield Offer("identifier", node.written, node.written, span, node.title)
    for name in next_free(unit):
        yield Offer("identifier", name, name, span, "the next free one")


def _written(unit: Unit) -> list[Node]:
    return [node for node in unit.nodes if node.written][:_MOST]


def next_free(unit: Unit) -> list[str]:
    """For each family of a document's identifiers the one after the highest: ``FR-8``."""
    highest: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for node in unit.nodes:
        match = _NUMBER.fullmatch(node.written)
        if match is not None and len(match["number"]) < 9:
            width = len(match["number"]) if match["number"].startswith("0") else 0
            highest[match["stem"]] = max(highest[match["stem"]], (int(match["number"]), width))
    free = (f"{stem}{str(n + 1).zfill(width)}" for stem, (n, width) in highest.items())
    return [name for name in free if not unit.symbols.gives(name)]


def _names(at: _At, unit: Unit) -> Iterator[Offer]:
    """Components and types by their names."""
    span = at.word
    if span.start == span.end:
        return
    for node in unit.nodes:
        if node.kind in {Kind.COMPONENT, Kind.TYPE} and node.title:
            yield Offer("name", node.title, node.title, span, node.kind.value)


def _of_another(at: _At, match: re.Match[str]) -> Iterator[Offer]:
    """The identifiers of the document that is named before ``#`` or ``/``."""
    path = documents_of(at.session).called(match["document"], at.document.path)
    unit = at.session.unit(path) if path and path != at.document.path else None
    for node in _written(unit) if unit else ():
        yield Offer("identifier", node.written, node.written, at.back(match["word"]), node.title)
