"""What every page asks of a portfolio: where things are, what they are called, how they stand."""

import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from designdoc.application.paths import above
from designdoc.application.portfolio import Portfolio
from designdoc.application.retrospect import NOTHING, Retrospect
from designdoc.application.sheet import Sheet
from designdoc.diagnostics import Finding
from designdoc.output.visible import one_line
from designdoc.site.page import More, document_page
from designdoc.workspace import Coverage, Node
from designdoc.workspace.coverage import Row

T = TypeVar("T")


def elsewhere(finding: Finding) -> tuple[str, str, str]:
    """A finding in a file beside the documents: severity, code, words."""
    where = f"{one_line(finding.path)}:{finding.place.start.line}"
    return finding.severity.value, finding.code, f"{where}: {one_line(finding.message)}"


class View:
    """A portfolio as the pages see it."""

    def __init__(
        self,
        portfolio: Portfolio,
        past: Retrospect = NOTHING,
        *,
        editable: bool = False,
        pictures: Mapping[str, str] | None = None,
    ) -> None:
        self.portfolio = portfolio
        self.past = past
        self.editable = editable
        self.pictures = pictures

    def parted(
        self, rows: Sequence[T], most: int, path: str, template: str
    ) -> tuple[Sequence[T], More | None]:
        """The rows of a long list that stand in its page, at most so many, and the others, which
        come from a file of their own; a site of one file has them all in the page.
        """
        if self.pictures is not None or len(rows) <= most:
            return rows, None
        return rows[:most], More(path, template, rows[most:])

    @cached_property
    def page_of(self) -> Mapping[str, str]:
        """The page of each document; names that would meet are told apart by a number."""
        found: dict[str, str] = {}
        wanted_by = [document_page(sheet.path) for sheet in self.portfolio.sheets]
        taken = {  # no page has the name of a folder
            folder.casefold() for page in wanted_by for folder in above(posixpath.dirname(page))
        }
        for sheet, wanted in zip(self.portfolio.sheets, wanted_by, strict=True):
            page = wanted
            number = 2
            while page.casefold() in taken:
                page = f"{wanted.removesuffix('.html')}-{number}.html"
                number += 1
            taken.add(page.casefold())
            found[sheet.path] = page
        return found

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The documents."""
        return self.portfolio.sheets

    @property
    def coverage(self) -> Coverage:
        """The matrix."""
        return self.portfolio.coverage

    def line(self, path: str, line: int) -> str:
        """The place of a line of a document: its page, and the block that the line stands in."""
        sheet = self.portfolio.by_path.get(path)
        page = self.page_of.get(path, "")
        if sheet is None or not sheet.body.lines:
            return page
        return f"{page}#{sheet.body.at(line)}"

    def node(self, node: Node) -> str:
        """The place of a node."""
        return self.line(node.path, node.line)

    @cached_property
    def rows_of(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of the matrix by document."""
        found: dict[str, list[Row]] = {}
        for row in self.coverage.rows:
            found.setdefault(row.node.path, []).append(row)
        return {path: tuple(rows) for path, rows in found.items()}

    def percent(self, path: str) -> int | None:
        """How much of a document's functional requirements is linked; None without any."""
        rows = Coverage(self.rows_of.get(path, ()))
        return None if rows.percent is None else int(rows.percent)

    def evidence(self, path: str) -> Mapping[str, int]:
        """How many requirements of a document stand how."""
        rows = self.rows_of.get(path, ())
        return Counter(row.node.evidence for row in rows if row.node.evidence)

    @cached_property
    def guidance(self) -> Mapping[str, tuple[str, ...]]:
        """What each template says about its sections, every text once: a page names its number."""
        found: dict[str, dict[str, None]] = {}
        for sheet in self.sheets:
            if sheet.template:
                texts = found.setdefault(sheet.template.path, {})
                texts.update(dict.fromkeys(text for text in sheet.guidance if text))
        return {path: tuple(texts) for path, texts in found.items()}

    @cached_property
    def numbers(self) -> Mapping[str, Mapping[str, int]]:
        """The number of each text of ``guidance`` within its template."""
        return {
            path: {text: number for number, text in enumerate(texts)}
            for path, texts in self.guidance.items()
        }

    def title(self, path: str) -> str:
        """What a document is called."""
        sheet = self.portfolio.by_path.get(path)
        return one_line(sheet.title) if sheet and sheet.title else one_line(path)
