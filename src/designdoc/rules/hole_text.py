"""Holes in brackets: found by their words, wherever an author left them.

A position is compared only with the holes that open with the same bracket and the same few
letters, and with near ones only as far as its closing bracket, so that the whole is linear.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from designdoc.document import Document
from designdoc.markdown import BlockTree, parse
from designdoc.rules.questions import is_question
from designdoc.source import Span
from designdoc.source.letters import may_agree
from designdoc.source.once import once
from designdoc.source.regex import regex
from designdoc.template.schema import Hole, Section, Template

_PAIRS = {"[": "]", "{": "}", "<": ">", "(": ")", "［": "］", "【": "】", "（": "）"}
_PREFIX = 6  # letters that decide whether a hole is compared at all
_WINDOW = 1200  # bytes from an opening bracket that are read
_NEAR = 92.0  # per cent of letters that agree
_NEAR_LETTERS = 12  # shorter holes are compared exactly
_MOST_NEAR = 2000  # brackets of one document that are compared by nearness
_SPACES = regex(r"\s+")
_ONE_WORD = regex(r"[\w.-]{1,14}")


class Context(Enum):
    """What a hole stands in: a hole in prose is not looked for in code."""

    PROSE = 1
    CODE = 2
    LINK = 3
    COMMENT = 4


class Pattern(Struct, frozen=True):
    """A hole of the template as it is looked for; ``home`` is the section that it must be in."""

    hole: Hole
    words: str
    home: tuple[str, ...] | None


class _Compiled(Struct, frozen=True):
    opening: re.Pattern[bytes] | None
    by_prefix: dict[tuple[Context, str], list[Pattern]]
    near: dict[tuple[Context, str], dict[str, Pattern]]
    contexts: frozenset[Context]
    comments: dict[str, Hole]


def is_bracketed(hole: Hole) -> bool:
    """Whether a hole is written in brackets, so that its words can be found anywhere."""
    return hole.written[:1] in _PAIRS and len(_normal(hole.written)) > 3


def is_one_bracket(text: str) -> bool:
    """Whether a text is one pair of brackets around words."""
    closing = _PAIRS.get(text[:1])
    return closing is not None and text.endswith(closing) and closing not in text[1:-1]


def same_words(text: str, hole: Hole) -> bool:
    """Whether a value is what the template has in its place."""
    mine = _normal(text).strip("\"'`*")
    return mine in {_normal(hole.written).strip("\"'`*"), _normal(hole.text)} and bool(mine)


def find_bracketed(document: Document) -> Iterator[tuple[Span, Hole]]:
    """The bracketed holes of the template that the document still has, with their places."""
    compiled = _compile(document.template)
    yield from _comments(document, compiled)
    if compiled.opening is None:
        return
    contexts = context_index(document)
    data = document.source.masked
    done, fuzzy = 0, 0
    for match in compiled.opening.finditer(data):
        start = match.start()
        context = contexts.at(start)
        if start < done or context not in compiled.contexts:
            continue
        window = data[start : start + _WINDOW].decode("utf-8", "ignore")
        exact = compiled.by_prefix.get((context, _prefix(window)), ())
        found = _exact(document, exact, start, window)
        near = compiled.near.get((context, window[0]))
        if found is None and near and fuzzy < _MOST_NEAR:
            fuzzy += 1
            found = _near(near, window)
        if found is not None:
            length, hole = found
            done = start + len(window[:length].encode())
            yield Span(start, done), hole


def _exact(
    document: Document, patterns: Sequence[Pattern], start: int, window: str
) -> tuple[int, Hole] | None:
    for pattern in patterns:
        length = _match_length(window, pattern.words)
        home = pattern.home
        if length and (home is None or section_at(document, start) == home):
            return length, pattern.hole
    return None


def _near(choices: Mapping[str, Pattern], window: str) -> tuple[int, Hole] | None:
    end = _closing(window)
    if end < _NEAR_LETTERS:
        return None
    words = _normal(window[:end])
    if is_question(words[1:]):
        return None
    likely = [choice for choice in choices if may_agree(words, choice, _NEAR / 100)]
    if not likely:
        return None
    from rapidfuzz import fuzz, process

    best = process.extractOne(words, likely, scorer=fuzz.ratio, score_cutoff=_NEAR)
    if best is None:
        return None
    return end, choices[best[0]].hole


def _comments(document: Document, compiled: _Compiled) -> Iterator[tuple[Span, Hole]]:
    if compiled.comments:
        for comment in document.tree.comments:
            hole = compiled.comments.get(_normal(comment.text))
            if hole is not None:
                yield comment.span, hole


@once
def _compile(template: Template) -> _Compiled:
    by_prefix: dict[tuple[Context, str], list[Pattern]] = {}
    near: dict[tuple[Context, str], dict[str, Pattern]] = {}
    comments: dict[str, Hole] = {}
    contexts = _ContextsOf(template)
    homes = _homes(template)
    for hole in template.holes:
        if hole.written.startswith("<!--"):
            comments.setdefault(_normal(hole.written[4:].removesuffix("-->")), hole)
        elif is_bracketed(hole):
            words = _normal(hole.written)[: _WINDOW // 4]
            home = homes.get(hole.span.start) if _is_common(hole) else None
            context = contexts.of(hole)
            pattern = Pattern(hole, words, home)
            by_prefix.setdefault((context, _prefix(hole.written)), []).append(pattern)
            if len(words) >= _NEAR_LETTERS:
                near.setdefault((context, words[0]), {}).setdefault(words, pattern)
    for patterns in by_prefix.values():
        patterns.sort(key=lambda pattern: -len(pattern.words))
    openings = sorted({prefix[0] for _, prefix in by_prefix})
    opening = re.compile(b"|".join(re.escape(o.encode()) for o in openings)) if openings else None
    used = frozenset(context for context, _ in by_prefix)
    return _Compiled(opening, by_prefix, near, used, comments)


def _is_common(hole: Hole) -> bool:
    """One word in `<>` or `{}` is a usual way to write of variables: it counts at home only."""
    return hole.written[0] in "<{" and bool(_ONE_WORD.fullmatch(hole.written.strip("<>{} ")))


class _ContextsOf:
    """The contexts of a template's holes; the template is parsed only once it is asked."""

    def __init__(self, template: Template) -> None:
        self.index = ContextIndex(parse(template.source))

    def of(self, hole: Hole) -> Context:
        return self.index.at(hole.span.start)


