"""``designdoc.lock``: what is written is read again, and nothing that stands in it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.change.ledger.acceptance import Acceptance, Key, read_line, write_line
from designdoc.change.ledger.file import read_ledger, write_ledger
from designdoc.source import decode

pytestmark = pytest.mark.requirement("FR-6")

NAMES = st.text(
    st.characters(exclude_categories=["Cs"], include_characters="\t\n\r%#é語\u202e"), min_size=1
)
MEANINGS = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
ACCEPTANCES = st.builds(
    Acceptance,
    st.builds(Key, NAMES, st.sampled_from(["cites", "names", "depends-on"]), NAMES),
    MEANINGS,
    MEANINGS,
    st.dates().map(lambda day: day.isoformat()),
    NAMES,
)


def line(
    target: str = "a.md#FR-1", meaning: str = "0" * 16, by: str = "Ada", date: str = "2026-03-01"
) -> str:
    key = Key("a.md#component/tokenizer", "cites", target)
    return write_line(Acceptance(key, "f" * 16, meaning, date, by))


def ledger(*lines: str, newline: str = "\n"):
    return read_ledger(decode("designdoc.lock", (newline.join(lines) + newline).encode()))


@given(ACCEPTANCES)
def test_a_line_is_read_as_it_was_written(acceptance: Acceptance) -> None:
    written = write_line(acceptance)
    assert "\n" not in written and "\r" not in written
    assert read_line(written) == acceptance


@given(st.lists(ACCEPTANCES, unique_by=lambda each: each.key))
def test_a_file_holds_its_links_one_a_line_and_sorted(acceptances: list[Acceptance]) -> None:
    data = write_ledger(acceptances)
    assert write_ledger(reversed(acceptances)) == data
    read = read_ledger(decode("designdoc.lock", data))
    assert read.problems == ()
    assert list(read.acceptances) == sorted(acceptances)


def test_two_branches_that_accept_different_links_merge_line_by_line() -> None:
    merged = ledger(line("a.md#FR-1"), line("a.md#FR-2", by="Grace"))
    assert [each.by for each in merged.acceptances] == ["Ada", "Grace"]
    assert merged.problems == ()


def test_two_branches_that_gave_one_identifier_to_two_things_are_told_apart() -> None:
    torn = ledger(line(meaning="1" * 16), line(meaning="2" * 16, by="Grace"))
    (problem,) = torn.problems
    assert problem.message.startswith("a.md#FR-1 was accepted with two meanings, by Ada on 2026")
    assert "by Grace" in problem.message
    assert torn.acceptances == ()  # nobody has accepted what is there now


def test_one_link_accepted_by_two_with_one_meaning_still_counts() -> None:
    twice = ledger(line(), line(by="Grace"))
    assert [problem.message for problem in twice.problems] == [
        "this link was accepted twice with one meaning, by Ada and by Grace"
    ]
    assert [each.by for each in twice.acceptances] == ["Ada"]


def test_a_conflict_is_told_line_by_line_and_both_sides_are_read() -> None:
    merged = ledger(
        "<<<<<<< HEAD", line("a.md#FR-1"), "=======", line("a.md#FR-2"), ">>>>>>> theirs"
    )
    assert [problem.message for problem in merged.problems] == [
        "a merge left its conflict here"
    ] * 3
    assert len(merged.acceptances) == 2


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("something", "1 fields separated by tabs instead of 7"),
        (line() + "\tmore", "8 fields"),
        (line(meaning="0" * 15), "is no fingerprint of 16 hexadecimal digits"),
        (line(date="yesterday"), "'yesterday' is no date"),
    ],
)
def test_a_line_that_was_edited_by_hand_is_a_problem_with_its_place(
    written: str, message: str
) -> None:
    data = f"# a comment\n\n{line('a.md#FR-9')}\n{written}\n".encode()
    source = decode("designdoc.lock", data)
    read = read_ledger(source)
    (problem,) = read.problems
    assert message in problem.message
    assert source.slice(problem.span) == written
    assert len(read.acceptances) == 1


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(prefix: str) -> None:
    data = f"{prefix}{line()}\r\n{line('a.md#FR-2')}".encode()
    read = read_ledger(decode("designdoc.lock", data))
    assert (len(read.acceptances), read.problems) == (2, ())


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    source = decode("designdoc.lock", data)
    for problem in read_ledger(source).problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(data)
