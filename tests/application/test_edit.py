"""Edits of sections and fields: what is asked for is done, and no other byte moves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.api import wiring
from designdoc.application.edit import Change, Operation
from designdoc.application.options import CheckOptions
from designdoc.application.proposal import Proposal, propose_edit
from designdoc.diagnostics import UsageError
from designdoc.markdown import parse
from designdoc.source import decode

TEMPLATE = """\
---
status: draft
tags: []
---

# [Name] Design

- **Owner**: [Who answers for it]
- **Reviewer**: [Who has read it]

## Overview

[What it does]

## Design

### Data Flow

[How it flows]

### Components

#### Component 1

- **Responsibilities**: [What it does]
- **Dependencies**: [What it needs]

## Risks

| Risk | Impact |
|------|--------|
| [Risk 1] | High/Medium/Low |

## Facts

| | |
|---|---|
| **Budget** | [How much] |
"""

DOCUMENT = """\
---
status: draft
tags: []
---

# Login Design

- **Owner**: Ann

## Overview

People sign in.

## Design

### Components

#### Gate

- **Responsibilities**: checks
  - passkeys
- **Dependencies**: Store

#### Store

* __Responsibilities__: keeps accounts

## Risks

| Risk | Impact |
|------|--------|
| Lost device | Low |

## Facts

