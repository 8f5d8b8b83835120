"""Blocks and their bytes, as CommonMark and GFM have them."""

import importlib

import pytest

from designdoc.markdown import (
    BlockTree,
    Fence,
    FrontMatter,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    parse,
)
from designdoc.markdown.tree import leaves
from designdoc.source import decode


def tree_of(text: str | bytes) -> BlockTree:
    return parse(decode("x.md", text if isinstance(text, bytes) else text.encode()))


def shape(tree: BlockTree) -> list[str]:
    """The kinds of the top-level blocks."""
    return [type(block).__name__ for block in tree.blocks]


def table_of(text: str) -> tuple[BlockTree, Table]:
    tree = tree_of(text)
    (table,) = tree.blocks
    assert isinstance(table, Table)
    return tree, table


def items(tree: BlockTree) -> list[Item]:
    return [block for block in tree.walk() if isinstance(block, Item)]


def test_every_kind_of_block_has_its_bytes() -> None:
    pieces = [
        ("FrontMatter", "---\na: b\n---\n"),
        ("Heading", "# Title\n"),
        ("Paragraph", "Some *text*\nover two lines.\n"),
        ("Heading", "Below\n-----\n"),
        ("List", "- a\n- b\n"),
        ("Quote", "> said\n"),
        ("Table", "| a | b |\n|---|---|\n| 1 | 2 |\n"),
        ("Fence", "```py\nx = 1\n```\n"),
        ("Html", "<div>\nraw\n</div>\n"),
        ("Break", "***\n"),
        ("Footnote", "[^1]: note\n"),
    ]
    tree = tree_of("\n".join(text for _, text in pieces))
    assert shape(tree) == [kind for kind, _ in pieces]
    raws = [tree.source.slice(block.span) for block in tree.blocks]
    assert [raw.rstrip("\n") for raw in raws] == [text.rstrip("\n") for _, text in pieces]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " \t\n", "[a]: b\n"])
def test_a_file_without_content_has_no_blocks(text: str) -> None:
    assert tree_of(text).blocks == ()


def test_a_byte_order_mark_moves_nothing() -> None:
    tree = tree_of("\ufeff---\nid: 1\n---\n# Ti`t`le\n\n[x]: y\n")
    front, heading = tree.blocks
    assert isinstance(front, FrontMatter)
    assert isinstance(heading, Heading)
    assert tree.source.slice(front.body) == "id: 1\n"
    assert tree.text(heading) == "Title"
    assert tree.source.slice(tree.code_spans[0]) == "`t`"
    assert tree.source.slice(tree.definition_spans[0]) == "[x]: y"


def test_definitions_after_wide_text_keep_their_bytes() -> None:
    tree = tree_of("日本語 [é].\n\n[é]: #ü\n")
    assert [tree.source.slice(span) for span in tree.definition_spans] == ["[é]: #ü"]
    assert [tree.source.slice(span) for span in tree.link_spans] == ["[é]"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_line_ending_gives_the_same_blocks(newline: str) -> None:
    text = "# A\n\ntext\nmore\n\n- x\n- y\n\n```\ncode\n```\n"
    tree = tree_of(text.replace("\n", newline))
    assert shape(tree) == ["Heading", "Paragraph", "List", "Fence"]
    assert [tree.text(leaf) for block in tree.blocks for leaf in leaves(block)] == [
        "A",
        "text more",
        "x",
        "y",
    ]


# --- fences


@pytest.mark.parametrize(
    ("text", "closed", "body", "language"),
    [
        ("```py\nx\n```\n", True, "x\n", "py"),
        ("~~~\nx\n~~~", True, "x\n", ""),
        ("```\nx\n`````\n", True, "x\n", ""),
        ("````md\n```\nx\n```\n````\n", True, "```\nx\n```\n", "md"),
        ("~~~~\nx\n~~~\n", False, "x\n~~~\n", ""),
        ("```\nx\n~~~\n", False, "x\n~~~\n", ""),
        ("```\nnever\n\n# no heading\n", False, "never\n\n# no heading\n", ""),
        ("```\n", False, "", ""),
        ("```", False, "", ""),
        ("```\n```\n", True, "", ""),
        ("```\n\n```\n", True, "\n", ""),
        ("```{.Python}\nx\n```\n", True, "x\n", "python"),
        ("```TypeScript title=a\r\nx\r\n```\r\n", True, "x\r\n", "typescript"),
        ("```\n日本\n```", True, "日本\n", ""),
    ],
)
def test_a_fence(text: str, closed: bool, body: str, language: str) -> None:
    tree = tree_of(text)
    (fence,) = tree.fences
    assert (fence.closed, tree.source.slice(fence.body), fence.language) == (closed, body, language)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("- a\n\n  ```\n  x\n  ```\n- b\n", True),
        ("- a\n\n  ```\n  x\n- b\n", False),
        ("> ```\n> x\n> ```\n", True),
        ("> ```\n> ```\n", True),
        ("> ```\n> x\n\nafter\n", False),
        ("> - ```\n>   x\n>   ```\n", True),
        ("1. a\n   ~~~~\n   x\n   ~~~~\n", True),
    ],
)
def test_a_fence_in_a_container(text: str, closed: bool) -> None:
    tree = tree_of(text)
    assert [fence.closed for fence in tree.fences] == [closed]
    assert isinstance(tree.fences[0], Fence)


def test_code_by_indentation_is_no_fence() -> None:
    (code,) = tree_of("    x = 1\n").fences
    assert not code.fenced
    assert code.closed


def test_a_heading_in_a_fence_is_code() -> None:
    tree = tree_of("```sh\n# not a heading\n```\n")
    assert tree.sections == ()


