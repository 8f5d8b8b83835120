"""`# <!-- short title -->`: a comment that stands within a line, where a value belongs."""

import re
from collections.abc import Iterator

from designdoc.source.regex import regex
from designdoc.template.convention import Found, HoleConvention
from designdoc.template.reading import Text

_COMMENT = regex(r"<!--(.*?)-->", re.DOTALL)
# A remark behind a value ("numbers of drivers can vary") is help, not a hole.
_VALUE_BEFORE = regex(r"[^\s*_:#>|-]")


def find(text: Text) -> Iterator[Found]:
    """Comments that stand where a value belongs: at the start, or behind a label."""
    if "<!--" not in text.shown:
        return
    # Without this end, a row of openings would each be searched to the end of the text.
    end = text.shown.rfind("-->") + 3
    for match in _COMMENT.finditer(text.shown, 0, end):
        words = match.group(1).strip()
        if not words or words.casefold().startswith(("designdoc:", "toc", "/toc")):
            continue
        before = text.raw[: match.start()].rstrip()
        if before.endswith((":", "：", "*", "_", ">", "=")) or not _VALUE_BEFORE.search(before):
            yield Found(match.start(), match.end(), words)


CONVENTION = HoleConvention("comment", find)
