"""Front matter as facts: one a key, but the status, which is the document's own."""

import re
from collections.abc import Iterator

from designdoc.change.meaning import Meaning
from designdoc.markdown import YamlNode, parse_yaml
from designdoc.model.facts import Other
from designdoc.source import Span, decode
from designdoc.source.regex import regex

_BLOCK = regex(r"---[ \t]*\r?\n(.*?)(?:^(?:---|\.\.\.)[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_NO_BOM = 3  # a byte order mark is all that may stand before


def is_front_matter(other: Other) -> bool:
    """Whether a text is the YAML block at the head of a file."""
    return other.span.start <= _NO_BOM and not other.section and bool(_BLOCK.match(other.text))


def front_matter(other: Other) -> Iterator[Meaning]:
    """Each key with its value on one line; YAML that does not parse is one value without a key."""
    match = _BLOCK.match(other.text)
    inner = match[1] if match else ""
    source = decode("", inner.encode())
    yaml = parse_yaml(source, Span(0, len(source.data)))
    entries = yaml.root.entries if yaml.root and yaml.root.kind == "mapping" else ()
    if not entries and inner.strip():
        yield Meaning("front-matter", {"value": " ".join(inner.split())}, span=other.span)
    head = len(other.text[: match.start(1)].encode()) if match else 0
    for name, value in entries:
        if name is None or name.text.casefold() == "status":
            continue
        written = "" if value.tag == "null" else _written(source.slice(value.span), value)
        at = other.span.start + head
        span = Span(at + name.span.start, at + value.span.end)
        yield Meaning("front-matter", {"name": name.text, "value": written}, span=span)


def _written(raw: str, value: YamlNode) -> str:
    """A scalar as YAML reads it; a list or mapping as it is written, on one line."""
    if value.kind == "scalar":
        return " ".join(value.text.split())
    lines = (line.split(" #")[0].strip() for line in raw.splitlines())
    return " ".join(" ".join(lines).split())
