"""HTML comments: where they begin and end, and where they are none."""

import pytest

from designdoc.markdown import parse
from designdoc.source import decode


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("<!-- block -->\n", [(" block ", True)]),
        ("<!--\nover\n\nblank lines\n-->\n\n# H\n", [("\nover\n\nblank lines\n", True)]),
        ("text <!-- inline --> text\n", [(" inline ", True)]),
        ("# Title <!-- in a heading -->\n", [(" in a heading ", True)]),
        ("<!-- a --><!-- b -->\n", [(" a ", True), (" b ", True)]),
        ("<!-- open <!-- nested --> tail -->\n", [(" open <!-- nested ", True)]),
        ("<!-- never\n\n# closed\n", [(" never\n\n# closed\n", False)]),
        ("<!-->\n", [("", True)]),
        ("<!--->\n", [("", True)]),
        ("<!---->\n", [("", True)]),
        ("<!--a--b-->\n", [("a--b", True)]),
        ("- <!-- in a list -->\n- b\n", [(" in a list ", True)]),
        ("- a <!-- in an item -->\n", [(" in an item ", True)]),
        ("> <!-- in a quote -->\n", [(" in a quote ", True)]),
        ("| a <!-- in a cell --> | b |\n|---|---|\n", [(" in a cell ", True)]),
        ("<div><!-- in HTML --></div>\n", [(" in HTML ", True)]),
        ("<!-- 日本 é -->\n", [(" 日本 é ", True)]),
        ("`<!-- code -->`\n", []),
        ("```\n<!-- code -->\n```\n", []),
        ("    <!-- code -->\n", []),
        ("\\<!-- escaped -->\n", []),
        ("text <!-- never closed\n", []),
    ],
)
def test_comments(text: str, comments: list[tuple[str, bool]]) -> None:
    tree = parse(decode("x.md", text.encode()))
    assert [(comment.text, comment.closed) for comment in tree.comments] == comments


def test_an_unbalanced_comment_hides_the_headings_in_it() -> None:
    text = "# A\n\n<!-- first opener\n## hidden\n<!-- second opener -->\n\n## shown\n"
    tree = parse(decode("x.md", text.encode()))
    assert [section.title for section in tree.sections] == ["A", "shown"]


def test_a_comment_has_the_bytes_from_mark_to_mark() -> None:
    tree = parse(decode("x.md", "é <!-- ü --> é\n".encode()))
    assert tree.raw(tree.comments[0]) == "<!-- ü -->"