# --- task boxes


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("- [ ] a\n- [x] b\n- [X] c\n- d\n", [False, True, True, None]),
        ("- [ ] a\n\n- [x] b\n", [False, True]),
        ("1. [x] a\n", [True]),
        ("- [x ] a\n- [-] b\n", [None, None]),
        ("- outer\n  - [ ] inner\n", [None, False]),
        ("> - [ ] quoted\n", [False]),
    ],
    ids=["tight", "loose", "ordered", "no box", "nested", "in a quote"],
)
def test_task_boxes(text: str, tasks: list[bool | None]) -> None:
    tree = tree_of(text)
    assert [item.task for item in items(tree)] == tasks
    for item in items(tree):
        if item.box is not None:
            assert tree.source.slice(item.box).casefold() in {"[ ]", "[x]"}


def test_an_items_text_comes_without_its_box() -> None:
    tree = tree_of("- [ ] first\n\n- [x] second\n")
    assert [tree.text(leaf) for leaf in leaves(tree.blocks[0])] == ["first", "second"]


def test_text_directly_in_a_tight_item_is_a_paragraph() -> None:
    tree = tree_of("- one *two* `three`\n  - below\n")
    (outer, inner) = items(tree)
    paragraph, nested = outer.children
    assert isinstance(paragraph, Paragraph)
    assert isinstance(nested, List)
    assert tree.text(paragraph) == "one two three"
    assert tree.raw(inner.children[0]).strip() == "below"


def test_an_ordered_list_knows_its_first_number() -> None:
    (bullets, numbered) = tree_of("- a\n\n7. b\n").blocks
    assert isinstance(bullets, List)
    assert isinstance(numbered, List)
    assert (bullets.ordered, numbered.ordered) == (None, 7)


# --- tables


def test_pipes_that_are_escaped_do_not_cut_a_cell() -> None:
    tree, table = table_of("| a | b |\n|---|---|\n| x \\| y | `p \\| q` |\n")
    assert [tree.text(cell) for cell in table.rows[0].cells] == ["x | y", "p | q"]


def test_a_raw_pipe_cuts_a_cell_even_in_a_code_span() -> None:
    tree, table = table_of("| a | b |\n|---|---|\n| `p | q` |\n")
    assert [tree.text(cell) for cell in table.rows[0].cells] == ["`p", "q`"]


def test_rows_are_filled_up_and_cut_to_the_header() -> None:
    tree, table = table_of("|a|b|\n|-|-|\n|1|\n|1|2|3|\n")
    assert [[tree.text(c) for c in row.cells] for row in table.rows] == [["1", ""], ["1", "2"]]


def test_a_cell_has_the_bytes_between_its_pipes() -> None:
    tree, table = table_of("| 名前 | b |\n|---|---|\n| **é** | 𝄞 |\n")
    raws = [tree.raw(cell).strip() for row in (table.header, *table.rows) for cell in row.cells]
    assert raws == ["名前", "b", "**é**", "𝄞"]


def test_a_table_in_a_list_item() -> None:
    tree = tree_of("- a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n")
    tables = [block for block in tree.walk() if isinstance(block, Table)]
    assert [tree.text(cell) for cell in tables[0].rows[0].cells] == ["1", "2"]


# --- depth


@pytest.mark.parametrize("mark", [">", "> ", "- ", "1. ", "> - "])
def test_ten_thousand_containers_are_flattened_below_the_limit(mark: str) -> None:
    tree = tree_of(mark * 10_000 + "# deep\n\nafter\n")
    assert tree.too_deep is not None
    assert sum(1 for _ in tree.walk()) >= 60
    assert "after" in [tree.text(leaf) for block in tree.blocks for leaf in leaves(block)]


def test_sixty_levels_are_too_many_and_fifty_are_not() -> None:
    assert tree_of("> " * 50 + "x\n").too_deep is None
    assert tree_of("> " * 70 + "x\n").too_deep is not None


def test_text_within_ten_thousand_emphases_is_kept() -> None:
    tree = tree_of("*a **b " * 5_000 + "core" + "** *" * 5_000)
    (paragraph,) = tree.blocks
    assert isinstance(paragraph, Paragraph)
    assert "core" in tree.text(paragraph)
    nested = tree_of("![" * 3_000 + "core" + "](x)" * 3_000)
    assert "core" in nested.text(next(leaves(nested.blocks[0])))


# --- quotes and HTML


def test_a_quote_holds_blocks() -> None:
    tree = tree_of("> # inside\n>\n> text\n")
    (quote,) = tree.blocks
    assert isinstance(quote, Quote)
    assert [type(block) for block in quote.children] == [Heading, Paragraph]


def test_html_ends_at_its_blank_line() -> None:
    tree = tree_of("<div>\nx\n\n# heading\n")
    assert [type(block) for block in tree.blocks] == [Html, Heading]


def test_bytes_that_are_no_utf8_still_give_blocks() -> None:
    tree = tree_of(b"# T\xff\n\n| a\xfe | b |\n|---|---|\n")
    assert shape(tree) == ["Heading", "Table"]
    assert tree.sections[0].title == "T?"


def test_text_that_the_native_parser_gives_up_on_is_one_paragraph(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class PanicException(BaseException):
        pass

    class Broken:
        def events_with_range(self, text: str, merge_text: bool) -> object:
            raise PanicException

    module = importlib.import_module("designdoc.markdown.parse")
    monkeypatch.setattr(module, "_PARSER", Broken())
    tree = tree_of("\ufeff# 見出し\n\ntext\n")
    assert [tree.raw(block) for block in tree.blocks] == ["# 見出し\n\ntext\n"]
