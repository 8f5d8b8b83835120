"""The command around the server: what it needs, and what it costs those who do not use it."""

import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """The program; ``before`` is run first in the same interpreter."""
    code = f"import runpy, sys\n{before}\nrunpy.run_module('designdoc', run_name='__main__')"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False
    )


def test_without_the_package_it_says_what_to_install(workspace: Path) -> None:
    gone = "import importlib.util as u; f = u.find_spec\n"
    gone += "u.find_spec = lambda name, *r: None if name == 'mcp' else f(name, *r)"
    done = run("mcp", before=gone)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'designdoc[mcp]'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--root", "nowhere"), "'nowhere' is no folder"),
        (("--port", "80"), "--port goes with --http"),
        (("--http", "--port", "70000"), "70000 is not in the range"),
        (("--config", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_wrong_usage_is_said_at_the_start(
    workspace: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run("mcp", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("check", "docs"), ("--help",), ("mcp", "--help")])
def test_the_sdk_is_loaded_by_the_server_alone(workspace: Path, arguments: tuple[str, ...]) -> None:
    told = "import atexit; atexit.register(lambda: print(sorted(sys.modules), file=sys.stderr))"
    modules = run(*arguments, before=told).stderr
    assert "'designdoc.cli'" in modules
    assert not [name for name in ("mcp", "pydantic", "anyio") if f"'{name}'" in modules]


def test_the_help_tells_how_edits_are_safe() -> None:
    done = run("mcp", "--help")
    assert done.returncode == 0
    for words in ("--read-only", "--http", "--root", "proposed first", "docs/mcp.md"):
        assert words in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
