"""Long sessions with an editor at random: findings stay those of a new run, memory stays the same.

``DESIGNDOC_EDITS=10000`` makes so many sequences, and ten times as many edits for the memory.
"""

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.lsp.findings import diagnostics
from designdoc.lsp.positions import Encoding
from designdoc.lsp.roots import Roots
from designdoc.lsp.server import Place
from helpers.editor import Editor, drive
from helpers.typist import ENCODINGS, edits
from lsp.conftest import LOGIN, MAIL, lay

SEQUENCES = int(os.environ.get("DESIGNDOC_EDITS", "300"))
CANCELLED = -32800  # of the protocol
FILLING = 30_000_000  # bytes that the bounded caches of words and sentences still take
IN_BETWEEN = (
    types.TEXT_DOCUMENT_HOVER, types.TEXT_DOCUMENT_COMPLETION, types.TEXT_DOCUMENT_DEFINITION,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.TEXT_DOCUMENT_CODE_LENS,
)  # fmt: skip
Steps = Iterator[tuple[str, types.TextDocumentContentChangeEvent]]
Shown = Sequence[tuple[object, ...]]


class Author:
    """Who types into the documents of a folder, opens, closes, renames and rewrites them."""

    def __init__(self, editor: Editor, folder: Path, other: Path, chance: Random) -> None:
        self.editor, self.folder, self.other, self.chance = editor, folder, other, chance
        agreed = editor.answer.capabilities.position_encoding
        self.encoding = Encoding(agreed) if agreed else Encoding.Utf16
        self.texts: dict[Path, str] = {}
        self.steps: dict[Path, Steps] = {}
        self._numbers = count(1)
        self._has_other = False

    async def open(self, path: Path, texts: Sequence[str]) -> None:
        """Open a document that says the first of the texts."""
        self.texts[path], self.steps[path] = texts[0], edits(self.chance, texts, self.encoding)
        await self.editor.open(path, texts[0])

    async def type(self) -> None:
        """Some changes to any of the documents, with requests among them; findings as they were."""
        sent = []
        for _ in range(self.chance.randint(1, 5)):
            path = self.chance.choice(list(self.texts))
            self.texts[path], change = next(self.steps[path])
            self.editor.send(path.as_uri(), change)
            sent += self._requests(path)
        found = await self.editor.settled(path.as_uri())
        assert shown(found) == clean(self.folder, self.texts, path, self.encoding)
        for request in sent:
            await answered(request)

    async def turn(self) -> None:
        """Something rarer than a key."""
        await self.chance.choice((self._reopen, self._rename, self._rewrite, self._other_folder))()

    def _requests(self, path: Path) -> list[Any]:
        """Requests that nobody waits for, and of which some are taken back."""
        protocol, sent = self.editor.client.protocol, []
        document = types.TextDocumentIdentifier(path.as_uri())
        place = types.Position(self.chance.randint(0, 60), self.chance.randint(0, 90))
        for method in self.chance.sample(IN_BETWEEN, self.chance.choice((0, 0, 1, 2))):
            number = next(self._numbers)
            kind = types.METHOD_TO_TYPES[method][2]
            fields = {"text_document": document, "position": place}
            wanted = {each.name for each in kind.__attrs_attrs__} & fields.keys()  # type: ignore[union-attr]  # all have
            params = kind(**{name: fields[name] for name in wanted})  # type: ignore[misc]
            sent.append(protocol.send_request(method, params, msg_id=number))
            if self.chance.random() < 0.5:
                protocol.notify(types.CANCEL_REQUEST, types.CancelParams(number))
        return sent

    async def _reopen(self) -> None:
        path = self.chance.choice(list(self.texts))
        self.editor.close(path.as_uri())
        await self._begin(path, self.texts.pop(path))

    async def _rename(self) -> None:
        """As an editor does it: closed, moved, opened, and told of."""
        old = self.chance.choice(list(self.texts))
        new = old.with_stem(
            old.stem.removesuffix("-2") if old.stem.endswith("-2") else f"{old.stem}-2"
        )
        self.editor.close(old.as_uri())
        old.rename(new)
        text = self.texts.pop(old)
        self._tell((old, types.FileChangeType.Deleted), (new, types.FileChangeType.Created))
        await self._begin(new, text)

    async def _rewrite(self) -> None:
        """A document that is not open is written by somebody else."""
        path = self.folder / "docs/notes.md"
        kind = types.FileChangeType.Changed if path.exists() else types.FileChangeType.Created
        path.write_text(self.chance.choice((LOGIN, MAIL, "# Notes\n")))
        self._tell((path, kind))

    async def _other_folder(self) -> None:
        held = [types.WorkspaceFolder(self.other.as_uri(), "other")]
        event = types.WorkspaceFoldersChangeEvent(
            [] if self._has_other else held, held if self._has_other else []
        )
        self._has_other = not self._has_other
        self.editor.client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(event)
        )

    async def _begin(self, path: Path, text: str) -> None:
        self.editor.shown.pop(path.as_uri(), None)
        await self.open(path, (text, LOGIN, MAIL))

    def _tell(self, *changes: tuple[Path, types.FileChangeType]) -> None:
        events = [types.FileEvent(path.as_uri(), kind) for path, kind in changes]
        self.editor.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams(events)
        )


