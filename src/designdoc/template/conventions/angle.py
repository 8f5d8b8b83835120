"""`<URL>`, `**<Diagram or Table>**`: words in angle brackets that are no HTML and no address."""

import re
from collections.abc import Iterator

from designdoc.source.regex import regex
from designdoc.template.convention import Found, HoleConvention
from designdoc.template.reading import Text

_ANGLE = regex(r"(?<![<\\\w])<(?![<!/])([^\W\d_][^<>\ue000]{0,400})>(?!>)")


def find(text: Text) -> Iterator[Found]:
    """Angle holes of a text."""
    for match in _ANGLE.finditer(text.shown):
        words = match.group(1).strip()
        if "://" in words or re.fullmatch(r"\S+@\S+\.\S+", words):
            continue
        yield Found(match.start(), match.end(), words)


CONVENTION = HoleConvention("angle", find)
