"""Something that the author marked as not decided yet.

## What it does

Lists `TBD`, `TODO`, `[NEEDS CLARIFICATION: …]`, `<<[UNRESOLVED …]>>` and `[ASSUMPTION: …]`
outside of code. A marker that the template itself has in that place is a leftover hole instead.

## Why is this bad?

It is honest, and that is good. It is listed so that nobody approves the document by oversight.

## Example

```markdown template
# [Name]

## Summary

[What it is about]
```

```markdown document
# Login

## Summary

How people sign in. TODO: also with a key?
```

## Fix

Decide, and write the decision down.
"""

from collections.abc import Iterator
from functools import partial

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.markdown import parse
from designdoc.rules.guidance import left_guidance
from designdoc.rules.hole_text import Context, context_index, section_at
from designdoc.rules.holes import is_hole
from designdoc.rules.questions import marks
from designdoc.source import Source, Span, recall
from designdoc.source.once import once
from designdoc.template.schema import Template


def check(document: Document) -> Iterator[Draft]:
    """One finding per marker."""
    source, tree = document.source, document.tree
    found = [
        each
        for part in tree.parts
        for each in recall(tree.memory, "questions", source, part, partial(_marks, source, part))
    ]
    if not found:
        return
    contexts = context_index(document)
    guidance = [left.span for left in left_guidance(document)]
    own = _of_template(document.template)
    for span, mark in found:
        offset = span.start
        if contexts.at(offset) in {Context.CODE, Context.LINK} or is_hole(document, span):
            continue
        line = source.slice(source.line_span(source.line_of(offset)))
        if " ".join(line.split()) in own or any(g.covers(span) for g in guidance):
            continue
        yield Draft(
            span,
            f"an open question: {_words(line, mark)}",
            "Decide, and write the decision down.",
            data={"mark": mark.strip("<["), "section": section_at(document, offset)},
        )


def _marks(source: Source, part: Span) -> tuple[tuple[Span, str], ...]:
    text = source.slice(part)
    found, offset, at = [], part.start, 0
    for index, mark in marks(text):
        offset += len(text[at:index].encode("utf-8", "replace"))
        at = index
        found.append((Span(offset, offset + len(mark)), mark))
    return tuple(found)


def _words(line: str, mark: str) -> str:
    at = max(line.find(mark), 0)
    rest = line[at : at + 101].partition("-->")[0].partition(" |")[0]
    words = " ".join(rest[:100].split())
    return f"{words}…" if len(rest) > 100 else words


@once
def _of_template(template: Template) -> frozenset[str]:
    """The template's own lines with a marker: examples in guidance, not questions."""
    tree = parse(template.source)
    lines = tree.source.text.splitlines()
    return frozenset(" ".join(line.split()) for line in lines if any(marks(line)))


RULE = Rule("DD207", "open-question", Severity.INFO, "0.1.0", check)
