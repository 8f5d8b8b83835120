"""An identifier is named that the document does not give to anything.

## What it does

Looks at identifiers such as FR-3 or AC-1.2 that are named in the document, where the document
itself gives identifiers of that family (FR-1, FR-2 …). FR-1, FR1 and FR-001 are one. An identifier
of another document (`other.md#FR-2`, `user-auth/FR-1`, `[FR-2](other.md)`) is looked for in that
document, where it stands beside this one. The history, alternatives, references, and lines that
speak of something removed are left alone.

## Why is this bad?

The reader looks for FR-7 in vain. Either it was dropped and this place was forgotten, or the
number is mistyped and the test, phase or component belongs to another requirement.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]

## Testing Strategy

- [What is tested]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server locks an account after 5 wrong passwords.
- FR-2: The mailer tells its owner.

## Testing Strategy

- FR-1: the sixth attempt is refused.
- FR-3: the owner gets a mail.
```

## Fix

Name one that exists, or write down the missing one.

## Source

ISO/IEC/IEEE 29148:2018, 5.2.8 (traceability).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.citing import Cited, canonical, cited, given, places
from designdoc.rules.dd402_duplicate_identifier import check as duplicates
from designdoc.rules.statements import worded
from designdoc.rules.support import quoted
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.workspace.graph import Missing
from designdoc.workspace.identifiers import family
from designdoc.workspace.wanted import By, Wanted

_KINDS = frozenset(("requirement", "criterion", "story", "risk", "test"))
# Where naming something links to it. Elsewhere a row of a table does: in a matrix.
_LINKING = frozenset(
    ("functional_requirements", "quality_requirements", "acceptance_criteria", "architecture",
     "data_flow", "components", "types", "errors", "signals", "phases", "migration", "tests",
     "security", "risks")
)  # fmt: skip
_GONE = regex(
    r"\b(?:remov|delet|drop|obsolet|supersed|renam|renumber|deprecat|former|withdrawn"
    r"|merged into|PRD|spec\b"
    r"|upstream|parent|future|later|next version|consider|beyond|out of scope|(?:should|could"
    r"|nice to) have)|~~|\.md\b"
    r"|https?://|廃止|削除|旧|統合",
    re.IGNORECASE,
)
_TOLD = frozenset(("revisions", "alternatives", "references"))
_PATH = regex(r"[\w./-]+\.md\b")
_MOST_SHOWN = 5
_FEWEST = 2  # identifiers of a family that show that the document gives them itself


def check(subject: Subject) -> Iterator[Draft]:
    """Citations of identifiers that are given nowhere, here or in the document that is named."""
    yield from _own(subject)
    if subject.around.cited:
        yield from _elsewhere(subject)


def _elsewhere(subject: Subject) -> Iterator[Draft]:
    """Citations of identifiers that another document does not give, though it gives others."""
    found: dict[tuple[str, str], list[Wanted]] = {}
    for wanted in subject.unit.wanted:
        symbols = subject.around.cited.get(wanted.document)
        name = canonical(wanted.target)
        if wanted.by is By.LINK or symbols is None or name in symbols.given:
            continue
        if symbols.families.get(family(name), 0) < _FEWEST or _belongs(name, symbols.given):
            continue
        if _is_said(subject, wanted):
            found.setdefault((symbols.path, name), []).append(wanted)
    for (path, name), mentions in found.items():
        first, *others = mentions
        symbols = subject.around.cited[first.document]
        near = _nearest(name, symbols.given)
        yield Draft(
            first.span,
            f"{first.target} of {quoted(first.document)} is named here, but {quoted(path)} gives "
            f"no {quoted(first.target)} to anything",
            _hint(near),
            related=_too(subject, [other.span for other in others]),
            data={"id": first.target, "document": path},
        )


def _is_said(subject: Subject, wanted: Wanted) -> bool:
    """Whether a mention is meant to hold: no code, no history, nothing that was removed."""
    tree, source = subject.document.tree, subject.document.source
    if places(subject).role_at(wanted.span.start) in _TOLD:
        return False
    if worded(tree, wanted.span) != source.slice(wanted.span):
        return False
    line = source.slice(source.line_span(source.line_of(wanted.span.start)))
    return not _GONE.search(_PATH.sub("", line))


def _own(subject: Subject) -> Iterator[Draft]:
    known = given(subject)
    if not known:
        return
    lost = {
        (each.span, canonical(each.target))
        for each in subject.unit.unresolved
        if each.kind is Missing.IDENTIFIER
    }
    families = Counter(family(name) for name in known)
    found: dict[str, list[Cited]] = {}
    text, gone = "", False
    for each in cited(subject):
        citation = each.citation
        if citation.kind not in _KINDS or citation.document or not _links(each):
            continue
        name = canonical(citation.id)
        own = families[family(name)]
        if (
            own < _FEWEST
            or (citation.span, name) not in lost
            or _short(citation.id)
            or _belongs(name, known)
        ):
            continue
        if each.text is not text:
            text, gone = each.text, bool(_GONE.search(each.text))
        if not gone:
            found.setdefault(name, []).append(each)
    # A second FR-1 is probably the FR-2 that is missing: DD402 tells of it.
    if found and len(found) > sum(1 for _ in duplicates(subject)):
        for places in found.values():
            yield _draft(subject, places, known)


def _links(each: Cited) -> bool:
    return each.role in _LINKING or (not each.role and each.cell)


def _draft(subject: Subject, places: Sequence[Cited], known: frozenset[str]) -> Draft:
    """One finding for all the places that name the identifier: they have one cause."""
    first, *others = places
    name = first.citation.id
    near = _nearest(canonical(name), known)
    return Draft(
        first.citation.span,
        f"{name} is named here, but the document gives no {quoted(name)} to anything",
        _hint(near),
        related=_too(subject, [other.citation.span for other in others]),
        data={"id": name},
    )


def _hint(near: str) -> str:
    return f"Did you mean {near.upper()}?" if near else "Name one that exists, or write it down."


def _too(subject: Subject, spans: Sequence[Span]) -> tuple[tuple[Source, Span, str], ...]:
    source = subject.document.source
    return tuple((source, span, "named here too") for span in spans[:_MOST_SHOWN])


def _short(name: str) -> bool:
    """``R2`` and ``T1`` are also names of other things."""
    return len(family(canonical(name))) < 2


def _belongs(name: str, known: frozenset[str]) -> bool:
    """``FR-3a`` and ``AC-1.2.1`` are parts of what has their number."""
    head = name
    while "." in head:
        head = head.rpartition(".")[0]
        if head in known and "ac" not in head:
            return True
    return name.rstrip("abcdefghij") in known


def _nearest(name: str, known: frozenset[str]) -> str:
    """A known identifier that is one slip away, written as people write it."""
    own = family(name)
    found = sorted(k for k in known if family(k) == own and _one_slip(name, k))
    return found[0].replace(" ", "-") if found and len(name) > len(own) + 2 else ""


def _one_slip(one: str, other: str) -> bool:
    """Whether two identifiers of one length differ in one place, or in two that were swapped."""
    from rapidfuzz.distance import OSA

    return len(one) == len(other) and OSA.distance(one, other) == 1


RULE = Rule(
    "DD401",
    "unknown-identifier",
    Severity.ERROR,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
