"""Keep the findings that stand on changed lines; which lines those are is told from outside."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from designdoc.diagnostics import Finding


class Lines(Struct, frozen=True):
    """Changed lines of one file: ranges from 1, both ends included; ``whole`` for a new file."""

    ranges: tuple[tuple[int, int], ...] = ()
    whole: bool = False

    def touch(self, first: int, last: int) -> bool:
        """Whether any line from ``first`` to ``last`` is changed."""
        return self.whole or any(start <= last and first <= end for start, end in self.ranges)


def on_changed_lines(
    findings: Iterable[Finding], changed: Mapping[str, Lines]
) -> tuple[Finding, ...]:
    """The findings whose first or any further marked line is changed."""
    return tuple(
        finding
        for finding in findings
        if (lines := changed.get(finding.path))
        and lines.touch(finding.place.start.line, finding.place.end.line)
    )
