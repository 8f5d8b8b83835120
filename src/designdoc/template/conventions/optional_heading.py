"""`#### Story 1 (Optional)`, `*(mandatory)*`, `(if applicable)`, `（任意）` behind a heading.

The suffix is no part of the name: documents keep it and strip it in equal numbers.
"""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import PresenceConvention, Said
from designdoc.template.schema import When

_TAIL = regex(r"[\s*_]*[(\[（［【]([^()\[\]（）［］【】]*)[)\]）］】][*_\s]*[:：]?\s*$")
_HEAD = regex(r"\s*[(\[（［【](optional|required|任意|必須)[)\]）］】]", re.IGNORECASE)
_OPTIONAL = regex(r"\boptional\b|任意|省略可|オプション", re.IGNORECASE)
_REQUIRED = regex(r"\b(?:mandatory|required)\b|必須", re.IGNORECASE)
_CONDITION = regex(
    r"^(?:include |only |required )?(?:if|when|where|unless)\b"
    r"|\bonly\b|\bas (?:needed|applicable)\b"
    r"|該当する場合|必要に応じて|場合のみ",
    re.IGNORECASE,
)
_MAX = 200  # characters of a heading that its suffix may take


def read(title: str) -> Said | None:
    """What the bracketed tail (or head) of a heading or label says."""
    match = _TAIL.search(title[-_MAX:]) or _HEAD.match(title)
    if match is None:
        return None
    words = match.group(1).strip()
    because = f"'{match.group().strip()}' in the heading"
    if _CONDITION.search(words):
        return Said("conditional", because, When(words))
    if _OPTIONAL.search(words):
        return Said("optional", because)
    return Said("required", because) if _REQUIRED.search(words) else None


CONVENTION = PresenceConvention("optional in the heading", read)
