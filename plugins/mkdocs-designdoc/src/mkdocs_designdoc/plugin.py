"""The plugin: it translates what MkDocs asks into designdoc's terms, and holds no rule."""

import logging
from html import unescape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from designdoc.api.embedding import (
    CheckOptions,
    DesigndocError,
    DocumentLine,
    Embedded,
    Finding,
    documents_html,
    embed,
    findings_html,
    is_failing,
    matrix_html,
    style,
)
from mkdocs_designdoc.options import Options
from mkdocs_designdoc.places import Places

_STYLE = "assets/designdoc.css"
_DOCUMENTS = '<div data-designdoc="documents"></div>'
_MATRIX = '<div data-designdoc="matrix"></div>'
_log = logging.getLogger("mkdocs.plugins.designdoc")


class DesigndocPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call] # MkDocs' hook is untyped
    """Shows what designdoc finds, on each document's page and on a page of its own."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Enter the style sheet, and the page in a navigation that is written out."""
        if _STYLE not in config.extra_css:
            config.extra_css.append(_STYLE)
        if self.config.page and config.nav is not None:
            config.nav.append({self.config.title: self._source})
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the style sheet, and the page, whose tables are put in when all pages are known."""
        files.append(File.generated(config, _STYLE, content=style()))
        if self.config.page:
            if files.get_file_from_path(self._source) is not None:
                raise PluginError(
                    f"designdoc: '{self._source}' is a page of yours; choose another 'path'"
                )
            text = (
                f"# {self.config.title}\n\n## Documents\n\n{_DOCUMENTS}\n\n## Matrix\n\n{_MATRIX}\n"
            )
            files.append(File.generated(config, self._source, content=text))
        return files

    @event_priority(-50)  # after plugins that still change what is in pages
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Check, and put what was found in the pages: all of them are rendered by now."""
        places = Places(files)
        found = self._found(config, places)
        self._say(found, config)
        own = files.get_file_from_path(self._source) if self.config.page else None
        if own is not None:
            _fill(own, found, places)
        if self.config.show_findings:
            for path in found.pages:
                self._show(path, found, places)
        return env

    @property
    def _source(self) -> str:
        return f"{self.config.path.strip('/')}.md"

    def _found(self, config: MkDocsConfig, places: Places) -> Embedded:
        options = CheckOptions(
            template=self._template(config),
            config=self.config.config or "",
            select=tuple(self.config.select),
            ignore=tuple(self.config.ignore),
        )
        try:
            return embed(config.docs_dir, places.__contains__, options)
        except DesigndocError as error:
            raise PluginError(f"designdoc: {error}") from error

    def _template(self, config: MkDocsConfig) -> str:
        """A file beside ``mkdocs.yml`` before a built-in template of that name."""
        folder = Path(config.config_file_path).parent
        beside = folder / self.config.template
        return str(beside) if self.config.template and beside.is_file() else self.config.template

    def _say(self, found: Embedded, config: MkDocsConfig) -> None:
        for finding in found.findings:
            failing = self.config.strict and is_failing(finding, self.config.fail_on)
            _log.log(logging.WARNING if failing else logging.DEBUG, _told(finding, config))

    def _show(self, path: str, found: Embedded, places: Places) -> None:
        file = places.file(path)
        page = file.page
        if page is None or page.content is None:
            return
        piece = findings_html(found.pages[path], lambda line: places.href(path, line, file))
        title, end, rest = page.content.partition("</h1>")
        if self.config.position == "end":
            page.content = f"{page.content}\n{piece}"
        elif end:
            page.content = f"{title}{end}\n{piece}{rest}"
        else:
            page.content = f"{piece}\n{page.content}"


def _fill(own: File, found: Embedded, places: Places) -> None:
    """Put the tables in the page."""
    page = own.page
    if page is None or page.content is None:
        return
    lines = []
    for path, document in found.pages.items():
        file = places.file(path)
        title = unescape(str(file.page.title)) if file.page else file.src_uri  # MkDocs escapes it
        href = places.href(path, 0, own)
        lines.append(DocumentLine(title, href, document.status, document.findings))
    matrix = matrix_html(found.workspace, lambda node: places.node(node, own))
    before, _, rest = page.content.partition(_DOCUMENTS)
    between, _, after = rest.partition(_MATRIX)
    page.content = f"{before}{documents_html(lines)}{between}{matrix}{after}"


def _told(finding: Finding, config: MkDocsConfig) -> str:
    path = Path(finding.path).absolute()
    docs = Path(config.docs_dir)
    name = path.relative_to(docs) if path.is_relative_to(docs) else path
    message = f"{finding.code} {finding.name}: {finding.message}"
    return f"designdoc: {name}:{finding.place.start.line}: {finding.severity} {message}"
