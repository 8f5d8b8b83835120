"""``designdoc revise``: one row more, as the rows beside it are written, and no other byte."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.application.revise import Wanted, like, next_version, revise
from designdoc.diagnostics import UsageError
from designdoc.markdown import Table, parse
from designdoc.source import decode

pytestmark = pytest.mark.requirement("FR-9")

Program = Callable[..., Any]
TODAY = date(2031, 5, 7)
HEAD = "# A Design Document\n\n## Revision History\n\n"
ROW = Wanted("Second thought", TODAY, "Grace")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "| Date       | Version | Changes       | Author |\n"
            "|------------|---------|---------------|--------|\n"
            "| 2031-01-02 | 1.0     | First thought | Ada    |\n",
            "| 2031-05-07 | 1.1     | Second thought | Grace  |\n",
        ),
        (
            "|Version|Date|Author|Changes|\n|-|-|-|-|\n|v1.9|2031/01/02|Ada|First|\n",
            "|v1.10|2031/05/07|Grace|Second thought|\n",
        ),
        (
            "Date | Version | Description\n--- | --- | ---\n02.01.2031 | 3 | First\n",
            "07.05.2031 | 4 | Second thought\n",
        ),
        (
            "| 日付 | 版 | 変更内容 | 承認 | 作成者 |\n|---|---|---|---|---|\n"
            "| 2031年1月2日 | 1.0 | 初版 | 済 | 山田 |\n",
            "| 2031年5月7日 | 1.1 | Second thought |  | Grace |\n",
        ),
        (
            "| Date | Version | Changes | Author |\n|------|---------|---------|--------|\n",
            "| 2031-05-07 | 1.0     | Second thought | Grace  |\n",
        ),
    ],
)  # fmt: skip
def test_a_row_is_written_as_its_neighbours(table: str, row: str) -> None:
    has_author = any(word in table for word in ("Author", "作成者"))
    wanted = ROW if has_author else Wanted(ROW.changes, TODAY)
    data = (HEAD + table).encode()
    after = revise("a.md", data, wanted).data
    assert after == data + row.encode()


def test_newest_first_stays_newest_first() -> None:
    rows = "| 1.1 | 2031-02-01 | b |\n| 1.0 | 2031-01-01 | a |\n"
    table = f"| Version | Date | Changes |\n|---|---|---|\n{rows}"
    after = revise("a.md", (HEAD + table).encode(), Wanted("c", TODAY)).data.decode()
    assert after.splitlines()[-3:] == [
        "| 1.2 | 2031-05-07 | c |", "| 1.1 | 2031-02-01 | b |", "| 1.0 | 2031-01-01 | a |",
    ]  # fmt: skip


def test_a_list_of_revisions() -> None:
    text = "- **1.0** (2031-01-02): First, by Ada\n"
    after = revise("a.md", (HEAD + text).encode(), Wanted("Second", TODAY)).data.decode()
    assert after == HEAD + text + "- **1.1** (2031-05-07): Second\n"


def test_a_list_that_speaks_of_other_versions_is_no_history() -> None:
    text = "- Kubernetes 1.36: alpha\n- Kubernetes 1.37: beta\n"
    with pytest.raises(UsageError, match="no revision history"):
        revise("a.md", (HEAD + text).encode(), Wanted("GA", TODAY))


def test_crlf_bom_and_a_missing_last_line_ending_stay() -> None:
    text = "\ufeff" + HEAD + "| Date | Version | Changes |\n|---|---|---|\n| 2031-01-02 | 1.0 | a |"
    data = text.replace("\n", "\r\n").encode()
    after = revise("a.md", data, Wanted("b", TODAY)).data
    assert after == data + b"\r\n| 2031-05-07 | 1.1 | b |"


def test_a_table_in_a_quote_or_before_more_text() -> None:
    table = "> | Date | Version | Changes |\n> |---|---|---|\n> | 2031-01-02 | 1.0 | a |\n"
    after = revise(
        "a.md", (HEAD + table + "\nThe end.\n").encode(), Wanted("b", TODAY)
    ).data.decode()
    assert "> | 2031-01-02 | 1.0 | a |\n> | 2031-05-07 | 1.1 | b |\n\nThe end.\n" in after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.0", "1.1"),
        ("1.9", "1.10"),
        ("v2.3.4", "v2.4.0"),
        ("7", "8"),
        ("", "1.0"),
        ("Rev 3", "Rev 4"),
    ],
)
def test_the_next_version(before: str, after: str) -> None:
    assert next_version(before) == after


def test_a_version_without_a_number_must_be_said() -> None:
    with pytest.raises(UsageError, match="--version"):
        next_version("draft")


def test_a_version_that_does_not_rise_is_refused() -> None:
    table = "| Date | Version | Changes |\n|---|---|---|\n| 2031-01-02 | 1.10 | a |\n"
    with pytest.raises(UsageError, match=r"1\.9 does not rise above 1\.10"):
        revise("a.md", (HEAD + table).encode(), Wanted("b", TODAY, version="1.9"))


def test_dates_are_like_the_row_before() -> None:
    assert like("2031.01.02", TODAY) == "2031.05.07"
    assert like("some day", TODAY) == "2031-05-07"


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_any_words_are_one_row_more(changes: str, author: str) -> None:
    table = (
        "| Date | Version | Changes | Author |\n|---|---|---|---|\n| 2031-01-02 | 1.0 | a | b |\n"
    )
    data = (HEAD + table + "\n## After\n").encode()
    try:
        changes.encode(), author.encode()
    except UnicodeEncodeError:
        return
    after = revise("a.md", data, Wanted(changes, TODAY, author)).data
    start = len((HEAD + table).encode())
    assert after[:start] == data[:start]
    assert after.endswith(data[start:])
    (found,) = [b for b in parse(decode("a.md", after)).walk() if isinstance(b, Table)]
    assert len(found.rows) == 2


def test_the_command_writes_the_row(
    write: Callable[..., Path], program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.md", HEAD + "| Date | Version | Changes | Author |\n|---|---|---|---|\n")
    arguments = ("revise", "a.md", "--changes", "First", "--author", "Ada", "--date", "2031-05-07")
    assert "+| 2031-05-07 | 1.0     | First   | Ada    |" in program(*arguments, "--diff").out
    assert path.read_text("utf-8").count("\n") == 6
    ran = program(*arguments)
    assert (ran.status, ran.err) == (0, "designdoc: added version 1.0 by Ada to a.md:7\n")
    assert path.read_text("utf-8").endswith("| 2031-05-07 | 1.0     | First   | Ada    |\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.md", "--changes", "x"), "'none.md' is no file"),
        (("a.md", "--changes", "x"), "has no revision history"),
        (("a.md", "--changes", " "), "it is empty"),
        (("a.md", "--changes", "x", "--date", "soon"), "not 'soon'"),
        (("a.md",), "--changes"),
    ],
)
def test_what_is_refused(
    write: Callable[..., Path], program: Program, arguments: tuple[str, ...], message: str
) -> None:
    path = write("a.md", "# A Design Document\n\n| Not | A history |\n|---|---|\n")
    before = path.read_bytes()
    ran = program("revise", *arguments)
    assert ran.status == 2
    assert message in ran.err
    assert path.read_bytes() == before


def test_the_author_is_git_s_or_the_row_before_s(
    write: Callable[..., Path], program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "| Date | Version | Changes | Author |\n|---|---|---|---|\n"
    table = f"{head}| 2031-01-02 | 1.0 | a | Ada |\n"
    path = write("a.md", HEAD + table)
    empty = write("empty", "")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(empty))
    program("revise", "a.md", "--changes", "b")
    assert path.read_text("utf-8").splitlines()[-1].endswith("| 1.1 | b | Ada |")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(write("config", "[user]\n\tname = Grace\n")))
    program("revise", "a.md", "--changes", "c")
    assert path.read_text("utf-8").splitlines()[-1].endswith("| 1.2 | c | Grace |")
