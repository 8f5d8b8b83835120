"""Text that must stay word for word was changed or taken out.

## What it does

Compares each paragraph that the template marks as verbatim — a licence, the paragraph on the
words MUST and SHOULD — with the document. Line breaks do not matter; words do.

## Why is this bad?

Such text means what it says only as it is written.

## Example

```markdown template
# [Name]

## Terms

<!-- designdoc: verbatim -->
All of this is confidential until the first of May and stays inside the team.
```

```markdown document
# Login

## Terms

All of this is confidential until the tenth of May and stays inside the team.
```

## Fix

Put the template's words back. The fix does so; it is unsafe, because it takes yours away.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Severity
from designdoc.document import Document
from designdoc.markdown import Paragraph
from designdoc.rules.support import expected, quoted, top_span, trimmed
from designdoc.source import Span
from designdoc.source.once import once

_LONGEST = 5_000  # characters of a paragraph that are compared by nearness
_MOST = 3_000  # paragraphs of one document that are
_NEAR = 60.0
_KEY_WORDS = re.compile(r"\bkey ?words? [\"“'*_]*MUST\b")
_LEVELS = re.compile(r"\b(?:MUST|SHALL|SHOULD|REQUIRED|RECOMMENDED|OPTIONAL)\b")


def check(document: Document) -> Iterator[Draft]:
    """Verbatim paragraphs that no paragraph of the document equals."""
    for verbatim in document.template.verbatim:
        wanted = _normal(verbatim.text)
        if wanted in _all_text(document):
            continue
        asks = expected(document, verbatim.span, verbatim.because)
        near = _nearest(document, wanted)
        if near is None and _KEY_WORDS.search(wanted) and not _speaks_of_levels(document):
            continue
        if near is None:
            yield Draft(
                top_span(document),
                f"the text {quoted(verbatim.text)} must stay in the document, and is gone",
                "Copy it from the template.",
                asks,
                data={"text": wanted},
            )
            continue
        text = document.template.source.slice(trimmed(document.template.source, verbatim.span))
        text = document.source.newline.join(text.splitlines())
        yield Draft(
            near,
            f"this text must stay word for word: {quoted(verbatim.text)}",
            "Put the template's words back.",
            asks,
            fixes=fix("Put the template's words back", Edit(*near, text), safe=False),
            data={"text": wanted},
        )


@once
def _speaks_of_levels(document: Document) -> bool:
    """Whether the document uses the words that the paragraph on requirement levels explains."""
    return any(_LEVELS.search(words) for words, _ in _paragraphs(document))


@once
def _paragraphs(document: Document) -> list[tuple[str, Span]]:
    return [
        (_normal(document.tree.raw(block)), trimmed(document.source, block.span))
        for block in document.tree.walk()
        if isinstance(block, Paragraph)
    ]


@once
def _all_text(document: Document) -> str:
    return "\n".join([words for words, _ in _paragraphs(document)])


def _nearest(document: Document, wanted: str) -> Span | None:
    from rapidfuzz import fuzz

    best, place = _NEAR, None
    for words, span in _paragraphs(document)[:_MOST]:
        if len(wanted) / 3 <= len(words) <= min(_LONGEST, 3 * len(wanted)):
            score = fuzz.ratio(wanted[:_LONGEST], words, score_cutoff=best)
            if score > best:
                best, place = score, span
    return place


def _normal(text: str) -> str:
    """Words on one line, the marks of a quote taken off."""
    return " ".join(word for line in text.splitlines() for word in line.lstrip("> \t").split())


RULE = Rule("DD114", "changed-verbatim", Severity.ERROR, "0.1.0", check)
