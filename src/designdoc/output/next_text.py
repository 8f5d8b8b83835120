"""What is left to write, for a person: section by section, with the template's guidance."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from designdoc.output.matrix import cut
from designdoc.output.style import PLAIN, Palette, palette
from designdoc.output.visible import one_line
from designdoc.output.wrap import wrap
from designdoc.workspace import Left, Todo

_GUIDANCE = 400  # characters; the whole of it is in the template
_INDENT = 2


def render_text(left: Left, color: bool, width: int) -> Iterator[str]:
    """Every section with something left, the missing links, and a line that sums up."""
    paint = palette() if color else PLAIN
    for section, todos in groupby(left.todos, lambda todo: todo.section):
        yield paint.label(" > ".join(map(one_line, section)) or "Head of the document") + "\n"
        yield from _section(list(todos), left.path, paint, width)
        yield "\n"
    if left.links:
        yield paint.label("Links") + "\n"
        yield from _section(left.links, left.path, paint, width)
        yield "\n"
    if left.optional:
        names = ", ".join(one_line(todo.section[-1]) for todo in left.optional)
        yield "\n".join(wrap(f"Optional, and not there: {names}", width)) + "\n\n"
    yield _summary(left, paint)


def _section(todos: Sequence[Todo], path: str, paint: Palette, width: int) -> Iterator[str]:
    told = ""
    for todo in todos:
        place = f"{one_line(path)}:{todo.line}"
        yield from _paragraph(f"{place}: {one_line(todo.what)}", place, paint, width)
        if todo.help:
            yield from _lines(one_line(todo.help), width, paint, dim=False)
        if todo.guidance and todo.guidance != told:
            told = todo.guidance
            yield from _lines(
                f"“{cut(one_line(todo.guidance), _GUIDANCE)}”", width, paint, dim=True
            )


def _paragraph(text: str, place: str, paint: Palette, width: int) -> Iterator[str]:
    first, *rest = wrap(text, width - _INDENT)
    first = paint.path(place) + first[len(place) :] if first.startswith(place) else first
    yield " " * _INDENT + first + "\n"
    for line in rest:
        yield " " * 2 * _INDENT + line + "\n"


def _lines(text: str, width: int, paint: Palette, dim: bool) -> Iterator[str]:
    for line in wrap(text, width - 2 * _INDENT):
        yield " " * 2 * _INDENT + (paint.gutter(line) if dim else line) + "\n"


def _summary(left: Left, paint: Palette) -> str:
    count = len(left.todos) + len(left.links)
    where = f"{one_line(left.path)} (template {one_line(left.template)})"
    if not count:
        return paint.good(f"Nothing is left to write in {where}.") + "\n"
    things = "1 thing is" if count == 1 else f"{count} things are"
    return paint.label(f"{things} left to write in {where}.") + "\n"
