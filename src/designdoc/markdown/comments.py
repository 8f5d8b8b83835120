"""HTML comments within HTML blocks and inline HTML."""

from collections.abc import Iterable, Iterator

from designdoc.markdown.blocks import Comment
from designdoc.source import Source, Span
from designdoc.source.regex import regex

_OPEN = b"<!--"
_CLOSE = regex(rb"--!?>")


def find_comments(source: Source, spans: Iterable[Span]) -> Iterator[Comment]:
    """The comments in the given spans of HTML, in order; one that never closes is not closed."""
    data = source.masked
    done = 0
    for span in spans:
        at = data.find(_OPEN, max(span.start, done), span.end)
        while at >= 0:
            # `<!-->` and `<!--->` are empty comments; searching from 2 bytes in finds them.
            close = _CLOSE.search(data, at + 2, span.end)
            end = close.end() if close else span.end
            inner = data[at + len(_OPEN) : close.start() if close else end]
            yield Comment(at, end, inner.decode("utf-8", "replace"), close is not None)
            done = end
            at = data.find(_OPEN, end, span.end)
