"""What the pages of a documentation site need of the documents in its folder, gathered once.

The plugins for MkDocs and Sphinx stand on this module alone: they hold no rule and no rendering.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from msgspec import Struct

from designdoc.adapters.files import DiskFiles
from designdoc.api import wiring
from designdoc.api.facade import linked_by, tell
from designdoc.application.check import check
from designdoc.application.options import CheckOptions, ReportOptions
from designdoc.diagnostics import DesigndocError, Finding, Report, RuleInfo, Severity
from designdoc.markdown import parse
from designdoc.output.fragment_html import DocumentLine, documents_html, matrix_html, style
from designdoc.output.fragment_html import findings_html as _findings_html
from designdoc.output.headings import Anchors, anchors_of
from designdoc.source import decode
from designdoc.workspace import Node, Workspace

__all__ = [
    "Anchors",
    "CheckOptions",
    "DesigndocError",
    "DocumentLine",
    "Embedded",
    "Finding",
    "Node",
    "Page",
    "anchors",
    "documents_html",
    "embed",
    "findings_html",
    "is_failing",
    "matrix_html",
    "style",
]

_USUAL = CheckOptions()


class Page(Struct, frozen=True):
    """A page of the site that is a document with a template. ``path`` is absolute."""

    path: str
    status: str | None
    findings: tuple[Finding, ...]


class Embedded(Struct, frozen=True):
    """The documents of a site: ``pages`` by absolute path, in path order, and their links.

    ``beside`` are findings in no document, such as those of a configuration.
    """

    pages: Mapping[str, Page]
    beside: tuple[Finding, ...]
    workspace: Workspace

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those of the pages first."""
        return (*(each for page in self.pages.values() for each in page.findings), *self.beside)


def embed(
    folder: str,
    is_page: Callable[[str], bool],
    options: CheckOptions = _USUAL,
) -> Embedded:
    """Check and link the documents below a folder, as the command line would.

    What ``check`` found in an earlier run is used again where nothing that it rests on changed.

    Args:
        folder: where the site's sources are.
        is_page: whether the file with this absolute path is a page of the site.
        options: template, configuration and rules, as ``check`` takes them.

    Raises:
        UsageError, ConfigurationError, RuntimeError: as ``designdoc.check``.
    """
    files = DiskFiles()
    root = files.absolute(folder)
    report = _report(root, options)
    return _embedded(report, linked_by([root], options), is_page, files)


def anchors(path: str, rendered: Iterable[tuple[str, str]]) -> Anchors:
    """The anchors of a page by lines of its source.

    Args:
        path: the source; one that cannot be read has none.
        rendered: the words and the id of each heading of the page, in order.
    """
    try:
        data = DiskFiles().read(path)
    except OSError:
        return Anchors()
    return anchors_of(parse(decode(path, data)), rendered)


def findings_html(page: Page, href: Callable[[int], str], scope: str = "designdoc") -> str:
    """The findings of a page as a piece of HTML, with the pages of their rules.

    Args:
        page: the page.
        href: the place in the site of a line of its source; empty for none.
        scope: what ids begin with, another one for each piece of a page.
    """
    return _findings_html(page.findings, _rules(), href, scope)


def is_failing(finding: Finding, fail_on: str) -> bool:
    """Whether a finding is as severe as ``error``, ``warning`` or ``info``, or more; no finding
    is for ``never``.
    """
    return fail_on != "never" and finding.severity.rank >= Severity(fail_on).rank


def _report(root: str, options: CheckOptions) -> Report:
    runs = wiring.runs(options, [root])
    make = partial(wiring.checker, options, noting=runs is not None)
    result = check([root], make, ReportOptions(), wiring.world(1, runs=runs))
    tell(result.troubles)
    return result.report


def _embedded(
    report: Report, workspace: Workspace, is_page: Callable[[str], bool], files: DiskFiles
) -> Embedded:
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(files.absolute(finding.path), []).append(finding)
    pages = {}
    for document in report.documents:
        path = files.absolute(document.path)
        own = tuple(found.pop(path, ()))
        if document.template is not None and is_page(path):
            pages[path] = Page(path, document.status, own)
    return Embedded(pages, tuple(each for rest in found.values() for each in rest), workspace)


def _rules() -> Mapping[str, RuleInfo]:
    from designdoc.rules import RULES, info

    return {rule.code: info(rule) for rule in RULES}
