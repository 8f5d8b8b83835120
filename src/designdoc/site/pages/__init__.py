"""The pages of the site, one a file: each a function from what is to be seen to a page."""

from collections.abc import Callable, Sequence

from designdoc.site.page import Page
from designdoc.site.pages.components import components
from designdoc.site.pages.evidence import evidence
from designdoc.site.pages.matrix import matrix
from designdoc.site.pages.overview import overview
from designdoc.site.pages.phases import phases
from designdoc.site.pages.risks import risks
from designdoc.site.pages.templates import templates
from designdoc.site.view import View

PAGES: Sequence[Callable[[View], Page]] = (
    overview, matrix, risks, components, phases, evidence, templates,
)  # fmt: skip
"""The pages of the whole; each document has one beside them."""
