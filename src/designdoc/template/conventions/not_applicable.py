"""`Mark as N/A with brief rationale`, `explain why, do not remove`: may be N/A, with a reason."""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import PresenceConvention, Said

_NA = regex(
    r"\b(?:mark|write|state|put|note)\b[^.\n]{0,40}\bN/?A\b"
    r"(?:[^.\n]{0,60}?\b(?:reason|rationale|why|explanation)\b)?"
    r"|\bN/?A\b[^.\n]{0,60}\b(?:reason|rationale|why|explanation)\b"
    r"|\bnot applicable\b[^.\n]{0,60}\b(?:reason|rationale|why|explain|remove)\b"
    r"|\bexplain why\b[^\n]{0,60}\bdo not (?:remove|delete)\b"
    r"|\bdo not (?:remove|delete) this section\b"
    r"|該当(?:しない|なし)[^。\n]{0,40}理由",
    re.IGNORECASE,
)
_QUICK = regex(r"N/?A\b|not applicable|do not|該当", re.IGNORECASE)


def read(text: str) -> Said | None:
    """What guidance says of a section that does not apply."""
    match = _NA.search(text) if _QUICK.search(text) else None
    if match is None:
        return None
    return Said("required", f"'{' '.join(match.group().split())}': N/A needs a reason")


CONVENTION = PresenceConvention("may be N/A", read)
