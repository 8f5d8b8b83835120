"""The report: one file, valid, that says what there is; and what is new since a revision."""

import subprocess
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner

from designdoc.application.portfolio import Portfolio
from designdoc.cli.site import site
from designdoc.output.page import css_string
from designdoc.site.report import report
from helpers.site_texts import DOCUMENT, TEMPLATE

HOSTILE = '</style><script>alert(1)</script>"; } *'


def test_it_is_one_valid_file_that_says_everything(gathered: Portfolio) -> None:
    html = report(gathered, HOSTILE, "2026-01-02")
    html5lib.HTMLParser(strict=True).parse(html)
    assert html.count("<script>") == 1
    assert "alert(1)</script>" not in html
    assert " src=" not in html.replace("&lt;img src=", "")
    assert "href=" not in html.partition("<main>")[2]
    for words in ("Login Design Document", "DD101", "FR-1", "⚠ none", "draft", "Ada"):
        assert words in html


def test_a_title_ends_no_string_of_css() -> None:
    assert css_string('a"b<\n') == '"a\\22 b\\3c \\a "'


def test_it_runs_under_its_policy_and_fits_a_phone(
    gathered: Portfolio, tmp_path: Path, opened: Any
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    (tmp_path / "report.html").write_text(report(gathered, HOSTILE, "2026-01-02"), "utf-8")
    for scheme in ("light", "dark"):
        page = opened(f"file://{tmp_path}/report.html", 390, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.locator(".print").is_visible()
        violations = axe.Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []


def test_it_prints_with_its_title_on_every_page(
    gathered: Portfolio, tmp_path: Path, opened: Any
) -> None:
    (tmp_path / "report.html").write_text(report(gathered, "Ours", "2026-01-02"), "utf-8")
    page = opened(f"file://{tmp_path}/report.html")
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") >= 2


def test_since_a_revision_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(TEMPLATE, "utf-8")
    document = tmp_path / "login.md"
    document.write_text(DOCUMENT, "utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], check=True, cwd=tmp_path)
    document.write_text(DOCUMENT.replace("accepts a password.", "accepts a key and etc."), "utf-8")
    ran = CliRunner().invoke(
        site, ["report", "login.md", "--since", "HEAD", "--template", "template.md"]
    )
    assert ran.exception is None, ran.output
    html = (tmp_path / "report.html").read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(html)
    assert "Changes in meaning since HEAD" in html
    assert "<ins>" in html
    assert "FR-3" in html  # the matrix is whole
    assert "DD101" not in html  # the missing section is no news
