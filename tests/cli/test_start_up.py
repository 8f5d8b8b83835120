"""What the program loads: each module costs every run, in an editor at every keystroke."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEMPLATE = "# [Name]\n\n## Summary\n\n[What it is about]\n"
SOUND = "# Login\n\n## Summary\n\nHow people sign in.\n"
LISTING = """
import json, sys
before = set(sys.modules)
from designdoc.cli.main import run
status = run(sys.argv[1:])
print("\\n" + json.dumps([status, sorted(set(sys.modules) - before)]))
"""
HEAVY = {"asyncio", "difflib", "multiprocessing", "subprocess", "tempfile", "traceback", "xml"}


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a run of the program loads."""
    command = [sys.executable, "-c", LISTING, *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=60)
    status, modules = json.loads(ran.stdout.splitlines()[-1])
    assert status == 0
    return set(modules)


def foreign(modules: set[str]) -> set[str]:
    """The packages among them that are neither Python's nor ours."""
    return {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - {"designdoc"}


def test_the_version_loads_nothing(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--version")
    assert foreign(modules) == set()
    assert {name for name in modules if name.startswith("designdoc")} == {
        "designdoc",
        "designdoc.cli",
        "designdoc.cli.main",
    }
    assert "typing" not in modules


def test_the_help_loads_the_command_line_alone(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "check", "--help")
    assert foreign(modules) <= {"click", "msgspec", "typing_extensions"}
    assert not any(name.startswith("designdoc.rules") for name in modules)


def test_an_unchanged_run_loads_no_parser_and_no_rule(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "login.md").write_text(SOUND.replace("How people sign in.", "[What it is about]"))
    arguments = ("check", "login.md", "--fail-on", "never")
    assert any(name.startswith("designdoc.rules.") for name in loaded(tmp_path, *arguments))
    modules = loaded(tmp_path, *arguments)
    assert foreign(modules) <= {"click", "msgspec", "typing_extensions"}
    assert not {"pathlib", *HEAVY} & modules
    layers = {name.split(".")[1] for name in modules if name.startswith("designdoc.")}
    assert layers == {"adapters", "api", "application", "cli", "diagnostics", "output", "source"}
    assert "designdoc.output.text" not in modules
    assert "designdoc.application.checker" not in modules


def test_the_check_of_one_sound_document_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "login.md").write_text(SOUND)
    modules = loaded(tmp_path, "check", "login.md")
    assert foreign(modules) <= {"click", "msgspec", "pyromark", "typing_extensions"}
    assert not HEAVY & modules
    assert "importlib.resources" not in modules
    assert not any(name.startswith("designdoc.model.mermaid") for name in modules)


def test_a_changed_document_does_not_have_its_template_inferred_again(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text(f"{TEMPLATE}\n## Goals of {tmp_path.name}\n")
    (tmp_path / "login.md").write_text(f"{SOUND}\n## Goals of {tmp_path.name}\n\nOne.\n")
    assert "designdoc.template.infer" in loaded(tmp_path, "check", "login.md")
    (tmp_path / "login.md").write_text(f"{SOUND}\n## Goals of {tmp_path.name}\n\nTwo.\n")
    modules = loaded(tmp_path, "check", "login.md")
    assert not any(name.startswith("designdoc.template.conventions") for name in modules)
    assert not {"designdoc.template.infer", "pathlib", "urllib.parse", *HEAVY} & modules


@pytest.mark.parametrize(
    ("name", "words"),
    [("yaml", "---\nstatus: draft\n---\n\n" + SOUND), ("rapidfuzz", SOUND.replace("mm", "m"))],
)
def test_what_a_document_needs_is_loaded(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "login.md").write_text(words)
    modules = loaded(tmp_path, "check", "login.md", "--fail-on", "never")
    assert name in foreign(modules)
