"""``site build`` and ``site report`` take the flags of ``check``, and mean the same by them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from designdoc.cli.main import run
from helpers.site_texts import DOCUMENT, OTHER, TEMPLATE

Program = Callable[..., tuple[int, str]]
COMMANDS = (("site", "build", "-o", "out"), ("site", "report", "-o", "out.html"))


@pytest.fixture
def program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Program:
    """Runs the program over two documents; its exit status and all that it said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/template.md").write_text(TEMPLATE, "utf-8")
    (tmp_path / "docs/login.md").write_text(DOCUMENT, "utf-8")
    (tmp_path / "docs/other.md").write_text(OTHER, "utf-8")

    def call(*arguments: str) -> tuple[int, str]:
        capfd.readouterr()
        status = run([*arguments, "docs"])
        return status, "".join(capfd.readouterr())

    return call


def codes(folder: Path) -> list[str]:
    """The codes of the findings in a site's pages, or in a report."""
    if (folder / "out").is_dir():
        pages = "".join(p.read_text("utf-8") for p in sorted((folder / "out").rglob("*.html")))
        return sorted(re.findall(r"<summary>(DD\d+) ", pages))
    return sorted(re.findall(r"</b> (DD\d+) ", (folder / "out.html").read_text("utf-8")))


def checked(program: Program, *flags: str) -> list[str]:
    """The codes of what ``check`` finds."""
    found = json.loads(program("check", *flags, "--format", "json")[1])
    return sorted(each["code"] for each in found["diagnostics"])


@pytest.mark.requirement("FR-12")
@pytest.mark.parametrize("command", COMMANDS, ids=["build", "report"])
@pytest.mark.parametrize(
    "flags",
    [("--select", "DD3"), ("--ignore", "DD3,DD405"), ("--select", "DD4", "--ignore", "DD40")],
    ids=" ".join,
)
def test_the_same_rules_run(
    program: Program, tmp_path: Path, command: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    assert program(*command, *flags)[0] == 0
    assert codes(tmp_path) == checked(program, *flags)
    assert codes(tmp_path)
    assert codes(tmp_path) != checked(program)


@pytest.mark.parametrize("command", COMMANDS, ids=["build", "report"])
@pytest.mark.parametrize(
    "flags",
    [*(("--fail-on", level) for level in ("error", "warning", "info", "never")),
     ("--fail-on", "error", "--select", "DD3"), ("--fail-on", "info", "--select", "DD001"),
     ("--select", "DD999"), ("--ignore", "nonsense"), ("--template-version", "9.9"),
     ("--fail-on", "error", "--baseline", "none.json"), ("--template", "nowhere.md")],
    ids=" ".join,
)  # fmt: skip
def test_the_exit_status_is_that_of_check(
    program: Program, command: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    expected, why = program("check", *flags, "--format", "json")
    status, said = program(*command, *flags)
    assert status == expected, said
    if status == 2:
        assert said == why


def test_without_the_flag_findings_are_no_failure(program: Program) -> None:
    assert program("check")[0] == 1
    for command in COMMANDS:
        assert program(*command)[0] == 0


def test_a_section_is_no_less_written_where_other_rules_run(
    program: Program, tmp_path: Path
) -> None:
    written = []
    for flags in ((), ("--select", "DD3"), ("--ignore", "DD")):
        program("site", "build", "-o", "out", *flags)
        first = (tmp_path / "out/index.html").read_text("utf-8")
        written.append(re.findall(r"<small>(\d+/\d+)</small>", first))
    assert len(written[0]) == 2
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize("command", COMMANDS, ids=["build", "report"])
def test_what_a_baseline_holds_is_left_out(
    program: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    flags = ("--baseline", "known.json", "--fail-on", "info")
    assert program(*command, "--fail-on", "info")[0] == 1
    program("check", "--baseline", "known.json", "--write-baseline")
    assert program(*command, *flags)[0] == 0
    assert codes(tmp_path) == []
    (tmp_path / "docs/other.md").write_text(f"{OTHER}\n- TODO: etc.\n", "utf-8")
    assert program(*command, *flags)[0] == 1
    assert codes(tmp_path) == checked(program, "--baseline", "known.json")
    program("check", "--baseline", "known.json", "--write-baseline")
    assert program(*command, *flags)[0] == 0, "another baseline is another site"
    assert codes(tmp_path) == []


def test_a_live_site_refuses_a_rule_that_is_not_there(program: Program) -> None:
    status, said = program("site", "serve", "--select", "DD999")
    assert status == 2
    assert "there is no rule 'DD999'" in said
