"""Lines of a document and the anchors that a site gave to its headings."""

from designdoc.markdown import parse
from designdoc.output.headings import Anchors, anchors_of
from designdoc.source import decode


def _anchors(text: str, rendered: list[tuple[str, str]]) -> Anchors:
    return anchors_of(parse(decode("a.md", text.encode())), rendered)


def test_a_line_belongs_to_the_heading_above_it() -> None:
    found = _anchors("Before.\n\n# One\n\ntext\n\n## Two\n", [("One", "one"), ("Two", "x-2")])
    assert [found.at(line) for line in (1, 2, 3, 6, 7, 99)] == ["", "", "one", "one", "x-2", "x-2"]


def test_headings_of_one_name_are_paired_in_order() -> None:
    found = _anchors("# A\n\n# A\n\n# B\n", [("A", "a"), ("A", "a_1"), ("B", "b")])
    assert [found.at(line) for line in (1, 3, 5)] == ["a", "a_1", "b"]


def test_a_heading_that_the_page_lacks_leaves_what_is_above() -> None:
    found = _anchors("# A\n\n## Gone\n\n## B\n", [("A", "a"), ("B", "b")])
    assert [found.at(line) for line in (1, 3, 5)] == ["a", "a", "b"]


def test_mark_up_attributes_and_other_scripts_make_no_difference() -> None:
    text = "# `Code` & *more*\n\n## 設計 {#own}\n\nSetext\n------\n"
    rendered = [("Code & more", "code-more"), ("設計", "own"), ("Setext", "setext")]
    found = _anchors(text, rendered)
    assert [found.at(line) for line in (1, 3, 5)] == ["code-more", "own", "setext"]


def test_a_byte_order_mark_and_carriage_returns_move_no_line() -> None:
    found = _anchors("\ufeff# A\r\n\r\n## B\r\n", [("A", "a"), ("B", "b")])
    assert [found.at(line) for line in (1, 2, 3)] == ["a", "a", "b"]


def test_a_page_without_headings_has_no_anchor() -> None:
    assert _anchors("# A\n", []).at(1) == ""
