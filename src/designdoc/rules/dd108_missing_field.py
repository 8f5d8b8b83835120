"""A labelled value that the template has is absent or has no value.

## What it does

Looks for the fields of the template — `- **Owner**: …` in lists and lines, rows of two-column
tables, keys of the front matter and of side files — by their names, accepted synonyms
included, in whatever layout the author chose. A group that is absent as a whole is one finding.

## Why is this bad?

Fields are what people and tools compare between documents: who owns it, why an alternative was
rejected, how fast it must be.

## Example

```markdown template
# [Name]

## Component

- **Responsibilities**: [What it does]
- **Dependencies**: [What it needs]
```

```markdown document
# Login

## Component

- **Responsibilities**: checks passwords
```

## Fix

Add the label with its value; "none" is a value.
"""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Confidence, Severity
from designdoc.document import BoundField, BoundFields, BoundSection, BoundYaml, Document
from designdoc.rules.guidance import only_guidance
from designdoc.rules.holes import is_hole
from designdoc.rules.support import (
    expected,
    first_line,
    heading_span,
    listed,
    quoted,
    with_inner,
    written,
)
from designdoc.source import Source, Span
from designdoc.template.schema import Field, FieldStyle, Presence, TypeKind


def check(document: Document) -> Iterator[Draft]:
    """Front matter, side files, then the sections."""
    if document.front_matter is not None:
        yield from _in_yaml(document, document.front_matter)
    for side in document.side_files:
        yield from _in_yaml(document, side)
    for section in written(document):
        for element in section.elements:
            if isinstance(element, BoundFields):
                yield from _in_section(document, section, element)


def _in_yaml(document: Document, yaml: BoundYaml) -> Iterator[Draft]:
    root = yaml.tree.root
    if root.kind != "mapping" if root else yaml.tree.problems:
        return  # what cannot be read is DD002
    own = yaml.source is not document.source
    source = yaml.source if own else None
    origin = next((s.source for s in document.template.side_files if s.name == yaml.name), None)
    name = yaml.name or "front matter"
    place = first_line(yaml.source, yaml.source.line_span(1))
    absent = _required(document, yaml.absent)
    if absent and not yaml.fields and yaml.tree.root is None:
        names = [form.name for form in absent]
        yield Draft(
            place,
            f"there is no {name}; the template's has {listed(names, 'and')}",
            f"Add it with {listed(names, 'and')}.",
            _asks(document, absent[0], origin),
            source=source,
            expected_source=origin,
            data={"section": (), "field": ", ".join(names), "fields": names},
        )
        return
    for form in absent:
        yield Draft(
            place,
            f"the {name} has no '{form.name}'",
            f"Add a line '{form.name}: …'.",
            _asks(document, form, origin),
            source=source,
            expected_source=origin,
            data={"section": (), "field": form.name},
            **_doubt(form),
        )
    for bound in with_inner(yaml.fields):
        yield from _blank(document, bound, (), source, origin)
        for form in _required(document, bound.absent):
            yield Draft(
                bound.label,
                f"'{bound.form.name}' has no '{form.name}'",
                f"Add '{form.name}' below it.",
                _asks(document, form, origin),
                source=source,
                expected_source=origin,
                data={"section": (), "field": f"{bound.form.name}.{form.name}"},
                severity=Severity.WARNING,
                confidence=Confidence.LIKELY,
            )


def _in_section(document: Document, section: BoundSection, element: BoundFields) -> Iterator[Draft]:
    absent = _required(document, element.absent)
    place = heading_span(document, section.part)
    if absent and not element.fields and _answered_otherwise(document, section):
        return
    if len(absent) > 1 and not element.fields:
        names = [form.name for form in absent]
        yield Draft(
            place,
            f"{_title(section)} has none of the template's fields {listed(names, 'and')}",
            f"Add them, such as '- **{names[0]}**: …'.",
            _asks(document, absent[0]),
            data={"section": section.path, "field": ", ".join(names), "fields": names},
            severity=Severity.WARNING,
            confidence=Confidence.LIKELY,
        )
        return
    for form in absent:
        yield Draft(
            place,
            f"{_title(section)} has no field '{form.name}'",
            f"Add '- **{form.name}**: …'; 'none' is a value.",
            _asks(document, form),
            data={"section": section.path, "field": form.name},
            **_doubt(form),
        )
    for bound in with_inner(element.fields):
        yield from _blank(document, bound, section.path, None, None)
        for form in _required(document, bound.absent):
            yield Draft(
                first_line(document.source, bound.label),
                f"'{bound.form.name}' has no field '{form.name}'",
                f"Add '- **{form.name}**: …' below it.",
                _asks(document, form),
                data={"section": section.path, "field": f"{bound.form.name}.{form.name}"},
            )


def _answered_otherwise(document: Document, section: BoundSection) -> bool:
    """The section is reported for another cause: guidance, or a hole in place of the fields."""
    return only_guidance(document, section) or (
        section.part.heading is not None and is_hole(document, section.part.body)
    )


def _blank(
    document: Document,
    bound: BoundField,
    path: Sequence[str],
    source: Source | None,
    origin: Source | None,
) -> Iterator[Draft]:
    """A label without a value where the template has one; a blank of the template's is DD201."""
    node = bound.node
    has_inner = bool(bound.children) or (node is not None and node.kind != "scalar")
    if bound.value or bound.form.blank or has_inner or not document.is_required(bound.form):
        return
    if bound.form.style is FieldStyle.TASK or bound.form.children:
        return
    if node is not None and bound.form.type.kind in {TypeKind.LIST, TypeKind.MAPPING}:
        return  # in YAML nothing is a list of nothing
    yield Draft(
        first_line(source or document.source, bound.label),
        f"'{bound.form.name}' has no value",
        "Write its value; 'none' is one.",
        _asks(document, bound.form, origin),
        source=source,
        expected_source=origin,
        data={"section": tuple(path), "field": bound.form.name},
    )


class _Doubt(TypedDict, total=False):
    severity: Severity
    confidence: Confidence


def _doubt(form: Field) -> _Doubt:
    """A condition is read from words beside the field, and may not fit this very document."""
    if form.presence is Presence.CONDITIONAL:
        return {"severity": Severity.WARNING, "confidence": Confidence.LIKELY}
    return {}


def _required(document: Document, forms: Sequence[Field]) -> list[Field]:
    return [form for form in forms if document.is_required(form)]


def _asks(document: Document, form: Field, origin: Source | None = None) -> tuple[Span, str]:
    words = f"the template asks for it: {form.because}"
    if origin is not None:
        return first_line(origin, form.span), words
    return expected(document, form.span, words)


def _title(section: BoundSection) -> str:
    return quoted(section.part.title) if section.part.heading else "the head of the document"


RULE = Rule("DD108", "missing-field", Severity.ERROR, "0.1.0", check)
