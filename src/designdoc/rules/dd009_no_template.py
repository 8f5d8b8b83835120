"""No template is known for a document.

## What it does

Reports a document for which no template was given, named, configured or found, and that has too few
sections of any built-in template. The finding names the templates that come nearest.

## Why is this bad?

Without a template nothing is known of what the document should hold: the run would be green for any
text at all.

## Example

A document of its own shape, with no template beside it:

```markdown
# Shopping list

## Dairy

Milk.
```

## Fix

Name the template on the command line (`--template`), in the document
(`<!-- designdoc: template=path/to/template.md -->`) or in the configuration:

```toml
[[documents]]
include = ["docs/design/**/*.md"]
template = "docs/design/template.md"
```
"""

from collections.abc import Iterator, Sequence

from designdoc.checking import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.source import Span


def check(document: Document) -> Iterator[Draft]:
    """Nothing: a document that is bound has a template."""
    del document
    yield from ()


def no_template(span: Span, nearest: Sequence[str], named: str = "") -> Draft:
    """The finding for a document without a template; ``named`` is one that is not there."""
    if named:
        message = f"the document names the template '{named}', and there is none"
    else:
        message = "no template was found for this document, so its structure is not checked"
    return Draft(
        span,
        message + (f"; the nearest: {', '.join(nearest)}" if nearest else ""),
        "Name one with --template, with `<!-- designdoc: template=… -->` in the document, "
        "or in the configuration.",
        data={"nearest": list(nearest), **({"template": named} if named else {})},
    )


RULE = Rule("DD009", "no-template", Severity.WARNING, "0.1.0", check)
