"""A second client, which shares nothing with the first: Neovim, with the file shipped for it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lsp.conftest import LOGIN

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "editors/neovim/designdoc.lua"
NEOVIM = shutil.which("nvim")

pytestmark = pytest.mark.skipif(NEOVIM is None, reason="needs nvim, which is not installed here")


def neovim(folder: Path) -> dict[str, Any]:
    """What Neovim got from the server."""
    answers = folder.parent / "answers.json"
    (folder / "designdoc.toml").write_text("")
    programs = folder / ".venv/bin"
    programs.mkdir(parents=True)
    start = f'#!/bin/sh\nexec {sys.executable} -m designdoc "$@"\n'
    (programs / "designdoc").write_text(start)
    (programs / "designdoc").chmod(0o755)
    ran = subprocess.run(
        [NEOVIM or "", "--headless", "--clean", "--cmd", f"source {SHIPPED}",
         "--cmd", "filetype on", "docs/login.md", "-c", f"luafile {HERE / 'neovim.lua'}"],
        cwd=folder, env={**os.environ, "ANSWERS": str(answers), "HOME": str(folder.parent)},
        capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    assert answers.exists(), ran.stderr.decode()
    found: dict[str, Any] = json.loads(answers.read_text())
    return found


def test_neovim_shows_what_the_server_knows(folder: Path) -> None:
    (folder / "docs/login.md").write_text(LOGIN.replace("**: Draft", "**: Dreft"))
    found = neovim(folder)
    assert "problem" not in found, found["problem"]
    assert [each["code"] for each in found["findings"]] == ["DD203"]
    assert "- component: TokenStore" in found["hover"]["contents"]["value"]
    assert found["definition"]["range"]["start"] == {"line": 11, "character": 4}
    assert len(found["references"]) == 4
    assert found["symbols"][0]["name"] == "Login Design"
    assert found["folding"]
    assert found["lenses"][0]["command"]["title"] == "1 component · 1 test · no phase"
    assert "FR-3" in [each["label"] for each in found["completion"]["items"]]
    assert "FR-2 is taken" in found["refused"]["error"]
    assert "- **FR-9**: The TokenStore" in found["text"]
    assert "mail.md#FR-1" in found["text"]
    assert "| 2026-01-02 | 1.0     | First   | Ada    |" in found["text"]
    assert (folder / "docs/login.md").read_text() == LOGIN.replace("**: Draft", "**: Dreft")
