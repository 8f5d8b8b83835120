"""Sections that say "not applicable", and whether they say why."""

import re
from collections.abc import Sequence

from designdoc.document.bound import NotApplicable
from designdoc.markdown import Block, BlockTree, Html, Paragraph
from designdoc.source import Span
from designdoc.source.regex import regex

_NOT_APPLICABLE = regex(
    r"^[\s*_(\[]*(?:n\s*/\s*a|n\.a\.|not\s+applicable|does\s+not\s+apply|該当\s*なし|該当しない|適用外"
    r"|適用なし)(?![\w/])[\s*_)\]]*",
    re.IGNORECASE,
)
_JOINT = regex(r"^[\s\-–—―:：;,.。、(（]+")
_LONGEST = 600  # characters: a longer section is an answer that begins with "Not applicable to …"


def not_applicable(tree: BlockTree, blocks: Sequence[Block]) -> NotApplicable | None:
    """Read a section's own blocks; None when it has an answer of its own."""
    content = [block for block in blocks if not isinstance(block, Html)]
    first = content[0] if content else None
    if not isinstance(first, Paragraph) or len(content) > 2:
        return None
    span = Span(first.start, content[-1].end)
    if span.end - span.start > _LONGEST:
        return None
    text = tree.text(first)
    match = _NOT_APPLICABLE.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    if len(content) > 1:
        rest += " " + tree.raw(content[1])
    return NotApplicable(first.span, _JOINT.sub("", rest).strip(" \t\r\n.)）。*_"))
