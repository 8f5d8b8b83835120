"""A link leads to a file or heading that is not there.

## What it does

Checks relative links (the file exists beside the document; its anchor, where it is Markdown) and
links within the document (a heading has that anchor, as GitHub makes them). Addresses, paths from a
root and the lines of a table of contents (DD113) are left alone.

## Why is this bad?

The reader ends nowhere, and does not know whether the thing was moved, renamed or never written.

## Example

```markdown template
# [Name]

## Summary

[What it is about]
```

```markdown document
# Login

## Summary

People sign in, as [below](#sign-in-page).
```

## Fix

Mend the path or the anchor, or take the link out.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.document.contents import find
from designdoc.markdown.anchors import anchors
from designdoc.rules.support import quoted
from designdoc.source.once import once
from designdoc.template.schema import Template
from designdoc.workspace.local_links import LocalLink, local_links

_NEAR = 75  # of 100: a name that the author may have meant


def check(subject: Subject) -> Iterator[Draft]:
    """Links to what is not there."""
    document = subject.document
    links = list(local_links(document.tree))
    if not links:
        return
    into_itself = any(not link.path for link in links)
    own = frozenset(anchors(document.tree)) if into_itself else frozenset()
    listed = [contents.span for contents in find(document.tree)]
    sample = _of_template(document.template)
    for link in links:
        if any(span.covers(link.span) for span in listed):
            continue
        if (link.path, link.anchor) in sample:
            continue
        draft = _in_file(subject, link) if link.path else _in_page(subject, link, own)
        if draft:
            yield draft


def _in_page(subject: Subject, link: LocalLink, own: frozenset[str]) -> Draft | None:
    anchor = link.anchor.lower()
    if (
        not anchor
        or anchor in own
        or anchor.removeprefix("user-content-") in own
        or subject.symbols.at(link.anchor) is not None
    ):
        return None
    near = _nearest(anchor, own)
    hint = f"Did you mean '#{near}'?" if near else "Mend the anchor, or take the link out."
    message = f"no heading of this document has the anchor {quoted('#' + link.anchor)}"
    return Draft(link.span, message, hint, data={"target": f"#{link.anchor}"})


def _in_file(subject: Subject, link: LocalLink) -> Draft | None:
    linked = subject.around.linked.get(link.path)
    if linked is None:
        return None
    target = f"{link.path}#{link.anchor}" if link.anchor else link.path
    if not linked.exists:
        near = _nearest(link.path.rpartition("/")[2], linked.near)
        hint = f"Did you mean {quoted(near)}?" if near else "Mend the path, or take the link out."
        return Draft(link.span, f"there is no {quoted(link.path)}", hint, data={"target": target})
    anchor = link.anchor.lower()
    if not anchor or linked.anchors is None or anchor in linked.anchors or _is_line(anchor):
        return None
    if linked.symbols is not None and linked.symbols.at(link.anchor) is not None:
        return None
    near = _nearest(anchor, linked.anchors)
    hint = f"Did you mean '#{near}'?" if near else "Mend the anchor, or take the link out."
    message = f"{quoted(link.path)} has no heading with the anchor {quoted('#' + link.anchor)}"
    if linked.symbols is not None:
        message += ", and gives no such identifier to anything"
    return Draft(link.span, message, hint, data={"target": target})


def _is_line(anchor: str) -> bool:
    """``#L10`` and ``#L10-L20`` are lines of a file, on forges."""
    return anchor[:1] == "l" and anchor[1:].replace("-l", "").isdigit()


def _nearest(word: str, among: frozenset[str] | tuple[str, ...]) -> str:
    if not among or len(among) > 2000:
        return ""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, sorted(among), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else ""


@once
def _of_template(template: Template) -> frozenset[tuple[str, str]]:
    """The template's own links: samples, or links that its documents keep."""
    from designdoc.markdown import parse

    return frozenset((link.path, link.anchor) for link in local_links(parse(template.source)))


RULE = Rule(
    "DD416",
    "broken-link",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
