"""A finding as tools give it: what an agent needs to mend it, without offsets."""

from collections.abc import Iterable

from msgspec import Struct

from designdoc.diagnostics import Finding, Severity
from designdoc.mcp.paging import cut

_LONG = 600  # characters


class Found(Struct, frozen=True):
    """One finding. ``section`` is the way of the template's names; ``help`` the next step."""

    code: str
    severity: str
    path: str
    line: int
    message: str
    help: str
    section: list[str]


class Counts(Struct, frozen=True):
    """How many findings of each severity."""

    error: int
    warning: int
    info: int


def told(finding: Finding) -> Found:
    """A finding in the words of the tools."""
    section = finding.data.get("section", ())
    return Found(
        finding.code,
        finding.severity.value,
        finding.path,
        finding.place.start.line,
        cut(finding.message, _LONG),
        cut(finding.help, _LONG),
        [str(name) for name in section] if isinstance(section, list | tuple) else [str(section)],
    )


def counts(findings: Iterable[Finding]) -> Counts:
    """The findings counted."""
    ranks = [finding.severity for finding in findings]
    return Counts(*(ranks.count(each) for each in Severity))


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with the most severe first, else in their order."""
    return sorted(findings, key=lambda finding: -finding.severity.rank)
