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

    A document that could not be checked says so in its first line. Of a side file, it is what the
    document beside it has to say of that file alone.
    """
    files, own = _Files(place), place.session.about(place.path)
    found: dict[str, list[types.Diagnostic]] = {place.uri: []}
    for path in own:
        outcome = place.session.outcome(path)
        if path == place.path:
            found[place.uri] += _troubles(outcome)
        for finding in outcome.findings:
            address = files.address(finding.path)
            if address == place.uri or (address is not None and place.path in own):
                found.setdefault(address, []).append(_diagnostic(finding, files))
    return found


class _Files:
    """The files that the findings of a document point into, each looked up once."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._addresses: dict[str, str | None] = {}
        self._texts: dict[str, Positions] = {}

    def address(self, path: str) -> str | None:
        """The address of a file; a built-in template has none."""
        if path not in self._addresses:
            self._addresses[path] = self._place.roots.address(path)
        return self._addresses[path]

    def range(self, spot: Spot) -> types.Range:
        """Where a place stands, told by its line alone where that is enough."""
        start, end = spot.start, spot.end
        if _is_plain(spot):
            line = start.line - 1
            return types.Range(
                types.Position(line, start.column - 1), types.Position(line, end.column - 1)
            )
        if spot.path not in self._texts:
            self._texts[spot.path] = self._place.positions_in(spot.path)
        return self._texts[spot.path].range(Span(start.offset, end.offset))


def _is_plain(spot: Spot) -> bool:
    """Whether a column counts the same in every encoding; a byte order mark is in line 1."""
    start, end, shown = spot.start, spot.end, spot.excerpt
    whole = spot.excerpt_column == 1 and end.column <= len(shown) + 1
    return 1 < start.line == end.line and whole and shown.isascii()


def _diagnostic(finding: Finding, files: _Files) -> types.Diagnostic:
    return types.Diagnostic(
        range=files.range(finding.place),
        message=f"{finding.message}\n{finding.help}" if finding.help else finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=NAME,
        related_information=_related(finding, files) or None,
        data={"name": finding.name, "confidence": finding.confidence.value},
    )


def _related(finding: Finding, files: _Files) -> list[types.DiagnosticRelatedInformation]:
    """Places in the template and in other documents; those of a built-in template have no file."""
    found = []
    for each in finding.related:
        address = files.address(each.place.path)
        if address is not None:
            at = types.Location(address, files.range(each.place))
            found.append(types.DiagnosticRelatedInformation(at, each.message))
    return found


def _troubles(outcome: Outcome) -> list[types.Diagnostic]:
    top = types.Range(types.Position(0, 0), types.Position(0, 1))
    return [
        types.Diagnostic(top, f"not checked: {each.message}", types.DiagnosticSeverity.Error,
                         source=NAME)
        for each in outcome.troubles
        if not each.gone
    ]  # fmt: skip
