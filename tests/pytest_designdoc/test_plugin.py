"""The plugin in a run of pytest of its own: marks reach JUnit XML, and nothing else changes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from designdoc.evidence import CaseResult, read

pytestmark = pytest.mark.requirement("FR-8")

MARKED = """
import pytest

pytestmark = pytest.mark.requirement("FR-1")


@pytest.mark.requirement("FR-2", "login/FR-3")
class TestLogin:
    @pytest.mark.requirement("FR-2")
    def test_locks(self):
        pass


@pytest.mark.requirement(7)
@pytest.mark.parametrize("n", [1, 2])
def test_opens(n):
    assert n == 1
"""
PLAIN = "def test_a():\n    pass\n"
MODULES = "import sys\ndef test_a():\n    assert not [m for m in sys.modules if m == 'designdoc']\n"


def run(folder: Path, text: str, *arguments: str) -> tuple[int, tuple[CaseResult, ...], bytes]:
    (folder / "test_it.py").write_text(text)
    options = ("-q", "--strict-markers", "-p", "no:cacheprovider", "--junitxml=out.xml")
    command = [sys.executable, "-m", "pytest", "-c", "/dev/null", "--rootdir=.", *options]
    own = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    done = subprocess.run(
        [*command, *arguments], cwd=folder, capture_output=True, check=False, env=own
    )
    data = (folder / "out.xml").read_bytes()
    results, problems = read("out.xml", data)
    assert problems == ()
    assert results is not None
    return done.returncode, results.tests, data


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_marks_of_module_class_and_function_are_written(tmp_path: Path, workers) -> None:
    status, tests, _ = run(tmp_path, MARKED, *workers)
    found = {test.name: test.requirements for test in tests}
    assert status == 1
    assert found == {
        "test_locks": ("FR-2", "login/FR-3", "FR-1"),
        "test_opens[1]": ("FR-1",),
        "test_opens[2]": ("FR-1",),
    }


def test_without_marks_nothing_is_written(tmp_path: Path) -> None:
    status, tests, data = run(tmp_path, PLAIN)
    assert (status, [test.name for test in tests]) == (0, ["test_a"])
    assert b"<properties" not in data


def test_pytest_does_not_load_designdoc_for_it(tmp_path: Path) -> None:
    status, _, _ = run(tmp_path, MODULES)
    assert status == 0


def test_designdoc_does_not_load_the_plugin() -> None:
    code = "import designdoc.cli.main, designdoc.api, sys; print('pytest_designdoc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"
