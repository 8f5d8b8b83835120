"""Other ways in which a person writes the same sound document: none of them is a defect."""

import re
from collections.abc import Iterator

from defects.pair import Pair
from defects.reading import as_row, bare, cells, fences, runs, with_contents

_EXPLAINED = ["N/A — nothing of the kind exists here", "Not applicable: there is one user only."]


def variants(pair: Pair) -> Iterator[tuple[str, str]]:
    """Names and texts of sound variants of the pair's document."""
    yield "as it is", pair.document
    yield "headings numbered", _headings(pair, _numbered(pair))
    if pair.document.isascii():
        yield "headings in capitals", _headings(pair, lambda n, title: title.upper())
        yield "headings in small letters", _headings(pair, lambda n, title: title.lower())
    yield "headings with colons", _headings(pair, lambda n, title: f"{title}:")
    yield "suffixes stripped", _headings(pair, lambda n, title: bare(title))
    yield "headings closed", _headings(pair, lambda n, title: f"{title} ##")
    yield "all levels deeper", _deeper(pair)
    yield "star bullets", _each_line(pair, r"^(\s*)- ", r"\1* ")
    yield "colons in bold", _each_line(pair, r"\*\*([^*]+)\*\*:", r"**\1:**")
    yield "no blank below headings", re.sub(r"(?m)^(#+ .*)\n\n(?=[^\n#])", r"\1\n", pair.document)
    yield "much blank", pair.document.replace("\n\n", "\n\n\n\n")
    yield "an extra column", _with_column(pair)
    yield "enumerations qualified", _qualified(pair)
    yield from _without_optional(pair)
    yield from _not_applicable(pair)


def _headings(pair: Pair, change: object) -> str:
    lines = list(pair.lines)
    for number, part in enumerate(pair.sections):
        assert callable(change)
        lines[part.line] = f"{'#' * part.level} {change(number, part.title)}"
    return "\n".join(with_contents(lines))


def _numbered(pair: Pair) -> object:
    counts = [0] * 7
    numbers = []
    for part in pair.sections:
        counts[part.level] += 1
        counts[part.level + 1 :] = [0] * (6 - part.level)
        numbers.append(".".join(str(n) for n in counts[1 : part.level + 1] if n))
    return lambda number, title: f"{numbers[number]}. {title}"


def _deeper(pair: Pair) -> str:
    lines = list(pair.lines)
    if max(part.level for part in pair.sections) < 6:
        for part in pair.sections:
            lines[part.line] = "#" + lines[part.line]
    return "\n".join(with_contents(lines))


def _each_line(pair: Pair, old: str, new: str) -> str:
    """Replaces in every line below the front matter, where a star is no bullet."""
    first = pair.lines.index("---", 1) + 1 if pair.lines[0] == "---" else 0
    body = [re.sub(old, new, line) for line in pair.lines[first:]]
    return "\n".join([*pair.lines[:first], *body])


def _with_column(pair: Pair) -> str:
    lines = list(pair.lines)
    for first, last in runs(lines, 0, len(lines), "|"):
        for number in range(first, last):
            extra = {first: "Remark", first + 1: "---"}.get(number, "none")
            lines[number] = as_row([*cells(lines[number]), extra])
    return "\n".join(lines)


def _qualified(pair: Pair) -> str:
    lines = list(pair.lines)
    for fact in pair.facts.get("cells", ()):
        if fact["type"] != "enumeration":
            continue
        part = pair.find(fact["section"])
        first, last = runs(lines, part.line, part.own_end, "|")[0]
        column = cells(lines[first]).index(fact["column"])
        for number in range(first + 2, last):
            row = cells(lines[number])
            row[column] += " (for now)"
            lines[number] = as_row(row)
    return "\n".join(lines)


def _without_optional(pair: Pair) -> Iterator[tuple[str, str]]:
    for part in pair.sections:
        if pair.name_of(part) in pair.facts.get("optional", ()):
            lines = [*pair.lines[: part.line], *pair.lines[part.end :]]
            yield f"without {part.title}", "\n".join(with_contents(lines))


def _not_applicable(pair: Pair) -> Iterator[tuple[str, str]]:
    words = ["該当なし：利用者は一人だけである。"] if pair.name == "japanese" else _EXPLAINED
    for part in pair.sections:
        if pair.children(part) or pair.is_instance(part):
            continue
        if fences(pair.lines, part.line, part.own_end) and pair.facts.get("prose_guidance"):
            continue
        for word in words:
            lines = [*pair.lines[: part.line + 1], "", word, "", *pair.lines[part.end :]]
            yield f"{part.title}: {word}", "\n".join(lines)
