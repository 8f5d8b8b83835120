"""Components: what each is responsible for, offers, depends on, and which code it is."""

import re
from collections.abc import Iterator

from designdoc.markdown import Fence
from designdoc.model.cards import Card, cards
from designdoc.model.facts import Component, Entry, Form, TypeDefinition
from designdoc.model.marks import leading, paths, plain_name
from designdoc.model.pieces import pieces
from designdoc.model.readers.types import types_of
from designdoc.model.region import Region
from designdoc.model.slots import COMPONENT
from designdoc.model.values import is_nothing
from designdoc.source.regex import regex

_STEM = regex(
    r"^\s*(?:(?:major |main |core )?component|module|service|コンポーネント|モジュール|Компонент)"
    r"\s*[#№]?\s*(?:\d+|[A-Z])?\s*(?:[:：.]|[-–—]{1,2}(?=\s))\s*(?=\S)",
    re.IGNORECASE,
)
_TAIL = regex(r"\s*[(（]\s*[`\w./@{}*:-]*[./][`\w./@{}*:-]*\s*[)）]\s*$")


def read_components(region: Region) -> Iterator[Component | TypeDefinition | Form]:
    """The components of a region, and the types that their interfaces define."""
    for card in cards(region, COMPONENT):
        if isinstance(card, Form):
            yield card
        elif card.title and not (card.part is None and not _says_something(card)):
            yield _component(card)
            yield from (Form(span) for span in card.values.forms)
            yield from (Form(e.span) for e in card.of("dependencies") if is_nothing(e.text))
    for block in region.all_blocks():
        for piece in pieces(block):
            if isinstance(piece, Fence):
                yield from types_of(region.tree, piece)


def _says_something(card: Card) -> bool:
    return bool(card.values.slots or card.values.rest)


def _component(card: Card) -> Component:
    identifier, title = leading(plain_name(card.title))
    name = _TAIL.sub("", _STEM.sub("", title, count=1)).strip(" `:：-–—") or title
    responsibilities = card.of("responsibilities")
    if card.part is None and not responsibilities:
        # `- **Tokenizer**: splits text`: the words after the name say what it does.
        responsibilities = tuple(card.values.loose)
    dependencies = [entry for given in card.of("dependencies") for entry in _names(given)]
    code = [Entry(path, card.span) for path in paths(card.title)]
    code += [Entry(path, e.span) for e in card.of("code") for path in paths(e.text) or [e.text]]
    return Component(
        identifier,
        name,
        card.span,
        responsibilities,
        card.of("interface"),
        tuple(dependencies),
        tuple(code),
    )


def _names(entry: Entry) -> Iterator[Entry]:
    """`A, B, C` as three entries; a sentence stays whole; "None (pure)" names nothing."""
    if is_nothing(entry.text) or _NONE.match(entry.text):
        return
    parts = list(_split(entry.text)) if len(entry.text) < _LONGEST_LIST else [entry.text]
    if len(parts) > 1 and all(len(part.split()) <= _LONGEST_NAME for part in parts):
        yield from (Entry(part, entry.span) for part in parts)
    else:
        yield entry


def _split(text: str) -> Iterator[str]:
    """The parts between commas that stand in no bracket."""
    depth = start = 0
    for index, character in enumerate(text):
        depth += (character in "([{（") - (character in ")]}）")
        if character in ",、;；" and depth <= 0:
            yield from filter(None, [text[start:index].strip()])
            start = index + 1
    yield from filter(None, [text[start:].strip(" .。")])


_NONE = re.compile(r"(?:none|n/?a|なし|нет)\b\s*[(（,、.;:–—-]", re.IGNORECASE)
_LONGEST_LIST = 2000  # characters of a list of names
_LONGEST_NAME = 6  # words of one name with its remark
