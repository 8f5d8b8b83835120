"""A session over real documents: every capability asked for, findings equal to ``check``'s."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from helpers.editor import Editor, drive

pytestmark = pytest.mark.requirement("FR-10")

ROOT = Path(__file__).parents[2]
SEVERITIES = {"error": 1, "warning": 2, "info": 3}
COUNT = 30


def checked(folder: Path, paths: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """What the command says of some documents, by path."""
    command = [sys.executable, "-m", "designdoc", "check", *paths, "--format", "json"]
    ran = subprocess.run(
        [*command, "--fail-on", "never"], cwd=folder, capture_output=True, check=True
    )
    found: dict[str, list[dict[str, Any]]] = {path: [] for path in paths}
    for each in json.loads(ran.stdout)["diagnostics"]:
        found.setdefault(each["path"], []).append(each)
    return found


def units(line: str, column: int) -> int:
    """Columns from 1 in code points as characters from 0 in UTF-16 units."""
    return len(line[: column - 1].encode("utf-16-le")) // 2


def as_shown(finding: dict[str, Any], folder: Path) -> dict[str, Any]:
    """A finding of the command as the protocol has it, worked out apart from the server."""

    def place(path: str, span: dict[str, Any]) -> dict[str, Any]:
        lines = (folder / path).read_bytes().decode("utf-8-sig").splitlines()
        text = {n: lines[n - 1] if n <= len(lines) else "" for n in
                (span["start"]["line"], span["end"]["line"])}  # fmt: skip
        ends = [(span[end]["line"], span[end]["column"]) for end in ("start", "end")]
        return {"from": [n - 1 for n, _ in ends],
                "at": [units(text[line], column) for line, column in ends]}  # fmt: skip

    related = [
        {"path": each["path"], "message": each["message"], **place(each["path"], each["span"])}
        for each in finding["related"]
        if (folder / each["path"]).is_file()
    ]
    message = "\n".join(filter(None, (finding["message"], finding["help"])))
    return {"code": finding["code"], "severity": SEVERITIES[finding["severity"]],
            "message": message, "related": related,
            **place(finding["path"], finding["span"])}  # fmt: skip


def shown(each: types.Diagnostic, folder: Path) -> dict[str, Any]:
    """A diagnostic in the same shape."""

    def place(range_: types.Range) -> dict[str, Any]:
        return {"from": [range_.start.line, range_.end.line],
                "at": [range_.start.character, range_.end.character]}  # fmt: skip

    related = [
        {"path": os.path.relpath(r.location.uri.removeprefix("file://"), folder),
         "message": r.message, **place(r.location.range)}
        for r in each.related_information or ()
    ]  # fmt: skip
    return {"code": each.code, "severity": each.severity, "message": each.message,
            "related": related, **place(each.range)}  # fmt: skip


async def every_capability(editor: Editor, uri: str, text: str) -> None:
    """Ask for everything, in the middle and at the ends of a document."""
    client, document = editor.client, types.TextDocumentIdentifier(uri)
    lines = text.split("\n")
    everything = types.Range(types.Position(0, 0), types.Position(len(lines), 0))
    places = [types.Position(n, min(3, len(lines[n]))) for n in
              {0, len(lines) // 3, len(lines) // 2, len(lines) - 1}]  # fmt: skip
    for place in places:
        here = types.Range(place, place)
        await client.text_document_hover_async(types.HoverParams(document, place))
        await client.text_document_completion_async(types.CompletionParams(document, place))
        await client.text_document_definition_async(types.DefinitionParams(document, place))
        context = types.ReferenceContext(True)
        await client.text_document_references_async(types.ReferenceParams(context, document, place))
        await client.text_document_document_highlight_async(
            types.DocumentHighlightParams(document, place)
        )
        action = types.CodeActionParams(document, here, types.CodeActionContext([]))
        await client.text_document_code_action_async(action)
    assert await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    chosen = types.SelectionRangeParams(document, places)
    assert len(await client.text_document_selection_range_async(chosen) or ()) == len(places)
    await client.text_document_code_lens_async(types.CodeLensParams(document))
    await client.text_document_inlay_hint_async(types.InlayHintParams(document, everything))
    options = types.FormattingOptions(4, True)
    await client.text_document_formatting_async(types.DocumentFormattingParams(document, options))


def is_side_file(path: str) -> bool:
    return not path.endswith(".md")


def session_over(folder: Path, paths: Sequence[str]) -> None:
    """Open each document, compare its findings, ask for everything, close it."""
    expected = checked(folder, paths)

    async def talk(editor: Editor) -> None:
        for path in paths:
            uri = await editor.open(folder / path)
            every = {at: p.diagnostics for at, p in editor.shown.items() if p.diagnostics}
            found = sorted(
                (json.dumps(shown(d, folder)), at) for at, each in every.items() for d in each
            )
            told = [
                each
                for at, found_at in expected.items()
                for each in found_at
                if at == path or (is_side_file(at) and Path(at).parent == Path(path).parent)
            ]
            wanted = sorted(
                (json.dumps(as_shown(each, folder)), (folder / each["path"]).as_uri())
                for each in told
            )
            assert found == wanted, path
            await every_capability(editor, uri, (folder / path).read_bytes().decode())
            editor.close(uri)
            editor.shown.clear()

    drive(talk, folder)


def spread(paths: Sequence[str], count: int) -> list[str]:
    """So many of the paths, from the first to the last."""
    step = max(1, len(paths) // count)
    return list(paths[::step][:count])


def test_the_examples(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    names = ("feature-design/offline-notes.md", "feature-design/upload-limits.md",
             "rfcs/0001-quiet-imports.md", "decisions/0001-store-times-in-utc.md")  # fmt: skip
    session_over(tmp_path / "examples", names)


@pytest.mark.corpus
@pytest.mark.slow
def test_thirty_keps(keps: Path) -> None:
    documents = sorted(str(each.relative_to(keps)) for each in keps.rglob("README.md")
                       if keps not in {each.parent.parent, each.parent})  # fmt: skip
    session_over(keps, spread(documents, COUNT))
