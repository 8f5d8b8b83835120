"""A small site, written out for each test and built by MkDocs itself."""

import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

EXAMPLES = Path(__file__).parents[3] / "examples" / "feature-design"
HOSTILE = """\
# <b onclick="alert(1)">Export</b> Design Document

## Requirements Analysis

### Functional Requirements

- FR-1: Writes `<img src=x onerror=alert(2)>` & `"><script>alert(3)</script>`.
- FR-2: Reads `\u202eelif`.

## `</summary><script>alert(4)</script>`
"""


class Site:
    """A folder with documents, and what MkDocs makes of it."""

    def __init__(self, root: Path, log: pytest.LogCaptureFixture) -> None:
        self.root = root
        self._log = log

    def write(self, name: str, text: str) -> None:
        path = self.root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(self, options: dict[str, Any] | None = None, **settings: Any) -> None:
        file = self.root / "mkdocs.yml"
        file.write_text("site_name: Small\n", encoding="utf-8")
        config = load_config(str(file), plugins=[{"designdoc": options or {}}], **settings)
        self._log.clear()
        with self._log.at_level(logging.WARNING, "mkdocs"):
            build(config)

    def page(self, name: str) -> str:
        return (self.root / "site" / name).read_text(encoding="utf-8")

    @property
    def warnings(self) -> list[str]:
        return [each.message for each in self._log.records if each.levelno >= logging.WARNING]


@pytest.fixture
def site(tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(EXAMPLES, tmp_path / "docs" / "design")
    small = Site(tmp_path, caplog)
    small.write("index.md", "# Welcome\n\nOnly prose.\n")
    return small
