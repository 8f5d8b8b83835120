"""An independent reading of headings, line by line, to compare designdoc's with.

It shares no code with designdoc and knows only what a person sees: ATX and underlined headings
outside fences and comments, with case, numbering and suffixes aside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r"(\s*(?:[-*+>]\s+)*)(`{3,}|~{3,})(.*)$")
_BREAKS_PARAGRAPH = re.compile(r"\s*(?:[-*+>#|<]|\d+[.)]\s|$)")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[A-Z][.)]|[ivxIVX]+[.)]|\(\d+\))\s+")
_SUFFIX = re.compile(r"\s*[*_]*[(\[][^()\[\]]*[)\]][*_]*\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A heading as the scan sees it."""

    line: int
    level: int
    title: str
    name: str  # the title as it is compared


def scan(text: str) -> Iterator[Scanned]:
    """The headings of a file, in order."""
    lines = text.replace("\r\n", "\n").split("\n")
    fence = ""
    in_comment = False
    before = ""
    for number, line in enumerate(lines, 1):
        if in_comment:
            in_comment = "-->" not in line
            before = ""
            continue
        if fence:
            closes = re.match(rf"\s*(?:>\s*)*{re.escape(fence[0])}{{{len(fence)},}}\s*$", line)
            fence, before = ("" if closes else fence), ""
            continue
        mark = _FENCE.match(line)
        if mark and not (mark[2][0] == "`" and "`" in mark[3]):
            fence, before = mark[2], ""
            continue
        if re.match(r" {0,3}<!--", line):
            in_comment = "-->" not in line.split("<!--", 1)[1]
            before = ""
            continue
        if atx := _ATX.match(line):
            yield _scanned(number, len(atx[1]), atx[2] or "")
            before = ""
            continue
        if before and _UNDERLINE.match(line):
            yield _scanned(number - 1, 1 if line.strip()[0] == "=" else 2, before)
            before = ""
            continue
        before = "" if _BREAKS_PARAGRAPH.match(line) or line.startswith("    ") else line


def _scanned(line: int, level: int, words: str) -> Scanned:
    title = words.strip()
    return Scanned(line, level, title, normal(title))


def normal(title: str) -> str:
    """A name with case, numbering, suffix and marks aside."""
    text = re.sub(r"<!--.*?-->", "", _LINK.sub(r"\1", title))
    text = _NUMBER.sub("", re.sub(r"[*_`]", "", text).strip())
    text = re.sub(r"[\s:.,]+$", "", _SUFFIX.sub("", text) or text)
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
