"""Alternatives: what was weighed, what speaks for and against it, why it was not taken."""

import re
from collections.abc import Iterator, Sequence

from designdoc.model.cards import Card, cards
from designdoc.model.entries import entries
from designdoc.model.facts import Alternative, Entry, Form
from designdoc.model.marks import plain_name
from designdoc.model.region import Region
from designdoc.model.slots import ALTERNATIVE
from designdoc.model.values import is_nothing
from designdoc.source.regex import regex

_STEM = regex(
    r"^\s*(?:alternative|option|approach|代替案|選択肢|案|Альтернатива|Вариант)"
    r"\s*[#№]?\s*(?:\d+|[A-Z])?\s*(?:[:：.]|[-–—]{1,2}(?=\s))\s*(?=\S)",
    re.IGNORECASE,
)
_FOR = regex(r"(?:good|pro|advantage|利点)\b[^:：,、]{0,20}[:：,、]", re.IGNORECASE)
_AGAINST = regex(r"(?:bad|con|disadvantage|欠点)\b[^:：,、]{0,20}[:：,、]", re.IGNORECASE)


def read_alternatives(region: Region) -> Iterator[Alternative | Form]:
    """The alternatives of a region; prose without any form is one alternative without a name."""
    found = list(cards(region, ALTERNATIVE))
    for card in found:
        if isinstance(card, Form):
            yield card
        else:
            yield from _alternative(card)
    if not found:
        words = [entry for entry in entries(region) if entry.text]
        if words and not is_nothing(words[0].text):
            yield Alternative("", words[0].span, tuple(words))


def _alternative(card: Card) -> Iterator[Alternative | Form]:
    pros, cons, rest = _good_and_bad(card.values.loose)
    if not (card.title or rest) or is_nothing(card.title or rest[0].text):
        return
    yield Alternative(
        _STEM.sub("", plain_name(card.title), count=1),
        card.span,
        (*card.of("overview"), *rest),
        (*card.of("pros"), *pros),
        (*card.of("cons"), *cons),
        card.of("reason"),
    )
    for span in card.values.forms:
        yield Form(span)


def _good_and_bad(
    given: Sequence[Entry],
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """`Good, because …` and `Bad, because …` apart from the rest."""
    pros: list[Entry] = []
    cons: list[Entry] = []
    rest: list[Entry] = []
    for entry in given:
        into = pros if _FOR.match(entry.text) else cons if _AGAINST.match(entry.text) else rest
        into.append(entry)
    return pros, cons, rest
