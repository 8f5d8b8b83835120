"""`<!-- This is an optional element. Feel free to remove. -->`, "This section is optional."

The words stand before the element or inside the section.
"""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import PresenceConvention, Said

_OPTIONAL = regex(
    r"\b(?:this|these)(?: \w+){0,2}? (?:is|are) (?:an? )?optional\b"
    r"|^\W*optional\b(?!ly)"
    r"|\bfeel free to (?:remove|delete|omit|skip)"
    r"|\b(?:may|can) be (?:removed|deleted|omitted|skipped|left out)"
    r"|\b(?:delete|remove) this (?:entire |whole )?section\b"
    r"|この(?:セクション|章|節|項目)は(?:任意|省略可)|不要な場合は?(?:、)?削除|省略(?:可能|してもよい|可)",
    re.IGNORECASE,
)
ELEMENT = regex(r"\b(?:these|this) (?:\w+ )*(?:elements?|parts?|blocks?)\b", re.IGNORECASE)
_QUICK = ("optional", "feel free", "may be", "can be", "delete", "remove", "この", "省略", "不要")


def read(text: str) -> Said | None:
    """What a comment or a sentence of guidance says."""
    lower = text.casefold()
    if not any(word in lower for word in _QUICK):
        return None
    match = _OPTIONAL.search(text)
    return Said("optional", f"'{match.group().strip()}'") if match else None


CONVENTION = PresenceConvention("optional beside it", read)
