"""Sentences, words and characters of a text, in Western and East Asian writing."""

import re

from designdoc.source.regex import regex

_CJK = regex(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_WORD = regex(r"[^\W_]+(?:['’.\-/_][^\W_]+)*")
_END = regex(r"[。！？｡]+|[.!?…]+|\n")
_AFTER_END = " \t\r\n\u00a0\u3000\"'”’)]*_"
_ABBREVIATION = regex(
    r"(?:^|[\s(\"'“])(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|fig|sec|ch|vol|mr|mrs|ms|dr|prof|st"
    r"|inc|ltd|co|a\.k\.a|w\.r\.t|u\.s|max|min|est|dept|[A-Z])\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 12


def sentences(text: str) -> int:
    """How many sentences a text has; one without an end mark counts as one.

    ``etc.`` ends a sentence only where a capital letter begins the next one.
    """
    count = 0
    begin = 0
    for match in _END.finditer(text):
        western = match.group()[0] in ".!?…"
        if western and text[match.end() : match.end() + 1].strip(_AFTER_END):
            continue  # `1.2`, `example.com`
        if match.group()[0] == "." and _is_abbreviation(text, match):
            continue
        if _has_words(text, begin, match.start()):
            count += 1
        begin = match.end()
    return count + (1 if _has_words(text, begin, len(text)) else 0)


def words(text: str) -> int:
    """How many words a text has; two East Asian characters count as one word."""
    if text.isascii():
        return len(_WORD.findall(text))
    asian = len(_CJK.findall(text))
    western = len(_WORD.findall(_CJK.sub(" ", text)))
    return western + (asian + 1) // 2


def characters(text: str) -> int:
    """How many characters a text has, line breaks aside."""
    return len(text.replace("\n", " ").strip())


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    head = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    found = _ABBREVIATION.search(head)
    if not found:
        return False
    following = text[match.end() : match.end() + 3].strip(" \"'“(")
    ends_often = found.group().strip(" (\"'“").casefold() in {"etc", "inc", "co", "no", "ltd"}
    return not following[:1].isupper() or not ends_often


def _has_words(text: str, start: int, end: int) -> bool:
    return bool(_LETTER.search(text, start, end))


_LETTER = regex(r"\w")
