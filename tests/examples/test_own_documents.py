"""This repository keeps its own promises: its design document, its README, its CI."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import designdoc

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_design_document_has_neither_errors_nor_warnings() -> None:
    # the results of an earlier run must not decide about this one: .ci/run looks at them at its end
    report = designdoc.check(["docs/design"], ignore=["DD6"])

    assert [document.path for document in report.documents] == ["docs/design/designdoc.md"]
    assert [str(finding) for finding in report.findings if finding.severity != "info"] == []


_SHOWN = re.findall(r"```console\n\$ designdoc ([^\n]+)\n(.*?)\n```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), _SHOWN, ids=[command for command, _ in _SHOWN])
def test_the_readme_shows_what_the_command_prints(command: str, shown: str) -> None:
    """After ``$ designdoc …`` stands the real output; a line ``…`` is what is left out."""
    result = subprocess.run(
        [sys.executable, "-m", "designdoc", *command.split()],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"},
        check=False,
    )
    pieces = [part for part in re.split(r"(?m)^…\n", _without_time(shown)) if part]
    printed = _without_time(result.stdout)

    assert len(pieces) >= 2
    for piece in pieces:
        _, found, printed = printed.partition(piece)
        assert found == piece


def test_the_readme_shows_output() -> None:
    assert len(_SHOWN) == 2


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("check", ".venv/bin/pip install . && .venv/bin/designdoc check examples/"),
        ("pytest", ".venv/bin/pip install -e '.[test]' && .venv/bin/pytest -n auto"),
    ],
)
def test_ci_runs_the_commands_of_the_readme(word: str, rest: str) -> None:
    """The function of ``.ci/run`` gives the README's line, with only the folder changed."""
    command = f"python3 -m venv .venv && {rest}"
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (function,) = re.findall(r"^readme_command\(\) \{.*?^\}", script, re.DOTALL | re.MULTILINE)
    result = subprocess.run(
        ["bash", "-c", f"python=python3\n{function}\nreadme_command {word}"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert README.splitlines().count(command) == 1
    assert result.stdout.strip() == command.replace(".venv", f".ci/venv/{word}")


def test_links_between_the_repository_s_own_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/design/*.md")]
    links = [
        (page.name, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert len(pages) >= 5
    assert links == []


def _without_time(text: str) -> str:
    return re.sub(r"in \d+\.\d+ s", "in 0.00 s", text)


def test_every_finished_requirement_is_proved_by_a_test_that_carries_its_identifier() -> None:
    """Finished is what the document does not list under "Not yet"."""
    document = designdoc.load("docs/design/designdoc.md")
    unfinished = document.document.source.text.partition("\nNot yet:\n")[2].partition("\n#### ")[0]
    wanted = {
        requirement.id
        for requirement in document.model.functional_requirements
        if requirement.id and f"**{requirement.id} " not in unfinished
    }
    marks = re.compile(r'pytest\.mark\.requirement\("([\w-]+)"\)')
    carried = {
        identifier
        for path in (ROOT / "tests").rglob("test_*.py")
        for identifier in marks.findall(path.read_text("utf-8"))
    }

    assert wanted == {f"FR-{number}" for number in (*range(1, 14), 16)}
    assert wanted - carried == set()


def test_every_requirement_is_linked_to_components_phases_and_tests() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "designdoc", "trace", "docs/design", "--fail-under", "100"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ran.returncode == 0, ran.stdout
