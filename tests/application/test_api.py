"""The Python façade: light to import, and the same answers as the command."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import designdoc
from designdoc.application.fit import fit, fits
from designdoc.diagnostics import Report, UsageError
from designdoc.markdown import parse
from designdoc.source import decode
from designdoc.template import builtin
from designdoc.template.infer import infer

Write = Callable[..., Path]

JAPANESE = """\
# ログイン 設計書

## 概要

## 背景

## 設計

## 実装計画

## テスト戦略

## リスクと対策
"""


def test_importing_is_light() -> None:
    code = "import sys, designdoc; print(designdoc.__version__, len(sys.modules))"
    heavy = (
        "print([m for m in ('click', 'rich', 'yaml', 'pyromark', 'msgspec') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\n{heavy}"], capture_output=True, check=True
    )
    assert ran.stdout.decode().splitlines()[1] == "[]"


def test_the_version_is_fast() -> None:
    code = "import sys\nfrom designdoc.cli.main import run\nrun(['--version'])\n"
    heavy = "print([m for m in ('rich', 'yaml', 'pyromark', 'rapidfuzz') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code + heavy], capture_output=True, check=True)
    assert ran.stdout.decode().splitlines() == [f"designdoc, version {designdoc.__version__}", "[]"]


def test_load(docs: Write) -> None:
    document = designdoc.load("docs/login.md")
    assert document.template.path == "docs/template.md"
    assert [section.path for section in document.document.bound] == [
        ("Overview",),
        ("Risks",),
    ]
    assert document.model.overview[0].text
    assert designdoc.load(Path("docs/login.md"), "feature-design").template.name == "feature-design"
    with pytest.raises(UsageError, match="does not exist"):
        designdoc.load("docs/none.md")
    docs("alone/far/away.md", "# x\n")
    with pytest.raises(UsageError, match="no template was found"):
        designdoc.load("alone/far/away.md")


def test_check(docs: Write) -> None:
    docs("docs/login.md", "# Login Design\n")
    report = designdoc.check([Path("docs")], template="docs/template.md")
    assert isinstance(report, designdoc.Report) and designdoc.Report is Report
    assert [finding.code for finding in report.findings] == ["DD101", "DD101"]
    assert designdoc.check("docs", ignore=["DD1"]).findings == ()
    assert designdoc.check("docs", select=["DD2"]).findings == ()
    with pytest.raises(UsageError, match="there is no rule 'DDX'"):
        designdoc.check("docs", select=["DDX"])
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        designdoc.nothing  # noqa: B018


def test_a_template_fits_by_its_sections_in_either_language() -> None:
    template = infer(parse(decode("t", builtin.read("feature-design"))))
    japanese = parse(decode("a", JAPANESE.encode()))
    assert fits(japanese, template) and 0.4 < fit(japanese, template) < 0.7
    other = parse(decode("a", b"# Shopping\n\n## Dairy\n\n## References\n"))
    assert not fits(other, template)
    assert fit(parse(decode("a", b"")), infer(parse(decode("t", b"text")))) == 0.0


def test_trace_links_what_a_document_says() -> None:
    workspace = designdoc.trace("examples/feature-design/upload-limits.md")
    assert [row.node.written for row in workspace.coverage().rows][:2] == ["FR-1", "FR-2"]
