"""The line of a key in a TOML file, for messages: ``tomllib`` gives values without places."""

from collections.abc import Iterator, Sequence

from designdoc.source.regex import regex

_HEADER = regex(r"^\s*\[(\[?)([^\]]+)\]")
_KEY = regex(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = regex(r"""[\w-]+|"[^"]*"|'[^']*'""")


def line_of(text: str, path: Sequence[str]) -> int:
    """The line (from 1) of the key at a path, or of the longest part of the path that is found.

    A table of a list of tables is named by its number: ``("documents", "0", "include")``.
    """
    wanted = tuple(path)
    best, best_line = 0, 1
    for line, found, inline in _keys(text):
        shared = _shared(found, wanted)
        if shared == len(found) and shared > best:
            best, best_line = shared, line
        if shared == len(found) < len(wanted) and wanted[shared] in inline:
            best, best_line = shared + 1, line
        if best == len(wanted):
            break
    return best_line


def _keys(text: str) -> Iterator[tuple[int, tuple[str, ...], frozenset[str]]]:
    """Each header and key with its full path and the words of an inline table behind it."""
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for line, words in enumerate(text.split("\n"), 1):
        header = _HEADER.match(words)
        if header:
            table = _parts(header.group(2))
            if header.group(1):
                number = counts.get(table, -1) + 1
                counts[table] = number
                table = (*table, str(number))
            yield line, table, frozenset()
            continue
        key = _KEY.match(words)
        if key:
            rest = words[key.end() :]
            inline = frozenset(_parts(rest)) if rest.lstrip().startswith("{") else frozenset()
            yield line, (*table, *_parts(key.group(1))), inline


def _parts(words: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(words))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
