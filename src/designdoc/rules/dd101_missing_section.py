"""A section that the template requires is not in the document.

## What it does

Looks for every section of the template by its name. Numbering, case, singular and plural,
suffixes such as "(Optional)", level and order do not matter here, and well-known other names
count ("Risks" for "Risks and Mitigation"). Optional sections may be left out; conditional ones
are required when their condition holds, such as a stage named in the front matter. Sections
inside a missing section are not reported again. Sections that are there as bold text at the
head of a paragraph or list item, not as headings, are one warning together.

## Why is this bad?

The template's sections are the questions that every document of its kind must answer. An
absent section reads as "nothing to say" when it may be "nobody thought of it".

## Example

```markdown template
# [Name]

## Summary

[What it is about]

## Risks

[What may go wrong]
```

```markdown document
# Login

## Summary

How people sign in.
```

## Fix

Write the section. If it does not apply, keep the heading and say why: `N/A — nothing is
stored`. The fix inserts the template's own text with its guidance; it is unsafe, because the
holes in it still have to be filled.
"""

from collections.abc import Iterator, Sequence

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Confidence, Edit, Severity
from designdoc.document import Absent, BoundSection, Document
from designdoc.markdown import Section as Part
from designdoc.rules.as_text import as_text, joined
from designdoc.rules.guidance import only_guidance
from designdoc.rules.skeleton import insertion, skeleton
from designdoc.rules.support import (
    expected,
    first_line,
    heading_span,
    name_of,
    plural,
    quoted,
    top_span,
)
from designdoc.rules.swallowed import hidden
from designdoc.source import Span


def check(document: Document) -> Iterator[Draft]:
    """Absent sections directly below the top, then below each section that is there."""
    top = top_span(document)
    is_hidden = hidden(document)
    missing = [a for a in document.absent if _counts(document, a) and not is_hidden(a.form)]
    yield from _drafts(document, missing, top, None)
    for section in document.bound:
        missing = [
            absent
            for absent in section.absent
            if _counts(document, absent) and not is_hidden(absent.form)
        ]
        if missing and not section.form.ignore and not _is_bare(document, section):
            place = heading_span(document, section.part)
            yield from _drafts(document, missing, place, section.part.span)


def _counts(document: Document, absent: Absent) -> bool:
    return not absent.form.ignore and document.is_required(absent.form)


def _is_bare(document: Document, section: BoundSection) -> bool:
    """Nothing but guidance below the heading: that is the one cause, and reported as such."""
    return (
        not section.children
        and document.is_required(section.form)
        and only_guidance(document, section)
    )


def _drafts(
    document: Document, missing: Sequence[Absent], place: Span, within: Span | None
) -> Iterator[Draft]:
    """One finding for each, but one for all that are there in bold and only lack the heading."""
    texts = [as_text(document, absent, within) for absent in missing]
    bold = [(absent, text) for absent, text in zip(missing, texts, strict=True) if text]
    if bold:
        yield _draft_of_bold(document, [a for a, _ in bold], min(text for _, text in bold))
    for absent, text in zip(missing, texts, strict=True):
        part = joined(document, absent)
        if text is None and part is not None:
            yield _draft_of_joint(document, absent, part)
        elif text is None:
            yield _draft(document, absent, place)


def _draft_of_bold(document: Document, absent: Sequence[Absent], place: Span) -> Draft:
    first = absent[0]
    heading = f"{'#' * first.level} {first.form.name}"
    more = f" and {plural(len(absent) - 1, 'more section')}" if len(absent) > 1 else ""
    return Draft(
        first_line(document.source, place),
        f"{quoted(first.form.name)}{more} of the template stand here as bold text"
        if more
        else f"{quoted(first.form.name)} stands here as bold text, not as a heading",
        f"Make it a heading: '{heading}'.",
        expected(document, first.form.span, f"the template requires it: {first.form.because}"),
        data={"section": first.path, "inside": tuple(a.path for a in absent[1:])},
        severity=Severity.WARNING,
        confidence=Confidence.LIKELY,
    )


def _draft_of_joint(document: Document, absent: Absent, part: Part) -> Draft:
    form = absent.form
    return Draft(
        heading_span(document, part),
        f"{quoted(form.name)} has no section of its own; {quoted(part.title)} may hold it",
        f"Give it its own heading: '{'#' * absent.level} {form.name}'.",
        expected(document, form.span, f"the template requires it: {form.because}"),
        data={"section": absent.path, "inside": absent.inside},
        severity=Severity.WARNING,
        confidence=Confidence.LIKELY,
    )


def _draft(document: Document, absent: Absent, place: Span) -> Draft:
    form = absent.form
    parent = f"'{name_of(absent.path[:-1])}'" if len(absent.path) > 1 else "the document"
    heading = f"{'#' * absent.level} {form.name}"
    text = skeleton(document.template, form, absent.level, document.source.newline)
    edit = Edit(absent.at, absent.at, insertion(document.source, absent.at, text))
    return Draft(
        place,
        f"{parent} has no section {quoted(form.name)}",
        f"Add the heading '{heading}' with its content; if it does not apply, write"
        " 'N/A — ' and the reason below it.",
        expected(document, form.span, f"the template requires it: {form.because}"),
        fixes=fix(f"Insert the template's section {quoted(form.name)}", edit, safe=False),
        data={"section": absent.path, "inside": absent.inside},
    )


RULE = Rule("DD101", "missing-section", Severity.ERROR, "0.1.0", check)
