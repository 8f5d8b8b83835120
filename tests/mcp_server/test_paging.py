"""Pages: nothing is lost or doubled between them, and no character is cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.diagnostics import UsageError
from designdoc.mcp.paging import page, text_page
from designdoc.source import decode


@given(st.lists(st.text(max_size=40), max_size=40), st.integers(0, 120))
def test_items_come_once_and_in_order(items: list[str], budget: int) -> None:
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        some, cursor = page(items, cursor, budget)
        assert some or not items
        found += some
    assert found == items


@given(st.text(alphabet="aä設𝕏\n", max_size=200), st.integers(4, 50))
def test_text_comes_once_and_whole(text: str, budget: int) -> None:
    source = decode("a.md", text.encode())
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        at, stop, cursor = text_page(source, 0, len(source.data), cursor, budget)
        assert stop - at <= budget
        found.append(source.data[at:stop].decode())
    assert "".join(found) == text


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "4", "9" * 40, " 1"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(UsageError, match="begin anew"):
        page(["a", "b", "c"], cursor)
