"""Binding any document to a template: it never fails, and every heading is one thing only."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc.document import Document, bind
from designdoc.markdown import Section, parse
from designdoc.source import decode
from designdoc.template.infer import infer
from document.describing import describe, tree_of
from helpers.growth import assert_linear

FOLDER = Path(__file__).parent.parent / "golden" / "binding" / "sound"
TEMPLATE = infer(tree_of(FOLDER / "template.md"))
SOUND = (FOLDER / "document.md").read_text(encoding="utf-8")

NAMES = [section.name for section in TEMPLATE.walk()]
LINES = st.sampled_from(
    [
        *NAMES, "Summary", "Main Components", "Zebra", "Overveiw", "概要", "Component 7: X", "text",
        "- **Pros**: a", "| Risk | Impact |\n|--|--|\n| a | b |", "```\ncode\n```", "N/A",
        "<!-- x -->",
    ]
)  # fmt: skip
MARKS = st.sampled_from(["", "# ", "## ", "### ", "#### ", "###### ", "> ## ", "- "])
SOUP = st.lists(st.tuples(MARKS, LINES).map("".join), max_size=30).map("\n\n".join)


def bound(text: str) -> Document:
    return bind(parse(decode("x.md", text.encode())), TEMPLATE)


def parts(document: Document) -> list[Section]:
    found = [section.part for section in document.bound]
    found += [part for section in document.bound for part in section.duplicates]
    found += [unknown.part for unknown in document.unknown]
    return found


@settings(max_examples=300, deadline=None)
@given(SOUP | st.text())
def test_every_heading_is_one_thing_only(text: str) -> None:
    document = bound(text)
    describe(document)
    starts = [part.span.start for part in parts(document)]
    assert len(starts) == len(set(starts))
    if document.title and document.title.part:
        assert document.title.part.span.start not in starts


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_a_section_is_found_or_absent_never_both(text: str) -> None:
    document = bound(text)
    found = {section.path for section in document.bound}
    absent = [absent.path for absent in document.missing]
    inside = [path for absent in document.missing for path in absent.inside]
    assert found.isdisjoint(absent)
    assert found.isdisjoint(inside)
    assert all(0 <= absent.at <= len(document.source.data) for absent in document.missing)


@settings(max_examples=100, deadline=None)
@given(SOUP)
def test_binding_twice_gives_the_same(text: str) -> None:
    assert describe(bound(text)) == describe(bound(text))


RISK_TABLE = "| Risk | Impact | Mitigation |\n"
SHAPES: dict[str, Callable[[int], str]] = {
    "unknown sections": lambda n: SOUND + "".join(f"## Foo {i}\n\nx\n\n" for i in range(n)),
    "one section again and again": lambda n: SOUND + "## Overview\n\nx\n\n" * n,
    "synonyms": lambda n: "# X\n\n" + "## Summary\n\n## Update History\n\n" * n,
    "near names": lambda n: "# X\n\n" + "".join(f"## Overveiw {i}\n\n" for i in range(n)),
    "instances": lambda n: SOUND.replace(
        "### Error", "#### Component 7\n\na\n\n" * n + "### Error"
    ),
    "labels": lambda n: SOUND.replace("takes scans", "a\n" + "- **Foo**: b\n" * n),
    "labels in one line": lambda n: SOUND.replace("- **Pros**", "**Foo**: a | " * n + "**Pros**"),
    "comments in a label": lambda n: SOUND.replace("takes scans", "<!-- a -->" * n),
    "columns": lambda n: SOUND.replace(RISK_TABLE, "|" + "Risk |" * n + "\n|" + "--|" * n + "\n"),
    "tables": lambda n: SOUND + "| a | b |\n|--|--|\n| 1 | 2 |\n\n" * n,
    "a long title": lambda n: SOUND.replace("Parcel", "x " * n, 1),
    "a long heading": lambda n: SOUND.replace("## Overview", "## Overview" + ":" * n + "x"),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_times_the_size_takes_about_ten_times_the_time(shape: Callable[[int], str]) -> None:
    assert_linear(
        lambda size: parse(decode("x.md", shape(size).encode())),
        lambda tree: bind(tree, TEMPLATE),
    )
