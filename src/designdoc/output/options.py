"""What a renderer is, and what it may know beside the report."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from designdoc.diagnostics import Report, RuleInfo, Severity


class RenderOptions(Struct, frozen=True):
    """How to render a report.

    ``width`` is the terminal's in cells. ``root`` is the repository's folder: the formats that a
    forge reads make paths below it relative to it. ``fail_on`` is None for "never".
    """

    color: bool = False
    width: int = 100
    rules: Sequence[RuleInfo] = ()
    version: str = ""
    quiet: bool = False
    root: str = ""
    fail_on: Severity | None = Severity.ERROR


Renderer = Callable[[Report, RenderOptions], Iterable[str]]
"""A report to pieces of text; joined, they are the whole output, newline at the end included."""
