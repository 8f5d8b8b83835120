"""An extension of Sphinx: findings as its warnings, and the traceability matrix as a directive."""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import designdoc
from designdoc.diagnostics import DesigndocError, Finding, Severity
from designdoc.output.fragment_html import STYLE, findings_fragment, matrix_fragment
from designdoc.workspace import Node, Workspace

_LOG = logging.getLogger(__name__)
_SHEET = "designdoc.css"


class designdoc_matrix(nodes.General, nodes.Element):  # noqa: N801 - as docutils names nodes
    """Where the matrix is to stand."""


class MatrixDirective(SphinxDirective):
    """``designdoc-matrix``: the requirements and what is linked to each."""

    def run(self) -> list[nodes.Node]:
        self.env.note_reread()
        return [designdoc_matrix()]


class Looked:
    """What one build knows: made before reading, so that each reading process inherits it."""

    found: dict[str, list[Finding]]
    workspace: Workspace

    def look(self, app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
        """Check and link; the documents whose pages show what was found are written again."""
        try:
            self._look(app, env)
        except DesigndocError as error:
            raise ExtensionError(f"designdoc: {error}") from error
        return list(self.found) if app.config.designdoc_show_findings else []

    def _look(self, app: Sphinx, env: BuildEnvironment) -> None:
        options = app.config.designdoc_template or None, app.config.designdoc_config or None
        template, config = (_beside(app, each) for each in options)
        report = designdoc.check(app.srcdir, template, config=config)
        self.workspace = designdoc.trace(app.srcdir, template, config=config)
        bound = (_document(env, each.path) for each in report.documents if each.template)
        self.found = {name: [] for name in bound if name}
        for finding in report.findings:
            name = _document(env, finding.path)
            if name in self.found:
                self.found[name].append(finding)
                _warn(finding)

    def show(self, app: Sphinx, page: str, _: str, context: dict[str, Any], *__: Any) -> None:
        """The findings at the end of a page."""
        if app.config.designdoc_show_findings and page in self.found and "body" in context:
            context["body"] += findings_fragment(self.found[page])

    def put(self, app: Sphinx, doctree: nodes.document, page: str) -> None:
        """The matrix in place of each directive."""

        def address(node: Node) -> str:
            name = _document(app.env, node.path)
            return app.builder.get_relative_uri(page, name) if name else ""

        for place in list(doctree.findall(designdoc_matrix)):
            html = matrix_fragment(self.workspace, address)
            place.replace_self(nodes.raw("", html, format="html"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    looked = Looked()
    app.add_config_value("designdoc_show_findings", True, "html")
    app.add_config_value("designdoc_template", "", "env")
    app.add_config_value("designdoc_config", "", "env")
    app.add_node(designdoc_matrix)
    app.add_directive("designdoc-matrix", MatrixDirective)
    app.add_css_file(_SHEET)
    app.connect("env-get-outdated", looked.look)
    app.connect("doctree-resolved", looked.put)
    app.connect("html-page-context", looked.show)
    app.connect("build-finished", _style)
    return {"version": "0.2.0", "parallel_read_safe": True, "parallel_write_safe": True}


def _warn(finding: Finding) -> None:
    where = f"{finding.path}:{finding.place.start.line}"
    message = finding.message.replace("\n", " ")
    tell = _LOG.info if finding.severity is Severity.INFO else _LOG.warning
    tell("%s", message, type="designdoc", subtype=finding.code, location=where)


def _document(env: BuildEnvironment, path: str) -> str:
    name = env.path2doc(str(Path(path).resolve())) or ""
    return name if name in env.found_docs else ""


def _beside(app: Sphinx, name: str | None) -> str | None:
    """A path beside ``conf.py``, else the name as it is."""
    beside = Path(app.confdir, name or "")
    return str(beside) if name and beside.is_file() else name


def _style(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        folder = Path(app.outdir, "_static")
        folder.mkdir(exist_ok=True)
        (folder / _SHEET).write_text(STYLE, encoding="utf-8")
