"""The table of contents does not list the headings of the document.

## What it does

Compares the list between `<!-- toc -->` and `<!-- /toc -->` with the headings below it, down to
the depth that it has, by the anchors that GitHub gives them. A list of links under a heading
"Contents" that no marker claims is checked for links that lead nowhere only.

## Why is this bad?

A link that leads nowhere costs every reader a search; a section that is not listed is not found.

## Example

```markdown template
# [Name]

## Summary

[What it is about]
```

```markdown document
# Login

<!-- toc -->
- [Summary](#summary)
- [Risks](#risks)
<!-- /toc -->

## Summary

How people sign in.
```

## Fix

The fix writes the list anew, in its own style of bullets and indentation.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.document import Document
from designdoc.document.contents import Contents, Entry, all_headings, find, headings, is_alone
from designdoc.rules.support import first_line, quoted
from designdoc.rules.swallowed import swallowed
from designdoc.source import Span
from designdoc.source.regex import regex

_HEADING = regex(r"(?:#{1,6}[ \t]+)?(.*?)(?:[ \t]+#+)?")
_ITEM = regex(r"([ \t]*)([-*+]|\d+[.)])([ \t]+)")


def check(document: Document) -> Iterator[Draft]:
    """One finding per table of contents, at the first line that is wrong."""
    if swallowed(document):
        return  # the headings that it lists may be there, but hidden: DD003
    for contents in find(document.tree):
        if not contents.entries:
            continue
        wanted = _wanted(document, contents)
        problem = _difference(document, contents, wanted)
        if problem is not None:
            span, message = problem
            fixes = _rewrite(document, contents, wanted)
            yield Draft(
                first_line(document.source, span),
                message,
                "Write the table of contents anew; the fix does so."
                if fixes
                else "Correct the table."
                if contents.generated
                else "Correct the link.",
                fixes=fixes,
                data={"entries": len(contents.entries), "headings": len(wanted)},
            )


def _wanted(document: Document, contents: Contents) -> list[Entry]:
    """The headings below the table, as deep as it goes."""
    listed = {entry.anchor.lower() for entry in contents.entries}
    below = headings(document.tree, contents.span.end)
    if not all(entry.anchor in listed for entry in below):
        # Some generators number doubled names from the table on, a forge from the file's head.
        ways = (below, headings(document.tree, contents.span.end, all_count=False))
        below = max(ways, key=lambda way: sum(entry.anchor in listed for entry in way))
    if below and below[0].depth == 1 and sum(entry.depth == 1 for entry in below) == 1:
        del below[0]  # the document's title
    if not below:
        return []
    # By the headings that it lists: where levels are skipped, lists are nested less deeply.
    deepest = max((entry.depth for entry in below if entry.anchor in listed), default=0)
    top = min(entry.depth for entry in below)
    return [
        Entry(entry.depth - top + 1, entry.text, entry.anchor, entry.span)
        for entry in below
        if entry.depth <= deepest
    ]


def _difference(
    document: Document, contents: Contents, wanted: Sequence[Entry]
) -> tuple[Span, str] | None:
    anchors = {entry.anchor for entry in all_headings(document.tree)}
    for entry in contents.entries:
        if entry.anchor.lower() not in anchors:
            return entry.span, f"the table of contents lists {quoted(entry.text)}: no such heading"
    if not contents.generated:
        return None
    listed = [entry.anchor.lower() for entry in contents.entries]
    known = set(listed)
    seen: set[str] = set()
    for anchor, entry in zip(listed, contents.entries, strict=True):
        if anchor in seen:
            return entry.span, f"the table of contents lists {quoted(entry.text)} twice"
        seen.add(anchor)
    last = contents.span
    spans = {entry.anchor.lower(): entry.span for entry in contents.entries}
    for entry in wanted:
        if entry.anchor not in known:
            return last, f"the table of contents lacks {quoted(entry.text)}"
        last = spans[entry.anchor]
    places = {entry.anchor: index for index, entry in enumerate(wanted)}
    order = [(places[anchor], entry) for anchor, entry in zip(listed, contents.entries, strict=True)
             if anchor in places]  # fmt: skip
    for (before, _), (after, entry) in pairwise(order):
        if after < before:
            return entry.span, f"the table of contents lists {quoted(entry.text)} out of order"
    return None


def _rewrite(document: Document, contents: Contents, wanted: Sequence[Entry]) -> tuple[Fix, ...]:
    if not wanted or not is_alone(document.tree, contents):
        return ()
    raw = document.source.slice(contents.span)
    lines = [match for match in map(_ITEM.match, raw.splitlines()) if match]
    if not lines:
        return ()
    marker = lines[0].group(2)
    indents = sorted({len(match.group(1).expandtabs(4)) for match in lines})
    step = indents[1] - indents[0] if len(indents) > 1 else len(marker) + 1
    base = lines[0].group(1)
    space = lines[0].group(3)
    newline = document.source.newline
    text = newline.join(
        f"{base}{' ' * step * depth}{_marker(marker)}{space}"
        f"[{_words(document, entry)}](#{entry.anchor})"
        for entry, depth in zip(wanted, _nested(wanted), strict=True)
    )
    stripped = len(raw.rstrip().encode())
    edit = Edit(contents.span.start, contents.span.start + stripped, text)
    return fix("Write the table of contents anew", edit)


def _nested(entries: Sequence[Entry]) -> Iterator[int]:
    """How deep each entry stands in the list: never more than one below the entry before it.

    A list that begins indented would be code where it begins with four spaces.
    """
    above: list[int] = []
    for entry in entries:
        while above and above[-1] >= entry.depth:
            above.pop()
        yield len(above)
        above.append(entry.depth)


def _marker(marker: str) -> str:
    return f"1{marker[-1]}" if marker[0].isdigit() else marker


def _words(document: Document, entry: Entry) -> str:
    """The heading as it is written, code and emphasis included; links are taken off."""
    raw = document.source.slice(first_line(document.source, entry.span))
    match = _HEADING.fullmatch(raw)
    if match and not set("[]<>") & set(match.group(1)):
        return match.group(1)
    return re.sub(r"([\\\[\]`*_<>])", r"\\\1", entry.text)


RULE = Rule("DD113", "stale-contents", Severity.WARNING, "0.1.0", check)
