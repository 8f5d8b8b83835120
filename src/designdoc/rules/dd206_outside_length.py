"""A text or a list is shorter or longer than the template asks for.

## What it does

Counts sentences, words, characters or items where the template states a limit: "in 2-3
sentences", "no more than 50 words", "top three". Sentences are counted in Japanese too, and
`e.g.` ends none. In a checklist to choose from, exactly the chosen items may stay or be ticked.

## Why is this bad?

A limit tells the author what the reader has time for.

## Example

```markdown template
# [Name]

## Summary

[Say what it is about in 2-3 sentences]
```

```markdown document
# Login

## Summary

How people sign in.
```

## Fix

Say more, or less.
"""

from collections.abc import Iterator, Sequence

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import BoundList, BoundSection, Document
from designdoc.markdown import Item, Paragraph
from designdoc.rules import counting
from designdoc.rules.holes import is_hole
from designdoc.rules.support import (
    expected,
    first_line,
    heading_span,
    plural,
    trimmed,
    written,
)
from designdoc.rules.values import Typed, typed_values
from designdoc.source.regex import regex
from designdoc.template.names import key
from designdoc.template.schema import Checklist, TypeKind

_BOX = regex(r"\[[ xX]?\]\s*")
_COUNTERS = {
    TypeKind.SENTENCES: (counting.sentences, "sentence"),
    TypeKind.WORDS: (counting.words, "word"),
    TypeKind.CHARACTERS: (counting.characters, "character"),
}


def check(document: Document) -> Iterator[Draft]:
    """Texts with a limit, then lists."""
    for value in typed_values(document, *_COUNTERS):
        yield from _text(document, value)
    for section in written(document):
        for element in section.elements:
            if isinstance(element, BoundList) and element.list is not None:
                yield from _list(document, section, element)


def _text(document: Document, value: Typed) -> Iterator[Draft]:
    count_of, unit = _COUNTERS[value.type.kind]
    text = value.text.strip()
    count = count_of(text) if text else 0
    wanted = _wanted(count, value.type.minimum, value.type.maximum, unit)
    if count and wanted:
        source = value.source or document.source
        yield Draft(
            first_line(source, trimmed(source, value.span)),
            f"'{value.label}' has {plural(count, unit)}, the template asks for {wanted}",
            f"Say it in {wanted}.",
            value.expected,
            source=value.source,
            expected_source=value.expected_source,
            data={"section": value.path, "count": count, "unit": f"{unit}s", "wanted": wanted},
        )


def _list(document: Document, section: BoundSection, element: BoundList) -> Iterator[Draft]:
    form, block = element.form, element.list
    if block is None or is_hole(document, block.span):
        return
    if isinstance(form, Checklist):
        if not any(item.task is not None for item in element.items):
            return  # told in words: there is no choice to count
        limits = form.choose
        count = _chosen(document, element, form)
        if not count and not document.is_required(section.form):
            return  # nothing has to be chosen yet, such as before the stage that asks for it
        unit = "choice"
    else:
        limits = (form.type.minimum or 0, form.type.maximum)
        count = len(element.items)
        unit = "item"
    wanted = _wanted(count, limits[0], limits[1], unit) if limits else ""
    if wanted:
        yield Draft(
            heading_span(document, section.part)
            if section.part.heading
            else first_line(document.source, block.span),
            f"{plural(count, unit)} here, the template asks for {wanted}",
            f"Keep {wanted}." if count else f"Make {wanted}.",
            expected(document, form.span, form.because),
            data={"section": section.path, "count": count, "unit": f"{unit}s", "wanted": wanted},
            # Without a tick the choice may stand in the words beside the boxes.
            severity=Severity.INFO if unit == "choice" and not count else None,
        )


def _chosen(document: Document, element: BoundList, form: Checklist) -> int:
    """Ticked boxes decide; without any, deleting the others is the other way to choose.

    One option that was taken twice, for two switches say, is one choice.
    """
    names = [key(name) for name in form.items]
    ticked = {_option(document, item, names) for item in element.items if item.task is True}
    if ticked:
        return len(ticked)
    return len(element.items) if len(element.items) < len(form.items) else 0


def _option(document: Document, item: Item, names: Sequence[str]) -> str:
    """The option of the template that an item is, by its first words, or the item's own words."""
    first = next((block for block in item.children if isinstance(block, Paragraph)), None)
    line = document.tree.raw(first).partition("\n")[0] if first else ""
    words = key(_BOX.sub("", line.strip(), count=1))
    return next((name for name in names if name and f"{words} ".startswith(f"{name} ")), words)


def _wanted(count: int, minimum: int | None, maximum: int | None, unit: str) -> str:
    """The limits in words where the count breaks them, else nothing."""
    low = minimum or 0
    if low <= count and (maximum is None or count <= maximum):
        return ""
    if maximum is None:
        return f"at least {plural(low, unit)}"
    if low == maximum:
        return f"exactly {plural(low, unit)}"
    return f"{low} to {plural(maximum, unit)}" if low else f"at most {plural(maximum, unit)}"


RULE = Rule("DD206", "outside-length", Severity.WARNING, "0.1.0", check)
