"""Hover: what stands under the cursor, and what the template says to it."""

from collections.abc import Iterator

from lsprotocol import types

from designdoc.application.mentions import Thing, mentions
from designdoc.document import BoundSection, Document
from designdoc.lsp import words
from designdoc.lsp.navigation import under
from designdoc.lsp.server import Place, Server
from designdoc.template.schema import Presence, Section
from designdoc.workspace import Kind, Node, Row

_SHOWN = 8  # links of one kind
_LONGEST = 1200  # characters of guidance


def register(server: Server) -> None:
    """Answer what something is."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        at = params.position
        return await server.ask(params.text_document.uri, lambda place: _hover(place, at))


def _hover(place: Place, position: types.Position) -> types.Hover | None:
    offset = place.positions.offset(position)
    document = place.session.document(place.path)
    thing = under(place, position)
    parts = list(_of_thing(place, thing)) if thing else []
    parts += _measured(place, offset)
    section = _section_at(document, offset)
    if section is not None and (not parts or (thing and thing.section)):
        parts += _guidance(document, section)
    if not parts:
        return None
    span = place.positions.range(thing.span) if thing else None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(parts)), span)


def _of_thing(place: Place, thing: Thing) -> Iterator[str]:
    node = thing.node
    if node is None or node.kind is Kind.DOCUMENT:
        if node is not None:
            yield f"**{words.named(node)}** — document `{node.path}`"
        return
    about = "" if node.path == place.path else f" in `{node.path}`"
    yield f"**{words.named(node)}** — {node.kind.value}{about}"
    own = Place(place.session, node.path, place.uri, place.encoding, place.roots)
    row = next((row for row in words.rows(own) if row.node.id == node.id), None)
    if row is not None:
        yield _links(row)
    state = words.states(own).get(node.id)
    if state:
        yield f"Evidence: **{state}**"
    count = sum(1 for _ in mentions(place.session, thing))
    yield f"{count} {'place speaks' if count == 1 else 'places speak'} of it"


def _links(row: Row) -> str:
    """The columns of the matrix as a list, those that are lacking too."""
    told = []
    for kind, nodes in row.cells.items():
        if nodes:
            more = f" and {len(nodes) - _SHOWN} more" if len(nodes) > _SHOWN else ""
            told.append(f"- {kind.value}: {', '.join(map(_short, nodes[:_SHOWN]))}{more}")
        elif kind in row.missing:
            told.append(f"- {kind.value}: none yet")
    return "\n".join(told)


def _short(node: Node) -> str:
    return words.plain(node.label if len(node.label) < 60 else node.label[:59] + "…")


def _measured(place: Place, offset: int) -> Iterator[str]:
    """A target with what was measured for it, anywhere on its line."""
    assessment, source = place.session.assessment(place.path), place.positions.source
    line = source.line_span(max(source.line_of(offset), 1))
    for each in assessment.measured if assessment else ():
        if line.start <= each.target.span.start <= line.end:
            state = words.STATES[each.state.value]
            value = f"{each.value:g} {each.target.unit}".strip()
            what = f"measured {value}" if each.why.value == "found" else "nothing measured"
            stands = f", `{each.age.path}`" if each.age.path else ""
            taken = f" of {each.age.taken}" if each.age.taken else ""
            yield f"**{state}**: {what} ({words.plain(each.name)}{stands}{taken})"


def _section_at(document: Document, offset: int) -> BoundSection | None:
    """The innermost section of the template that a place stands in."""
    inside = [s for s in document.bound if s.part.span.start <= offset < s.part.span.end]
    return max(inside, key=lambda s: s.part.span.start) if inside else None


def _guidance(document: Document, section: BoundSection) -> Iterator[str]:
    """What the template says to a section, and why it asks for it."""
    form = section.form
    text = "\n\n".join(each.text for each in form.guidance)
    if text:
        cut = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
        yield f"**{words.plain(form.name)}**\n\n{cut}"
    line = document.template.source.line_of(form.span.start)
    because = words.plain(form.because)
    yield f"{_presence(form)} (`{document.template.path}`, line {line}): {because}"


def _presence(form: Section) -> str:
    if form.presence is Presence.REQUIRED:
        return "Required"
    when = f", when {words.plain(form.when.text)}" if form.when else ""
    return f"{form.presence.value.capitalize()}{when}"
