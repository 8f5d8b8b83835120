"""A source line with the exact span under-marked, cut to the width of the terminal.

Positions count code points, a terminal counts cells: each character is first laid out as the
cells that it takes (a tab up to the next stop, a wide character two, a combining one none).
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from msgspec import Struct

from designdoc.output.visible import cells, visible
from designdoc.source import Place

_TAB = 4
_CUT = "…"


class Marked(Struct, frozen=True):
    """A line as shown, and the marks below it: ``indent`` cells of space, ``length`` of marks."""

    line: str
    indent: int
    length: int
    until: int | None  # the last line of a span that goes on below this one


def mark(place: Place, width: int) -> Marked | None:
    """The place's line and marks; None where there is nothing to see."""
    if not place.excerpt.strip() and place.end.offset <= place.start.offset:
        return None
    shown = _layout(place.excerpt)
    edges = [0, *accumulate(cells(piece) for piece in shown)]
    first, last = _marked_characters(place, len(shown))
    left, right = _window(edges, first, last, max(width, 10))
    before = _CUT if left > 0 or place.excerpt_column > 1 else ""
    after = _CUT if right < len(shown) else ""
    last = max(first, min(last, right))
    return Marked(
        line=before + "".join(shown[left:right]) + after,
        indent=len(before) + edges[first] - edges[left],
        length=max(1, edges[last] - edges[first]),
        until=place.end.line if _goes_on(place) else None,
    )


def _layout(text: str) -> list[str]:
    pieces = []
    column = 0
    for character in text:
        piece = " " * (_TAB - column % _TAB) if character == "\t" else visible(character)
        column += cells(piece)
        pieces.append(piece)
    return pieces


def _marked_characters(place: Place, count: int) -> tuple[int, int]:
    """Indexes of the first marked character and of the one after the last."""
    first = min(max(place.start.column - place.excerpt_column, 0), count)
    one_line = place.end.line == place.start.line
    last = place.end.column - place.excerpt_column if one_line else count
    if not one_line:
        last = len(place.excerpt.rstrip()) or count
    return first, min(max(last, first), count)


def _window(edges: list[int], first: int, last: int, width: int) -> tuple[int, int]:
    """Which characters to show: all, or those round the span with room for the cut signs."""
    total = edges[-1]
    if total <= width - 1:
        return 0, len(edges) - 1
    left = 0
    if edges[last] > width - 2:
        left = bisect_left(edges, edges[first] - width // 4)
        left = min(left, bisect_left(edges, total - (width - 2)))
    right = bisect_right(edges, edges[left] + width - 2) - 1
    return left, max(right, min(first + 1, len(edges) - 1))


def _goes_on(place: Place) -> bool:
    """Whether the span has text on a later line; the mere line ending is none."""
    after = place.end.line - place.start.line
    return after > 1 or (after == 1 and place.end.column > 1)
