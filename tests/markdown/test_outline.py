"""The outline: sections below sections, whatever levels the author skips."""

import pytest

from designdoc.markdown import Heading, Section, parse
from designdoc.source import decode

Nested = list["str | tuple[str, Nested]"]


def outline_of(text: str) -> Section:
    return parse(decode("x.md", text.encode())).outline


def nested(section: Section) -> Nested:
    """Titles; a section with children is a pair."""
    return [(c.title, nested(c)) if c.children else c.title for c in section.children]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("# A\n## B\n### C\n## D\n", [("A", [("B", ["C"]), "D"])]),
        ("## A\n### B\n##### C\n#### D\n### E\n", [("A", [("B", ["C", "D"]), "E"])]),
        ("### A\n## B\n# C\n", ["A", "B", "C"]),
        ("# A\n# B\n", ["A", "B"]),
        ("A\n===\n\nB\n---\n", [("A", ["B"])]),
        ("# A\n\n> ## quoted\n\n- ## in a list\n\n## B\n", [("A", ["B"])]),
        ("# A\n\n```\n## code\n```\n<!--\n## comment\n-->\n", ["A"]),
        ("no headings\n", []),
        ("#\n## B ##\n#hashtag\n", [("", ["B"])]),
    ],
    ids=[
        "plain", "H3 to H5", "upwards", "two H1", "setext", "in containers", "hidden", "none", "odd"
    ],
)  # fmt: skip
def test_nesting(text: str, sections: Nested) -> None:
    assert nested(outline_of(text)) == sections


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    text = "intro\n\n# A\n\nof a\n\n## B\n\nof b\n\n# C\n"
    source = decode("x.md", text.encode())
    outline = parse(source).outline
    first, last = outline.children
    assert source.slice(first.span) == "# A\n\nof a\n\n## B\n\nof b\n\n"
    assert source.slice(first.body) == "\nof a\n\n"
    assert source.slice(last.span) == "# C\n"
    assert source.slice(outline.body) == "intro\n\n"


def test_blocks_are_those_before_the_first_subsection() -> None:
    tree = parse(decode("x.md", b"before\n\n# A\n\none\n\ntwo\n\n## B\n\nthree\n"))
    root, a, b = tree.outline.walk()
    assert [tree.raw(x).strip() for x in root.blocks] == ["before"]
    assert [tree.raw(x).strip() for x in a.blocks] == ["one", "two"]
    assert [tree.raw(x).strip() for x in b.blocks] == ["three"]
    assert isinstance(a.heading, Heading)
