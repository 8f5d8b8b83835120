"""`### [Entity 1]`, `### {title of option 1}`, `### Requirement: <name>`: a heading to be named.

Every such section is a group: the document has one for each thing that it names.
"""

from designdoc.source.regex import regex
from designdoc.template.names import without_suffix
from designdoc.template.schema import Hole

_NUMBER = regex(r"[\s#_-]*(?:\d{1,4}|N|X)\b")
_EDGES = " \t*_:：-–—\"'.、"


def read(title: str, holes: tuple[Hole, ...]) -> tuple[str, str] | None:
    """The stem of a heading that is a hole or ends in one, and the reason."""
    if not holes:
        return None
    rest = title
    for hole in holes:
        rest = rest.replace(hole.written, "\0", 1)
    fixed = rest.replace("\0", "").strip(_EDGES)
    because = f"the heading is a hole '{holes[0].written}'"
    if not fixed:
        words = _NUMBER.sub("", holes[0].text).strip(_EDGES) or holes[0].text
        return (words if words.strip(".…=") else "item"), because
    head = rest.split("\0", 1)[0]
    if head.strip() and head.rstrip().endswith((":", "：", "-", "–", "—")):
        return without_suffix(_NUMBER.sub("", head).strip(_EDGES)), because
    return None
