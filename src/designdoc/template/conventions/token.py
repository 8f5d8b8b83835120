"""`NNNN`, `TXXX`, `#XXX`, `YYYY-MM-DD`, `ONE_TO_TWO_SENTENCES`: a token that stands for a value.

`TBD` and dots are holes only where they are the whole value: within a sentence they are words.
"""

from collections.abc import Iterator

from designdoc.source.regex import regex
from designdoc.template.convention import Found, HoleConvention
from designdoc.template.reading import BLANK, Text

DATE = (
    r"(?:[Yy]{4}([-/.])[Mm]{2}\1[Dd]{2}|[Dd]{2}([-/.])[Mm]{2}\2[Yy]{4}|[Mm]{2}/[Dd]{2}/[Yy]{4}"
    r"|[Yy]{4}年[Mm]{2}月[Dd]{2}日)"
)
_TOKEN = regex(
    rf"(?<![A-Za-z0-9_])(?:{DATE}|N{{3,6}}|[A-Z]?#?X{{3,6}}|#{{3,}}"
    rf"|[A-Z]{{1,30}}+(?:_[A-Z]{{1,30}}+){{2,20}}+)"
    r"(?![A-Za-z0-9_-])"
)
_WHOLE = regex(r"[\s*_\"'`]*(TBD|TBA|TODO|\.{3,}|…+|\?{2,}|未定)[\s*_\"'`]*")


def find(text: Text) -> Iterator[Found]:
    """Tokens of a text, or the text itself when all of it is one."""
    shown = text.shown
    whole = _WHOLE.fullmatch(shown)
    if whole:
        yield Found(whole.start(1), whole.end(1), whole.group(1))
        return
    for match in _TOKEN.finditer(shown):
        if BLANK not in match.group():
            yield Found(match.start(), match.end(), match.group())


CONVENTION = HoleConvention("token", find)