class ContextIndex:
    """Answers what a byte of a file stands in, by bisection."""

    def __init__(self, tree: BlockTree) -> None:
        self.ranges = [
            (Context.CODE, *_columns(tree.code_spans)),
            (Context.COMMENT, *_columns([comment.span for comment in tree.comments])),
            (Context.LINK, *_columns([*tree.link_spans, *tree.definition_spans])),
        ]

    def at(self, offset: int) -> Context:
        """The context of a byte."""
        for context, starts, ends in self.ranges:
            place = bisect_right(starts, offset) - 1
            if place >= 0 and offset < ends[place]:
                return context
        return Context.PROSE


def _columns(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Starts, and for each the furthest end so far: links lie within links at times."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        starts.append(start)
        ends.append(max(end, ends[-1]) if ends and ends[-1] > start else end)
    return starts, ends


@once
def context_index(document: Document) -> ContextIndex:
    """What each byte of the document stands in."""
    return ContextIndex(document.tree)


def section_at(document: Document, offset: int) -> tuple[str, ...]:
    """The path of the template's section that a byte of the document belongs to."""
    starts, paths = _section_starts(document)
    at = bisect_right(starts, offset) - 1
    return paths[at] if at >= 0 else ()


@once
def _section_starts(document: Document) -> tuple[list[int], list[tuple[str, ...]]]:
    places = sorted(
        (part.span.start, section.path)
        for section in document.bound
        for part in (section.part, *section.duplicates)
    )
    return [start for start, _ in places], [path for _, path in places]


def _homes(template: Template) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    stack: list[tuple[Section, tuple[str, ...]]]
    stack = [(section, (section.name,)) for section in template.sections]
    while stack:
        section, path = stack.pop()
        for hole in section.holes:
            found[hole.span.start] = path
        stack.extend((child, (*path, child.name)) for child in section.children)
    return found


@lru_cache(maxsize=4096)  # documents of one template share its comments
def _normal(text: str) -> str:
    """Words without case and spacing."""
    return _SPACES.sub("", text).casefold()


def _prefix(text: str) -> str:
    """The first letters, as far as a closing bracket: a hole may be shorter than the prefix."""
    letters = _normal(text[: _PREFIX * 4])[:_PREFIX]
    closing = letters.find(_PAIRS.get(letters[:1], " "))
    return letters if closing < 0 else letters[: closing + 1]


def _match_length(window: str, words: str) -> int:
    """How many characters of the window are the words, white space and case aside; or 0."""
    at = 0
    for index, char in enumerate(window):
        if char.isspace():
            continue
        folded = char.casefold()
        if not words.startswith(folded, at):
            return 0
        at += len(folded)
        if at >= len(words):
            return index + 1
    return 0


def _closing(window: str) -> int:
    """Where the bracket that opens the window closes, nested ones respected; or 0."""
    opening = window[0]
    closing = _PAIRS[opening]
    depth, at = 1, 1
    while depth:
        end = window.find(closing, at)
        if end < 0:
            return 0
        depth += window.count(opening, at, end) - 1
        at = end + 1
    return at
