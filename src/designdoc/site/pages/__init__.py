"""The pages of the site, one a file: each a function from a portfolio to a page."""

from collections.abc import Callable, Sequence

from designdoc.application.portfolio import Portfolio
from designdoc.site.page import Page
from designdoc.site.pages.overview import overview

PAGES: Sequence[Callable[[Portfolio], Page]] = (overview,)
"""The pages of the whole; each document has one beside them."""
