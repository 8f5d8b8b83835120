"""A small reader of Markdown, independent of designdoc: just enough to place a defect by hand.

It knows ATX headings, fences, comments and pipe tables, which is all that the pairs use.
"""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_SUFFIX = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）|\*\([^()]*\)\*)\s*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines: ``line`` to ``own_end`` its own text, to ``end`` all below it."""

    line: int
    level: int
    title: str
    own_end: int
    end: int
    parent: int  # index of the enclosing part, -1 for none


def outline(lines: list[str]) -> list[Part]:
    """The headings outside fences and comments, in order."""
    heads = [
        (number, len(match[1]), match[2])
        for number, line in enumerate(lines)
        if number in plain_lines(lines) and (match := _HEADING.match(line))
    ]
    parts = []
    for index, (line, level, title) in enumerate(heads):
        rest = heads[index + 1 :]
        own_end = rest[0][0] if rest else len(lines)
        end = next((at for at, other, _ in rest if other <= level), len(lines))
        before = [n for n in range(index) if heads[n][1] < level and _open(heads, n, index)]
        parts.append(Part(line, level, title, own_end, end, before[-1] if before else -1))
    return parts


def _open(heads: list[tuple[int, int, str]], outer: int, inner: int) -> bool:
    return all(level > heads[outer][1] for _, level, _ in heads[outer + 1 : inner + 1])


def plain_lines(lines: list[str]) -> set[int]:
    """The indices of lines that stand in no fence, no comment and no front matter."""
    found: set[int] = set()
    closer = "---" if lines and lines[0] == "---" else ""
    for number, line in enumerate(lines):
        if closer:
            if number and closer in line:
                closer = ""
        elif line.lstrip().startswith("```"):
            closer = "```"
        elif line.lstrip().startswith("<!--") and "-->" not in line:
            closer = "-->"
        elif not line.lstrip().startswith("<!--"):
            found.add(number)
    return found


def bare(title: str) -> str:
    """A heading without a suffix such as "(Optional)"."""
    return _SUFFIX.sub("", title).strip()


def comments(lines: list[str], start: int, end: int) -> list[list[str]]:
    """The comments that begin and end on lines of their own."""
    found: list[list[str]] = []
    opened: int | None = None
    for number in range(start, end):
        if lines[number].startswith("<!--"):
            opened = number
        if opened is not None and lines[number].rstrip().endswith("-->"):
            found.append(lines[opened : number + 1])
            opened = None
    return found


def runs(lines: list[str], start: int, end: int, prefix: str) -> list[tuple[int, int]]:
    """The ranges of consecutive lines that begin with the prefix: tables, lists."""
    found: list[tuple[int, int]] = []
    for number in range(start, end):
        if not lines[number].startswith(prefix):
            continue
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


def fences(lines: list[str], start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of fenced code, fence lines included."""
    marks = [number for number in range(start, end) if lines[number].startswith("```")]
    return [(first, last + 1) for first, last in zip(marks[::2], marks[1::2], strict=False)]


def cells(row: str) -> list[str]:
    """The cells of a table row."""
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def as_row(values: list[str]) -> str:
    """Cells as a table row."""
    return "| " + " | ".join(values) + " |"


def slug(title: str) -> str:
    """The anchor that a forge gives a heading."""
    words = re.sub(r"[^\w\- ]", "", title.lower())
    return words.replace(" ", "-")


def with_contents(lines: list[str]) -> list[str]:
    """The lines with the list between the toc comments written anew."""
    if "<!-- toc -->" not in lines:
        return lines
    first, last = lines.index("<!-- toc -->"), lines.index("<!-- /toc -->")
    seen: dict[str, int] = {}
    entries = []
    for part in outline(lines):
        if part.line < last or part.level > 5:
            continue
        anchor = slug(part.title)
        seen[anchor] = seen.get(anchor, -1) + 1
        anchor += f"-{seen[anchor]}" if seen[anchor] else ""
        entries.append(f"{'  ' * (part.level - 2)}- [{part.title}](#{anchor})")
    return [*lines[: first + 1], *entries, *lines[last:]]
