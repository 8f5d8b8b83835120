"""Changes in meaning as a piece of HTML. No document's text becomes mark-up."""

import html
from collections.abc import Sequence

from designdoc.change.diff.documents import Told
from designdoc.output.diff_words import SIGNS, sentence
from designdoc.output.summary import plural
from designdoc.output.visible import visible
from designdoc.output.word_diff import Piece

_TAGS = {
    "label": "strong", "old": "del", "was": "del", "gone": "del",
    "new": "ins", "now": "ins", "come": "ins",
}  # fmt: skip


def fragment(changes: Sequence[Told], most: int = 0) -> str:
    """A list of the changes, or that there is none; ``most`` of them, if that is given."""
    if not changes:
        return "<p>No change in meaning.</p>"
    shown = changes[:most] if most else changes
    items = "".join(map(_item, shown))
    left = len(changes) - len(shown)
    more = f"<li>… and {plural(left, 'more change')}</li>" if left else ""
    return f'<ul class="changes">{items}{more}</ul>'


def _item(told: Told) -> str:
    words = "".join(map(_shown, sentence(told)))
    return f"<li>{SIGNS[told.change.kind]} <small>line {told.line}</small> {words}</li>"


def _shown(piece: Piece) -> str:
    text = html.escape(visible(piece.text.replace("\n", " ").replace("\t", " ")))
    tag = _TAGS.get(piece.style)
    return f"<{tag}>{text}</{tag}>" if tag and text else text
