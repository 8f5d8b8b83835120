"""The trend as two lines in a box 100 wide and 40 high."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from designdoc.application.trend import Point, Trend

_FEWEST = 3  # points that make a line worth looking at
_WIDE, _HIGH, _EDGE = 100.0, 40.0, 1.0


class Chart(Struct, frozen=True):
    """``written``: the share of sections written, from none to all; ``found``: errors and warnings,
    from none to the ``most``. Both as an SVG polyline has its points.
    """

    points: tuple[Point, ...]
    written: str
    found: str
    most: int
    left: int

    @property
    def first(self) -> Point:
        """The oldest point."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The newest point."""
        return self.points[-1]

    @staticmethod
    def share(point: Point) -> str:
        """How much is written, in words."""
        return f"{_share(point):.0%}" if point.sum.asked else "none asked for"

    @staticmethod
    def wrong(point: Point) -> int:
        """Errors and warnings."""
        return _wrong(point)


def chart(trend: Trend) -> Chart | None:
    """The chart; None where there are too few points."""
    points = trend.points
    if len(points) < _FEWEST:
        return None
    most = max(map(_wrong, points))
    return Chart(
        points,
        _line(points, _share),
        _line(points, lambda point: _wrong(point) / most if most else 0.0),
        most,
        trend.left,
    )


def _line(points: Sequence[Point], height: Callable[[Point], float]) -> str:
    days = [date.fromisoformat(point.day).toordinal() for point in points]
    start, length = min(days), max(days) - min(days)
    found = []
    for at, (day, point) in enumerate(zip(days, points, strict=True)):
        share = (day - start) / length if length else at / (len(points) - 1)
        y = _HIGH - _EDGE - height(point) * (_HIGH - 2 * _EDGE)
        found.append(f"{share * _WIDE:.1f},{y:.1f}")
    return " ".join(found)


def _share(point: Point) -> float:
    return point.sum.filled / point.sum.asked if point.sum.asked else 0.0


def _wrong(point: Point) -> int:
    return point.sum.errors + point.sum.warnings
