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


def test_the_version_loads_the_command_line_alone(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--version")
    assert foreign(modules) == {"click"}
    assert {name for name in modules if name.startswith("designdoc")} == {
        "designdoc",
        "designdoc.cli",
        "designdoc.cli.lazy",
        "designdoc.cli.main",
    }


def test_the_check_of_one_sound_document_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "login.md").write_text(SOUND)
    modules = loaded(tmp_path, "check", "login.md")
    assert foreign(modules) <= {"click", "msgspec", "pyromark", "typing_extensions"}
    assert not HEAVY & modules
    assert "importlib.resources" not in modules
    assert not any(name.startswith("designdoc.model.mermaid") for name in modules)


@pytest.mark.parametrize(
    ("name", "words"),
    [("yaml", "---\nstatus: draft\n---\n\n" + SOUND), ("rapidfuzz", SOUND.replace("mm", "m"))],
)
def test_what_a_document_needs_is_loaded(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "login.md").write_text(words)
    modules = loaded(tmp_path, "check", "login.md", "--fail-on", "never")
    assert name in foreign(modules)
