"""``designdoc new``: what it fills in, what it asks, what it refuses."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designdoc.template import builtin

pytestmark = pytest.mark.requirement("FR-9")

Write = Callable[..., Path]
Program = Callable[..., Any]

FORM = """\
---
status: draft # draft | done
created: YYYY-MM-DD
owner:
---
# [Name] Design

- Author: [who]
- Priority: [High/Low]

## Overview

<!-- Say what it does. -->

[What it does]

## History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| YYYY-MM-DD | 1.0 | Initial draft | [Author] |
"""


@pytest.fixture
def form(write: Write) -> Write:
    write("docs/template.md", FORM)
    return write


def test_what_is_known_is_filled_in_and_the_rest_stays(form: Write, program: Program) -> None:
    ran = program(
        *("new", "docs/deep/login.md", "--title", "Login", "--author", "@ann"),
        *("--date", "2026-02-03", "--set", "Priority=low", "--set", "status=done"),
    )
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == (
        "designdoc: wrote docs/deep/login.md from docs/template.md; "
        "next: designdoc check docs/deep/login.md\n"
    )
    expected = (
        FORM.replace("[Name]", "Login")
        .replace("YYYY-MM-DD", "2026-02-03")
        .replace("[who]", "@ann")
        .replace("[Author]", "@ann")
        .replace("owner:", "owner: @ann")
        .replace("[High/Low]", "Low")
        .replace("status: draft", "status: done")
    )
    assert Path("docs/deep/login.md").read_text() == expected


def test_the_date_is_today(form: Write, program: Program) -> None:
    program("new", "docs/a.md", "-q")
    assert f"| {datetime.date.today().isoformat()} | 1.0 |" in Path("docs/a.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "Priorty=Low"], "no hole or field 'Priorty'; did you mean 'Priority'?"),
        (["--set", "Priority=Medium"], "'Priority' is one of High, Low, not 'Medium'"),
        (["--set", "Priority"], "--set is NAME=VALUE, not 'Priority'"),
        (["--date", "3.2.2026"], "--date is a day such as 2026-01-31, not '3.2.2026'"),
        (["--template", "nope"], "there is no template 'nope'"),
    ],
)
def test_what_is_refused(form: Write, program: Program, arguments: list[str], message: str) -> None:
    ran = program("new", "docs/a.md", *arguments)
    assert ran.status == 2
    assert message in ran.err
    assert not Path("docs/a.md").exists()


def test_an_existing_file_is_never_overwritten(form: Write, program: Program) -> None:
    path = form("docs/a.md", "mine")
    ran = program("new", "docs/a.md")
    assert (ran.status, ran.err) == (2, "designdoc: 'docs/a.md' exists; nothing was written\n")
    assert path.read_text() == "mine"
    assert program("new", "docs").status == 2


def test_a_template_that_check_would_not_find_is_pinned(write: Write, program: Program) -> None:
    write("forms/design.md", FORM)
    program("new", "docs/a.md", "--template", "forms/design.md", "--title", "X", "-q")
    text = Path("docs/a.md").read_text()
    assert "\n<!-- designdoc: template=../forms/design.md -->\n\n# X Design" in text
    ran = program("check", "docs/a.md", "--format", "json", "--ignore", "DD2")
    assert '"evidence": "document"' in ran.out
    assert ran.status == 0


def test_the_built_in_template_is_the_default(write: Write, program: Program) -> None:
    ran = program("new", "a.md", "--title", "Login", "-q")
    assert (ran.status, ran.err) == (0, "")
    text = Path("a.md").read_text()
    assert text.startswith("# Login Design Document\n")
    assert len(text.splitlines()) == len(builtin.read("feature-design").splitlines())
    left = program("check", "a.md", "-q").out
    assert {line.split()[1] for line in left.splitlines()} == {"error[DD201]"}


def test_line_endings_of_the_template_are_kept(write: Write, program: Program) -> None:
    write("docs/template.md", b"\xef\xbb\xbf" + FORM.replace("\n", "\r\n").encode())
    program("new", "docs/a.md", "--title", "Login", "-q")
    data = Path("docs/a.md").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == FORM.count("\n")


def test_a_blank_history_row_and_a_title_without_holes(write: Write, program: Program) -> None:
    blank = "| Version | Date | Author |\n|--|--|--|\n| 1.0 | YYYY-MM-DD | |\n"
    write("docs/template.md", f"# My Design\n\n## Why\n\n[Why]\n\n## History\n\n{blank}")
    program("new", "docs/a.md", "--title", "Login", "--author", "a|b", "--date", "2026-01-02", "-q")
    text = Path("docs/a.md").read_text()
    assert text.startswith("# Login\n")
    assert "| 1.0 | 2026-01-02 | a\\|b |" in text


def test_a_new_rule_gets_its_files(write: Write, program: Program) -> None:
    write("pyproject.toml")
    ran = program("rule", "new", "DD299", "odd-value")
    assert (ran.status, ran.err) == (0, "")
    assert all(Path(line).is_file() for line in ran.out.splitlines())
    assert any(line.endswith("dd299_odd_value.py") for line in ran.out.splitlines())
    assert program("rule", "new", "DD299", "odd-value").status == 2


@pytest.mark.parametrize(
    ("line", "title", "written"),
    [
        ("title: <A few words>", "Kites", "title: Kites"),
        ("title: <A few words>", "Kites: all", 'title: "Kites: all"'),
        ('title: "{a few words}"', 'The "best" kite', 'title: "The \\"best\\" kite"'),
        ("title: '{a few words}'", "Ada's kite", "title: 'Ada''s kite'"),
        ("title:", "Kites", "title: Kites"),
        ("title: Sample", "Kites", "title: Sample"),
    ],
)
def test_a_title_in_the_front_matter(
    write: Write, program: Program, line: str, title: str, written: str
) -> None:
    write("template.md", f"---\n{line}\n---\n\n## Reason\n\n[Why]\n\n## Rest\n\n[What]\n")
    program("new", "kites.md", "--title", title)
    assert Path("kites.md").read_text("utf-8").splitlines()[1] == written
