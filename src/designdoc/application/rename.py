"""One thing gets another name, in every document that speaks of it; refused where that could
change what is meant.

An anchor that follows the name (``#fr-1-login``) is changed in every link to it. Test markers are
kept apart: the code is not the document's, and so they are only offered.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from designdoc.application.mentions import (
    As,
    Mention,
    Thing,
    documents_of,
    mentions,
    thing_at,
    title_span,
)
from designdoc.application.session import Session
from designdoc.application.test_markers import markers
from designdoc.diagnostics import Edit, UsageError
from designdoc.document.contents import Entry, all_headings
from designdoc.document.contents import find as tables_of_contents
from designdoc.markdown import BlockTree, apply, parse
from designdoc.markdown.anchors import anchor_of
from designdoc.model.identifiers import patterns
from designdoc.model.terms import using
from designdoc.source import Source, Span, decode
from designdoc.template.names import key
from designdoc.workspace import Kind, Node
from designdoc.workspace.by_identifier import in_address
from designdoc.workspace.identifiers import is_identifier, same
from designdoc.workspace.link import leads_to
from designdoc.workspace.local_links import split, targets
from designdoc.workspace.wanted import By

_BREAKS = frozenset("\r\n|`[]<>")


class Renaming(Struct, frozen=True):
    """The edits by path of document, and ``markers``: those of test files, to be confirmed."""

    edits: Mapping[str, tuple[Edit, ...]]
    markers: Mapping[str, tuple[Edit, ...]]


def renamable(session: Session, path: str, offset: int) -> Span:
    """The words at a place that can be renamed.

    Raises:
        UsageError: they cannot, with the reason.
    """
    return _thing(session, path, offset)[0].span


def rename(session: Session, path: str, offset: int, name: str) -> Renaming:
    """What has to change for the thing at a place to be called ``name``.

    Raises:
        UsageError: it cannot be renamed, or not to this name, with the reason.
    """
    thing, old = _thing(session, path, offset)
    name = name.strip()
    if not name or _BREAKS & set(name):
        raise UsageError("a name is one line without any of | ` [ ] < >")
    if name == old:
        return Renaming({}, {})
    if thing.node is not None and thing.node.written == old:
        _refuse_identifier(session, thing.node, name)
    elif thing.node is not None:
        _refuse_name(session, thing.node, name)
    edits = _of_words(session, thing, old, name)
    own = thing.node.path if thing.node else thing.path
    edits[own] = list(_apart(edits[own]))
    _follow_anchors(session, own, edits, name if thing.section is not None else "")
    found = markers(session, own, old, name) if _is_written(thing, old) else {}
    return Renaming({at: _apart(each) for at, each in edits.items() if each}, found)


def _thing(session: Session, path: str, offset: int) -> tuple[Thing, str]:
    """What stands there and may be renamed, and its name as it is."""
    thing = thing_at(session, path, offset)
    if thing is None:
        raise UsageError("here is no identifier, component, type or heading that could be renamed")
    node = thing.node
    if node is not None and node.kind is not Kind.DOCUMENT:
        here = session.source(path).slice(thing.span)
        if node.written and same(here) == same(node.written):
            return thing, node.written
        if node.kind in {Kind.COMPONENT, Kind.TYPE} and here == node.title:
            return thing, node.title
        if node.written and thing.path != path:
            return thing, node.written
        raise UsageError(f"'{here}' can be renamed where it is written in full")
    if thing.section is None or thing.path != path:
        raise UsageError("a document as a whole is renamed by moving its file")
    _refuse_of_template(session, thing)
    return thing, session.source(path).slice(title_span(session.source(path), thing.section))


def _refuse_of_template(session: Session, thing: Thing) -> None:
    document = session.document(thing.path)
    for each in document.bound:
        own = each.form.variable or key(each.part.title) != key(each.form.name)
        if thing.section and each.part.span == thing.section.span and not own:
            raise UsageError(
                f"'{each.part.title}' is the template's own name for this section; under another"
                " name the section would be missing"
            )


def _is_written(thing: Thing, old: str) -> bool:
    return thing.node is not None and thing.node.written == old


def _refuse_identifier(session: Session, node: Node, name: str) -> None:
    unit = session.unit(node.path)
    with using(session.checker.terms(node.path)):
        known = patterns()
        kinds = known.kind_of(node.written), known.kind_of(name)
    if not is_identifier(name) or (kinds[0] and kinds[0] != kinds[1]):
        raise UsageError(f"'{name}' is no identifier of the kind of {node.written}")
    if unit is None:
        return
    if unit.symbols.gives(name) and same(name) != same(node.written):
        raise UsageError(f"{name} is taken: '{node.path}' gives it to something else already")
    for each in unit.duplicates:
        if same(each.written) == same(node.written):
            raise UsageError(
                f"{node.written} is given to {len(each.nodes)} things; which is meant?"
            )


def _refuse_name(session: Session, node: Node, name: str) -> None:
    unit = session.unit(node.path)
    for other in unit.nodes if unit else ():
        named = other.kind in {Kind.COMPONENT, Kind.TYPE} and other.id != node.id
        if named and other.title != node.title and key(other.title) == key(name):
            line = f"line {other.line}"
            raise UsageError(f"'{name}' is taken: there is a {other.kind.value} of it at {line}")


def _of_words(session: Session, thing: Thing, old: str, name: str) -> dict[str, list[Edit]]:
    """The edits of every place where the old name is written."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    for each in mentions(session, thing):
        source = session.source(each.path)
        if each.implied:
            line = source.line_of(each.span.start)
            raise UsageError(
                f"{each.path}:{line} speaks of {old} within a range or list; write it out first"
            )
        if each.how is not As.LINK:
            edits[each.path].append(Edit(each.span.start, each.span.end, name))
        elif thing.node is not None:
            edits[each.path] += _in_link(source, each, old, name)
    return edits


