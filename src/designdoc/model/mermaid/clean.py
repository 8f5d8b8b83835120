"""What mermaid.js does to a text before its grammars see it, each step in linear time.

Line endings, double quotes in HTML tags, front matter, directives, comments and entities.
"""

import html
import re
from collections.abc import Iterator

from designdoc.markdown import YamlNode, parse_yaml
from designdoc.model.mermaid.traced import Cut, Traced, traced
from designdoc.source import Span, decode
from designdoc.source.regex import regex

# White space and words as JavaScript's expressions have them.
WS = r"[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"

_FRONT = regex(rf"(?P<indent>(?:(?!\n){WS})*)---(?:(?!\n){WS})*\n")
_BLANK = regex(rf"{WS}*")
_DIRECTIVE = regex(
    rf"%%\{{{WS}*(?:\w+{WS}*:|\w+){WS}*(?:\w+|(?:(?!\}}%%)[\s\S])*)?{WS}*(?:\}}%%)?", re.ASCII
)
_CARRIAGE = regex(r"\r\n?")
_TAG = regex(r"<\w", re.ASCII)
_ATTRIBUTE = regex(r'="([^"]*)"')
_COMMENT = regex(r"[^\S\n]*%%(?!\{)[^\n]")
_ENTITY = regex(r"#(\w+);", re.ASCII)
_COLOUR = regex(r":[^\s#:]*#")

_OPEN, _CLOSE = "\ufb02\u00b0", "\u00b6\u00df"
_NUMBER = "\u00b0"


def clean(text: str) -> tuple[Traced, str]:
    """The text that a grammar reads, and what is wrong with the front matter, if anything."""
    cleaned = traced(text)
    if "\r" in text:
        cleaned = cleaned.edit((*found.span(), "\n") for found in _CARRIAGE.finditer(text))
    cleaned = _single_quotes(cleaned)
    problem = ""
    front = _front_matter(cleaned.text)
    if front:
        problem = _yaml(front[0])[1]
        cleaned = cleaned.edit([(0, front[1], "")])
    if "%%" in text:
        cleaned = cleaned.remove(_DIRECTIVE)
        cleaned = cleaned.edit(_comments(cleaned.text))
    leading = _BLANK.match(cleaned.text)
    return cleaned.edit([(0, leading.end(), "")] if leading and leading.end() else []), problem


def encode_entities(cleaned: Traced) -> Traced:
    """Hide ``#quot;`` and its like from the grammars, which would see a separator."""
    if "#" not in cleaned.text:
        return cleaned
    for word in ("style", "classDef"):
        cleaned = cleaned.edit(_style_ends(cleaned.text, word))
    return cleaned.edit(
        (*found.span(), _OPEN + (_NUMBER if found[1].isdigit() else "") + found[1] + _CLOSE)
        for found in _ENTITY.finditer(cleaned.text)
    )


def decode_entities(label: str) -> str:
    """The label with its entities as characters."""
    if _OPEN in label:
        label = label.replace(_OPEN + _NUMBER, "&#").replace(_OPEN, "&").replace(_CLOSE, ";")
    return html.unescape(label) if "&" in label else label


def inner_yaml(data: str) -> tuple[YamlNode | None, str]:
    """The YAML between ``@{`` and ``}``: a flow mapping on one line, else a block."""
    return _yaml(data + "\n" if "\n" in data else "{\n" + data + "\n}")


def _yaml(text: str) -> tuple[YamlNode | None, str]:
    data = text.encode()
    tree = parse_yaml(decode("", data), Span(0, len(data)))
    if tree.problems:
        return tree.root, tree.problems[0].message
    tagged = tree.root and next((n for n in tree.root.scalars() if n.tag.startswith("!")), None)
    return tree.root, f"unknown tag {tagged.tag}" if tagged else ""


def _front_matter(text: str) -> tuple[str, int] | None:
    """The YAML between two lines ``---``, the last indented as the first or not at all.

    The number is where the text after it begins.
    """
    first = _FRONT.match(text)
    if first is None:
        return None
    for indent in dict.fromkeys((first["indent"], "")):
        mark = f"\n{indent}---"
        at = text.find(mark, first.end())
        while at >= 0:
            blank = _BLANK.match(text, at + len(mark))
            if blank and "\n" in blank[0]:
                return text[first.end() : at], blank.start() + blank[0].rfind("\n") + 1
            at = text.find(mark, at + 1)
    return None


def _single_quotes(cleaned: Traced) -> Traced:
    """Attributes of HTML tags in single quotes: of the same length, so no offset moves."""
    text = cleaned.text
    if '="' not in text:
        return cleaned
    pieces: list[str] = []
    last = 0
    while tag := _TAG.search(text, last):
        end = text.find(">", tag.end())
        if end < 0:
            break
        pieces += (text[last : tag.start()], _ATTRIBUTE.sub(r"='\1'", text[tag.start() : end]))
        last = end
    pieces.append(text[last:])
    return Traced("".join(pieces), cleaned.origins)


def _comments(text: str) -> Iterator[Cut]:
    """Comment lines with the blank lines before them."""
    at = blank = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end + 1
        if _COMMENT.match(text, at):
            yield blank, end, ""
            blank = end
        elif not text[at:end].isspace():
            blank = end
        at = end


def _style_ends(text: str, word: str) -> Iterator[Cut]:
    """The last semicolon of each line that styles with a ``#colour``."""
    at = text.find(word)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        colour = _COLOUR.search(text, at + len(word), end)
        last = text.rfind(";", at, end)
        if colour and last >= colour.end():
            yield last, last + 1, ""
        at = text.find(word, end)
