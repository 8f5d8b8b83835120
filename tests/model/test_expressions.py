"""Expressions that a configuration gives: which are taken, as what, and why others are not."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.model.expressions import checked


@pytest.mark.parametrize(
    ("expression", "matched", "left"),
    [
        (r"FR-?\d+", ["FR-1", "FR12", "FR-٣"], ["FR-", "XFR-1x"]),
        (r"N?FR(?:-[A-Z]{2,12})?-?\d+(?:\.\d+)*[a-z]?", ["NFR-AUTH-1.2.3b", "FR1"], ["FR-a"]),
        (r"(FR|FUN)-\d{3}", ["FR-001", "FUN-123"], ["FR-1", "F-123"]),
        (r"要求-?\d+", ["要求1", "要求-12"], ["要-1"]),
        (r"[^\W\d]+_\d+", ["ANF_1", "ÄNF_22"], ["1_1"]),
        (r"A\.\d{2,}", ["A.12"], ["A-12", "A.1"]),
    ],
)
def test_what_is_taken(expression: str, matched: list[str], left: list[str]) -> None:
    pattern = re.compile(checked(expression))
    assert pattern.groups == 0
    assert [text for text in matched if not pattern.fullmatch(text)] == []
    assert [text for text in left if pattern.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("FR-(", "a bracket is not closed, at character 5"),
        ("FR)-1", "there is no bracket to close, at character 3"),
        ("[A-", "'[A-' cannot stand here, at character 1"),
        ("[z-a]1", "'[z-a]' is no set of characters"),
        ("[a&&b]1", "'[a&&b]' is no set of characters"),
        ("FR-.*", "'.*' cannot stand here, at character 4"),
        ("^FR", "'^FR' cannot stand here"),
        (r"(?=FR)\d", "'(?=' cannot stand here"),
        (r"(FR)\1", "cannot stand here"),
        (r"(?i)fr", "'(?i' cannot stand here"),
        ("*", "'*' cannot stand here, at character 1"),
        (r"FR-\d{1,999}", "'{1,999}' is no number of times from 0 to 20"),
        (r"FR-\d+?", "a repetition is repeated"),
        (r"(?:\d*)+", "what is repeated can be empty"),
        (r"\d*", "it matches the empty text"),
        ("FR \\d", "no space"),
        (r"(?:A+)+B", "in too many ways"),
        (r"\d*\d*\d*\d*x", "in too many ways"),
        (r"(?:a|a)" * 20, "in too many ways"),
        (r"(?:\w+-?)+", "in too many ways"),
        ("(" * 200, "deep"),
        ("A" * 201, "201 characters"),
    ],
)
def test_what_is_refused_and_why(expression: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        checked(expression)


@given(st.text(alphabet="aA1-+*?(){}[]|\\dw,2日", max_size=30), st.sampled_from("aA1-日"))
def test_no_expression_that_is_taken_can_hang(expression: str, char: str) -> None:
    try:
        pattern = re.compile(checked(expression))
    except ValueError:
        return
    start = time.process_time()
    pattern.search(char * 2000 + "!")
    assert time.process_time() - start < 1
