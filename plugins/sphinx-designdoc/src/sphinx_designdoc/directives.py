"""The directives, for reStructuredText and MyST alike."""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import docname_join
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from sphinx_designdoc.domain import DOCUMENTS, FINDINGS, MATRIX, Piece
from sphinx_designdoc.nodes import Placeholder


class FindingsDirective(SphinxDirective):
    """The findings of this page, or of the page that the argument names."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A place for the findings."""
        own = self.env.docname
        target = docname_join(own, self.arguments[0]) if self.arguments else own
        return [self._placed(Piece(FINDINGS, target))]

    def _placed(self, piece: Piece) -> Placeholder:
        place = Placeholder(piece=piece)
        self.set_source_info(place)
        return place


class MatrixDirective(SphinxDirective):
    """The traceability matrix; with ``documents``, after the findings of each in numbers."""

    option_spec: ClassVar[OptionSpec] = {"documents": directives.flag}

    def run(self) -> list[nodes.Node]:
        """A place for the tables."""
        kinds = [DOCUMENTS, MATRIX] if "documents" in self.options else [MATRIX]
        return [Placeholder(piece=Piece(kind)) for kind in kinds]
