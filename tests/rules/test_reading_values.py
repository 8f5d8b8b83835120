"""Enumerated values, dates and marks of open questions, as people write them."""

from datetime import date

import pytest

from designdoc.rules.dates import in_any_form, in_form, write
from designdoc.rules.enumerations import is_whole, read
from designdoc.rules.questions import is_question, marks

LEVELS = ("High", "Medium", "Low")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("High", "High"),
        ("HIGH", "High"),
        ("Low (poor UX)", "Low"),
        ("Medium: at night", "Medium"),
        ("🟢 Low", "Low"),
        ("中", "Medium"),
        ("高（夜間のみ）", "High"),
    ],
)
def test_values_that_a_person_accepts(text: str, value: str) -> None:
    reading = read(text, LEVELS, strict=False)
    assert reading is not None
    assert (reading.value, reading.near) == (value, False)


@pytest.mark.parametrize("text", ["", "Low - Medium", "Very Low", "Enormous", "Low-Medium", "確実"])
def test_values_that_are_none_of_them(text: str) -> None:
    reading = read(text, LEVELS, strict=False)
    assert reading is None or reading.near


def test_yaml_takes_no_remark() -> None:
    assert read("High (poor UX)", LEVELS, strict=True) is None
    near = read("Hihg", LEVELS, strict=True)
    assert near is not None
    assert (near.value, near.near) == ("High", True)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("High/Medium/Low", True),
        ("high | medium | low", True),
        ("High、Medium、Low", True),
        ("High, Medium, or Low", True),
        ("High/Medium", False),
        ("High", False),
        ("", False),
        ("High/Medium/Sky", False),
    ],
)
def test_a_choice_left_whole(text: str, whole: bool) -> None:
    assert is_whole(text, LEVELS) is whole


def test_three_of_many_are_left_whole_too() -> None:
    assert is_whole("a|b|c", ("a", "b", "c", "d"))
    assert not is_whole("a|b", ("a", "b", "c", "d"))


def test_dates_in_a_form() -> None:
    assert in_form("2024-02-29", "YYYY-MM-DD") == date(2024, 2, 29)
    assert in_form("29.02.2024", "dd.mm.yyyy") == date(2024, 2, 29)
    assert in_form("2023-02-29", "YYYY-MM-DD") is None
    assert in_form("2024-2-9", "YYYY-MM-DD") is None
    assert in_form("2024-02-09", "a form without parts") == date(2024, 2, 9)
    assert write(date(2024, 2, 9), "YYYY/MM/DD") == "2024/02/09"


@pytest.mark.parametrize(
    "text",
    ["2024/3/5", "2024年3月5日", "20240305", "5 March 2024", "March 5th, 2024", "Mar. 5, 2024",
     "5-Mar-2024"],
)  # fmt: skip
def test_dates_that_can_mean_one_day_only(text: str) -> None:
    assert in_any_form(text) == date(2024, 3, 5)


@pytest.mark.parametrize("text", ["03/05/2024", "2024/13/40", "5 Foo 2024", "soon", ""])
def test_dates_that_are_not_guessed(text: str) -> None:
    assert in_any_form(text) is None


def test_a_day_beyond_twelve_decides() -> None:
    assert in_any_form("25/03/2024") == date(2024, 3, 25)
    assert in_any_form("05/05/2024") == date(2024, 5, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TBD", ["TBD"]),
        ("It is TBD.", ["TBD"]),
        ("TODO(ann): ask", ["TODO"]),
        ("- TODO ask", ["TODO"]),
        ("a TODO app", []),
        ("STATE_TBD and TBDs and x.TODO:", []),
        ("<<[UNRESOLVED a]>> x <<[/UNRESOLVED]>>", ["<<[UNRESOLVED"]),
        ("[NEEDS CLARIFICATION: a] [ASSUMPTION: b]", ["[NEEDS CLARIFICATION", "[ASSUMPTION"]),
    ],
)
def test_marks_of_open_questions(text: str, found: list[str]) -> None:
    assert [mark for _, mark in marks(text)] == found


def test_a_value_that_is_still_open() -> None:
    assert is_question("TBD")
    assert is_question("*To be decided* by Ann")
    assert is_question("未定")
    assert not is_question("High, TBD by Ann")


def test_a_mark_in_quotation_marks_is_spoken_of() -> None:
    assert not list(marks('what "TBD" means'))


def test_a_date_in_brackets_is_one(check) -> None:
    template = (
        "# [Name]\n\n- **Start**: YYYY-MM-DD\n- **End**: YYYY-MM-DD\n\n## Summary\n\n[Text]\n"
    )
    document = "# Login\n\n- **Start**: (2026-01-02)\n- **End**: (soon)\n\n## Summary\n\nKeys.\n"
    found = [(finding.code, finding.place.start.line) for finding in check(template, document)]
    assert found == [("DD204", 4)]


def test_a_quoted_instruction_is_answered_not_left(check) -> None:
    template = "# [Name]\n\n## Risks\n\nDescribe why we should not do this.\n"
    kept = "# Login\n\n## Risks\n\n{}Describe why we should not do this.\n\nNo reason.\n"
    assert [finding.code for finding in check(template, kept.format(""))] == ["DD202"]
    assert check(template, kept.format("> ")) == []
