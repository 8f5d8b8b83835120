"""A requirement uses a word that everybody understands differently.

## What it does

Marks words such as "fast", "user-friendly", "appropriate", "etc." and 適切に in functional
and quality requirements. Code, quoted words and link targets are not read. In a sentence that holds
a number only words that leave a list open are marked. A quality requirement that DD301 reports is
not reported twice.

## Why is this bad?

The author, the tester and the customer each have their own idea of "fast", and find out late.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The system must answer an unknown name with a user-friendly page.
```

## Fix

Say what is seen, counted or measured instead; where a list is left open, close it.

## Source

INCOSE Guide to Writing Requirements, R7 (vague terms) and R9 (open-ended clauses); ISO/IEC/IEEE
29148:2018, 5.2.7; "subjective language" and "ambiguous adverbs and adjectives" in Femmer et al.
2017, *Rapid quality assurance with Requirements Smells*.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.dd301_unmeasurable import unmeasurable
from designdoc.rules.statements import statements
from designdoc.rules.support import quoted
from designdoc.rules.vocabulary import vague_words


def check(subject: Subject) -> Iterator[Draft]:
    """Each vague word once in a requirement."""
    for statement in statements(subject):
        if unmeasurable(subject, statement):
            continue
        seen: set[str] = set()
        for passage in statement.passages:
            for start, end in vague_words(passage):
                word = passage.text[start:end]
                if word.lower() in seen:
                    continue
                seen.add(word.lower())
                yield Draft(
                    passage.at(start, end),
                    f"{quoted(word)} says something else to every reader of the requirement",
                    "Say what is seen, counted or measured instead.",
                    data={"word": word, "requirement": statement.name},
                )


RULE = Rule(
    "DD302",
    "vague-word",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
