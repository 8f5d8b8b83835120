"""Whether words speak to the author rather than to the reader."""

import re

from designdoc.source.regex import regex

_IMPERATIVE = (
    "add|answer|briefly|clarify|cover|consider|define|delete|describe|detail|discuss|document|"
    "enter|enumerate|explain|fill|focus|give|highlight|identify|include|indicate|insert|link to|"
    "list|mention|note any|outline|pick|provide|record|remove|replace|show|specify|state|"
    "summari[sz]e|sketch|tell|think about|use this|write|do not|don't|make sure|ensure that|"
    "feel free|keep this|try to|if applicable|optional"
)
_SPEAKS = regex(
    rf"^\W*(?:{_IMPERATIVE})\b"
    r"|^\W*(?:what|why|how|who|when|which|where|are there|is there|does|do|will|can)\b[^\n]*\?"
    r"|\byou(?:r|'re)?\b"
    r"|\bthis (?:section|document|paragraph|table|list) (?:should|must|is (?:for|about|the))\b"
    r"|\bone[- ](?:paragraph|sentence)\b|\bplease\b|\bfill\b[^.\n]{0,20}\b(?:only )?if\b"
    r"|\bdelete everything\b|\bthe author\b"
    r"|(?:して|を)?ください|記述(?:する|します|。|$)|記載(?:する|します|。|$)|説明(?:する|します|。|$)",
    re.IGNORECASE,
)


def speaks(text: str) -> bool:
    """Whether a paragraph tells or asks the author something."""
    return bool(_SPEAKS.search(text[:2000]))
