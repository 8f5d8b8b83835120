"""`<!-- This section is ... -->`: an HTML comment, also before the title and 70 lines long."""

import re

from designdoc.markdown import Comment
from designdoc.source.regex import regex
from designdoc.template.schema import Guidance

_NOT_GUIDANCE = regex(
    r"\s*(?:/?toc\b|/?\s*(?:start|end) ?toc\b|designdoc:|markdownlint-|prettier-|vale |lint\b|"
    r"spell|(?:BEGIN|END) |SPDX|copyright)",
    re.IGNORECASE,
)


def read(comment: Comment) -> Guidance | None:
    """Guidance, unless the comment speaks to a tool."""
    text = comment.text.strip()
    if not text or _NOT_GUIDANCE.match(comment.text):
        return None
    return Guidance(text, comment.span, "comment")
