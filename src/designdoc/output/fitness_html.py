"""The fitness of a template as one page that needs nothing else: no network, no other file."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from designdoc.change.fitness.advice import advise
from designdoc.change.fitness.count import FieldRow, Fitness, Life, Row
from designdoc.output.fitness_words import STANDINGS, documents, figures, path_name, topics
from designdoc.output.matrix import cut
from designdoc.output.page import render_page
from designdoc.output.visible import one_line
from designdoc.template.schema import Presence

_NAMES = 8  # other names shown for a section
_NAME = 160  # characters of one of them
_CLASSES = ("filled", "renamed", "na", "empty", "out")


class _Piece(Struct, frozen=True):
    """A piece of a bar: from where to how far, in percent."""

    kind: str
    start: float
    width: float


class _Bar(Struct, frozen=True):
    """A bar and the words that say the same."""

    pieces: tuple[_Piece, ...]
    words: str


class _Field(Struct, frozen=True):
    name: str
    kind: str
    asked: int
    filled: int
    bar: _Bar


class _Line(Struct, frozen=True):
    """A section; ``counts`` are (class, head, count) in the order of the standings."""

    name: str
    above: str
    depth: int
    tags: tuple[str, ...]
    since: str
    until: str
    asked: int
    bar: _Bar
    counts: tuple[tuple[str, str, int], ...]
    names: tuple[str, ...]
    fields: tuple[_Field, ...]


def render_html(fitness: Fitness, least: int) -> str:
    """The whole page; sections that fewer than ``least`` were asked for are not judged."""
    most = max((each.count for each in fitness.versions), default=0) or 1
    return render_page(
        "fitness",
        template=one_line(fitness.template),
        documents=documents(fitness),
        versions=[
            (one_line(each.name), each.count, round(100 * each.count / most, 2))
            for each in fitness.versions
        ],
        standings=list(zip(_CLASSES, STANDINGS, strict=True)),
        topics=topics(advise(fitness, least), fitness),
        lines=[_line(row) for row in fitness.sections] if fitness.documents else [],
        loose=_fields(fitness.fields) if fitness.documents else (),
        dated=len(fitness.versions) > 1,
        least=least,
    )


def _line(row: Row) -> _Line:
    names = [f"{_short(each.name)} ×{each.count}" for each in row.names[:_NAMES]]
    if len(row.names) > _NAMES:
        names.append(f"and {len(row.names) - _NAMES} more")
    return _Line(
        _short(row.path[-1]),
        _short(" > ".join(row.path[:-1])),
        min(len(row.path) - 1, 5),
        _tags(row),
        *_life(row.life),
        row.asked,
        bar(row.counts(), path_name(row)),
        tuple(zip(_CLASSES, STANDINGS, row.counts(), strict=True)),
        tuple(names),
        _fields(row.fields),
    )


def _tags(row: Row) -> tuple[str, ...]:
    tags = [] if row.presence is Presence.REQUIRED else [row.presence.value]
    if row.instances:
        tags.append(f"{row.instances:g} in a document")
    if row.unexplained:
        tags.append(f"{row.unexplained} N/A without a reason")
    if row.leftover:
        tags.append(f"words of the template stay in {row.leftover}")
    return tuple(tags)


def _fields(rows: Iterable[FieldRow]) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            _short(row.place.name),
            _short(row.place.kind),
            row.asked,
            row.filled,
            bar((row.filled, 0, 0, row.empty, row.left_out), row.place.name),
        )
        for row in rows
    )


def bar(counts: Sequence[int], name: str) -> _Bar:
    """Where each piece of a bar begins, and how wide it is."""
    total = sum(counts) or 1
    pieces, done = [], 0
    for kind, count in zip(_CLASSES, counts, strict=True):
        if count:
            pieces.append(_Piece(kind, _percent(done, total), _percent(count, total)))
        done += count
    return _Bar(tuple(pieces), f"{_short(name)}: {figures(counts)}")


def _percent(count: int, total: int) -> float:
    return round(100 * count / total, 3)


def _life(life: Life) -> tuple[str, str]:
    return one_line(life.since or ""), one_line(life.until or "")


def _short(text: str) -> str:
    return cut(one_line(text), _NAME)
