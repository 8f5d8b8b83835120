"""A baseline knows its findings again when lines move, and no other ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.checking import Lines, baseline, on_changed_lines
from designdoc.diagnostics import Confidence, ConfigurationError, Finding, Severity
from designdoc.source import Span, decode


def finding(text: str, word: str, number: int = 0, code: str = "DD201") -> Finding:
    """A finding at the n-th occurrence of a word."""
    source = decode("docs/a.md", text.encode())
    at = -1
    for _ in range(number + 1):
        at = source.data.index(word.encode(), at + 1)
    place = source.place(Span(at, at + len(word.encode())))
    return Finding(code, "x", Severity.ERROR, Confidence.CERTAIN, place, "m", "h", data={"k": word})


def test_moved_lines_are_known_again() -> None:
    known = baseline.decode("b", baseline.encode([finding("a [hole] b", "[hole]")], {}))
    moved = finding("new\n\n  a   [hole] b", "[hole]")
    assert baseline.split([moved], known, {}) == ([], 1)


def test_another_file_code_or_text_is_new() -> None:
    known = baseline.decode("b", baseline.encode([finding("a [hole]", "[hole]")], {}))
    for other in (finding("c [hole]", "[hole]"), finding("a [hole]", "[hole]", code="DD202")):
        assert baseline.split([other], known, {}) == ([other], 0)
    same = finding("a [hole]", "[hole]")
    assert baseline.split([same], known, {"docs/a.md": "docs/b.md"}) == ([same], 0)


def test_a_renamed_file_is_known_again_where_the_former_one_is_gone() -> None:
    found = [finding("a [hole] [gap]", word) for word in ("[hole]", "[gap]")]
    known = baseline.decode("b", baseline.encode(found, {}))
    moved = {"docs/a.md": "docs/b.md"}
    assert baseline.split(found, known, moved, lambda path: path == "docs/a.md") == ([], 2)
    assert baseline.split(found, known, moved, lambda path: False) == (found, 0)
    few = finding("other [hole]", "[hole]")
    assert baseline.split([few], known, moved, lambda path: True) == ([few], 0)


def test_a_baseline_from_before_shapes_is_read() -> None:
    one = finding("a [hole]", "[hole]")
    ((_, mark),) = baseline.fingerprints([one], {})
    old = f'{{"version": 1, "findings": {{"docs/a.md": ["{mark}"]}}}}'.encode()
    assert baseline.split([one], baseline.decode("b", old), {}, lambda _: True) == ([], 1)


def test_a_second_one_of_the_same_kind_is_new() -> None:
    text = "a [hole] [hole]"
    one, two = finding(text, "[hole]"), finding(text, "[hole]", 1)
    known = baseline.decode("b", baseline.encode([one], {}))
    assert baseline.split([one, two], known, {}) == ([two], 1)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"\xff", b'{"version": 1, "findings": 3}', b'{"findings": {}}']
)
def test_what_is_no_baseline_is_refused(data: bytes) -> None:
    with pytest.raises(ConfigurationError, match=r"known\.json: this is no baseline"):
        baseline.decode("known.json", data)


def test_a_newer_baseline_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="version 9"):
        baseline.decode("b", b'{"version": 9, "findings": {}}')


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=8), st.integers(0, 5))
def test_what_was_written_down_is_known_wherever_it_moved(words: list[str], lines: int) -> None:
    text = "\n".join(words)
    found = [finding(text, w, words[:i].count(w)) for i, w in enumerate(words)]
    known = baseline.decode("b", baseline.encode(found, {}))
    later = "\n" * lines + text
    again = [finding(later, w, words[:i].count(w)) for i, w in enumerate(words)]
    assert baseline.split(again, known, {}) == ([], len(words))


def test_findings_on_changed_lines() -> None:
    text = "one\ntwo\nthree\n"
    found = [finding(text, word) for word in ("one", "two", "three")]
    kept = on_changed_lines(found, {"docs/a.md": Lines(((2, 2), (9, 9)))})
    assert [each.place.start.line for each in kept] == [2]
    assert len(on_changed_lines(found, {"docs/a.md": Lines(whole=True)})) == 3
    assert on_changed_lines(found, {"docs/other.md": Lines(whole=True)}) == ()