def _in_link(source: Source, mention: Mention, old: str, name: str) -> Iterator[Edit]:
    """The old name within a link: in its words, or as the anchor of its target."""
    text, at = source.slice(mention.span), 0
    while (at := text.find(old, at)) >= 0:
        start = mention.span.start + len(text[:at].encode())
        span = Span(start, start + len(old.encode()))
        around = text[at - 1 : at] + text[at + len(old) :][:1]
        whole = not any(char.isalnum() or char in "-_" for char in around)
        if whole and not in_address(source.masked, span):
            yield Edit(span.start, span.end, name)
        at += len(old)


def _follow_anchors(session: Session, path: str, edits: dict[str, list[Edit]], name: str) -> None:
    """Change the links to headings whose words change; ``name`` is a heading that must be free."""
    tree = parse(session.source(path))
    before = all_headings(tree)
    after = all_headings(parse(decode(path, apply(tree.source.data, edits[path]))))
    if len(before) != len(after):
        raise UsageError("with this name a heading would be none, or another line would be one")
    if name and anchor_of(name) in {entry.anchor for entry in before}:
        raise UsageError(f"there is a heading '{name}' already")
    moved = {
        old.anchor: new for old, new in zip(before, after, strict=True) if old.anchor != new.anchor
    }
    if not moved:
        return
    old_text = {entry.anchor: entry.text for entry in before}
    edits[path] += _anchors_in(tree, moved, None)
    for contents in tables_of_contents(tree):
        for entry in contents.entries:
            if entry.anchor in moved:
                edits[path] += _replaced(
                    tree.source, entry.span, old_text[entry.anchor], moved[entry.anchor].text
                )
    documents = documents_of(session)
    for unit in session.units:
        there = {
            each.written
            for each in unit.wanted
            if each.by is By.LINK and leads_to(each, unit.path, documents) == path
        }
        if unit.path != path and there:
            edits[unit.path] += _anchors_in(parse(session.source(unit.path)), moved, there)


def _anchors_in(
    tree: BlockTree, moved: Mapping[str, Entry], written: set[str] | None
) -> Iterator[Edit]:
    """The edits of the links with these targets, or of those into the document itself."""
    for target, span, _ in targets(tree):
        path, anchor = split(target)
        new = moved.get(anchor.lower())
        if new is not None and (target in written if written is not None else not path):
            places = [span, *tree.definition_spans]
            for each in places:
                found = list(_replaced(tree.source, each, f"#{target.partition('#')[2]}",
                                       f"#{new.anchor}"))  # fmt: skip
                yield from found[-1:]
                if found:
                    break


def _replaced(source: Source, span: Span, old: str, new: str) -> Iterator[Edit]:
    """Each place within some bytes where a text stands, replaced."""
    text, at = source.slice(span), 0
    while old and (at := text.find(old, at)) >= 0:
        start = span.start + len(text[:at].encode())
        yield Edit(start, start + len(old.encode()), new)
        at += len(old)


def _apart(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in order, each once; of two that overlap the wider one."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.start, -e.end, e.text)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return tuple(kept)
