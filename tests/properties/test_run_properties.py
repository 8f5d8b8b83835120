"""What holds of every run over real and of faulty documents, whatever is found in them."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest

from cli.conftest import Program, program
from defects.pair import load_all
from designdoc.adapters import workers
from designdoc.cli.flags import FORMATS
from helpers.sampling import Sample
from helpers.texts import SOUND, TEMPLATE
from helpers.trees import contents
from properties.workshop import injected

__all__ = ["program"]
COUNT = 40


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder per pair of the defect generator, with a template and faulty documents."""
    monkeypatch.chdir(tmp_path)
    chance = Random(1)  # noqa: S311 - repeatable, not secret
    alone = [each for each in injected() if not each[0].side]
    for pair in load_all():
        folder = tmp_path / "docs" / pair.name
        folder.mkdir(parents=True)
        (folder / "template.md").write_text(pair.template, "utf-8")
        mine = [each for each in alone if each[0].pair.name == pair.name]
        for number, (injection, ending) in enumerate(chance.sample(mine, min(8, len(mine)))):
            (folder / f"d{number}.md").write_bytes(injection.as_bytes(ending))
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_check_writes_nothing(faulty: Path, program: Program, name: str) -> None:
    before = contents(faulty)
    assert program("check", "docs", "--format", name, "--no-cache").status == 1
    assert program("fix", "docs", "--diff").status == 1
    assert contents(faulty) == before


def test_workers_and_order_change_nothing(
    faulty: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_BATCH", 3000)
    folders = [f"docs/{pair.name}" for pair in load_all()]
    one = told(program, *folders, "--jobs", "1")
    assert len(one["diagnostics"]) > 20
    assert told(program, *folders, "--jobs", "2") == one
    assert told(program, *reversed(folders), "--jobs", "1") == one
    assert told(program, "docs", "--jobs", "2") == one
    keys = [(d["path"], d["span"]["start"]["offset"], d["code"]) for d in one["diagnostics"]]
    assert keys == sorted(keys)


def told(program: Program, *arguments: str) -> Any:
    """What JSON says, apart from the time that it took."""
    body = json.loads(program("check", *arguments, "--format", "json").out)
    del body["summary"]["seconds"]
    return body


def test_a_baseline_hides_what_it_holds_and_nothing_else(faulty: Path, program: Program) -> None:
    known = ("--baseline", "known.json")
    found = len(told(program, "docs")["diagnostics"])
    assert program("check", "docs", *known, "--write-baseline").status == 0
    ran = program("check", "docs", *known, "--fail-on", "info", "--format", "json")
    assert (ran.status, json.loads(ran.out)["diagnostics"]) == (0, [])

    (faulty / "docs/template.md").write_text(TEMPLATE)
    (faulty / "docs/new.md").write_text(SOUND.replace("Low", "Lwo"))
    fresh = [d["path"] for d in told(program, "docs", *known)["diagnostics"]]
    assert fresh and set(fresh) == {"docs/new.md"}
    (faulty / "docs/new.md").unlink()
    (faulty / "known.json").write_text('{"version": 1, "findings": {}}')
    assert len(told(program, "docs", *known)["diagnostics"]) == found


@pytest.mark.corpus
def test_real_documents_are_only_read(
    keps: Path, sample: Sample, program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "keps"
    copytree(keps / "NNNN-kep-template", home / "NNNN-kep-template")
    folders = sorted({file.parent for file in keps.glob("sig-*/*/README.md")})
    for folder in sample(folders)[:COUNT]:
        copytree(folder, home / folder.relative_to(keps))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workers, "_BATCH", 100_000)
    before = contents(tmp_path)
    one = told(program, "keps", "--jobs", "1")
    assert one["summary"]["documents"] >= COUNT // 2
    assert told(program, "keps", "--jobs", "2") == one
    assert contents(tmp_path) == before

    assert program("fix", "keps", "-q").err == ""
    changed = contents(tmp_path)
    again = program("fix", "keps")
    assert (again.err, contents(tmp_path)) == ("", changed)


def test_the_environment_changes_nothing(
    docs: Callable[..., Path], program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs("docs/login.md", SOUND.replace("Low", "Lwo"))
    one = told(program, "docs")
    for name, value in (("TZ", "Asia/Tokyo"), ("LC_ALL", "tr_TR.UTF-8"), ("COLUMNS", "20")):
        monkeypatch.setenv(name, value)
        assert told(program, "docs") == one
