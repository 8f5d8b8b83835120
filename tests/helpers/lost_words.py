"""Which words of a document are in no fact: an independent look at "nothing is lost"."""

import re
from collections.abc import Iterator
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TARGET = re.compile(
    r"(?<=\])\(\s*[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\s*\)"
    r"|(?<=\])\[[^\]\n]*\]|\[\^[^\]\n]+\]:?"
)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_RULE = re.compile(r"^[\s>]*\|?[\s:|-]*-[\s:|-]*$")
_ENTITY = re.compile(r"&#?\w+;")
_FORM = re.compile(
    r"^\s*(?:[-*+>]\s+|\d+[.)]\s+)*(?:\[[ xX]\]\s+)?[*_]*([^:*_|\[\]]{1,60})[*_]*"
    r"(?:[:：](?!//)|\s\()"
)


# of a task box, of "N/A", and the labels that are keys of the model
_MARKS = {"x", "X", "n", "N", "a", "A", "Not", "applicable", "Pros", "Cons", "Advantages",
          "Disadvantages", "Mitigation", "Responsibilities", "Dependencies", "責務", "依存関係",
          "対策", "none", "None", "該当なし", "なし"}  # fmt: skip


def lost_words(text: str, model: dict[str, Any]) -> Iterator[tuple[int, list[str]]]:
    """Lines with words that no string of the model holds; headings and column names aside."""
    kept = {
        word
        for string in strings(model)
        for text_ in (string, re.sub(r"[`*\]\[]", "", string))
        for word in _WORD.findall(text_)
    }
    plain = text
    for hidden in (_COMMENT, _TARGET):
        plain = hidden.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), plain)
    lines = plain.splitlines()
    for number, line in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        if re.match(r"[\s>*-]*(?:#{1,6}\s|`{3}|~{3})", line) or _RULE.match(line):
            continue
        if _RULE.match(following) and ("|" in line or set(following.strip()) <= {"-", "="}):
            continue
        label = _FORM.match(line)
        rest = _ENTITY.sub(" ", line[label.end() :] if label else line)
        tagless = _TAG.sub("", rest)
        variants = (
            _TAG.sub(" ", rest),
            tagless,
            re.sub(r"[`*]", "", tagless),
            re.sub(r"[`*\]\[]", "", rest),
        )
        lost = min((_missing(variant, kept) for variant in variants), key=len)
        if lost:
            yield number, lost


def _missing(line: str, kept: set[str]) -> list[str]:
    return [
        word
        for word in _WORD.findall(line)
        if word not in kept and not word.isdigit() and word not in _MARKS
    ]


def strings(value: Any) -> Iterator[str]:
    """Every string of a JSON value, keys left out."""
    stack = [value]
    while stack:
        inner = stack.pop()
        if isinstance(inner, str):
            yield inner
        elif isinstance(inner, dict):
            stack.extend(inner.values())
        elif isinstance(inner, list):
            stack.extend(inner)
