"""What is remembered of the pages between builds, and put together after a parallel read."""

from collections.abc import Set
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from sphinx_designdoc.nodes import Placeholder

FINDINGS, DOCUMENTS, MATRIX = "findings", "documents", "matrix"


class Piece(NamedTuple):
    """What a placeholder stands for. ``target`` is the page whose findings are shown, ``scope``
    what the ids of the piece begin with, and ``appended`` whether nobody wrote it.
    """

    kind: str
    target: str = ""
    scope: str = ""
    appended: bool = False


class DesigndocDomain(Domain):
    """Per page: its headings with their ids, what it shows, and a digest of what it showed."""

    name = "designdoc"
    label = "designdoc"
    initial_data: ClassVar[dict[str, Any]] = {"headings": {}, "pieces": {}, "digests": {}}
    data_version = 1

    @property
    def headings(self) -> dict[str, list[tuple[str, str]]]:
        """The words and the id of each heading, in order."""
        found: dict[str, list[tuple[str, str]]] = self.data["headings"]
        return found

    @property
    def pieces(self) -> dict[str, list[Piece]]:
        """What the pages show."""
        found: dict[str, list[Piece]] = self.data["pieces"]
        return found

    @property
    def digests(self) -> dict[str, str]:
        """Digests of what the pages showed when they were written last."""
        found: dict[str, str] = self.data["digests"]
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for kept in (self.headings, self.pieces, self.digests):
            kept.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for docname in docnames:
            for name in self.initial_data:
                if docname in otherdata[name]:
                    self.data[name][docname] = otherdata[name][docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Remember a page that was read; findings are appended where the configuration says so."""
        self.headings[docname] = [
            (title.astext(), section["ids"][0])
            for section in document.findall(nodes.section)
            if section["ids"] and (title := section.next_node(nodes.title)) is not None
        ]
        own = Piece(FINDINGS, docname, appended=True)
        written = [each["piece"] for each in document.findall(Placeholder)]
        if env.config.designdoc_show_findings and own._replace(appended=False) not in written:
            document += Placeholder(piece=own)
        places = list(document.findall(Placeholder))
        for number, place in enumerate(places, 1):
            place["piece"] = place["piece"]._replace(scope=f"designdoc-{number}")
        self.pieces[docname] = [place["piece"] for place in places]
