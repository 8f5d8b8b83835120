"""Findings as an editor shows them."""

from lsprotocol import types

from designdoc.application.outcome import Outcome
from designdoc.diagnostics import Finding, Severity
from designdoc.lsp.positions import Positions
from designdoc.lsp.server import NAME, Place
from designdoc.source import Place as Spot
from designdoc.source import Span

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostics(place: Place) -> dict[str, list[types.Diagnostic]]:
    """What ``check`` says of a document, by the address of the file that it is said of.

    A document that could not be checked says so in its first line.
    """
    outcome = place.session.outcome(place.path)
    found: dict[str, list[types.Diagnostic]] = {place.uri: _troubles(outcome)}
    texts: dict[str, Positions] = {}
    for finding in outcome.findings:
        address = place.roots.address(finding.path)
        if address is not None:
            text = _text(place, finding.path, texts)
            found.setdefault(address, []).append(_diagnostic(finding, place, text))
    return found


def _diagnostic(finding: Finding, place: Place, text: Positions) -> types.Diagnostic:
    return types.Diagnostic(
        range=text.range(Span(finding.place.start.offset, finding.place.end.offset)),
        message=f"{finding.message}\n{finding.help}" if finding.help else finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=NAME,
        related_information=_related(finding, place) or None,
        data={"name": finding.name, "confidence": finding.confidence.value},
    )


def _related(finding: Finding, place: Place) -> list[types.DiagnosticRelatedInformation]:
    """Places in the template and in other documents; those of a built-in template have no file."""
    found = []
    texts: dict[str, Positions] = {}
    for each in finding.related:
        address = place.roots.address(each.place.path)
        if address is not None:
            at = types.Location(address, _range(each.place, place, texts))
            found.append(types.DiagnosticRelatedInformation(at, each.message))
    return found


def _range(spot: Spot, place: Place, texts: dict[str, Positions]) -> types.Range:
    """Where a place of another file stands, told by its line alone where that is enough."""
    start, end = spot.start, spot.end
    if spot.excerpt.isascii() and start.line == end.line:
        line = start.line - 1
        return types.Range(
            types.Position(line, start.column - 1), types.Position(line, end.column - 1)
        )
    text = _text(place, spot.path, texts)
    return text.range(Span(start.offset, end.offset))


def _text(place: Place, path: str, known: dict[str, Positions]) -> Positions:
    if path not in known:
        known[path] = place.positions_in(path)
    return known[path]


def _troubles(outcome: Outcome) -> list[types.Diagnostic]:
    top = types.Range(types.Position(0, 0), types.Position(0, 1))
    return [
        types.Diagnostic(top, f"not checked: {each.message}", types.DiagnosticSeverity.Error,
                         source=NAME)
        for each in outcome.troubles
        if not each.gone
    ]  # fmt: skip
