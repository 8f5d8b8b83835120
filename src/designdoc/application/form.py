"""A document as a form: its sections with inputs for what the template asks, and back to bytes.

What nobody changes keeps its bytes; a field that is set to what it was is no edit. So saving a form
writes exactly what was changed in it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from designdoc.application.add_field import added, put_in
from designdoc.application.form_edits import Value, edits_of
from designdoc.application.form_fields import Field, Input, fields_of
from designdoc.application.next_ import sections_of, texts_of
from designdoc.application.outline import outline
from designdoc.diagnostics import Edit, UsageError
from designdoc.document import Document, bind
from designdoc.markdown import apply
from designdoc.markdown.reparse import reparse
from designdoc.source import decode


class Group(Struct, frozen=True):
    """A section with its inputs. ``way`` is that of the template's names, empty for an own one.

    ``state`` as in ``outline``; one that is missing has no inputs yet. ``repeats``: another one of
    its kind may follow it.
    """

    title: str
    level: int
    line: int
    state: str
    way: tuple[str, ...] = ()
    guidance: str = ""
    inputs: tuple[Input, ...] = ()
    repeats: bool = False


class Form(Struct, frozen=True):
    """The form of a document."""

    path: str
    template: str
    groups: tuple[Group, ...]


def form_of(document: Document) -> Form:
    """The form of a document, in the order of the file."""
    found = dict(fields_of(document))
    parts = {document.source.line_of(start): start for start in found}
    sections = sections_of(document.template)
    groups = []
    if found.get(-1):
        groups.append(_head(found[-1]))
    for line in outline(document):
        section = sections.get(line.template) if line.template else None
        absent = line.state in {"missing", "optional"}
        fields = () if absent else found.get(parts.get(line.line, -2), ())
        groups.append(
            Group(
                line.title, line.level, line.line, line.state, line.template,
                " ".join(dict.fromkeys(texts_of(section))) if section else "",
                tuple(field.input for field in fields),
                bool(section and section.repeat),
            )
        )  # fmt: skip
    return Form(document.path, document.template.name, tuple(groups))


def edits_for(document: Document, values: Mapping[str, Value]) -> list[Edit]:
    """The edits that give inputs of the document's form these values.

    Raises:
        UsageError: there is no such input, or its place cannot hold the value.
    """
    fields = {f.input.id: f for _, group in fields_of(document) for f in group}
    for name in values:
        if name not in fields:
            raise UsageError(f"the form has no input '{name[:60]}'; load it again")
    asked = [(field, values[name]) for name, field in fields.items() if name in values]
    there = [(field, list(edits_of(document, field, v))) for field, v in asked if not field.lacking]
    new = [(field, added(document, field.lacking, v)) for field, v in asked
           if field.lacking and isinstance(v, str) and v.strip()]  # fmt: skip
    written = [edit for _, own in there for edit in own]
    edits = _joined([*written, *put_in(document, (addition for _, addition in new))])
    plain = [f for f, own in there if own and (f.bound or f.input.kind in _ROWS)]
    read = [(f, values[f.input.id]) for f in (*plain, *(f for f, _ in new))]
    _refuse_lost(document, read, edits)
    return edits


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """The edits in the order of the file; what is added at one place is one edit."""
    found: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        last = found[-1] if found else None
        if last and last.start == last.end == edit.start == edit.end:
            found[-1] = Edit(last.start, last.end, last.text + edit.text)
        else:
            found.append(edit)
    return found


def _refuse_lost(
    document: Document, asked: Sequence[tuple[Field, Value]], edits: Sequence[Edit]
) -> None:
    """Raises:
    UsageError: a value would be read as something else than was filled in. Text may be anything.
    """
    if not asked:
        return
    source = document.source
    after = decode(source.path, apply(source.data, edits))
    again = bind(reparse(document.tree, after), document.template)
    inputs = {f.input.id: f.input for _, group in fields_of(again) for f in group}
    moved = _Moved(edits)
    for field, value in asked:
        found = next((inputs[name] for name in moved.names(field, inputs) if name in inputs), None)
        said, wanted = _read(found) if found else "", _plain(field.input, value)
        if said != wanted and (said or wanted):
            words = (
                f"it would be read as '{said[:80]}'"
                if isinstance(said, str) and said
                else ("it would not be found there again")
            )
            raise UsageError(f"'{field.input.label}' cannot hold this: {words}")


class _Moved:
    """Where inputs are once the edits are made."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._ends = [edit.end for edit in edits]
        sizes = (len(edit.text.encode()) - (edit.end - edit.start) for edit in edits)
        self._grown = [0, *accumulate(sizes)]
        self._edits = edits

    def names(self, field: Field, inputs: Mapping[str, Input]) -> Iterator[str]:
        """What the input may be called then."""
        if field.lacking is None:
            at = field.bound.label.start if field.bound else int(field.input.id[1:])
            before = bisect_right(self._ends, at) if field.bound else bisect_left(self._ends, at)
            yield f"{field.input.id[0]}{at + self._grown[before]}"
            return
        for number, edit in enumerate(self._edits):
            if edit.start == edit.end:
                start = edit.start + self._grown[number]
                for at in range(start, start + len(edit.text.encode())):
                    found = inputs.get(f"f{at}")
                    if found and found.label == field.input.label:
                        yield found.id


_Plain = str | list[tuple[str, ...]]


def _read(found: Input) -> _Plain:
    return _plain(found, found.rows if found.kind in _ROWS else found.value)


def _plain(input_: Input, value: Value) -> _Plain:
    """A value without what does not matter: blanks at the ends of lines, how lines end."""
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.strip().splitlines())
    if input_.kind == "tasks":
        return [(row[0], row[1].strip()) for row in value if row[1].strip()]
    width = len(input_.columns)
    return [tuple(cell.strip() for cell in [*row, *[""] * width][:width]) for row in value]


_ROWS = frozenset({"grid", "tasks"})


def _head(fields: Sequence[Field]) -> Group:
    inputs = tuple(field.input for field in fields)
    return Group("Front matter", 1, 1, "written", (), "", inputs)
