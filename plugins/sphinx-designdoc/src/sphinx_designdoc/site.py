"""What happens in a build: check, find out what is to be written again, and fill the places."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging

from designdoc.api.embedding import (
    Anchors,
    CheckOptions,
    DesigndocError,
    DocumentLine,
    Embedded,
    Finding,
    Node,
    anchors,
    documents_html,
    embed,
    findings_html,
    is_failing,
    matrix_html,
)
from sphinx_designdoc.domain import DOCUMENTS, FINDINGS, DesigndocDomain, Piece
from sphinx_designdoc.nodes import Placeholder

_log = logging.getLogger(__name__)
_LEVELS = ("error", "warning", "info", "never")


class Site:
    """The documents of one build, and what its pages show of them."""

    def __init__(self) -> None:
        self._found: Embedded | None = None
        self._pages: dict[str, str] = {}
        self._html: dict[tuple[str, Piece], str] = {}
        self._anchors: dict[str, Anchors] = {}

    def check(self, app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
        """Check the documents once, and report what was found in the pages."""
        self._pages = {_source(env, docname): docname for docname in env.found_docs}
        self._html, self._anchors = {}, {}
        try:
            self._found = embed(str(app.srcdir), self._pages.__contains__, _options(app))
        except DesigndocError as error:
            raise ConfigError(f"designdoc: {error}") from error
        self._report(self._found.findings, app.config)

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """The pages that show something else than when they were written last."""
        domain = _domain(env)
        changed = []
        for docname, pieces in domain.pieces.items():
            shown = "\n".join(self._piece(app, docname, piece) for piece in pieces)
            digest = sha256(shown.encode("utf-8", "replace")).hexdigest()
            if domain.digests.get(docname) != digest:
                domain.digests[docname] = digest
                changed.append(docname)
        return changed

    def fill(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Put what was found in the places for it."""
        for place in list(doctree.findall(Placeholder)):
            piece = place["piece"]
            html = self._piece(app, docname, piece)
            if not html and not piece.appended:
                _log.warning(
                    "designdoc: '%s' is no document with a template, so it has no findings",
                    piece.target, type="designdoc", subtype="page", location=place,
                )  # fmt: skip
            place.replace_self([nodes.raw("", html, format="html")] if html else [])

    def _piece(self, app: Sphinx, docname: str, piece: Piece) -> str:
        """The HTML of a piece, made once in a build; empty for findings of what is no document."""
        known = self._html.get((docname, piece))
        if known is None:
            known = self._html[docname, piece] = self._made(app, docname, piece)
        return known

    def _made(self, app: Sphinx, docname: str, piece: Piece) -> str:
        found = self._found
        if found is None or app.builder.format != "html":
            return ""
        if piece.kind == FINDINGS:
            source = _source(app.env, piece.target) if piece.target in app.env.found_docs else ""
            page = found.pages.get(source)
            href = self._href(app, docname, source)
            return findings_html(page, href, piece.scope) if page else ""
        if piece.kind == DOCUMENTS:
            return documents_html(list(self._lines(app, docname, found)))
        return matrix_html(found.workspace, lambda node: self._node(app, docname, node))

    def _lines(self, app: Sphinx, docname: str, found: Embedded) -> Iterable[DocumentLine]:
        for path, page in found.pages.items():
            title = app.env.titles[self._pages[path]].astext()
            href = self._href(app, docname, path)(0)
            yield DocumentLine(title, href, page.status, page.findings)

    def _node(self, app: Sphinx, docname: str, node: Node) -> str | None:
        path = str(Path(node.path).absolute())
        return self._href(app, docname, path)(node.line) if path in self._pages else None

    def _href(self, app: Sphinx, start: str, path: str) -> Callable[[int], str]:
        """The reference from a page to a line of a document."""

        def href(line: int) -> str:
            target = self._pages[path]
            known = self._anchors.get(path)
            if known is None:
                rendered = _domain(app.env).headings.get(target, [])
                known = self._anchors[path] = anchors(path, rendered)
            page = "" if target == start else app.builder.get_relative_uri(start, target)
            anchor = known.at(line)
            return f"{page}#{anchor}" if anchor else page

        return href

    def _report(self, findings: Iterable[Finding], config: Config) -> None:
        for finding in findings:
            path = str(Path(finding.path).absolute())
            line = finding.place.start.line
            docname = self._pages.get(path)
            message = f"{finding.severity} {finding.code} {finding.name}: {finding.message}"
            where = (docname, line) if docname else f"{path}:{line}"
            if is_failing(finding, config.designdoc_fail_on):
                _log.warning("%s", message, type="designdoc", subtype=finding.code, location=where)
            else:
                _log.verbose("%s: %s", f"{path}:{line}", message)


def _options(app: Sphinx) -> CheckOptions:
    config = app.config
    if config.designdoc_fail_on not in _LEVELS:
        raise ConfigError(f"designdoc_fail_on is one of {', '.join(_LEVELS)}")
    return CheckOptions(
        template=_beside(app, config.designdoc_template),
        config=_beside(app, config.designdoc_config),
        select=tuple(config.designdoc_select),
        ignore=tuple(config.designdoc_ignore),
    )


def _beside(app: Sphinx, name: str) -> str:
    """A file beside ``conf.py`` before a built-in template of that name."""
    path = Path(app.confdir) / name
    return str(path) if name and path.is_file() else name


def _source(env: BuildEnvironment, docname: str) -> str:
    return str(Path(env.doc2path(docname)).absolute())


def _domain(env: BuildEnvironment) -> DesigndocDomain:
    domain = env.domains["designdoc"]
    if not isinstance(domain, DesigndocDomain):
        raise TypeError("another extension has a domain of the name 'designdoc'")
    return domain
