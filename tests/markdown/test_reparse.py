"""A file that was edited is parsed in part, and the tree is the one of a whole parse."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designdoc.markdown import BlockTree, parse
from designdoc.markdown import reparse as reparsing
from designdoc.markdown.reparse import reparse
from designdoc.source import decode
from helpers.corpora import keps
from helpers.edits import edits
from helpers.sampling import Sample
from helpers.soup import markdown

HEAD = "# Title\n\n## One\n\n- [ ] a `code` <b>\n\n[a]: /b\n\n## Two\n\n[a] **b**\n\n"


def everything(tree: BlockTree) -> tuple[Any, ...]:
    """All that a tree says, with every event at its bytes."""
    events = [(event, tree.event_span(index)) for index, (event, _) in enumerate(tree.events)]
    return (
        tree.blocks,
        events,
        [*tree.code],
        [*tree.links],
        [*tree.inline_html],
        [*tree.html_blocks],
        [*tree.fences],
        tree.definition_spans,
        tree.code_spans,
        tree.link_spans,
        tree.inline_html_spans,
        tree.footnotes,
        tree.comments,
        [*tree.source.line_starts],
        tree.too_deep,
        tree.outline,
    )


def assert_same(old: BlockTree, data: bytes) -> BlockTree:
    """The tree by way of the old one, once it is found to be equal to a fresh one."""
    source = decode("x.md", data)
    tree = reparse(old, source)
    assert everything(tree) == everything(parse(decode("x.md", data)))
    return tree


@settings(max_examples=300, deadline=None)
@given(st.lists(markdown(), min_size=2, max_size=5), st.booleans())
@example(["- a\n  - b\n  ", "---\n"], False)  # dashes further on made front matter of a list's
@example(["```\n", "text", "\n```\n"], True)
@example(["[a]: /b\n", "[a]: /c\n", "[b]: /c\n"], False)
def test_soup_between_headings(pieces: list[str], at_end: bool) -> None:
    versions = [
        HEAD + piece + ("" if at_end else f"\n## Three\n\n[a]\n\n{HEAD}") for piece in pieces
    ]
    tree = parse(decode("x.md", versions[0].encode()))
    for _, text in pairwise(versions):
        tree = assert_same(tree, text.encode())


def test_random_edits_of_a_sound_document() -> None:
    data = (
        HEAD + "---\ntext\n---\n\n> ## quoted\n\n## Three\n\n| a | b |\n|---|---|\n| c |\n"
    ).encode()
    for seed in range(20):
        tree = parse(decode("x.md", data))
        for version in edits(data, seed, 40):
            tree = assert_same(tree, version)


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["", "bom"])
def test_an_edit_of_the_front_matter(bom: bytes) -> None:
    """Events count from where it ends; the first section is parsed with it."""
    fronts = ("---\na: b\n---\n", "---\na: [c, d]\ne: f\n---\n", "", "---\na: b\n---\n\n`x`\n\n")
    tree = parse(decode("x.md", bom + (fronts[0] + HEAD).encode()))
    for front in (*fronts, *reversed(fronts)):
        tree = assert_same(tree, bom + (front + HEAD).encode())
    for seed in range(20):
        for version in edits((fronts[1] + HEAD).encode(), seed, 20):
            tree = assert_same(tree, bom + version)


def test_only_the_section_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (HEAD.replace("[a]: /b", "") * 50).encode()
    old = parse(decode("x.md", data))
    at = data.rindex(b"**b**")
    source = decode("x.md", data[:at] + b"x" + data[at:])
    expected = everything(parse(decode("x.md", source.data)))
    monkeypatch.setattr(reparsing, "parse", None)  # a whole parse would fail
    assert everything(reparse(old, source)) == expected


@pytest.mark.corpus
def test_random_edits_of_real_documents(shared: Path, sample: Sample) -> None:
    documents = sample([data for _, data in sorted(keps(shared)) if len(data) < 60_000])
    for number, data in enumerate(documents):
        tree = parse(decode("x.md", data))
        for version in edits(data, number, 3):
            tree = assert_same(tree, version)
