"""`docs/adr/ADR-XXXX.md`, `src/[actual-path]`: a path of a file."""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import TypeConvention, Typed, Wording
from designdoc.template.schema import TypeKind, ValueType

_PATH = regex(r"(?:\.{0,2}/)?(?:[\w.\[\]<>{}-]{1,80}/){1,10}[\w.\[\]<>{}-]{1,80}")


def read(wording: Wording) -> Typed | None:
    """A path, when the sample has folders and ends in a file name or a hole."""
    text = wording.text.strip("\"'`*_ ")
    if "://" in text or "/" not in text or not _PATH.fullmatch(text):
        return None
    last = text.rsplit("/", 1)[1]
    if re.search(r"\.[A-Za-z]\w{0,5}$", last) or re.search(r"[\]>}]$", last):
        return Typed(ValueType(TypeKind.PATH), f"sample '{text}'")
    return None


CONVENTION = TypeConvention("path", read)
