"""A checklist as rows with a box and words, and back to its lines."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.diagnostics import Edit, UsageError
from designdoc.markdown import Item, List
from designdoc.source import Source, Span
from designdoc.source.ends import common_ends


class Task(Struct, frozen=True):
    """An item: its line, its box and its words."""

    line: Span
    box: Span
    words: Span


class Tasks(Struct, frozen=True):
    """The items of a checklist, which are its lines; ``rows`` as in ``Input``."""

    span: Span
    items: tuple[Task, ...]
    rows: tuple[tuple[str, ...], ...]

    def edits(self, source: Source, rows: Sequence[tuple[str, ...]]) -> Iterator[Edit]:
        """The edit that makes these the rows; an item that stays as it is keeps its bytes.

        An item without words is left out.

        Raises:
            UsageError: a row is none.
        """
        was = [source.slice(item.line) for item in self.items]
        now = [self._line(source, row) for row in rows if self._is_row(row) and row[1].strip()]
        same, tail = common_ends(was, now)
        lines = now[same : len(now) - tail]
        if same + tail == len(was):
            yield from self._put_in(source, same, lines)
            return
        first, last = self.items[same], self.items[len(was) - tail - 1]
        start, end = first.line.start, last.line.end
        if not lines:  # the line goes with its ending
            start, end = self._with_ending(same, len(was) - tail)
        yield Edit(start, end, source.newline.join(lines))

    def _put_in(self, source: Source, at: int, lines: Sequence[str]) -> Iterator[Edit]:
        text = source.newline.join(lines)
        if not lines:
            return
        if at:
            end = self.items[at - 1].line.end
            yield Edit(end, end, source.newline + text)
        else:
            start = self.items[0].line.start
            yield Edit(start, start, text + source.newline)

    def _with_ending(self, first: int, last: int) -> tuple[int, int]:
        if last < len(self.items):
            return self.items[first].line.start, self.items[last].line.start
        start = self.items[first - 1].line.end if first else self.items[0].line.start
        return start, self.items[-1].line.end

    def _is_row(self, row: tuple[str, ...]) -> bool:
        one_line = len(row) == 3 and len(row[1].splitlines()) <= 1
        if not one_line or row[0] not in {"", "x"}:
            raise UsageError("an item of a checklist is a box, words on one line, and its number")
        return True

    def _line(self, source: Source, row: tuple[str, ...]) -> str:
        done, words, name = row
        known = name.isascii() and name.isdecimal() and int(name) < len(self.items)
        item = self.items[int(name)] if known else self.items[-1]
        was = self.rows[int(name)] if known else ("", "")
        lead = source.slice(Span(item.line.start, item.box.start))
        box = source.slice(item.box) if known and was[0] == done else f"[{done or ' '}]"
        if known and was[1] == words:
            return lead + box + source.slice(Span(item.box.end, item.line.end))
        gap = source.slice(Span(item.box.end, item.words.start)) or " "
        return f"{lead}{box}{gap}{words.strip()}"


def tasks_of(source: Source, block: List) -> Tasks | None:
    """A list of which every line is an item with a box; None for another one."""
    items = list(_deep(block))
    lines = {source.line_of(item.start) for item in items}
    end = block.start + len(source.data[block.start : block.end].rstrip())
    first, last = source.line_of(block.start), source.line_of(max(block.start, end - 1))
    if len(lines) != len(items) or len(lines) != last - first + 1:
        return None
    found = []
    for item in items:
        if item.task is None or item.box is None:
            return None
        line = source.line_span(source.line_of(item.start))
        rest = source.data[item.box.end : line.end]
        start = item.box.end + len(rest) - len(rest.lstrip(b" \t"))
        found.append(Task(line, item.box, Span(start, start + len(rest.strip(b" \t")))))
    rows = tuple(
        ("x" if item.task else "", source.slice(task.words), str(number))
        for number, (item, task) in enumerate(zip(items, found, strict=True))
    )
    return Tasks(Span(found[0].line.start, found[-1].line.end), tuple(found), rows)


def _deep(block: List) -> Iterator[Item]:
    """The items of a list and of the lists in it, in the order of the file."""
    stack = list(reversed(block.items))
    while stack:
        item = stack.pop()
        yield item
        inner = [i for child in item.children if isinstance(child, List) for i in child.items]
        stack.extend(reversed(inner))
