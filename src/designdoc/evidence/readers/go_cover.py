"""Go cover profiles: ``file:from,to statements count`` below a line with the mode."""

from collections import defaultdict

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Coverage, FileCoverage, Kind, Results, Share
from designdoc.evidence.format import Format
from designdoc.source.regex import regex

_MODE = regex(r"mode: (?:set|count|atomic)\s*$")
_BLOCK = regex(
    r"(?P<file>.+):(?P<at>\d+\.\d+,\d+\.\d+) (?P<statements>\d{1,9}) (?P<count>\d{1,19})"
)


def read(path: str, content: Content) -> Results:
    """Statements of each file, as ``go tool cover`` counts them; a block told twice is one."""
    blocks: dict[str, dict[str, tuple[int, bool]]] = defaultdict(dict)
    for number, line in enumerate(content.lines, 1):
        if not line.strip() or _MODE.match(line):
            continue
        match = _BLOCK.fullmatch(line.strip())
        if match is None:
            raise Unreadable(f"line {number} is no block of a cover profile: the file was cut")
        known = blocks[match["file"]].get(match["at"], (0, False))
        hit = known[1] or int(match["count"]) > 0
        blocks[match["file"]][match["at"]] = int(match["statements"]), hit
    files = tuple(FileCoverage(file, {"line": _share(each)}) for file, each in blocks.items())
    coverage = Coverage(files, rooted=False)
    return Results(path, Kind.COVERAGE, FORMAT.name, coverage=coverage)


def _share(blocks: dict[str, tuple[int, bool]]) -> Share:
    total = sum(statements for statements, _ in blocks.values())
    return Share(sum(statements for statements, hit in blocks.values() if hit), total)


def _is_ours(content: Content) -> bool:
    return bool(content.lines and _MODE.match(content.lines[0]))


FORMAT = Format("Go cover profile", _is_ours, read)
