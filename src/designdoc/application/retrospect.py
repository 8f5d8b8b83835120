"""What git knows of all documents of a site."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from designdoc.application.chronicle import Chronicle, Tools, chronicles
from designdoc.application.sheet import Sheet
from designdoc.application.trend import Trend, trend


class Retrospect(Struct, frozen=True):
    """The history of each document by its path, and of all of them together."""

    chronicles: Mapping[str, Chronicle] = {}
    trend: Trend = Trend()


NOTHING = Retrospect()
"""Of documents that nobody looked back at."""


def retrospect(
    paths: Sequence[str], sheets: Sequence[Sheet], most: int, start: Callable[[], Tools]
) -> Retrospect:
    """Look back: ``most`` revisions of each document, none for nothing at all.

    ``start`` gives the tools, with time for one of the two.
    """
    if not most or not sheets:
        return Retrospect()
    return Retrospect(chronicles(sheets, most, start()), trend(paths, sheets, start()))
