"""A small site, written out for each test and built by Sphinx itself."""

import re
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

EXAMPLES = Path(__file__).parents[3] / "examples" / "feature-design"
PAGES = {
    "index.md": "# Welcome\n\n```{toctree}\n:glob:\n*\ndesign/*\n```\n",
    "prose.md": "# Prose\n\nOnly prose.\n",
    "trace.md": "# Where we stand\n\n```{designdoc-matrix}\n:documents:\n```\n",
    "limits.rst": "Limits\n======\n\n.. designdoc-findings:: design/upload-limits\n",
}
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Site:
    """A folder with documents, and what Sphinx makes of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.warnings: list[str] = []
        self.read: set[str] = set()
        self.written: set[str] = set()
        self.status = 0

    def write(self, name: str, text: str) -> None:
        path = self.root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.root / "docs" / name).read_text(encoding="utf-8")

    def build(
        self, builder: str = "html", jobs: int = 1, strict: bool = False, **config: Any
    ) -> None:
        given = {"extensions": ["myst_parser", "sphinx_designdoc"], **config}
        told, out, docs = StringIO(), self.root / "out", str(self.root / "docs")
        self.read, self.written = set(), set()
        with patch_docutils(docs), docutils_namespace():
            app = Sphinx(
                docs, None, str(out), str(self.root / "trees"), builder, given,
                status=None, warning=told, parallel=jobs, warningiserror=strict,
            )  # fmt: skip
            app.connect("doctree-read", lambda app, _: self.read.add(app.env.docname))
            app.connect("doctree-resolved", lambda _, __, name: self.written.add(name))
            app.build()
        self.status = app.statuscode
        self.warnings = _COLOURS.sub("", told.getvalue()).splitlines()

    def page(self, name: str) -> str:
        return (self.root / "out" / name).read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(EXAMPLES, tmp_path / "docs" / "design")
    small = Site(tmp_path)
    for name, text in PAGES.items():
        small.write(name, text)
    return small
