"""A document made only of the template, and documents made to slow the rules down."""

import time

import pytest

TEMPLATE = """---
status: draft # draft | done
owner: "[Owner]"
---
# [Name] Design

## Summary

<!-- In a few words. -->

[What it is about in 2-3 sentences]

## Types

```typescript
// the types
```

## Parts

### Part 1

- **Role**: [What it does]
- **Since**: YYYY-MM-DD

## Risks

| Risk | Impact | Since |
|------|--------|-------|
| [Risk] | High/Medium/Low | YYYY-MM-DD |

## History

| Date | Version |
|------|---------|
| YYYY-MM-DD | 1.0 |
"""


def test_a_template_as_document_has_one_finding_per_hole(check) -> None:
    found = [(f.code, f.place.start.line) for f in check(TEMPLATE, TEMPLATE)]
    holes = [3, 5, 11, 16, 23, 24, 30, 30, 30, 36]
    assert [line for code, line in found if code == "DD201"] == holes
    assert [(code, line) for code, line in found if code != "DD201"] == [("DD202", 9)]


HOSTILE = {
    "brackets": "[" * 20_000 + "]" * 20_000,
    "brackets like a hole": "[What it is " * 10_000,
    "near holes": "[What it is abaut in 2-3 sentencez now] " * 5_000,
    "headings": "\n\n".join(f"## Risks {n}\n\nx" for n in range(5_000)),
    "equal headings": "## Summary\n\nx\n\n" * 3_000,
    "comments": "<!-- In a few words. -->\n\n" * 5_000,
    "toc": "<!-- toc -->\n" * 3_000 + "- [x](#x)\n<!-- /toc -->\n",
    "long toc": "<!-- toc -->\n" + "- [Risks](#risks)\n" * 5_000 + "<!-- /toc -->\n",
    "questions": "TODO: x\nTBD " * 10_000,
    "columns": "|" + " a |" * 5_000 + "\n|" + "-|" * 5_000 + "\n|" + " High |" * 5_000 + "\n",
    "rows": "| Risk | Impact | Since |\n|-|-|-|\n" + "| a | Wrong | 2026-02-31 |\n" * 5_000,
    "cell": "| Risk | Impact | Since |\n|-|-|-|\n| a | " + "High " * 100_000 + "| x |\n",
    "abbreviations": "e.g. " * 50_000,
    "dots": "." * 200_000 + "a",
    "spaces": "a" + " " * 200_000 + "TODO",
    "fences": "```ts\n// the types\n```\n" * 5_000,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("where", ["## Summary\n\n", "## Risks\n\n", ""])
def test_hostile_text_does_not_hang(check, kind: str, where: str) -> None:
    start = time.perf_counter()
    check(TEMPLATE, f"# Login Design\n\n{where}{HOSTILE[kind]}\n\n## History\n")
    assert time.perf_counter() - start < 40


@pytest.mark.parametrize(
    "document", ["", "\ufeff", "---\n---\n", "\r\n", "\x00", "#", "# [Name] Design"]
)
def test_nearly_empty_documents_are_checked(check, document: str) -> None:
    codes = {finding.code for finding in check(TEMPLATE, document)}
    assert "DD101" in codes
