"""Rules over the model in a real run: links to other files, revisions and git, several workers."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from designdoc.cli.main import run as designdoc

TEMPLATE = """# [Name]

## Summary

[What it is about]

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| YYYY-MM-DD | 1.0 | Initial draft | [Name] |
"""
DOCUMENT = """# Login

## Summary

{text}

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| 2026-03-02 | 1.0 | First | Ann |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(TEMPLATE)
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str]]:
    designdoc(["check", ".", "--format", "json", *arguments])
    report = json.loads(capsys.readouterr().out)
    return [(finding["path"], finding["code"]) for finding in report["diagnostics"]]


def test_links_to_files_and_their_anchors(folder: Path, capsys) -> None:
    text = "[a](b.md#summary) [b](b.md#sumary) [c](c.md) [d](../) [e](b.md?raw=true)"
    (folder / "a.md").write_text(DOCUMENT.format(text=text))
    (folder / "b.md").write_text(DOCUMENT.format(text="People sign out."))
    assert found(capsys) == [("a.md", "DD416"), ("a.md", "DD416")]
    assert found(capsys, "--ignore", "DD416") == []


def test_a_folder_named_like_a_document_has_no_anchors(folder: Path, capsys) -> None:
    (folder / "b.md").mkdir()
    (folder / "a.md").write_text(DOCUMENT.format(text="[a](b.md#summary)"))
    assert found(capsys) == []


def test_a_change_after_the_newest_revision(folder: Path, capsys) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    for day, text in (("2026-03-02", "With a password."), ("2026-05-04", "With a key.")):
        (folder / "a.md").write_text(DOCUMENT.format(text=text))
        when = {"GIT_AUTHOR_DATE": f"{day}T12:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00Z"}
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", day], check=True, env={**os.environ, **when})
    assert found(capsys) == [("a.md", "DD706")]


def test_every_number_of_workers_finds_the_same(folder: Path, capsys) -> None:
    for number in range(12):
        text = f"[a](d{number}.md#nothing) [b](d{number - 1}.md)\n\n" + "word " * 30_000
        (folder / f"d{number}.md").write_text(DOCUMENT.format(text=text))
    alone = found(capsys, "--jobs", "1")
    assert alone.count(("d0.md", "DD416")) == 2
    assert alone.count(("d7.md", "DD416")) == 1
    assert found(capsys, "--jobs", "2") == alone
