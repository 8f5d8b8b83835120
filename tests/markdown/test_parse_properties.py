"""Whatever a file holds: it parses, and every span lies where it should.

The soup is pieces of syntax in any order: text that looks like Markdown and means nothing.
"""

from collections.abc import Iterator, Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from designdoc.markdown import BlockTree, Fence, FrontMatter, Item, Table, parse
from designdoc.markdown.inline import Inline
from designdoc.markdown.tree import children, leaves
from designdoc.source import Span, decode
from helpers.soup import markdown


def anything() -> st.SearchStrategy[bytes]:
    """Syntax soup, any text, or any bytes."""
    return markdown().map(str.encode) | st.text().map(str.encode) | st.binary()


def tree_of(data: bytes) -> BlockTree:
    return parse(decode("x.md", data))


def assert_nested(outer: Span, inner: Sequence[Span]) -> None:
    """The spans lie in the outer one, in order, without overlap."""
    at = outer.start
    for span in inner:
        assert at <= span.start <= span.end <= outer.end, (outer, inner)
        at = span.end


@settings(max_examples=400, deadline=None)
@given(anything())
@example(b"\xef\xbb\xbf")
@example(b"- [ ] a\n\n  [x] b")
def test_children_lie_in_their_parents_in_order(data: bytes) -> None:
    tree = tree_of(data)
    assert_nested(Span(0, len(data)), [block.span for block in tree.blocks])
    for block in tree.walk():
        assert_nested(block.span, [child.span for child in children(block)])
        if isinstance(block, Fence | FrontMatter):
            assert block.span.covers(block.body)
        if isinstance(block, Item) and block.box:
            assert block.span.covers(block.box)
        if isinstance(block, Table):
            rows = (block.header, *block.rows)
            assert_nested(block.span, [row.span for row in rows])
            for row in rows:
                assert_nested(row.span, [cell.span for cell in row.cells])


@settings(max_examples=300, deadline=None)
@given(anything())
def test_inline_content_lies_in_its_leaf(data: bytes) -> None:
    tree = tree_of(data)
    for block in tree.blocks:
        for leaf in leaves(block):
            tree.text(leaf)
            for inline in _deep(tree.inlines(leaf)):
                assert leaf.start <= inline.start <= inline.end <= leaf.end


def _deep(inlines: Sequence[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        yield from _deep(inline.children)


@settings(max_examples=300, deadline=None)
@given(anything())
def test_comments_code_links_and_definitions_are_in_order_and_in_the_file(data: bytes) -> None:
    tree = tree_of(data)
    assert_nested(Span(0, len(data)), [comment.span for comment in tree.comments])
    assert_nested(Span(0, len(data)), tree.definition_spans)
    for spans in (tree.code_spans, tree.link_spans):
        assert list(spans) == sorted(spans)
        assert all(Span(0, len(data)).covers(span) for span in spans)
    for comment in tree.comments:
        assert tree.raw(comment).startswith("<!--")


@settings(max_examples=300, deadline=None)
@given(markdown())
def test_sections_cut_the_file_without_gap_or_overlap(text: str) -> None:
    data = text.encode()
    outline = tree_of(data).outline
    assert outline.span == Span(0, len(data))
    for section in outline.walk():
        assert_nested(section.span, [child.span for child in section.children])
        assert section.body.start <= section.body.end
        ends = [child.span.end for child in section.children]
        starts = [child.span.start for child in section.children[1:]]
        assert ends[:-1] == starts
        assert not ends or ends[-1] == section.span.end
        assert all(child.level > section.level for child in section.children)
