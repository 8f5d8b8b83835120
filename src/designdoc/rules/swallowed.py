"""What an unclosed fence or comment hides: the sections below it are there, only not to be seen.

DD003 is the one finding of that cause; rules about absence ask here before they add others.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from designdoc.document import BoundSection, Document
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.template.names import key
from designdoc.template.schema import Section

_HEADING = regex(r"^ {0,3}#{1,6}[ \t]+(\S.*)$", re.MULTILINE)


def swallowed(document: Document) -> tuple[Span, ...]:
    """The fences and comments that are never closed, in order."""
    tree = document.tree
    spans = [fence.span for fence in tree.fences if fence.fenced and not fence.closed]
    spans += [comment.span for comment in tree.comments if not comment.closed]
    return tuple(sorted(spans))


def hidden(document: Document) -> Callable[[Section], bool]:
    """Tells whether a section of the template stands, or may stand, in the unclosed block."""
    texts = [document.source.slice(span) for span in swallowed(document)]
    names = {key(match.group(1)) for text in texts for match in _HEADING.finditer(text)}

    def is_hidden(form: Section) -> bool:
        if not names:
            return False
        return form.repeat is not None or form.variable or key(form.name) in names

    return is_hidden


def begins_in(blocks: Sequence[Span], section: BoundSection) -> bool:
    """Whether an unclosed block begins in the section's own text."""
    if not blocks:
        return False
    body = section.part.body
    at = bisect_left(blocks, (body.start, 0))
    return at < len(blocks) and blocks[at].start < max(body.end, body.start + 1)
