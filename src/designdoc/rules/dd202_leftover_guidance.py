"""Instructions of the template still stand in the document.

## What it does

Finds the template's comments and instructing paragraphs that a document holds word for word,
white space, case and emphasis aside. A section that holds nothing else is reported as empty
instead.

## Why is this bad?

Readers of the document are not its author: "Describe the risks" is noise to them, and in a
diff it looks as if somebody had written something.

## Example

```markdown template
# [Name]

## Summary

<!-- Tell in a few words what this is about. -->

[What it is about]
```

```markdown document
# Login

## Summary

<!-- Tell in a few words what this is about. -->

How people sign in.
```

## Fix

Delete it. The fix is safe for comments, which no reader sees.
"""

from bisect import bisect_right
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.document import Document
from designdoc.rules.guidance import Left, left_guidance, only_guidance
from designdoc.rules.hole_text import section_at
from designdoc.rules.support import expected, quoted
from designdoc.source import Source, Span
from designdoc.source.once import once


def check(document: Document) -> Iterator[Draft]:
    """Guidance outside of sections that are reported as empty."""
    for left in left_guidance(document):
        if _within_bare(document, left.span):
            continue
        kind = "comment" if left.comment else "instruction"
        yield Draft(
            left.span,
            f"this {kind} is the template's: {quoted(left.guidance.text)}",
            "Delete it now that the section is written.",
            expected(document, left.guidance.span, "the same words in the template"),
            fixes=_removal(document, left),
            data={"section": section_at(document, left.span.start)},
        )


@once
def _bare(document: Document) -> tuple[list[int], list[Span]]:
    """The bodies of required sections that hold no more than guidance or nothing."""
    spans = sorted(
        section.part.body
        for section in document.bound
        if document.is_required(section.form)
        and not section.form.ignore
        and (section.empty or only_guidance(document, section))
    )
    return [span.start for span in spans], spans


def _within_bare(document: Document, span: Span) -> bool:
    starts, spans = _bare(document)
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and spans[at].covers(span)


def _removal(document: Document, left: Left) -> tuple[Fix, ...]:
    """Deleting it with its lines, and one of the two blank lines that would be left."""
    source = document.source
    first, last = source.line_of(left.span.start), source.line_of(max(left.span.end - 1, 0))
    start, end = left.span
    starts = source.line_starts
    head = source.slice(Span(starts[first - 1], start))
    tail = source.slice(Span(end, source.line_span(last).end))
    if not head.strip("\ufeff \t") and not tail.strip():
        start = max(starts[first - 1], source.bom if first == 1 else 0)
        end = starts[last] if last < len(starts) else len(source.data)
        if first == 1 or _is_blank(source, first - 1):
            while last < len(starts) and _is_blank(source, last + 1):
                last += 1
                end = starts[last] if last < len(starts) else len(source.data)
    return fix("Delete it", Edit(start, end, ""), safe=left.comment)


def _is_blank(source: Source, line: int) -> bool:
    return not source.slice(source.line_span(line)).strip("\ufeff \t")


RULE = Rule("DD202", "leftover-guidance", Severity.WARNING, "0.1.0", check)
