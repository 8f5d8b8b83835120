"""Bytes become text without moving a single offset, whatever the bytes are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc.source import Source, Span, decode

BOM = b"\xef\xbb\xbf"
LINES = st.lists(
    st.sampled_from([b"a", b"\n", b"\r", b"\r\n", b"\x00", b"\xff", "é".encode(), "𝄞".encode()])
).map(b"".join)


@settings(deadline=None)
@given(st.binary() | LINES)
def test_every_offset_stays(data: bytes) -> None:
    source = decode("x.md", data)
    assert source.data == data
    assert len(source.masked) == len(data)
    assert source.text.encode() == source.masked


@settings(deadline=None)
@given(LINES)
def test_undecodable_bytes_become_question_marks_and_nothing_else_changes(data: bytes) -> None:
    source = decode("x.md", data)
    assert source.masked == data.replace(b"\xff", b"?")
    first = data.find(b"\xff")
    assert (source.undecodable.start if source.undecodable else -1) == first


@pytest.mark.parametrize(
    ("data", "text", "bad"),
    [
        (b"plain", "plain", None),
        (b"", "", None),
        (b"a\xffb", "a?b", Span(1, 2)),
        (b"a\xe3\x81", "a??", Span(1, 3)),
        (b"a\xed\xa0\x80b", "a???b", Span(1, 2)),
        (b"a\x00b", "a\x00b", None),
        (BOM + b"x", "\ufeffx", None),
    ],
    ids=["ascii", "empty", "stray byte", "cut off", "half surrogate", "NUL", "BOM"],
)
def test_text_of_odd_bytes(data: bytes, text: str, bad: Span | None) -> None:
    source = decode("x.md", data)
    assert source.text == text
    assert source.undecodable == bad


def test_only_a_mark_at_the_very_start_is_a_byte_order_mark() -> None:
    assert decode("x.md", BOM + b"x").bom == 3
    assert decode("x.md", b"x" + BOM).bom == 0


@pytest.mark.parametrize(
    ("data", "newline"),
    [(b"a\r\nb\n", "\r\n"), (b"a\nb\r\n", "\n"), (b"a", "\n"), (b"", "\n"), (b"\nb", "\n")],
)
def test_newline_is_the_first_line_ending(data: bytes, newline: str) -> None:
    assert decode("x.md", data).newline == newline


@settings(deadline=None)
@given(LINES)
def test_lines_are_those_of_commonmark(data: bytes) -> None:
    source = decode("x.md", data)
    lines = [data[slice(*source.line_span(line))] for line in range(1, len(source.line_starts) + 1)]
    assert lines == data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


@settings(deadline=None)
@given(LINES, st.data())
def test_a_line_holds_the_offsets_from_its_start(data: bytes, draw: st.DataObject) -> None:
    source = decode("x.md", data)
    offset = draw.draw(st.integers(0, len(data)))
    line = source.line_of(offset)
    assert source.line_starts[line - 1] <= offset
    assert line == len(source.line_starts) or offset < source.line_starts[line]


@pytest.mark.parametrize(
    ("text", "before", "line", "column", "utf16"),
    [
        ("abc", "ab", 1, 3, 2),
        ("日本語", "日本", 1, 3, 2),
        ("x\n𝄞y", "x\n𝄞", 2, 2, 2),
        ("\ttab", "\t", 1, 2, 1),
        ("a\r\nb", "a\r\n", 2, 1, 0),
        ("\ufeffab", "\ufeffa", 1, 2, 1),
        ("\ufeffab", "\ufeff", 1, 1, 0),
        ("\ufeffab", "", 1, 1, 0),
        ("a\n", "a\n", 2, 1, 0),
    ],
)
def test_positions_count_characters(
    text: str, before: str, line: int, column: int, utf16: int
) -> None:
    source = decode("x.md", text.encode())
    offset = len(before.encode())
    position = source.position(offset)
    assert (position.line, position.column, position.offset) == (line, column, offset)
    assert source.utf16_column(offset) == utf16


def test_a_position_outside_the_file_is_its_nearest_end() -> None:
    source = decode("x.md", b"ab\n")
    assert source.position(99).offset == 3
    assert source.position(-5).offset == 0


def place_of(source: Source, words: str) -> tuple[str, str]:
    """The excerpt of a place, and what its columns mark in it."""
    start = source.masked.index(words.encode())
    place = source.place(Span(start, start + len(words.encode())))
    first = place.start.column - place.excerpt_column
    return place.excerpt, place.excerpt[first : first + len(words)]


def test_an_excerpt_is_the_line_without_its_ending() -> None:
    source = decode("x.md", "one\r\n\tツー two\r\nthree".encode())
    assert place_of(source, "two") == ("\tツー two", "two")


def test_an_excerpt_of_the_first_line_has_no_byte_order_mark() -> None:
    assert place_of(decode("x.md", BOM + b"# Title\n"), "Title") == ("# Title", "Title")


@pytest.mark.parametrize("before", [0, 50, 5_000, 100_000])
def test_an_excerpt_of_an_endless_line_is_a_window_around_the_place(before: int) -> None:
    source = decode("x.md", ("é" * before + "needle" + "é" * 9_000).encode())
    excerpt, marked = place_of(source, "needle")
    assert marked == "needle"
    assert len(excerpt) <= 400
