"""The same verdict and the same edges as mermaid.js itself, over the corpora.

Needs node, and a folder with the npm packages mermaid and jsdom named by DESIGNDOC_MERMAID.
DESIGNDOC_DIAGRAMS names a JSON list of further diagrams, or a folder of Markdown files.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from designdoc.markdown import parse
from designdoc.model.mermaid import read
from designdoc.source import decode

ORACLE = Path(__file__).parent / "mermaid_oracle.mjs"


def test_as_mermaid_js(tmp_path: Path) -> None:
    node, folder = shutil.which("node"), os.environ.get("DESIGNDOC_MERMAID")
    where = os.environ.get("DESIGNDOC_DIAGRAMS")
    if not node or not folder or not where:
        pytest.skip("needs node, DESIGNDOC_MERMAID (npm packages) and DESIGNDOC_DIAGRAMS")
    diagrams = _diagrams(Path(where))
    source, result = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(json.dumps(diagrams), encoding="utf-8")
    subprocess.run([node, ORACLE, folder, source, result], check=True, capture_output=True)
    truth: list[dict[str, Any]] = json.loads(result.read_text(encoding="utf-8"))
    assert any(answer["ok"] and answer["edges"] for answer in truth)
    valid = [(text, answer["edges"]) for text, answer in zip(diagrams, truth, strict=True)
             if answer["ok"] and answer["edges"] is not None]  # fmt: skip
    accused = [text for text, answer in zip(diagrams, truth, strict=True)
               if answer["ok"] and read(text).problem]  # fmt: skip
    different = [text for text, edges in valid if _edges(text) != edges]
    rejected = [text for text, answer in zip(diagrams, truth, strict=True) if not answer["ok"]]
    drawn = [text for text in rejected if read(text).form in {"flowchart", "sequence"}]
    missed = [text for text in drawn if not read(text).problem]
    assert (accused, missed) == ([], [])
    assert len(different) <= len(valid) // 100


def _edges(text: str) -> list[list[str]]:
    return [[edge.source, edge.target] for edge in read(text).edges]


def _diagrams(where: Path) -> list[str]:
    if where.is_file():
        listed: list[str] = json.loads(where.read_text(encoding="utf-8"))
        return listed
    found: dict[str, None] = {}
    for path in sorted(where.rglob("*.md")):
        data = path.read_bytes()
        if b"mermaid" in data:
            tree = parse(decode(path.name, data))
            fences = (fence for fence in tree.fences if fence.language == "mermaid")
            found.update(dict.fromkeys(tree.source.slice(fence.body) for fence in fences))
    return list(found)
