"""Identifiers that documents give to their items, and the places that cite them.

An identifier is defined where it begins an item, cell, heading or bold label, and cited
anywhere else: alone, in lists (``FR-1, 2``), in ranges (``FR-1–FR-3``), or of another document
(``other.md#FR-2``, ``user-auth/FR-1``). It belongs to its document.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from designdoc.model.offsets import Offsets
from designdoc.model.terms import terms
from designdoc.source import Span
from designdoc.source.regex import regex

MAX_RANGE = 200  # identifiers that one range may stand for

# Kinds by their pattern; the first that matches names the kind.
PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "requirement",
        r"N?FR(?:-[A-Z]{2,12})?-?\d+(?:\.\d+)*[a-z]?|REQ(?:-[A-Z]{2,10})?-?\d+(?:\.\d+)*|R-?\d{1,3}(?:\.\d+)*",
    ),
    ("criterion", r"AC(?:-[A-Z]{2,12})?-?\d+(?:\.\d+)*[a-z]?|SC-\d+"),
    ("story", r"US-?\d+(?:\.\d+)*"),
    ("risk", r"RISK-\d+"),
    ("test", r"(?:TC|UT|IT|PT)-\d+(?:\.\d+)*"),
    ("goal", r"(?:NG|G)-\d+"),
    ("decision", r"ADR-\d+"),
    ("task", r"T\d{3}\b|TASK-\d+"),
)
KINDS: tuple[str, ...] = (*(kind for kind, _ in PATTERNS), "component")
"""The kinds that a configuration may have its own expressions for."""
_NOT_BEFORE = r"(?<![A-Za-z0-9_\-])(?<![A-Za-z0-9]\.)"
_NOT_AFTER = r"(?![A-Za-z0-9_]|-[A-Za-z0-9]|\.\d)"
_MARKERS = regex(r"\s*(?:(?:[-*+>]|\d{1,9}[.)]|#{1,6})\s+)*(?:\[[ xX]\]\s*)?[\s*_`\[(【「~\"']*")
_SHORT = regex(r"[RT]-?\d")
_LABEL_END = regex(r"[*_`\])】」~\"'\s]*(?:$|[:：.)\]|—–-])")
_PATH = regex(r"(?P<path>(?:[\w.\-]+/)*[\w.\-]+)(?:\.md#|\.md:|/|#)$")
_RANGE = regex(r"\s?(?:–|—|-|~|〜|～|\.\.\.?|…|to|through|から)\s?")
_NEXT = regex(r"\s?(?:,\s?(?:and|or)\s|,|、|/|&|and|or|および|と)\s?")
# A number that goes on a list, and not the next thing said: `FR-1, 3 retries`.
_NUMBER = regex(
    r"\d+(?![0-9_%件回秒分個つ人台行]|\.\d|-[A-Za-z0-9])"
    r"(?!\s?(?!(?:and|or|to|are|is|was|in|for|of|with|from|through|by|on|via|as)\b)[A-Za-z])"
)
_SPLIT = regex(r"(?P<stem>.*?)(?P<number>\d+)(?P<letter>[a-z]?)$", re.DOTALL)
_PATH_WINDOW = 120


class Identifier(Struct, frozen=True):
    """An identifier where it stands; ``kind`` is that of the pattern that knew it."""

    id: str
    kind: str
    span: Span


class Citation(Struct, frozen=True):
    """A mention of an identifier. ``document`` names another document as written, or is empty;
    ``implied``: the text holds only its number or the range around it.
    """

    id: str
    kind: str
    span: Span
    document: str = ""
    implied: bool = False


class Patterns(Struct, frozen=True):
    """Compiled patterns: which texts are identifiers, and of which kind."""

    matcher: re.Pattern[str]
    kinds: tuple[str, ...]
    expressions: tuple[str, ...] = ()

    def kind(self, match: re.Match[str]) -> str:
        """The kind of the pattern that matched."""
        return self.kinds[(match.lastindex or 1) - 1]

    def kind_of(self, written: str) -> str | None:
        """The kind of an identifier by itself; None for a text that is none."""
        match = self.matcher.fullmatch(written)
        return self.kind(match) if match else None


def patterns(own: tuple[tuple[str, str], ...] | None = None) -> Patterns:
    """The patterns in use: the team's own pairs of kind and expression, as ``expressions.checked``
    gives them, in place of the usual ones of their kinds.
    """
    return _patterns(terms().identifiers if own is None else own)


@lru_cache(maxsize=64)
def _patterns(own: tuple[tuple[str, str], ...]) -> Patterns:
    replaced = {kind for kind, _ in own}
    pairs = [*own, *((kind, pattern) for kind, pattern in PATTERNS if kind not in replaced)]
    kinds, expressions = zip(*pairs, strict=True)
    joined = "|".join(f"({expression})" for expression in expressions)
    return Patterns(re.compile(f"{_NOT_BEFORE}(?:{joined}){_NOT_AFTER}"), kinds, expressions)


def leading(text: str, base: int = 0, known: Patterns | None = None) -> Identifier | None:
    """The identifier at the start of an item, cell, heading or label, markers aside."""
    known = known or patterns()
    marker = _MARKERS.match(text)
    match = known.matcher.match(text, marker.end() if marker else 0)
    if match is None or _goes_on(text, match, known):
        return None
    if _SHORT.match(match[0]) and not _LABEL_END.match(text, match.end()):
        return None  # `R2 bucket` names a product
    return Identifier(match[0], known.kind(match), Offsets(text, base).span(*match.span()))


def citations(text: str, base: int = 0, known: Patterns | None = None) -> tuple[Citation, ...]:
    """Every identifier that a text names, in order, ranges and lists written out."""
    known = known or patterns()
    places = Offsets(text, base)
    return tuple(_citations(text, known, places))


def _citations(text: str, known: Patterns, places: Offsets) -> Iterator[Citation]:
    previous: tuple[re.Match[str], str] | None = None
    for match in known.matcher.finditer(text):
        path = _PATH.search(text, max(0, match.start() - _PATH_WINDOW), match.start())
        document = path["path"] if path and not known.matcher.fullmatch(path["path"]) else ""
        if previous and not document:
            first, document_before = previous
            between = text[first.end() : match.start()]
            if _RANGE.fullmatch(between):
                yield from _between(first[0], match, known, places, document_before)
                document = document_before
        yield Citation(match[0], known.kind(match), places.span(*match.span()), document)
        yield from _numbers_after(text, match, known, places, document)
        previous = match, document


def _between(
    first: str, last: re.Match[str], known: Patterns, places: Offsets, document: str
) -> Iterator[Citation]:
    """The identifiers inside ``FR-1–FR-5``: FR-2 to FR-4."""
    for name in _expand(first, last[0]):
        yield Citation(name, known.kind(last), places.span(*last.span()), document, implied=True)


def _numbers_after(
    text: str, match: re.Match[str], known: Patterns, places: Offsets, document: str
) -> Iterator[Citation]:
    """Bare numbers that go on a list or range: ``FR-1, 2`` and ``FR-1–3``."""
    last, at = match[0], match.end()
    split = _SPLIT.match(match[0])
    while split:
        joint = _RANGE.match(text, at)
        ranged = joint is not None
        joint = joint or _NEXT.match(text, at)
        number = _NUMBER.match(text, joint.end()) if joint else None
        if number is None or not _plausible(split["number"], number[0]):
            return
        width = len(split["number"]) if split["number"].startswith("0") else 0
        name = split["stem"] + number[0].zfill(width)
        span = places.span(*number.span())
        for inner in _expand(last, name) if ranged else ():
            yield Citation(inner, known.kind(match), span, document, implied=True)
        yield Citation(name, known.kind(match), span, document, implied=True)
        last, at = name, number.end()


def _plausible(first: str, following: str) -> bool:
    """A number that goes on a list is near and larger: in ``FR-1, 200 ms`` it is neither."""
    return 0 < int(following) - int(first) < 50 and len(following) <= max(2, len(first))


def _expand(first: str, last: str) -> Iterable[str]:
    one, other = _SPLIT.match(first), _SPLIT.match(last)
    if not one or not other or one["stem"] != other["stem"] or one["letter"] or other["letter"]:
        return ()
    start, end = int(one["number"]), int(other["number"])
    if not 0 < end - start <= MAX_RANGE:
        return ()
    width = len(one["number"]) if one["number"].startswith("0") else 0
    return (one["stem"] + str(number).zfill(width) for number in range(start + 1, end))


def _goes_on(text: str, match: re.Match[str], known: Patterns) -> bool:
    """Whether a range or list begins here: it cites, it does not define."""
    joint = _RANGE.match(text, match.end()) or _NEXT.match(text, match.end())
    if joint is None:
        return False
    if known.matcher.match(text, joint.end()):
        return True
    return (
        not any(char.isspace() for char in joint[0])
        and text[joint.end() : joint.end() + 1].isdigit()
    )
