"""What a document says of its template itself."""

import pytest

from designdoc.application.pins import pins
from designdoc.markdown import parse
from designdoc.source import decode

BODY = "# Login\n\n## Why\n\nBecause.\n"


def said(text: str) -> tuple[str | None, str | None]:
    found = pins(parse(decode("doc.md", text.encode())))
    return (
        found.template.text if found.template else None,
        found.version.text if found.version else None,
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", (None, None)),
        ("<!-- designdoc: template=a.md -->", ("a.md", None)),
        ("<!-- designdoc: template-version=2025-01-01 -->", (None, "2025-01-01")),
        ("<!--designdoc:template-version = 2025-01-01-->", (None, "2025-01-01")),
        ("<!-- designdoc: template=my form.md template-version=v 2 -->", ("my form.md", "v 2")),
        ("<!-- designdoc: template-version=v2 template=a.md -->", ("a.md", "v2")),
        ("<!-- designdoc:\n  template=a.md,\n  template-version=v2;\n-->", ("a.md", "v2")),
        ('<!-- designdoc: template="a.md" -->', ("a.md", None)),
        ("<!-- designdoc: template-version= -->", (None, None)),
        ("<!-- designdoc: my-template=a.md -->", (None, None)),
        ("<!-- other: template=a.md -->", (None, None)),
        ("<!-- designdoc: ignore DD101 template=a.md -->", (None, None)),
        ("```html\n<!-- designdoc: template=a.md -->\n```", (None, None)),
        ("---\ndesigndoc: template=a.md template-version=v2\n---", ("a.md", "v2")),
        ("---\ndesigndoc: template-version=v2\n---", (None, "v2")),
        ("---\ndesigndoc:\n  template-version: 2025-01-01\n---", (None, "2025-01-01")),
        ("---\ndesigndoc:\n  template: a.md\n  template-version: 7\n---", ("a.md", "7")),
        ("---\ndesigndoc:\n  template: [a.md]\n  template-version:\n---", (None, None)),
        ("---\ndesigndoc: [template=a.md]\n---", (None, None)),
        ("---\ndesigndoc: {template: a.md\n---", (None, None)),
    ],
)
def test_what_it_says(head: str, expected: tuple[str | None, str | None]) -> None:
    assert said(f"{head}\n\n{BODY}") == expected


def test_front_matter_comes_before_a_comment_and_the_first_before_the_second() -> None:
    comments = (
        "<!-- designdoc: template-version=b -->\n\n<!-- designdoc: template-version=c -->\n\n"
    )
    front = "---\ndesigndoc: template-version=a\n---\n\n"
    assert said(f"{front}{comments}{BODY}") == (None, "a")
    assert said(f"{comments}{BODY}") == (None, "b")
    assert said("<!-- designdoc: template-version=b template-version=c -->\n") == (None, "b")
    assert said(f"{front}<!-- designdoc: template=t.md -->\n\n{BODY}") == ("t.md", "a")


def test_where_it_says_so() -> None:
    text = f"{BODY}\n<!-- designdoc: template-version=ü -->\n"
    source = decode("doc.md", text.encode())
    version = pins(parse(source)).version
    assert version is not None
    assert source.slice(version.span) == "<!-- designdoc: template-version=ü -->"


def test_a_very_long_pin_is_read_and_costs_little() -> None:
    name = "x" * 1_000_000
    assert said(f"<!-- designdoc: template-version={name} -->\n") == (None, name)
    many = " template=a" * 100_000
    assert said(f"<!-- designdoc:{many} -->\n") == ("a", None)