| | |
|---|---|
| **Budget** | 3 days |
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "login.md").write_text(DOCUMENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def proposal(*changes: Change) -> Proposal:
    return propose_edit("login.md", changes, *wiring.checker_within(".", CheckOptions()))


def edited(*changes: Change) -> str:
    return proposal(*changes).after.decode()


def change(operation: str, section: str = "", text: str = "", **more: str) -> Change:
    return Change(Operation(operation), section, text=text, **more)


CASES = {
    "own text of a section": (
        change("replace", "Overview", "They sign in\nwith a passkey."),
        ("People sign in.", "They sign in\nwith a passkey."),
    ),
    "sub-sections stay": (
        change("replace", "Design", "In short."),
        ("## Design\n\n###", "## Design\n\nIn short.\n\n###"),
    ),
    "a section without text": (
        change("replace", "Overview"),
        ("## Overview\n\nPeople sign in.\n\n## Design", "## Overview\n\n## Design"),
    ),
    "a row joins its table": (
        change("append", "Risks", "| Theft | High |"),
        ("| Lost device | Low |\n", "| Lost device | Low |\n| Theft | High |\n"),
    ),
    "an item joins its list": (
        change("append", "Store", "* __Dependencies__: none"),
        ("keeps accounts\n", "keeps accounts\n* __Dependencies__: none\n"),
    ),
    "a paragraph stands apart": (
        change("append", "Risks", "None other."),
        ("| Low |\n", "| Low |\n\nNone other.\n"),
    ),
    "a section after another": (
        change("after", "Gate", "#### Clock\n\n- **Responsibilities**: tells the time"),
        ("#### Store", "#### Clock\n\n- **Responsibilities**: tells the time\n\n#### Store"),
    ),
    "a heading": (change("heading", "#gate", "Door"), ("#### Gate", "#### Door")),
    "the title": (change("heading", text="Sign-in Design"), ("# Login", "# Sign-in")),
    "a section gone": (
        change("remove", "Store"),
        ("#### Store\n\n* __Responsibilities__: keeps accounts\n\n", ""),
    ),
    "words": (
        change("text", "Overview", "People sign out.", old="People sign in."),
        ("sign in", "sign out"),
    ),
    "words anywhere": (change("text", old="Lost device", text="Loss"), ("Lost device", "Loss")),
    "a label": (change("field", "Gate", "Clock", field="Dependencies"), (": Store", ": Clock")),
    "a label of the head": (change("field", field="Owner", text="Bob"), (": Ann", ": Bob")),
    "a label with an inner list": (
        change("field", "Gate", "checks", field="Responsibilities"),
        ("checks\n  - passkeys", "checks"),
    ),
    "a value of several lines": (
        change("field", "Gate", "Store,\nClock", field="dependencies"),
        (": Store", ": Store,\n  Clock"),
    ),
    "an absent label takes the shape of its neighbour": (
        change("field", "Store", "none", field="Dependencies"),
        ("keeps accounts\n", "keeps accounts\n* __Dependencies__: none\n"),
    ),
    "an absent label of the head": (
        change("field", field="Reviewer", text="Bob"),
        (": Ann\n", ": Ann\n- **Reviewer**: Bob\n"),
    ),
    "front matter": (
        change("field", field="status", text="done"),
        ("status: draft", "status: done"),
    ),
    "front matter that would be read as something else": (
        change("field", field="status", text="a: b"),
        ("status: draft", 'status: "a: b"'),
    ),
    "a list in the front matter": (
        change("field", field="tags", text="[a, b]"),
        ("tags: []", "tags: [a, b]"),
    ),
    "a row of a table of facts": (
        change("field", "Facts", "4 | 5 days", field="Budget"),
        ("| 3 days |", "| 4 \\| 5 days |"),
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", CASES)
def test_what_is_asked_for_is_done_and_nothing_else(here: Path, name: str, newline: str) -> None:
    asked, (old, new) = CASES[name]
    assert DOCUMENT.count(old) == 1
    text = "\ufeff" + DOCUMENT.replace("\n", newline)
    (here / "login.md").write_bytes(text.encode())
    expected = "\ufeff" + DOCUMENT.replace(old, new).replace("\n", newline)
    assert edited(asked) == expected
    assert (here / "login.md").read_bytes() == text.encode()


def test_an_absent_section_is_put_in_where_the_template_has_it(here: Path) -> None:
    after = edited(change("replace", "Data Flow", "From the door to the store."))
    assert "## Design\n\n### Data Flow\n\nFrom the door to the store.\n\n### Components" in after
    assert after.replace("### Data Flow\n\nFrom the door to the store.\n\n", "") == DOCUMENT


def test_a_section_within_an_absent_one_is_put_in_with_it(here: Path) -> None:
    text = DOCUMENT[: DOCUMENT.index("## Design")] + DOCUMENT[DOCUMENT.index("## Risks") :]
    (here / "login.md").write_text(text)
    after = edited(change("replace", "Design > Data Flow", "Straight."))
    assert "### Data Flow\n\nStraight.\n\n### Components\n\n#### Component 1" in after


def test_a_file_without_a_last_newline_ends_as_it_did(here: Path) -> None:
    (here / "login.md").write_text(DOCUMENT.rstrip("\n"))
    assert edited(change("field", field="Owner", text="Bob")) == DOCUMENT.replace("Ann", "Bob")[:-1]
    assert edited(change("append", "Facts", "| **Team** | A |")).endswith("\n| **Team** | A |")


def test_a_label_without_neighbours_is_put_below_the_text(here: Path) -> None:
    text = DOCUMENT.replace("* __Responsibilities__: keeps accounts", "It keeps accounts.")
    (here / "login.md").write_text(text)
    after = edited(change("field", "Store", "none", field="Dependencies"))
    assert "It keeps accounts.\n\n- **Dependencies**: none\n\n## Risks" in after


def test_a_field_within_a_field_is_named_with_it(here: Path) -> None:
    fields = "".join(
        f"- **{name}**: [Who]\n  - **Team**: [Which]\n" for name in ("Owner", "Reviewer")
    )
    template = f"# [Name] Design\n\n## People\n\n{fields}"
    (here / "template.md").write_text(template)
    (here / "login.md").write_text(template.replace("[Who]", "A").replace("[Which]", "B"))
    after = edited(change("field", "People", "C", field="Reviewer.Team"))
    assert after.endswith("- **Reviewer**: A\n  - **Team**: C\n") and after.count(": C") == 1
    with pytest.raises(UsageError, match="stands there 2 times"):
        edited(change("field", "People", "C", field="Team"))


def test_headings_of_the_other_kind_are_renamed(here: Path) -> None:
    (here / "login.md").write_text(DOCUMENT.replace("## Overview\n", "Overview\n--------\n"))
    assert edited(change("heading", "Overview", "In short")) == DOCUMENT.replace(
        "## Overview", "## In short"
    )


def test_a_title_is_put_above_a_document_that_has_none(here: Path) -> None:
    (here / "login.md").write_text(DOCUMENT.replace("# Login Design\n\n", ""))
    assert edited(change("heading", text="# Login Design")) == DOCUMENT


def test_each_change_is_made_to_the_text_that_the_last_one_left(here: Path) -> None:
    after = edited(
        change("after", "Store", "#### Clock\n\n- **Responsibilities**: ticks"),
        change("field", "Clock", "tells the time", field="Responsibilities"),
        change("heading", "Clock", "Watch"),
    )
    assert "#### Watch\n\n- **Responsibilities**: tells the time\n\n## Risks" in after


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            change("replace", "Design > Components > Component", "x"),
            "#gate (Design > Components > Gate), #store",
        ),
        (change("replace", "Overvew", "x"), "near are 'Overview'"),
        (change("replace", text="x"), "needs the section"),
        (change("heading", "Gate", "two\nlines"), "one line"),
        (change("heading", "Gate", " "), "one line"),
        (change("remove", "Login Design"), "the whole document"),
        (change("text", "Overview", "x"), "needs `old`"),
        (change("text", old="nowhere", text="x"), "do not stand there"),
        (change("text", old="Responsibilities", text="x"), "more than once"),
        (change("field", "Gate", "x"), "needs the name of the field"),
        (change("field", "Gate", "x", field="Dependents"), "did you mean 'Dependencies'"),
        (change("field", "Overview", "x", field="Owner"), "fields there are none"),
        (change("field", "Facts", "a\nb", field="Budget"), "one line"),
        (change("field", field="status", text="a\nb"), "one line"),
    ],
)
def test_what_cannot_be_done_is_said(here: Path, asked: Change, words: str) -> None:
    with pytest.raises(UsageError) as said:
        edited(asked)
    assert words in str(said.value)


