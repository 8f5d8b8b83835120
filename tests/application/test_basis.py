"""What is noted while something is worked out, and what is concluded from the day."""

from datetime import date, timedelta

import pytest

from designdoc.application.basis import Memo, asked, frame, note
from designdoc.application.record import Record

DAY = date(2026, 3, 10)
WEEK = timedelta(days=7)


def test_who_uses_what_was_worked_out_rests_on_it_too() -> None:
    memo: Memo[str, int] = Memo()

    def make() -> int:
        note("read", "/a", "x")
        return 7

    with frame() as first:
        assert memo("k", make) == 7
    with frame() as second:
        assert memo("k", lambda: 0) == 7
    assert [each.asked for each in second.used.values()] == [{("read", "/a"): "x"}]
    record = Record()
    assert record.add(first) == record.add(second)


def test_what_raises_is_noted_as_well() -> None:
    memo: Memo[str, int] = Memo()

    def broken() -> int:
        note("read", "/a", "!2")
        raise ValueError

    with frame() as own, pytest.raises(ValueError):
        memo("k", broken)
    assert [each.asked for each in own.used.values()] == [{("read", "/a"): "!2"}]


def test_pieces_of_several_processes_are_one_by_what_they_say() -> None:
    names = []
    for answer in ("x", "x", "y"):
        with frame() as own:
            note("read", "/a", answer)
        names.append(Record().add(own))
    assert names[0] == names[1] != names[2]


def test_states_that_differ_are_not_relied_on() -> None:
    record, other = Record(), Record()
    record.contents["/a"] = record.contents["/b"] = (1, 1, 1, 1)
    other.contents["/a"] = (2, 2, 2, 2)
    other.contents["/b"] = (1, 1, 1, 1)
    record.merge(other.take())
    assert record.contents == {"/a": (), "/b": (1, 1, 1, 1)}


@pytest.mark.parametrize("other", [DAY + timedelta(days=n) for n in (-9, -8, -7, -1, 0, 1, 7, 8)])
@pytest.mark.parametrize("shift", [timedelta(0), timedelta(days=1), -WEEK])
@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_a_comparison_holds_for_the_days_that_are_noted(
    other: date, shift: timedelta, sign: str
) -> None:
    with frame() as own:
        today = asked(DAY)
        assert today is not None
        there = today + shift
        found = {"<": there.__lt__, "<=": there.__le__, ">": there.__gt__, ">=": there.__ge__}
        concluded = found[sign](other)
    assert concluded == _plainly(DAY + shift, sign, other)
    low, high = own.days
    for days in range(-30, 31):
        day = DAY + timedelta(days=days)
        same = _plainly(day + shift, sign, other) == concluded
        assert (low <= day < high) == same


def test_a_plain_day_is_compared_with_today_from_either_side() -> None:
    with frame() as own:
        today = asked(DAY)
        assert today is not None
        assert today > DAY - WEEK
    assert own.days != (date.min, date.max)


def test_the_day_itself_is_noted_where_it_is_shown() -> None:
    with frame() as own:
        today = asked(DAY)
        assert today is not None and (today + WEEK).isoformat() == "2026-03-17"
    assert own.asked == {("today", ""): "2026-03-10"}


def _plainly(day: date, sign: str, other: date) -> bool:
    return {"<": day < other, "<=": day <= other, ">": day > other, ">=": day >= other}[sign]
