"""The first text of a new rule: its file and a golden folder with one case to fill in."""

from collections.abc import Mapping

from designdoc.diagnostics import UsageError
from designdoc.source.regex import regex

_CODE = regex(r"DD[0-9]{3}")
_NAME = regex(r"[a-z]+(?:-[a-z]+)*")

_RULE = '''"""Say in one sentence what is wrong in the document.

## What it does

What is looked for, and what is not.

## Why is this bad?

What a reader of the document loses.

## Example

```markdown template
# [Name]

## Summary

[What it is about]
```

```markdown document
# Login

## Summary

How people sign in.
```

## Fix

What the author does about it.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.rules.support import expected, heading_span


def check(document: Document) -> Iterator[Draft]:
    """Which sections are reported."""
    for section in document.bound:
        if False:  # the condition
            yield Draft(
                heading_span(document, section.part),
                "what is wrong, with the words of the document",
                "The next step of the author.",
                expected(document, section.form.span, "why the template asks for it"),
                data={{"section": section.path}},
            )


RULE = Rule("{code}", "{name}", Severity.WARNING, "{version}", check)
'''
_TEMPLATE = "# [Name]\n\n## Summary\n\n[What it is about]\n"
_DOCUMENT = "# Login\n\n## Summary\n\nHow people sign in.\n"


def scaffold(code: str, name: str, version: str = "0.1.0") -> Mapping[str, str]:
    """The files of a new rule by their path in the project; nothing is written here.

    Raises:
        UsageError: the code or the name has not the form of the others, or is taken.
    """
    from designdoc.rules import RULES

    if not _CODE.fullmatch(code):
        raise UsageError(f"'{code}' is no code of a rule: DD and three digits, such as DD115")
    if not _NAME.fullmatch(name):
        raise UsageError(f"'{name}' is no name of a rule: lower-case words, such as stale-contents")
    taken = next((rule for rule in RULES if rule.code == code or rule.name == name), None)
    if taken is not None:
        raise UsageError(f"{taken.code} {taken.name} exists already")
    module = f"{code.lower()}_{name.replace('-', '_')}"
    case = f"tests/golden/rules/{code}/fault"
    return {
        f"src/designdoc/rules/{module}.py": _RULE.format(code=code, name=name, version=version),
        f"{case}/template.md": _TEMPLATE,
        f"{case}/document.md": _DOCUMENT,
        f"{case}/expected.json": '{"findings": "write what should be found here"}\n',
    }
