"""Code that drifts away from a sound document is found, and the sound projects are left alone."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import designdoc
from designdoc.diagnostics import Finding, Severity
from drift.injections import PROJECTS, Injection, injections

pytestmark = pytest.mark.requirement("FR-7")

HERE = Path(__file__).parent / "projects"
ALL = list(injections())
LEAST_FOUND = 0.95


@pytest.fixture(scope="session", autouse=True)
def no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


def committed(project: str, folder: Path) -> Path:
    """A copy of a project as a repository with one commit."""
    root = folder / project
    shutil.copytree(HERE / project, root)
    for words in (
        ("init", "-q", "-b", "main"),
        ("add", "-A"),
        ("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-qm", "Begin"),
    ):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    return root


def found(root: Path, *codes: str) -> list[Finding]:
    report = designdoc.check([str(root / "docs/gatehouse.md")], select=codes)
    return list(report.findings)


@pytest.mark.parametrize("project", PROJECTS)
def test_a_sound_project_has_no_finding(project: str, tmp_path: Path) -> None:
    every = found(committed(project, tmp_path))
    assert [each for each in every if each.code.startswith("DD5")] == []
    assert [each for each in every if each.severity is not Severity.INFO] == []


def test_there_are_at_least_sixty_injections_of_eight_kinds() -> None:
    kinds = Counter(each.kind.partition("-")[0] for each in ALL)
    assert len(ALL) >= 60
    assert len(kinds) >= 8


def test_nearly_every_injection_is_found(tmp_path: Path) -> None:
    missed = []
    for project in PROJECTS:
        root = committed(project, tmp_path)
        for injection in (each for each in ALL if each.project == project):
            injection.apply(root)
            if not any(_tells(finding, injection) for finding in found(root, "DD5")):
                missed.append(injection.id)
            _restore(root)
    assert len(missed) <= len(ALL) * (1 - LEAST_FOUND), missed


def _tells(finding: Finding, injection: Injection) -> bool:
    return finding.code == injection.code and injection.named in finding.message


def _restore(root: Path) -> None:
    for words in (("checkout", "-q", "--", "."), ("clean", "-qfd")):
        subprocess.run(["git", *words], cwd=root, check=True)
