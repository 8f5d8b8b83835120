"""What a document says of code in passing: paths and symbols between backticks.

Code blocks and HTML comments are no references. A name that nobody could look up is none either:
globs, placeholders, addresses, examples.
"""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from designdoc.markdown import BlockTree, Table
from designdoc.source import Span
from designdoc.source.once import once
from designdoc.source.regex import regex

_PLACE = regex(r"(?:(?::\d+(?:[-:]\d+)?)+|#L\d+(?:-L\d+)?|\(\d+(?:-\d+)?\))$")
_PATH = regex(r"(?:\.{0,2}/)?(?:[\w.@+()\[\]-]{1,100}/){0,24}[\w.@+()\[\]-]{1,100}/?")
_FILE = regex(
    r"(?i)[\w.\[\]@+-]+\.(?:tsx?|mts|cts|jsx?|mjs|cjs|pyi?|go|java|rs|cs|kt|kts|rb|php|swift|scala"
    r"|c|cc|cpp|h|hpp|sql|vue|svelte|css|scss|less|html?|json|ya?ml|toml|proto|sh|ps1|graphql"
    r"|gradle|xml|mod|tf|env|ini|cfg|conf|lock)"
)
_NO_PATH = regex(
    r"(?i)[*<>{}$|]|\.\.\.|…|NNNN|XXXX|\bpath/to\b|\b(?:foo|bar|baz)\b|(?:^|/)examples?/|(?:^|/)your[-_]"
    r"|^(?:https?:|git@|www\.|application/|text/|image/|audio/|video/|multipart/|origin/|refs/)"
    r"|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|io|dev|net|app|sh|ai|k8s|local|internal)(?:/|$)"
)
_SYMBOL = regex(
    r"[A-Za-z_$][\w$]{0,100}(?:(?:\.|::|#|\?\.)[A-Za-z_$][\w$]{0,100}){0,6}(?:\([^()]{0,120}\))?"
)
_SHAPED = regex(r"[a-z0-9][A-Z]|[A-Z]{2}[a-z]|_|\.|::|#|\(")
_WORD = regex(r"[A-Za-z_$][\w$]*")
_CONTEXT = 160  # characters on each side that say what is meant with a name
_LONGEST = 220


class Reference(Struct, frozen=True):
    """A path or symbol that a document names. ``kind``: path or symbol.

    ``text`` is the name without line numbers, ``words`` its parts for a symbol; ``before`` and
    ``after`` are what stands around it on its line, ``section`` the headings above, ``column`` the
    head of its column in a table.
    """

    kind: str
    text: str
    span: Span
    line: int
    words: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    section: tuple[str, ...] = ()
    column: str = ""


@once
def references(tree: BlockTree) -> tuple[Reference, ...]:
    """The references of a document, in the order of the file."""
    return tuple(_references(tree))


def _references(tree: BlockTree) -> Iterator[Reference]:
    source = tree.source
    titles = _titles(tree)
    starts = [start for start, _ in titles]
    comments = [comment.span for comment in tree.comments]
    for index in tree.code:
        written = _code(tree, index)
        kind, text = _kind(written)
        span = tree.event_span(index)
        if not kind or any(comment.covers(span) for comment in comments):
            continue
        line = source.line_of(span.start)
        around = source.line_span(line)
        at = bisect_right(starts, span.start) - 1
        words = tuple(word[0] for word in _WORD.finditer(text.partition("(")[0]))
        yield Reference(
            kind,
            text,
            span,
            line,
            words if kind == "symbol" else (),
            source.slice(Span(around.start, span.start))[-_CONTEXT:],
            source.slice(Span(span.end, max(span.end, around.end)))[:_CONTEXT],
            titles[at][1] if at >= 0 else (),
            _column(tree, span, line),
        )


def _column(tree: BlockTree, span: Span, line: int) -> str:
    """The head of the column that a place in a table is in; empty outside of tables."""
    source = tree.source
    tables = _tables(tree)
    at = bisect_right(tables, span.start, key=lambda table: table.start) - 1
    if at < 0 or not tables[at].span.covers(span):
        return ""
    row = source.slice(Span(source.line_span(line).start, span.start))
    head = tables[at].header
    number = row.replace("\\|", "").count("|") - row.lstrip().startswith("|")
    return tree.text(head.cells[number]) if number < len(head.cells) else ""


@once
def _tables(tree: BlockTree) -> list[Table]:
    return sorted((b for b in tree.walk() if isinstance(b, Table)), key=lambda b: b.start)


def _code(tree: BlockTree, index: int) -> str:
    event = tree.events[index][0]
    return str(event.get("Code", "")) if isinstance(event, dict) else ""


def _kind(written: str) -> tuple[str, str]:
    """Whether some inline code is a path or a symbol, and its text; empty for anything else."""
    text = written.strip()
    if not 3 < len(text) < _LONGEST or " " in text.partition("(")[0]:
        return "", ""
    bare = _PLACE.sub("", text)
    if _is_path(bare):
        return "path", bare
    if _SYMBOL.fullmatch(text) and _SHAPED.search(text) and not _FILE.fullmatch(text):
        return "symbol", text
    return "", ""


def _is_path(text: str) -> bool:
    if text.endswith(")") and "/" not in text:
        return False
    if not _PATH.fullmatch(text) or _NO_PATH.search(text):
        return False
    last = text.rstrip("/").rpartition("/")[2]
    if "/" in text.strip("/"):
        return bool(_FILE.fullmatch(last)) or "." not in last or last.startswith(".")
    return bool(_FILE.fullmatch(text)) and not text.startswith(".")


def _titles(tree: BlockTree) -> list[tuple[int, tuple[str, ...]]]:
    """Where each section begins, and its headings from the outermost."""
    found: list[tuple[int, tuple[str, ...]]] = []
    above: list[tuple[int, str]] = []
    for section in tree.sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        above.append((section.level, section.title))
        found.append((section.span.start, tuple(title for _, title in above)))
    return found
