"""The fitness of a template for a terminal: a bar for each section, then what to decide."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from designdoc.change.fitness.advice import advise
from designdoc.change.fitness.count import FieldRow, Fitness, Life, Row
from designdoc.change.fitness.identity import FIELD
from designdoc.diagnostics import Severity
from designdoc.output.fitness_words import (
    STANDINGS,
    by_version,
    documents,
    figures,
    path_name,
    topics,
)
from designdoc.output.style import PLAIN, Paint, Palette, palette
from designdoc.output.visible import cells, one_line
from designdoc.output.wrap import wrap
from designdoc.template.schema import Presence

_GLYPHS = ("█", "▓", "▒", "░", "·")
_COUNTS = (6, 7, 4, 5, 8)  # cells of the counts, as wide as their heads
_ASKED, _SINCE, _GAP = 5, 10, 2
_NARROW = 72  # below it, the counts stand under the bar
_BARS = ((96, 16), (_NARROW, 10), (0, 12))  # from this width on, cells of the bar
_WIDE = 96  # from here on there is room for a column of versions
_NARROWEST = 12
_FORMER = "No longer in the template, with the last version that had it"
_LINES = 4  # of a section's name
_KINDS = {
    Presence.REQUIRED: "",
    Presence.OPTIONAL: " (optional)",
    Presence.CONDITIONAL: " (cond.)",
}


class Look(Struct, frozen=True):
    """How the table is shown. ``least``: sections asked of fewer documents are not judged."""

    color: bool
    width: int
    least: int
    fields: bool = False
    by_left_out: bool = False


class _Line(Struct, frozen=True):
    """A row of the table: a section or a field; the counts are those of the standings."""

    name: str
    indent: int
    life: Life
    asked: int
    counts: tuple[int, ...]


def render_text(fitness: Fitness, look: Look) -> Iterator[str]:
    """The table, the legend and the words, fitted to the width."""
    paint = palette() if look.color else PLAIN
    yield paint.path(one_line(fitness.template)) + "\n"
    yield from (f"{line}\n" for line in wrap(f"{documents(fitness)}.", look.width))
    if not fitness.documents:
        return
    yield from (f"{line}\n" for line in wrap(by_version(fitness), look.width) if line)
    yield "\n"
    table = _Table(fitness, look, paint)
    yield from table.head()
    today = [row for row in fitness.sections if row.life.until is None]
    former = [row for row in fitness.sections if row.life.until is not None]
    if look.fields:
        yield from (piece for field in fitness.fields for piece in table.line(_field(field, 0)))
    yield from table.rows(today)
    if former:
        yield "\n"
        yield from (paint.label(line) + "\n" for line in wrap(_FORMER, look.width))
        yield from table.rows(former)
    yield "\n" + _legend(paint)
    yield from _words(fitness, look, paint)


class _Table:
    """Knows the widths of the columns."""

    def __init__(self, fitness: Fitness, look: Look, paint: Palette) -> None:
        self.look = look
        self.paint = paint
        dated = len(fitness.versions) > 1
        self.oldest = fitness.versions[0].name
        self.column = dated and look.width >= _WIDE
        self.bar = next(bar for width, bar in _BARS if look.width >= width)
        self.counts = _COUNTS if look.width >= _NARROW else ()
        used = sum(self.counts) + _GAP * len(self.counts) + _ASKED + self.bar + 2 * _GAP
        used += _SINCE + _GAP if self.column else 0
        self.name = max(_NARROWEST, look.width - used)

    def head(self) -> Iterator[str]:
        """The names of the columns and a rule."""
        counts = [f"{head:>{width}}" for head, width in zip(STANDINGS, self.counts, strict=False)]
        since = [f"{'Since':<{_SINCE}}"] if self.column else []
        heads = ["Section".ljust(self.name), *since, "Asked", " " * self.bar, *counts]
        yield self.paint.label((" " * _GAP).join(heads).rstrip()) + "\n"
        yield (" " * _GAP).join("─" * len(each) for each in heads) + "\n"

    def rows(self, rows: Sequence[Row]) -> Iterator[str]:
        """Sections with their fields, in the order that is asked for."""
        if self.look.by_left_out:
            rows = sorted(rows, key=lambda row: -row.left_out / max(row.asked, 1))
        for row in rows:
            yield from self.line(self._of_section(row))
            for field in row.fields if self.look.fields else ():
                yield from self.line(_field(field, self._indent(row) + 2))

    def line(self, line: _Line) -> Iterator[str]:
        """One row; what does not fit goes on below it."""
        room = self.name - line.indent
        names = _shortened(wrap(one_line(line.name) + self._suffix(line.life), room), room)
        names = [" " * line.indent + name for name in names]
        since = wrap(_version(line.life), _SINCE) if self.column else [""]
        parts = [_pad(names[0], self.name)]
        parts += [_pad(since[0], _SINCE)] if self.column else []
        parts += [f"{line.asked:>{_ASKED}}", self._bar(line)]
        for count, width in zip(line.counts, self.counts, strict=False):
            parts.append(f"{'–' if count < 0 else count or '':>{width}}")
        yield (" " * _GAP).join(parts).rstrip() + "\n"
        for left, right in zip_longest(names[1:], since[1:], fillvalue=""):
            yield (_pad(left, self.name) + " " * _GAP + right).rstrip() + "\n"
        if not self.counts:
            lead = " " * (line.indent + 2)
            words = wrap(figures(line.counts), self.look.width - len(lead))
            yield from (f"{lead}{each}\n" for each in words)

    def _suffix(self, life: Life) -> str:
        """The version, where it has no column: most sections are of the oldest one."""
        if self.column or (not life.until and life.since in {None, self.oldest}):
            return ""
        return f" ({'' if life.until else 'since '}{_version(life)})"

    def _of_section(self, row: Row) -> _Line:
        name = path_name(row) if self.look.by_left_out else row.path[-1]
        kind = _KINDS[row.presence]
        times = f" ×{row.instances:g}" if row.instances else ""
        return _Line(
            name + times + kind,
            self._indent(row),
            row.life,
            row.asked,
            row.counts(),
        )

    def _indent(self, row: Row) -> int:
        return 0 if self.look.by_left_out else min(2 * (len(row.path) - 1), self.name // 3)

    def _bar(self, line: _Line) -> str:
        paints = _paints(self.paint)
        lengths = shares([max(count, 0) for count in line.counts], self.bar)
        pieces = zip(lengths, _GLYPHS, paints, strict=True)
        bar = "".join(paint(glyph * length) for length, glyph, paint in pieces)
        return bar + " " * (self.bar - sum(lengths))


def shares(counts: Sequence[int], room: int) -> list[int]:
    """The room divided as the counts are, by largest remainder."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    found = [count * room // total for count in counts]
    rest = sorted(range(len(counts)), key=lambda at: -(counts[at] * room % total))
    for at in rest[: room - sum(found)]:
        found[at] += 1
    return found


