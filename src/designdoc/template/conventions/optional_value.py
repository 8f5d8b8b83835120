"""`* Vision: *if applicable* [Name](…)`, `- **Notes**: [Optional: more]` in a field's value."""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import PresenceConvention, Said

_HEAD = regex(
    r"[\s*_(\[{<!\-\"'`（［【]*(?:(?:if|when|where|as) (?:applicable|any|available|needed|relevant)"
    r"|leave (?:it |this )?(?:empty|blank)|optional(?!ly)|任意|省略可|該当する場合|ある場合)"
    r"(?![^\W_]|-)",
    re.IGNORECASE,
)
_TAIL = regex(
    r"\byou (?:can|may) leave (?:it|this) (?:empty|blank)\b"
    r"|, (?:if|when|where) (?:applicable|any|available|needed|relevant)[)\]}>）］】\s]*$"
    r"|[(\[（［【](?:optional|(?:if|when|where|as) (?:applicable|any|available|needed|relevant)"
    r"|任意|省略可)[)\]）］】][\s*_.\"']*$",
    re.IGNORECASE,
)
_MAX = 200  # characters of a value that its tail may take


def read(value: str) -> Said | None:
    """What the head or the bracketed tail of a value says."""
    match = _HEAD.match(value) or _TAIL.search(value[-_MAX:])
    return (
        Said("optional", f"'{match.group().strip(' *_([{<!-,')}' in the value") if match else None
    )


CONVENTION = PresenceConvention("optional in the value", read)
