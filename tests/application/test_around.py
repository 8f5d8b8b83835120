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
LISTING = """# {name} Design Document

## Functional Requirements

- FR-1: The server locks.
- FR-2: The mailer tells.

## Overview

{text}
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


def test_identifiers_of_other_documents(folder: Path, capsys) -> None:
    text = "login/FR-1, login/FR-7, mail.md#FR-2, mail.md#FR-8, [FR-9](mail.md), none/FR-9"
    (folder / "a.md").write_text(LISTING.format(name="Boats", text=text))
    (folder / "login").mkdir()
    (folder / "login" / "design.md").write_text(LISTING.format(name="Login", text="../a/FR-5"))
    (folder / "mail.md").write_text(LISTING.format(name="Mail", text="[x](a.md#FR-1) mail/FR-4"))
    designdoc(["check", ".", "--format", "json", "--select", "DD4"])
    alone = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(f["path"], f["data"]["id"], f["data"]["document"]) for f in alone] == [
        ("a.md", "FR-7", "login/design.md"),
        ("a.md", "FR-8", "mail.md"),
        ("a.md", "FR-9", "mail.md"),
        ("login/design.md", "FR-5", "a.md"),
        ("mail.md", "FR-4", "mail.md"),
    ]
    designdoc(["check", ".", "--format", "json", "--select", "DD4", "--jobs", "3"])
    assert json.loads(capsys.readouterr().out)["diagnostics"] == alone


def test_documents_that_cite_each_other_in_a_circle(folder: Path, capsys) -> None:
    (folder / "a.md").write_text(LISTING.format(name="A", text="b/FR-1 and b/FR-9"))
    (folder / "b.md").write_text(LISTING.format(name="B", text="a/FR-1 and a/FR-9"))
    assert found(capsys, "--select", "DD4") == [("a.md", "DD401"), ("b.md", "DD401")]


def test_a_document_that_cannot_be_read_says_nothing(folder: Path, capsys) -> None:
    (folder / "a.md").write_text(LISTING.format(name="A", text="b/FR-9, c/FR-9"))
    (folder / "b.md").write_text("<!-- designdoc: template=none.md -->\n# B\n")
    (folder / "c.md").write_bytes(b"\xff" * 100)
    assert found(capsys, "--select", "DD401") == []
