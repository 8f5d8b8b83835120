"""What changed in meaning for a comment on a pull request. No document's text becomes mark-up."""

import html
from collections.abc import Iterator, Sequence

from designdoc.change.diff.documents import DocumentDiff, Told
from designdoc.output.diff_words import SIGNS, count, headline, sentence
from designdoc.output.markdown import escaped
from designdoc.output.summary import plural
from designdoc.output.visible import one_line
from designdoc.output.word_diff import Piece

_ROOM = 55_000  # characters; forges refuse a comment of more than about 65,000
_TAGS = {
    "label": "strong", "old": "del", "was": "del", "gone": "del",
    "new": "ins", "now": "ins", "come": "ins",
}  # fmt: skip


def render_markdown(documents: Sequence[DocumentDiff]) -> Iterator[str]:
    """A heading, and a list of changes for each document, as long as there is room."""
    if not documents:
        yield "## designdoc: no change in meaning\n"
        return
    number = f"{plural(count(documents), 'change')} in {plural(len(documents), 'document')}"
    yield f"## designdoc: {number}\n\n"
    room = _ROOM
    for at, document in enumerate(documents):
        for line in _document(document):
            room -= len(line)
            if room < 0:
                yield f"\n… and more: {plural(len(documents) - at, 'document')} from here on.\n"
                return
            yield line


def _document(document: DocumentDiff) -> Iterator[str]:
    told = headline(document)
    yield f"### <code>{html.escape(one_line(document.path))}</code>"
    yield (f" {escaped(told)}" if told else "") + "\n\n"
    for each in document.changes:
        yield _change(each)
    if document.changes:
        yield "\n"


def _change(told: Told) -> str:
    words = "".join(_shown(piece) for piece in sentence(told))
    sign = {"-": "−", "+": "+", "~": "±"}.get(SIGNS[told.change.kind], "→")
    return f"- {sign} line {told.line}: {words}\n"


def _shown(piece: Piece) -> str:
    lead = " " if piece.text[:1].isspace() else ""
    tail = " " if piece.text[-1:].isspace() else ""
    text = escaped(piece.text)
    tag = _TAGS.get(piece.style)
    if not text:
        return lead
    return f"{lead}<{tag}>{text}</{tag}>{tail}" if tag else f"{lead}{text}{tail}"
