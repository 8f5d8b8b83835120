"""A section stands under a name that is nearly the template's.

## What it does

Reports headings that were recognised by nearness only: a slip of the pen, or other words that
share most of their meaning. Accepted synonyms, numbering, case, plural and suffixes are no
renaming. The section counts as present, so that this is the only finding.

## Why is this bad?

Readers, links and tools look for the name that all documents share.

## Example

```markdown template
# [Name]

## Security Considerations

[What an attacker could do]

## Rollout

[How it is shipped]
```

```markdown document
# Login

## Secuity Considerations

Passwords are hashed.

## Rollout

At once.
```

## Fix

Rename the heading. The fix is safe for a slip of a letter or two, and unsafe where words
differ: the author may mean something else.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Confidence, Edit, Fix, Severity
from designdoc.document import BoundSection, Document, Match
from designdoc.rules.support import expected, heading_span, quoted
from designdoc.template.names import key, without_suffix


def check(document: Document) -> Iterator[Draft]:
    """Every section that was recognised as near only."""
    for section in document.bound:
        if section.match is Match.NEAR and not section.form.ignore:
            name = section.form.name
            yield Draft(
                heading_span(document, section.part),
                f"{quoted(section.part.title)} seems to be the template's {quoted(name)}",
                f"Rename it to '{name}', or add that section if this one is another.",
                expected(document, section.form.span, "the name in the template"),
                fixes=_rename(document, section),
                data={"section": section.path, "found": section.part.title},
                confidence=Confidence.LIKELY,
            )


def _rename(document: Document, section: BoundSection) -> tuple[Fix, ...]:
    span = heading_span(document, section.part)
    raw = document.source.slice(span)
    old, new = without_suffix(section.part.title), section.form.name
    at = raw.find(old)
    if at < 0:
        return ()
    start = span.start + len(raw[:at].encode())
    edit = Edit(start, start + len(old.encode()), new)
    return fix(f"Rename to '{new}'", edit, safe=_is_slip(old, new))


def _is_slip(old: str, new: str) -> bool:
    mine, theirs = key(old), key(new)
    same_count = len(mine.split()) == len(theirs.split())
    if not same_count:
        return False
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(mine, theirs, score_cutoff=3) <= 2


RULE = Rule("DD103", "renamed-section", Severity.WARNING, "0.1.0", check)
