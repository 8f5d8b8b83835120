"""Inline content: kinds, bytes, and the words that a reader sees."""

import pytest

from designdoc.markdown import BlockTree, Inline, InlineKind, parse
from designdoc.markdown.tree import leaves
from designdoc.source import decode


def inlines_of(text: str) -> tuple[BlockTree, tuple[Inline, ...]]:
    tree = parse(decode("x.md", text.encode()))
    return tree, tree.inlines(next(leaves(tree.blocks[0])))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("plain", [InlineKind.TEXT]),
        ("**Label**: value", [InlineKind.STRONG, InlineKind.TEXT]),
        ("*it* `code` ~~no~~", ["emphasis", "text", "code", "text", "strike"]),
        ("[a](b) ![c](d)", ["link", "text", "image"]),
        ("<https://a.b>", ["link"]),
        ("a <b>c</b>", ["text", "html", "text", "html"]),
        ("one\ntwo", ["text", "break", "text"]),
        ("one\\\ntwo", ["text", "break", "text"]),
        ("x[^1]\n\n[^1]: n", ["text", "footnote"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    _, content = inlines_of(text)
    assert [inline.kind for inline in content] == kinds


def test_bytes_include_the_markers() -> None:
    tree, content = inlines_of("é **日本** `x` [l](t)\n")
    raws = [tree.source.slice(inline.span) for inline in content]
    assert raws == ["é ", "**日本**", " ", "`x`", " ", "[l](t)"]


def test_a_link_knows_its_target() -> None:
    _, content = inlines_of("[a *b*](c 'title') [d]\n\n[d]: e\n")
    assert [inline.target for inline in content if inline.kind is InlineKind.LINK] == ["c", "e"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# A *b* `c` **[d](e)**", "A b c d"),
        ("# A <!-- comment --> <b>b</b>", "A  b"),
        ("one\ntwo", "one two"),
        ("&amp; \\* &lt;", "& * <"),
        ("![alt](image.png)", "alt"),
    ],
)
def test_text_is_what_a_reader_sees(text: str, words: str) -> None:
    tree, _ = inlines_of(text)
    assert tree.text(next(leaves(tree.blocks[0]))) == words
