"""Sections of the template that a document has as bold text, or under a joint heading.

Authors, and older versions of a template, set a question in bold at the head of a paragraph or
a list item and answer it there, or answer two at once below `Drawbacks / Alternatives`: the answer
is not missing, only its heading is.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache, partial

from msgspec import Struct

from designdoc.document import Absent, Document
from designdoc.document.similar import nearness
from designdoc.markdown import Block, BlockTree, Paragraph
from designdoc.markdown import Section as Part
from designdoc.markdown.tree import leaves
from designdoc.source import Span, recall
from designdoc.source.once import once
from designdoc.source.regex import regex
from designdoc.template.names import key

_BOLD = regex(r"(\*\*|__)(?=\S)([^*]{2,400}?)\1(.?)", re.DOTALL)
_JOINT = regex(r"\s*[/&+]\s*|\s+and\s+|[と・]")
_MOST_NEAR = 200  # labels of one section that are compared by letters
_LEAST_WORDS = 4  # of a name that counts when it is only nearly the same


class _Label(Struct, frozen=True):
    span: Span
    key: str
    alone: bool  # nothing follows it in its paragraph


def _start(label: _Label) -> int:
    return label.span.start


def as_text(document: Document, absent: Absent, within: Span | None) -> Span | None:
    """Where the absent section's name stands in bold, inside its parent or on a line of its own."""
    labels = _labels(document)
    if within is None:
        found = (label for label in labels if label.alone and label.key == key(absent.form.name))
        first = next(found, None)
        return first.span if first else None
    start = bisect_left(labels, within.start, key=_start)
    stop = bisect_left(labels, within.end, key=_start)
    wanted = key(absent.form.name)
    for label in labels[start:stop]:
        if label.key == wanted:
            return label.span
    if len(wanted.split()) >= _LEAST_WORDS:
        for label in labels[start : min(stop, start + _MOST_NEAR)]:
            if nearness(wanted, label.key) > 0:
                return label.span
    return None


def joined(document: Document, absent: Absent) -> Part | None:
    """The section of the document whose heading joins the absent one's name with another."""
    return _joined(document).get(key(absent.form.name))


@once
def _joined(document: Document) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for part in document.tree.sections:
        for name in _names(part.title[:200]):
            found.setdefault(name, part)
    return found


@lru_cache(maxsize=4096)
def _names(title: str) -> tuple[str, ...]:
    """The names that a title joins; none for a single one."""
    pieces = _JOINT.split(title)
    return tuple(map(key, pieces)) if len(pieces) > 1 else ()


@once
def _labels(document: Document) -> list[_Label]:
    """The bold text that begins a paragraph, in order."""
    tree = document.tree
    found: list[_Label] = []
    for section in tree.outline.walk():
        if section.blocks:
            span = Span(section.blocks[0].start, section.blocks[-1].end)
            own = partial(_labels_of, tree, section.blocks)
            found += recall(tree.memory, "bold labels", tree.source, span, own)
    return found


def _labels_of(tree: BlockTree, blocks: Sequence[Block]) -> tuple[_Label, ...]:
    found = []
    masked = tree.source.masked
    for leaf in (leaf for block in blocks for leaf in leaves(block)):
        if type(leaf) is Paragraph and masked[leaf.start] in b"*_":
            raw = tree.raw(leaf)
            match = _BOLD.match(raw)
            name = key(match.group(2)) if match else ""
            if match and name:
                end = leaf.start + len(raw[: match.end(2) + 2].encode())
                alone = not raw[match.end(2) + 2 :].strip(" :：\n\r")
                found.append(_Label(Span(leaf.start, end), name, alone))
    return tuple(found)
