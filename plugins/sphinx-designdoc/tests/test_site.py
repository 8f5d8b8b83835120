"""Real builds of a small site."""

import re
import subprocess
import sys
from pathlib import Path

DESIGN = Path(__file__).parents[3] / "examples" / "feature-design"
HOSTILE = "<script>alert(1)</script>"
WRITTEN = HOSTILE.replace("<", "\\<")
CONF = """\
project = "A"
extensions = ["myst_parser", "sphinx_designdoc"]
exclude_patterns = ["_build", "template.md"]
designdoc_template = "template.md"
"""
INDEX = "# Welcome\n\n```{designdoc-matrix}\n```\n\n```{toctree}\nupload\n```\n"


def built(folder: Path, *flags: str, conf: str = "") -> "subprocess.CompletedProcess[str]":
    (folder / "conf.py").write_text(CONF + conf)
    (folder / "index.md").write_text(INDEX)
    (folder / "template.md").write_text((DESIGN / "template.md").read_text())
    text = (DESIGN / "upload-limits.md").read_text()
    text = text.replace("\n## ", f"\n## {WRITTEN}\n\nWords.\n\n## ", 1)
    (folder / "upload.md").write_text(text)
    command = [sys.executable, "-m", "sphinx", *flags, ".", "_build"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_findings_matrix_and_links(tmp_path: Path) -> None:
    done = built(tmp_path, "-j", "2")
    assert done.returncode == 0, done.stderr
    assert "[designdoc.DD204]" in done.stderr
    assert re.search(r"upload\.md:\d+: WARNING", done.stderr)
    found = (tmp_path / "_build/upload.html").read_text().partition("designdoc-findings")[2]
    assert "&lt;script&gt;alert" in found
    assert HOSTILE not in found.partition("</details>")[0]
    page = (tmp_path / "_build/index.html").read_text()
    table = re.search(r'<table class="designdoc-matrix">.*?</table>', page, re.DOTALL)
    assert table
    links = re.findall(r'href="([^"]+)"', table[0])
    assert links
    assert all((tmp_path / "_build" / link).exists() for link in links)
    assert (tmp_path / "_build/_static/designdoc.css").is_file()


def test_warnings_fail_unless_suppressed(tmp_path: Path) -> None:
    assert built(tmp_path, "-E", "-W").returncode != 0
    done = built(tmp_path, "-E", conf='suppress_warnings = ["designdoc"]\n')
    assert "designdoc." not in done.stderr


def test_findings_can_be_left_out(tmp_path: Path) -> None:
    built(tmp_path, conf="designdoc_show_findings = False\n")
    assert "designdoc-findings" not in (tmp_path / "_build/upload.html").read_text()
