"""Code lenses above requirements, and hints at the end of lines: what covers them."""

from collections.abc import Iterator

from lsprotocol import types

from designdoc.application.mentions import name_span, title_span
from designdoc.lsp import words
from designdoc.lsp.server import Place, Server
from designdoc.source import Span
from designdoc.workspace import Row
from designdoc.workspace.coverage import share

SHOW = "designdoc.showReferences"


def register(server: Server) -> None:
    """Answer how requirements are covered."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def lenses(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        return await server.ask(params.text_document.uri, lambda place: list(_lenses(place)))

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hints(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        within = params.range
        return await server.ask(
            params.text_document.uri,
            lambda place: [
                hint
                for hint in _hints(place)
                if within.start.line <= hint.position.line <= within.end.line
            ],
        )


def _lenses(place: Place) -> Iterator[types.CodeLens]:
    """One line above each requirement: ``3 components · 2 tests · met``."""
    positions, states = place.positions, words.states(place)
    for row in words.rows(place):
        at = positions.range(name_span(positions.source, row.node))
        title = " · ".join(filter(None, (words.counted(row), states.get(row.node.id, ""))))
        if title:
            arguments = [place.uri, {"line": at.start.line, "character": at.start.character}]
            yield types.CodeLens(at, types.Command(title, SHOW, arguments=arguments))


def _hints(place: Place) -> Iterator[types.InlayHint]:
    """At the heading above requirements how many of them are linked, at each what it lacks."""
    positions = place.positions
    rows = words.rows(place)
    for section, inside in _by_section(place, rows):
        linked = sum(not row.missing for row in inside)
        label = f"{linked} of {len(inside)} linked ({share(linked, len(inside)):g} %)"
        yield types.InlayHint(positions.position(section.end), label, padding_left=True)
    for row in rows:
        if row.missing:
            line = positions.source.line_span(positions.source.line_of(row.node.span.start))
            label = "not linked to a " + " or ".join(kind.value for kind in row.missing)
            yield types.InlayHint(positions.position(line.end), label, padding_left=True)


def _by_section(place: Place, rows: tuple[Row, ...]) -> Iterator[tuple[Span, list[Row]]]:
    """The headings that have requirements right below them."""
    document = place.session.document(place.path)
    for section in document.tree.sections:
        inside = [row for row in rows if section.body.covers(row.node.span)]
        if len(inside) > 1:
            yield title_span(document.source, section), inside
