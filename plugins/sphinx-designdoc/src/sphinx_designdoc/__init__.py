"""Findings and traceability matrix of design documents in a Sphinx site."""

from pathlib import Path
from typing import Literal

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from designdoc.api.embedding import style
from sphinx_designdoc.directives import FindingsDirective, MatrixDirective
from sphinx_designdoc.domain import DesigndocDomain
from sphinx_designdoc.nodes import Placeholder
from sphinx_designdoc.site import Site

__version__ = "0.1.0"
_STYLE = "designdoc.css"
_OPTIONS: tuple[tuple[str, object, Literal["", "env"]], ...] = (
    ("designdoc_template", "", ""),
    ("designdoc_config", "", ""),
    ("designdoc_select", [], ""),
    ("designdoc_ignore", [], ""),
    ("designdoc_show_findings", False, "env"),
    ("designdoc_fail_on", "warning", ""),
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register configuration, directives and what happens in a build."""
    for name, default, rebuild in _OPTIONS:
        app.add_config_value(name, default, rebuild, types=(type(default), tuple))
    app.add_node(Placeholder)
    app.add_domain(DesigndocDomain)
    app.add_directive("designdoc-findings", FindingsDirective)
    app.add_directive("designdoc-matrix", MatrixDirective)
    app.add_css_file(_STYLE)
    site = Site()
    app.connect("builder-inited", _write_style)
    app.connect("env-before-read-docs", site.check)
    app.connect("env-updated", site.outdated)
    app.connect("doctree-resolved", site.fill)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _write_style(app: Sphinx) -> None:
    if app.builder.format == "html":
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _STYLE).write_text(style(), encoding="utf-8")
