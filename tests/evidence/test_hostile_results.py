"""Results are hostile until they are read: no input makes the reader raise, expand or guess."""

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.evidence import MAX_BYTES, read

pytestmark = pytest.mark.requirement("FR-8")

REPORTS = Path(__file__).parents[1] / "defects/evidence/reports"
FILES = sorted(path for path in REPORTS.iterdir() if path.name != "memory.csv")
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><testsuite name="&b;"/>'


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    results, problems = read("x", data)
    assert (results is None) == bool(problems)


@given(st.sampled_from(FILES), st.data())
def test_a_file_that_is_cut_is_used_in_no_part(path: Path, data: st.DataObject) -> None:
    whole = path.read_bytes().rstrip()
    end = data.draw(st.integers(0, len(whole) - 1))
    results, problems = read(path.name, whole[:end])
    assert results is None
    assert len(problems) == 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["meta", "files", "totals", "summary", "benchmarks", "stats", "name", "value",
                 "results", "command", "times", "metrics", "http_reqs", "values", "rate",
                 "context", "measurements", "unit", "mean", "data", "timestamp", "datetime"]
            ),
            inner,
            max_size=5,
        ),
        max_leaves=25,
    )
)  # fmt: skip
def test_no_json_makes_it_raise(body: object) -> None:
    read("x.json", json.dumps(body).encode())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LAUGHS.encode(), "declarations of its own"),
        (codecs.BOM_UTF16_LE + LAUGHS.encode("utf-16-le"), "declarations of its own"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd" [<!ENTITY % x SYSTEM "y">]><testsuite/>', "own"),
        (b'<?xml version="1.0" encoding="utf-7"?><testsuite/>', "encoding"),
        (b"<testsuite>&undefined;</testsuite>", "not whole"),
        (b'{"results": ' + b"[" * 200_000, "too deep"),
        (b"\xff\xfe\xfa", "cannot be read"),
        (b"", "empty"),
        (b"all is well", "no result file"),
    ],
)
def test_what_cannot_be_used_is_said(data: bytes, words: str) -> None:
    results, problems = read("x", data)
    assert results is None
    assert [words in problem.message for problem in problems] == [True]


def test_suites_nested_a_hundred_thousand_deep_are_read() -> None:
    text = "<testsuite>" * 100_000 + '<testcase name="a"/>' + "</testsuite>" * 100_000
    results, _ = read("x.xml", text.encode())
    assert results is not None
    assert [test.name for test in results.tests] == ["a"]


def test_a_file_above_the_limit_is_not_even_decoded() -> None:
    results, problems = read("x", bytes(MAX_BYTES + 1))
    assert results is None
    assert "more than" in problems[0].message


def test_utf_16_and_a_mark_are_read() -> None:
    text = '<testsuite><testcase name="ä"/></testsuite>'
    for data in (text.encode("utf-16"), text.encode("utf-8-sig")):
        results, _ = read("x", data)
        assert results is not None
        assert results.tests[0].name == "ä"
