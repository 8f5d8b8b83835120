"""Time grows with the size of a file, not with its square, on shapes made to be slow."""

from collections.abc import Callable

import pytest

from designdoc.markdown import parse
from designdoc.markdown.tree import leaves
from designdoc.source import decode
from helpers.growth import assert_linear

SHAPES: dict[str, Callable[[int], str]] = {
    "quotes in quotes": lambda n: "> " * n + "x\n",
    "lists in lists": lambda n: "- " * n + "x\n",
    "emphasis in emphasis": lambda n: "*a **b " * n + "b** a*" * n,
    "brackets never closed": lambda n: "[" * n,
    "images in images": lambda n: "![" * n + "a" + "](b)" * n,
    "links never closed": lambda n: "[a](b " * n,
    "comments never closed": lambda n: "a <!-- " * n,
    "many comments": lambda n: "<!-- a -->\n\n" * n,
    "a table of many columns": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|\n",
    "a table of many rows": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * n,
    "fences": lambda n: "```\n" * n,
    "headings": lambda n: "".join("#" * (i % 6 + 1) + " h\n" for i in range(n)),
    "headings that jump": lambda n: "# a\n###### b\n" * n,
    "one long line": lambda n: "é" * n * 20,
    "definitions": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
    "footnotes": lambda n: "".join(f"[^{i}]: a\n" for i in range(n)),
    "backticks of growing length": lambda n: " ".join("`" * i for i in range(int((2 * n) ** 0.5))),
    "half tags": lambda n: "<a " * n,
    "front matter": lambda n: "---\n" + "a: b\n" * n,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_times_the_size_takes_about_ten_times_the_time(shape: Callable[[int], str]) -> None:
    assert_linear(lambda size: shape(size).encode(), ask_everything)


def ask_everything(data: bytes) -> None:
    """Parse a file and use every query of its tree."""
    tree = parse(decode("x.md", data))
    for block in tree.blocks:
        for leaf in leaves(block):
            tree.text(leaf)
    queries = (tree.sections, tree.comments, tree.code_spans, tree.link_spans)
    assert all(isinstance(answer, tuple) for answer in (*queries, tree.definition_spans))
