"""`# Your short, descriptive title`, `# Feature name`, `# Insert a title`: it asks for one."""

import re
from collections.abc import Iterator

from designdoc.source.regex import regex
from designdoc.template.convention import Found, HoleConvention
from designdoc.template.reading import BLANK, Text

_YOUR = regex(r"\b[Yy]our\s+[^\ue000]*\S$")
_NAME = regex(
    r"(?:(?:the|feature|project|proposal|document|design|system|service|rfc|adr|short|product)\s+)*"
    r"(?:name|title)|title of (?:the|this|your) \w+|機能名|タイトル|プロジェクト名",
    re.IGNORECASE,
)
_TELLS = regex(
    r"\s*(?:replace|insert|enter|write|put|choose|give)\b[^\ue000]*\b(?:title|name)\b[^\ue000]*",
    re.IGNORECASE,
)
_MAX = 300


def find(text: Text) -> Iterator[Found]:
    """The sample words of a title, from "Your" to its end, or all of it."""
    shown = text.shown
    if len(shown) > _MAX:
        return
    match = _TELLS.fullmatch(shown) or _YOUR.search(shown)
    if match:
        yield Found(match.start(), match.end(), match.group())
        return
    start = shown.rfind(": ") + 2 if ": " in shown else 0
    words = shown[start:].strip()
    if _NAME.fullmatch(words) and BLANK not in words:
        yield Found(start, start + len(shown[start:].rstrip()), words)


CONVENTION = HoleConvention("sample title", find)
