"""Requirements as sentences with places: what the rules on wording (DD3xx) read.

Code, links' targets, comments and quoted words are blanked out, byte for byte: they are names and
examples, not what the author promises.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from designdoc.checking.subject import Subject
from designdoc.markdown import BlockTree
from designdoc.model.facts import QualityRequirement, Requirement
from designdoc.rules.holes import is_hole
from designdoc.source import Span
from designdoc.source.regex import regex

_QUOTED = regex(r'"[^"\n]{1,80}"|“[^”\n]{1,80}”|「[^」\n]{1,80}」|『[^』\n]{1,80}』')
_TARGET = regex(r"\]\([^()\s]{1,300}\)")
_BELOW = regex(r"\n\s*\n|\n\s*(?:[-*+]|\d{1,9}[.)])\s")
_NAME = b"\x1a"  # stands for a byte of code or of quoted words: something, but no word
_END = regex(r"[.!?](?=[\s*_)\"”]|$)|[。！？]|[|｜]|\n\s*\n|\n\s*(?:[-*+]|\d{1,9}[.)])\s")
_ABBREVIATION = regex(r"(?:\b(?:e\.g|i\.e|etc|vs|approx|cf|Fig|No)|\b[A-Za-z])$")


class Passage(Struct, frozen=True, dict=True):
    """A run of a document's bytes and its text, in which what is no wording is blank."""

    span: Span
    text: str

    def at(self, start: int, end: int) -> Span:
        """The bytes of a range of the text."""
        if self._plain:
            return Span(self.span.start + start, self.span.start + end)
        before = len(self.text[:start].encode())
        first = self.span.start + before
        return Span(first, first + len(self.text[start:end].encode()))

    @cached_property
    def _plain(self) -> bool:
        return self.text.isascii()

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The ranges of the sentences in the text."""
        return sentences(self.text)


@lru_cache(maxsize=4096)  # several rules ask, and so does each version that is being written
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of the sentences in a text."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match[0] == "." and _ABBREVIATION.search(
            text[max(0, match.start() - 8) : match.start()]
        ):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return tuple((one, end) for one, end in found if text[one:end].strip())


class Statement(Struct, frozen=True, dict=True):
    """One requirement: its identifier, and the passages that state it."""

    fact: Requirement | QualityRequirement
    passages: tuple[Passage, ...]

    @property
    def name(self) -> str:
        """How a message names it: by its identifier, else by its label."""
        if self.fact.id:
            return self.fact.id
        return self.fact.attribute if isinstance(self.fact, QualityRequirement) else ""


def statements(subject: Subject) -> tuple[Statement, ...]:
    """The functional and quality requirements of a document; worked out once for all rules."""
    facts = vars(subject)
    if "_statements" not in facts:
        facts["_statements"] = tuple(_statements(subject))
    found: tuple[Statement, ...] = facts["_statements"]
    return found


def functional(subject: Subject) -> Iterator[Statement]:
    """The functional requirements alone."""
    return (each for each in statements(subject) if isinstance(each.fact, Requirement))


def _statements(subject: Subject) -> Iterator[Statement]:
    """What stands in a hole that was left is not stated yet: DD201 alone speaks of it."""
    model, tree = subject.model, subject.document.tree
    every: tuple[Requirement | QualityRequirement, ...] = (
        *model.functional_requirements,
        *model.quality_requirements,
    )
    starts = sorted(fact.span.start for fact in every)
    for fact in every:
        spans = [fact.span]
        taken = []
        if isinstance(fact, Requirement):
            spans += [part.span for part in fact.parts if part.text]
            taken = [criterion.span for criterion in fact.criteria]
        passages = tuple(
            Passage(span, text)
            for span in _apart(spans, taken, starts)
            if (text := worded(tree, span)).strip() and not is_hole(subject.document, span)
        )
        if passages:
            yield Statement(fact, passages)


def _apart(spans: Sequence[Span], taken: Iterable[Span], starts: Sequence[int]) -> Iterator[Span]:
    """The spans without those inside another, cut where criteria or other requirements begin."""
    cuts = sorted(span.start for span in taken)
    end = -1
    for span in sorted(set(spans)):
        if span.start < end:
            continue
        end = span.end
        stop = span.end
        for marks in (starts, cuts):
            at = bisect_left(marks, span.start + 1)
            if at < len(marks):
                stop = min(stop, marks[at])
        yield Span(span.start, stop)


def worded(tree: BlockTree, span: Span) -> str:
    """The text of a span with code, comments, link targets and quoted words blanked out."""
    data = bytearray(tree.source.masked[span.start : span.end])
    comments = [comment.span for comment in tree.comments]
    for others, filler in ((tree.code_spans, _NAME), (comments, b" ")):
        at = max(0, bisect_left(others, (span.start, 0)) - 1)
        while at < len(others) and others[at].start < span.end:
            one = max(others[at].start, span.start) - span.start
            last = min(others[at].end, span.end) - span.start
            if one < last:
                data[one:last] = filler * (last - one)
            at += 1
    text = data.decode("utf-8", "replace")
    for pattern in (_QUOTED, _TARGET):
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    """As many bytes of something without words as the match has."""
    return _NAME.decode() * len(match[0].encode())


def lead(passage: Passage) -> int:
    """Where the first paragraph of a passage ends, before the items below it."""
    below = _BELOW.search(passage.text, 3)
    return below.start() if below else len(passage.text)
