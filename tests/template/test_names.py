"""Names as they are compared: what is set aside, and what is not."""

import time

import pytest

from designdoc.template.names import clean, key, short_key, without_suffix


@pytest.mark.parametrize(
    ("title", "own_words"),
    [
        ("1. Overview", "Overview"),
        ("1.2 Overview", "Overview"),
        ("1.2.3. Overview", "Overview"),
        ("A. Overview", "Overview"),
        ("A.1 Overview", "Overview"),
        ("IV. Overview", "Overview"),
        ("(2) Overview", "Overview"),
        ("3) Overview", "Overview"),
        ("第1章 概要", "概要"),
        ("第2章：概要", "概要"),
        ("① 概要", "概要"),
        ("📋 Overview", "Overview"),
        ("⚠️ 3. Overview:", "Overview"),
        ("Overview：", "Overview"),
        ("Overview {#overview}", "Overview"),
        ("  Over   view  ", "Over view"),
        ("2.", "2"),
        ("A plan", "A plan"),
        ("I think", "I think"),
        ("3D models", "3D models"),
        ("Step 2", "Step 2"),
        ("", ""),
    ],
)
def test_clean_takes_numbering_emoji_and_colons(title: str, own_words: str) -> None:
    assert clean(title) == own_words


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Story 1 (Optional)", "Story 1"),
        ("Notes [optional]", "Notes"),
        ("Users *(mandatory)*", "Users"),
        ("リスク（任意）", "リスク"),
        ("Parts (if applicable):", "Parts"),
        ("(Optional)", "(Optional)"),
        ("Call f(x) twice", "Call f(x) twice"),
        ("Sets (a) and (b)", "Sets (a) and"),
        ("Odd )", "Odd )"),
        ("Nested (a (b))", "Nested (a (b))"),
    ],
)
def test_a_bracketed_tail_is_no_part_of_the_name(title: str, name: str) -> None:
    assert without_suffix(title) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Risks and Mitigation", "risk & mitigations"),
        ("Non-Goals", "NON GOALS"),
        ("User’s view", "User's View"),
        ("Ｏｖｅｒｖｉｅｗ", "overview"),
        ("Dependencies", "Dependency"),
        ("Classes", "Class"),
        ("e2e/integration tests", "e2e / integration test"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Goals", "Non-Goals"),
        ("Component 1", "Component 2"),
        ("C", "C++"),
        ("Status", "Statu"),
        ("Analysis", "Analysi"),
        ("概要", "背景"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Goals — why now", "goal"),
        ("Goals - why now", "goal"),
        ("Goals: why now", "goal"),
        ("目的：なぜ今", "目的"),
        ("Follow-up work", "follow up work"),
        ("Ratio 3:1", "ratio 3 1"),
    ],
)
def test_the_part_before_a_dash_or_colon(title: str, short: str) -> None:
    assert short_key(title) == short


@pytest.mark.parametrize("piece", [":", "_ ", "( ", "1.", "{#a", " —", "日 ", "* ", "|"])
def test_a_title_without_end_is_read_once(piece: str) -> None:
    start = time.process_time()
    short_key(piece * 100_000 + "x")
    assert time.process_time() - start < 2
