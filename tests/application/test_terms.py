"""A team's own identifiers and headings in real runs: show, trace, check."""

import json
from pathlib import Path

import pytest

from designdoc.api import load
from designdoc.cli.main import run as designdoc

CONFIGURATION = """[identifiers]
requirement = ["ANF_\\\\d+", "要求\\\\d+"]
criterion = ["KRIT\\\\d+"]

[roles]
risks = ["Was schiefgehen kann"]
tests = ["Prüfungen"]
"""
DOCUMENT = """# Login Design Document

## Functional Requirements

- ANF_1: The server locks an account after 5 wrong passwords.
- 要求2: The mailer tells its owner.
- FR-3: This is no identifier here.

### REQ-4 is none either

- ABC-5: Nor is this.

## Acceptance Criteria

- KRIT1: the sixth attempt is refused (ANF_1)

## Prüfungen

- ANF_1 and 要求2: a case each
- ANF_7: a case of nothing

## Was schiefgehen kann

| Risk | Impact | Probability | Mitigation |
|------|--------|-------------|------------|
| It breaks | High | Low | Mend it |
"""


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("designdoc.toml").write_text(CONFIGURATION, "utf-8")
    Path("a.md").write_text(DOCUMENT, "utf-8")
    return Path("a.md")


def test_the_model_has_the_teams_identifiers_and_no_others(document: Path) -> None:
    model = load(document, "feature-design").model
    found = [(each.id, each.text[:5]) for each in model.functional_requirements]
    assert found == [("ANF_1", "The s"), ("要求2", "The m"), (None, "FR-3:"), (None, "ABC-5")]
    (criterion,) = model.acceptance_criteria
    assert (criterion.id, criterion.cites) == ("KRIT1", ("ANF_1",))
    assert [risk.risk for risk in model.risks] == ["It breaks"]
    assert len(model.tests) == 2


def test_trace_links_them(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    designdoc(["trace", "a.md", "--format", "json"])
    links = json.loads(capsys.readouterr().out)["links"]
    assert ("a.md#ANF_1", "a.md#KRIT1") in {(each["from"], each["to"]) for each in links}
    assert {each["to"] for each in links if each["kind"] == "cites"} == {"a.md#ANF_1", "a.md#要求2"}


def test_rules_judge_them(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = DOCUMENT.replace("- 要求2", "- ANF_2: The owner is told.\n- 要求2")
    document.write_text(text, "utf-8")
    flags = ["--template", "feature-design", "--select", "DD4", "--format", "json"]
    designdoc(["check", "a.md", *flags])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(each["code"], each["data"]["id"]) for each in found] == [("DD401", "ANF_7")]


def test_without_a_configuration_the_usual_ones_hold(document: Path) -> None:
    Path("designdoc.toml").unlink()
    model = load(document, "feature-design").model
    found = [each.id for each in model.functional_requirements]
    assert "FR-3" in found
    assert model.risks == ()
