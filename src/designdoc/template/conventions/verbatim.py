"""Licence and RFC 2119 paragraphs: words that must stay as they are."""

import re

from designdoc.markdown import Block, Paragraph
from designdoc.source.regex import regex
from designdoc.template.context import Context
from designdoc.template.schema import Verbatim

_KEPT = regex(
    r"\bkey ?words? [\"“'*_]*MUST\b|\bas described in (?:\[?RFC ?2119|BCP ?14)"
    r"|\b(?:is|are) licensed under\b|\bSPDX-License-Identifier\b|\bAll rights reserved\b"
    r"|^\W*(?:Copyright|©)\b|\bplaced in the public domain\b|\brights waived via\b|\bCC0\b",
    re.IGNORECASE,
)


def read(block: Block, context: Context) -> Verbatim | None:
    """A paragraph to keep, when it is a licence or the key words of requirement levels."""
    if not isinstance(block, Paragraph) or context.holes_in(block.span):
        return None
    text = context.source.slice(block.span).strip()
    match = _KEPT.search(text)
    if match is None:
        return None
    return Verbatim(text, block.span, f"'{match.group().strip()}' must stay word for word")
