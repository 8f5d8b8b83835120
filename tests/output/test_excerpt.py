"""The marks stand exactly below the span, in cells of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.output.excerpt import Marked, mark
from designdoc.output.visible import cells
from designdoc.source import Span, decode


def marked(line: str, text: str, width: int = 80) -> Marked:
    source = decode("a.md", line.encode())
    start = source.data.index(text.encode())
    found = mark(source.place(Span(start, start + len(text.encode()))), width)
    assert found
    return found


@pytest.mark.parametrize(
    ("line", "text", "shown", "marks"),
    [
        ("plain text here", "text", "plain text here", "      ^^^^"),
        ("概要: [機能] です", "[機能]", "概要: [機能] です", "      ^^^^^^"),
        ("ｗｉｄｅ x", "x", "ｗｉｄｅ x", "         ^"),
        ("\ttab\tstop", "stop", "    tab stop", "        ^^^^"),
        ("ab\tstop", "\t", "ab  stop", "  ^^"),
        ("cafe\u0301 noir", "noir", "cafe\u0301 noir", "     ^^^^"),
        ("a\x1b[1mb", "b", "a␛[1mb", "     ^"),
        ("x \u202e y", "\u202e", "x <U+202E> y", "  ^^^^^^^^"),
        ("🎉 done", "done", "🎉 done", "   ^^^^"),
    ],
)
def test_marks_stand_below_the_span(line: str, text: str, shown: str, marks: str) -> None:
    found = marked(line, text)
    assert found.line == shown
    assert " " * found.indent + "^" * found.length == marks


def test_an_empty_span_is_one_mark() -> None:
    place = decode("a.md", b"ab").place(Span(2, 2))
    found = mark(place, 80)
    assert found == Marked("ab", 2, 1, None)


def test_an_empty_span_on_a_blank_line_shows_nothing() -> None:
    assert mark(decode("a.md", b"ab\n\n").place(Span(3, 3)), 80) is None


def test_a_span_over_lines_marks_the_first_and_says_how_far() -> None:
    source = decode("a.md", b"one two  \nthree\nfour\n")
    assert mark(source.place(Span(4, 21)), 80) == Marked("one two  ", 4, 3, 4)
    assert mark(source.place(Span(4, 10)), 80) == Marked("one two  ", 4, 3, None)


def test_a_long_line_is_cut_round_the_span() -> None:
    found = marked("x" * 300 + "NEEDLE" + "y" * 300, "NEEDLE", 40)
    assert found.line.startswith("…x")
    assert found.line.endswith("y…")
    assert found.line[found.indent :].startswith("NEEDLE")
    assert len(found.line) <= 40


def test_a_span_wider_than_the_terminal_fills_it() -> None:
    found = marked("see " + "n" * 300, "n" * 300, 40)
    assert cells(found.line) <= 40
    assert found.indent + found.length <= 40
    assert found.line[found.indent] == "n"


@given(st.text(min_size=1, max_size=600), st.data(), st.integers(10, 120))
def test_line_and_marks_never_leave_the_terminal(
    text: str, data: st.DataObject, width: int
) -> None:
    source = decode("a.md", text.encode())
    start = data.draw(st.integers(0, len(source.data)))
    end = data.draw(st.integers(start, len(source.data)))
    found = mark(source.place(Span(start, end)), width)
    if found:
        slack = 8  # one character that is spelled out may be wider than what is left
        assert cells(found.line) <= width + slack
        assert found.length >= 1
        assert found.indent + found.length <= width + slack
