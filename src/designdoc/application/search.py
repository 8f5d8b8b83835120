"""Words looked for in documents: which sections say them, the best first."""

from collections.abc import Iterator, Sequence
from math import log

from msgspec import Struct

from designdoc.application.checker import Checker
from designdoc.application.outcome import Job
from designdoc.diagnostics import UsageError
from designdoc.markdown import Section as Part
from designdoc.markdown import parse
from designdoc.markdown.anchors import anchors
from designdoc.source import Source, decode

_MOST_WORDS = 12
_OF_ONE = 3  # sections of one document
_AROUND = 120  # characters
_IN_NAME = 8.0  # what a word in the path or the title counts for


class Hit(Struct, frozen=True):
    """A section that says the words. ``text`` is the place, with a few words around it."""

    path: str
    section: str
    anchor: str
    line: int
    text: str


class Candidate(Struct, frozen=True):
    """A document that says words, and how much it is about them."""

    job: Job
    words: int
    score: float


def candidates(query: str, jobs: Sequence[Job], checker: Checker) -> list[Candidate]:
    """The documents that say all of the words, else those that say most; the best first.

    Raises:
        UsageError: there is no word to look for.
    """
    words = words_of(query)
    fold = _ascii if query.isascii() else _whole
    wanted = [fold(word.encode()) for word in words]
    counts: list[tuple[Job, list[int], int]] = []
    for job in jobs:
        try:
            text = fold(checker.files.read(job.path))
        except OSError:
            continue
        found = [text.count(word) for word in wanted]
        if any(found):
            named = fold(job.path.encode("utf-8", "replace")) + b"\n" + _title(text)
            counts.append((job, found, sum(word in named for word in wanted)))
    rare = [
        log(1 + len(jobs) / (1 + sum(bool(c[1][n]) for c in counts))) for n in range(len(words))
    ]
    ranked = [
        Candidate(
            job,
            sum(map(bool, found)),
            named * _IN_NAME + sum(log(1 + n) * r for n, r in zip(found, rare, strict=True)),
        )
        for job, found, named in counts
    ]
    most = max((each.words for each in ranked), default=0)
    best = [each for each in ranked if each.words == most]
    return sorted(best, key=lambda each: (-each.score, each.job.path))


def hits(query: str, candidate: Candidate, checker: Checker) -> Iterator[Hit]:
    """The sections of a document that say most of the words, in the order of the file."""
    words = words_of(query)
    path = candidate.job.path
    try:
        tree = parse(decode(path, checker.files.read(path)))
    except OSError:
        return
    named = {span.start: anchor for anchor, span in reversed(anchors(tree).items()) if span}
    scored = []
    for number, part in enumerate(tree.outline.walk()):
        own = (part.heading.start if part.heading else part.span.start, part.body.end)
        text = tree.source.masked[own[0] : own[1]].decode("utf-8", "replace").casefold()
        said = sum(word in text for word in words)
        if said:
            titled = sum(word in part.title.casefold() for word in words)
            scored.append((-said, -titled, number, part))
    for _, _, _, part in sorted(sorted(scored)[:_OF_ONE], key=lambda each: each[2]):
        anchor = named.get(part.heading.start, "") if part.heading else ""
        yield _hit(tree.source, part, anchor, words)


def words_of(query: str) -> list[str]:
    """The words of a query, each once."""
    words = list(dict.fromkeys(query.casefold().split()))
    if not words:
        raise UsageError("there is no word to look for; give a few words")
    return words[:_MOST_WORDS]


def _ascii(text: bytes) -> bytes:
    """A text without case, for words of plain letters: twenty times as fast as for all."""
    return text.lower()


def _whole(text: bytes) -> bytes:
    return text.decode("utf-8", "replace").casefold().encode()


def _title(text: bytes) -> bytes:
    for line in text[:4000].splitlines():
        if line.startswith(b"# "):
            return line
    return b""


def _hit(source: Source, part: Part, anchor: str, words: Sequence[str]) -> Hit:
    start = part.heading.start if part.heading else part.span.start
    raw = source.masked[start : part.body.end].decode("utf-8", "replace")
    folded = raw.lower()  # as many characters as before, but for a few letters
    at = min((folded.find(word) for word in words if word in folded), default=0)
    body = folded.find(words[0], len(part.title) + part.level + 1)
    at = min(len(raw), body if body >= 0 else at)
    line = source.line_of(start) + raw.count("\n", 0, at)
    shown = " ".join(raw[max(0, at - _AROUND) : at + _AROUND].split())
    return Hit(source.path, part.title, anchor, line, shown)