def _field(row: FieldRow, indent: int) -> _Line:
    kind = f" [{row.place.kind}]" if row.place.kind != FIELD else ""
    counts = (row.filled, -1, -1, row.empty, row.left_out)
    return _Line(f"- {row.place.name}{kind}", indent, row.life, row.asked, counts)


def _legend(paint: Palette) -> str:
    pairs = zip(STANDINGS, _GLYPHS, _paints(paint), strict=True)
    legend = "  ".join(f"{color(glyph * 2)} {name}" for name, glyph, color in pairs)
    return legend + "\n"


def _paints(paint: Palette) -> tuple[Paint, ...]:
    severity = paint.severities
    return (paint.good, paint.gutter, severity[Severity.INFO], severity[Severity.WARNING], str)


def _words(fitness: Fitness, look: Look, paint: Palette) -> Iterator[str]:
    found = topics(advise(fitness, look.least), fitness)
    if not found:
        yield "\nNothing stands out"
        yield f" among the sections that {look.least} documents or more were asked for.\n"
    for topic in found:
        yield "\n"
        yield from (paint.label(line) + "\n" for line in wrap(topic.head, look.width))
        for name, words in topic.points:
            first, *rest = wrap(f"{name}: {words}", look.width - 4)
            yield f"  {first}\n"
            yield from (f"    {line}\n" for line in rest)


def _version(life: Life) -> str:
    """What the column of versions says: when it came, or what had it last."""
    return one_line(life.until or life.since or "")


def _pad(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))


def _shortened(names: list[str], room: int) -> list[str]:
    """A long name without its middle: names that begin alike differ at their ends."""
    if len(names) <= _LINES:
        return names
    head, tail = names[: _LINES // 2], names[-(_LINES // 2) :]
    return [*head[:-1], _cut(f"{head[-1]} …", room), *tail]


def _cut(text: str, width: int) -> str:
    while cells(text) > width:
        text = text[:-2].rstrip() + "…"
    return text
