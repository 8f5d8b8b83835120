"""Real builds of a small site."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DESIGN = Path(__file__).parents[3] / "examples" / "feature-design"
HOSTILE = "<script>alert(1)</script>"
WRITTEN = HOSTILE.replace("<", "\\<")


def built(folder: Path, *flags: str, **options: str) -> "subprocess.CompletedProcess[str]":
    docs = folder / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Welcome\n")
    text = (DESIGN / "upload-limits.md").read_text()
    text = re.sub(r"(FR-1\b\W*)", lambda found: f"{found[1]}{WRITTEN} ", text, count=1)
    text = text.replace("\n## ", f"\n## {WRITTEN}\n\nWords.\n\n## ", 1)
    (docs / "upload.md").write_text(text)
    (folder / "template.md").write_text((DESIGN / "template.md").read_text())
    (folder / "designdoc.toml").write_text(
        '[[documents]]\ninclude = ["docs/upload.md"]\ntemplate = "template.md"\n'
    )
    own = "".join(f"      {name}: {value}\n" for name, value in options.items() if name != "urls")
    (folder / "mkdocs.yml").write_text(
        f"site_name: A\nuse_directory_urls: {options.get('urls', 'true')}\n"
        f"plugins:\n  - designdoc:\n      config: designdoc.toml\n{own}"
    )
    command = [sys.executable, "-m", "mkdocs", "build", *flags]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("urls", ["true", "false"])
def test_findings_matrix_and_links(tmp_path: Path, urls: str) -> None:
    done = built(tmp_path, urls=urls)
    assert done.returncode == 0, done.stderr
    name = "{}/index.html" if urls == "true" else "{}.html"
    page = (tmp_path / "site" / name.format("upload")).read_text()
    assert '<details class="designdoc-findings">' in page
    assert "DD102" in page
    assert "designdoc-findings" not in (tmp_path / "site/index.html").read_text()
    path = tmp_path / "site" / name.format("designdoc")
    table = re.search(r'<table class="designdoc-matrix">.*?</table>', path.read_text(), re.DOTALL)
    assert table
    links = re.findall(r'href="([^"]+)"', table[0])
    assert links
    assert all((path.parent / link).exists() for link in links)
    assert (tmp_path / "site/designdoc.css").is_file()


def test_hostile_titles_are_text(tmp_path: Path) -> None:
    built(tmp_path)
    page = (tmp_path / "site/upload/index.html").read_text().partition("designdoc-findings")[2]
    matrix = (tmp_path / "site/designdoc/index.html").read_text()
    assert "&lt;script&gt;alert" in page
    assert HOSTILE not in page.partition("</details>")[0]
    assert HOSTILE not in matrix


@pytest.mark.parametrize(("fail_on", "status"), [("warning", 1), ("never", 0)])
def test_strict_fails_on_what_was_asked_for(tmp_path: Path, fail_on: str, status: int) -> None:
    done = built(tmp_path, "--strict", fail_on=fail_on)
    assert done.returncode == status, done.stderr
    assert ("upload.md:" in done.stderr) is True


def test_a_page_of_that_name_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "designdoc.md").write_text("# Mine\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [designdoc]\n")
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "rename it" in done.stderr