def test_the_change_that_fails_is_named(here: Path) -> None:
    with pytest.raises(UsageError, match="edit 2 of 2: there is no section 'Nothing'"):
        edited(change("replace", "Overview", "x"), change("replace", "Nothing", "x"))


def test_findings_of_the_text_after_are_told(here: Path) -> None:
    found = proposal(change("replace", "Overview", "[What it does]"), change("remove", "Risks"))
    assert {(f.code, f.message) for f in found.introduced} >= {
        ("DD201", "the template's placeholder 'What it does' is still here"),
        ("DD101", "the document has no section 'Risks'"),
    }
    mended = proposal(change("replace", "Data Flow", "Straight."))
    assert "DD101" in {finding.code for finding in mended.resolved}
    assert not mended.introduced


def test_a_document_that_no_template_fits_can_be_edited(here: Path) -> None:
    (here / "template.md").unlink()
    assert "They do." in edited(change("replace", "Overview", "They do."))
    with pytest.raises(UsageError, match="no field 'Owner'"):
        edited(change("field", field="Owner", text="x"))


@pytest.mark.parametrize("path", [".git/hooks/a.md", "a.txt", "login.md/x", "docs/.git/a.md"])
def test_only_documents_are_written(here: Path, path: str) -> None:
    with pytest.raises(UsageError):
        propose_edit(
            path, [change("text", old="a", text="b")], *wiring.checker_within(".", CheckOptions())
        )


def sections(text: str) -> list[tuple[int, str, str]]:
    tree = parse(decode("", text.encode()))
    return [
        (part.level, part.title, tree.source.slice(part.body).strip()) for part in tree.sections
    ]


@given(text=st.text(alphabet="ab |-*_`#>\n\u00e4\u3042", max_size=60).filter(str.strip))
def test_other_sections_keep_their_bytes_whatever_is_put_in(text: str) -> None:
    """A text without headings and fences of its own changes one section alone."""
    from tempfile import TemporaryDirectory

    if any(
        line.lstrip(" >-*|").startswith(("#", "```", "---", "===")) for line in text.split("\n")
    ):
        return
    with TemporaryDirectory() as folder:
        Path(folder, "template.md").write_text(TEMPLATE)
        Path(folder, "login.md").write_text(DOCUMENT)
        checker = wiring.checker_within(folder, CheckOptions())
        asked = change("replace", "Overview", text)
        after = propose_edit(f"{folder}/login.md", [asked], *checker).after.decode()
    head, tail = DOCUMENT.split("People sign in.\n")
    assert after.startswith(head) and after.endswith(tail)
    assert text.strip("\r\n") in after
