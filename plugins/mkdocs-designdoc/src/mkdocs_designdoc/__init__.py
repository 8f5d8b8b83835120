"""A plugin for MkDocs: findings on the pages of design documents, and a page with the matrix."""

import logging
from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import designdoc
from designdoc.diagnostics import DesigndocError, Finding, Severity
from designdoc.output.fragment_html import STYLE, findings_fragment, matrix_fragment
from designdoc.workspace import Node

_LOG = logging.getLogger("mkdocs.plugins.designdoc")
_PAGE, _SHEET = "designdoc.md", "designdoc.css"


class DesigndocConfig(Config):
    """``fail_on`` says which findings are warnings of MkDocs, so that ``--strict`` fails."""

    fail_on = c.Choice(("error", "warning", "never"), default="error")
    template = c.Type(str, default="")
    config = c.Optional(c.File(exists=True))


class DesigndocPlugin(BasePlugin[DesigndocConfig]):
    """Checks the folder of documents once a build."""

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Check and link the documents; add the page of the matrix and its style sheet."""
        if files.get_file_from_path(_PAGE):
            raise PluginError(f"designdoc writes the page '{_PAGE}', and there is one: rename it")
        self._look(files, config)
        files.append(File.generated(config, _PAGE, content="# Design documents\n"))
        files.append(File.generated(config, _SHEET, content=STYLE))
        if _SHEET not in config.extra_css:
            config.extra_css.append(_SHEET)
        return files

    def on_page_content(
        self,
        html: str,
        /,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs passes it by name
        files: Files,
    ) -> str:
        """The page with what was found; other pages stay as they are."""
        if page.file.src_uri == _PAGE:
            return html + self._overview(page.file, files)
        found = self.found.get(page.file.src_uri)
        return html if found is None else html + findings_fragment(found)

    def _look(self, files: Files, config: MkDocsConfig) -> None:
        folder = config.docs_dir
        template = self._template(config)
        try:
            report = designdoc.check(folder, template, config=self.config.config)
            self.workspace = designdoc.trace(folder, template, config=self.config.config)
        except DesigndocError as error:
            raise PluginError(f"designdoc: {error}") from error
        self.uris = {
            str(Path(file.abs_src_path).resolve()): file.src_uri
            for file in files.documentation_pages()
            if file.abs_src_path
        }
        bound = (self._uri(each.path) for each in report.documents if each.template)
        self.found: dict[str, list[Finding]] = {uri: [] for uri in bound if uri}
        for finding in report.findings:
            uri = self._uri(finding.path)
            if uri in self.found:
                self.found[uri].append(finding)
                _LOG.log(self._level(finding.severity), "%s", _said(uri, finding))

    def _template(self, config: MkDocsConfig) -> str | None:
        """A path beside the configuration, else the name of a template that designdoc has."""
        beside = Path(config.config_file_path).parent / self.config.template
        return str(beside) if beside.is_file() else self.config.template or None

    def _level(self, severity: Severity) -> int:
        least = self.config.fail_on
        fails = least != "never" and severity.rank >= Severity(least).rank
        return logging.WARNING if fails else logging.INFO

    def _uri(self, path: str) -> str:
        return self.uris.get(str(Path(path).resolve()), "")

    def _overview(self, page: File, files: Files) -> str:
        def address(node: Node) -> str:
            file = files.get_file_from_path(self._uri(node.path) or " ")
            return file.url_relative_to(page) if file else ""

        count = sum(map(len, self.found.values()))
        total = f"<p>{len(self.found)} documents, {count} findings.</p>"
        return total + matrix_fragment(self.workspace, address)


def _said(uri: str, finding: Finding) -> str:
    line = finding.place.start.line
    return f"{uri}:{line}: {finding.code} {finding.message}".replace("\n", " ")
