"""One defect in a sound document's links or wording, and the lines on which it has to be told."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from defects.links.linked import Linking

IDENTIFIER = re.compile(r"\b(?:FR|NFR|AC|R)-\d+(?:\.\d+)?\b")
_DEFINED = re.compile(
    r"^\s*(?:- \*\*|- |\| )(?P<id>(?:FR|NFR|AC|R)-\d+(?:\.\d+)?)(?=\*\*:|:| \||\s\(| [A-Z])"
)


class Slip(NamedTuple):
    """``codes``: any of them is right, on any of ``lines``; ``ripples`` may follow elsewhere."""

    kind: str
    pair: Linking
    where: str
    text: str
    codes: tuple[str, ...]
    lines: frozenset[int]
    ripples: frozenset[str] = frozenset()


Injector = Callable[[Linking], Iterator[Slip]]


def changed(  # noqa: PLR0917 - what a slip is, in the order of its fields
    kind: str,
    pair: Linking,
    number: int,
    line: str | None,
    codes: str,
    at: Iterable[int] = (),
    ripples: str = "",
) -> Slip:
    """The document with another line at an index; without the line for None; ``\\n`` adds lines.

    ``at`` are the indices where the defect shows, the changed line if there are none.
    """
    lines = list(pair.lines)
    lines[number : number + 1] = [] if line is None else line.split("\n")
    grown = len(lines) - len(pair.lines)
    wanted = set(at) or set(range(number, number + max(grown, 0) + 1))
    shown = {n + 1 + (grown if n > number and at else 0) for n in wanted}
    return Slip(
        kind,
        pair,
        (line if line is not None else f"without: {pair.lines[number]}").strip(),
        "\n".join(lines),
        tuple(codes.split()),
        frozenset(shown),
        frozenset(ripples.split()),
    )


def under(pair: Linking, *headings: str) -> list[int]:
    """The indices of the lines below headings, down to the next heading of that level or above."""
    found: list[int] = []
    level = 0
    for number, line in enumerate(pair.lines):
        if line.startswith("#"):
            own = len(line) - len(line.lstrip("#"))
            if level and own <= level:
                level = 0
            if line.lstrip("# ") in headings:
                level = own
                continue
        if level:
            found.append(number)
    return found


def definitions(pair: Linking, *prefixes: str) -> dict[str, int]:
    """The identifiers that the document gives, each with the index of its line."""
    asked = set(under(pair, *REQUIREMENTS, "Acceptance Criteria", "Risks"))
    found = {}
    for number, line in enumerate(pair.lines):
        match = _DEFINED.match(line)
        if match and number in asked and match["id"].split("-")[0] in (prefixes or ("FR",)):
            found[match["id"]] = number
    return found


REQUIREMENTS = (
    "Functional Requirements", "Non-Functional Requirements", "機能要件", "非機能要件",
)  # fmt: skip
COMPONENTS = ("Major Components", "Components", "主要コンポーネント")
PHASES = (
    "Phased Approach", "Rollout Phases", "段階的アプローチ", "Implementation Plan", "実装計画",
)  # fmt: skip
TESTS = ("Unit Tests", "Integration Tests", "Test Plan", "テスト戦略")
CRITERIA = ("Acceptance Criteria",)


def citations(pair: Linking, *headings: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The places below headings that name an identifier which is given elsewhere."""
    given = set(definitions(pair, "FR", "NFR", "AC", "R").values())
    for number in under(pair, *headings):
        first = _DEFINED.match(pair.lines[number]) if number in given else None
        for match in IDENTIFIER.finditer(pair.lines[number], first.end() if first else 0):
            yield number, match


def replaced(line: str, match: re.Match[str], new: str) -> str:
    """The line with other words in the place of a match."""
    return line[: match.start()] + new + line[match.end() :]


def component_lines(pair: Linking) -> dict[str, int]:
    """The components' names with the index of the line that introduces each."""
    found = {}
    for number in under(pair, *COMPONENTS):
        line = pair.lines[number]
        row = re.match(r"\| ([A-Z][\w ]+?) \|", line)
        if line.startswith("#"):
            found[line.lstrip("# ")] = number
        elif row and row[1] != "Component":
            found[row[1]] = number
    return found


def dependency_lines(pair: Linking) -> dict[str, tuple[int, re.Match[str]]]:
    """For each component the line and the place of what it depends on."""
    found = {}
    for name, start in component_lines(pair).items():
        for number in range(start, len(pair.lines)):
            line = pair.lines[number]
            match = re.search(r"(?<=\*\*Dependencies\*\*: ).+$|(?<=\*\*依存関係\*\*: ).+$", line)
            if line.startswith("|"):
                match = re.search(r"(?<=\| )[^|]+(?= \|$)", line)
            if match:
                found[name] = (number, match)
                break
    return found


def mistyped(name: str) -> list[str]:
    """A name with two letters swapped, with one dropped, with one doubled."""
    if not name.isascii():
        return [name[:1] + name[2] + name[1] + name[3:], name[:-2] + name[-1]]
    at = next(i for i in range(2, len(name) - 1) if name[i : i + 2].isalpha()
              and name[i] != name[i + 1])  # fmt: skip
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return [swapped, name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:]]