async def answered(request: Any) -> None:
    """Every request has an answer, if only that it was taken back."""
    try:
        await asyncio.wrap_future(request)
    except JsonRpcException as error:
        assert error.code == CANCELLED, error


def clean(folder: Path, texts: Mapping[Path, str], path: Path, encoding: Encoding) -> Shown:
    """What a server that knows nothing yet says of a document, with these texts open."""
    roots = Roots(lambda root: wiring.session(root, CheckOptions(cache=False)))
    roots.start([str(folder)])
    for each, text in texts.items():
        roots.remember(each.as_uri())
        session, name = roots.of(each.as_uri())
        session.open(name, text.encode())
    session, name = roots.of(path.as_uri())
    return shown(diagnostics(Place(session, name, path.as_uri(), encoding, roots))[path.as_uri()])


def shown(found: Sequence[types.Diagnostic]) -> Shown:
    """All that is seen of some findings."""
    return [
        (d.range, d.message, d.severity, d.code, [*(d.related_information or ())]) for d in found
    ]


@pytest.mark.parametrize(
    ("sequences", "seed"),
    [(40, 0), *(pytest.param(SEQUENCES // 3, n, marks=pytest.mark.slow) for n in (1, 2, 3))],
)
def test_after_each_sequence_the_findings_are_those_of_a_new_run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sequences: int, seed: int
) -> None:
    monkeypatch.chdir(folder)
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    other = lay(tmp_path / "other")

    async def talk(editor: Editor) -> None:
        author = Author(editor, folder, other, chance)
        await author.open(folder / "docs/login.md", (LOGIN, MAIL))
        await author.open(folder / "docs/mail.md", (MAIL, LOGIN))
        for _ in range(sequences):
            if chance.random() < 0.05:
                await author.turn()
            await author.type()

    drive(talk, folder, encodings=[ENCODINGS[seed % 3]])


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads memory as Linux tells it")
def test_memory_stays_the_same_however_much_is_typed(folder: Path) -> None:
    chance, total = Random(4), 10 * SEQUENCES  # noqa: S311 - repeatable, not secret
    marks = (total // 100, total // 10, total)

    async def talk(editor: Editor) -> list[int]:
        uri = await editor.open(folder / "docs/login.md", LOGIN)
        steps, done, sizes = edits(chance, (LOGIN, MAIL), Encoding.Utf16), 0, []
        for mark in marks:
            while done < mark:
                for _ in range(min(chance.randint(1, 5), mark - done)):
                    editor.send(uri, next(steps)[1])
                    done += 1
                await editor.settled(uri)
            sizes.append(editor.memory)
        return sizes

    sizes = drive(talk, folder)
    print(dict(zip(marks, sizes, strict=True)))
    assert sizes[-1] - sizes[1] < FILLING, sizes
