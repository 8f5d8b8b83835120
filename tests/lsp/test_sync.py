"""Texts as an editor changes them: encodings, line endings, marks, folders, files on the disk."""

import asyncio
import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.session import Session
from designdoc.lsp.app import make
from designdoc.lsp.positions import Encoding, Positions, changed
from designdoc.source import Span, decode
from helpers.editor import Desk, Editor, applied, drive, edits_of
from helpers.typist import ENCODINGS, PIECES, UNITS, edits, place_of
from lsp.conftest import LOGIN, MAIL, lay


def by_hand(text: str, position: types.Position, encoding: Encoding) -> int:
    """The character at a position, found one character after another."""
    codec, unit = UNITS[encoding]
    line = column = at = 0
    while at < len(text):
        end = 2 if text[at : at + 2] == "\r\n" else int(text[at] in "\r\n")
        if line == position.line and (column >= position.character or end):
            return at
        if end:
            line, column, at = line + 1, 0, at + end
        else:
            column += len(text[at].encode(codec)) // unit
            at += 1
    return at


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.data())
def test_positions_and_bytes_go_both_ways(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    encoding = data.draw(st.sampled_from(ENCODINGS))
    at = data.draw(st.integers(0, len(text)))
    if text[at - 1 : at + 1] == "\r\n":
        at -= 1  # no editor puts a cursor between the two
    positions = Positions(decode("", text.encode()), encoding)
    position = place_of(text, at, encoding)
    assert positions.position(len(text[:at].encode())) == position
    assert positions.offset(position) == len(text[: by_hand(text, position, encoding)].encode())


@given(st.binary(max_size=40), st.integers(0, 50), st.sampled_from(ENCODINGS))
def test_no_bytes_and_no_position_are_too_odd(data: bytes, at: int, encoding: Encoding) -> None:
    positions = Positions(decode("", data), encoding)
    span = positions.range(Span(at, at + 3))
    assert 0 <= positions.offset(types.Position(at, 10**9)) <= len(data)
    assert span.start.line <= span.end.line


def test_changes_make_the_text_that_the_editor_has() -> None:
    for seed in range(60):
        chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        encoding = chance.choice(ENCODINGS)
        data = LOGIN.encode()
        steps = edits(chance, (LOGIN, MAIL), encoding)
        for _ in range(20):
            text, change = next(steps)
            data = changed(data, [change], encoding)  # type: ignore[list-item]  # one of both kinds
            assert data == text.encode()


def sequences(folder: Path, count: int, seed: int = 0) -> None:
    """After each of so many random edits a session says what a new run says."""
    session = wiring.session(str(folder), CheckOptions(cache=False))
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    steps = edits(chance, (LOGIN, MAIL), Encoding.Utf16)
    path = "docs/login.md"
    session.open(path, LOGIN.encode())
    for number in range(count):
        text, _ = next(steps)
        session.change(path, text.encode())
        if number % 3 == 0:
            session.workspace()
        assert session.outcome(path) == clean(session, path, text), number


def clean(session: Session, path: str, text: str) -> object:
    """What a checker that knows nothing says of a text."""
    own, _ = wiring.checker_over({path: text.encode()}, session.checker.options)
    return own.check(Job(path, session.root, False))


def test_random_edits_leave_the_findings_of_a_clean_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    sequences(folder, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_many_random_edits_leave_the_findings_of_a_clean_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """A thousand in all; ``DESIGNDOC_EDITS=1000`` makes ten thousand."""
    monkeypatch.chdir(folder)
    sequences(folder, int(os.environ.get("DESIGNDOC_EDITS", "100")), seed + 1)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_is_agreed_on_and_used(folder: Path, encoding: Encoding) -> None:
    codec, unit = UNITS[encoding]
    text = LOGIN.replace("People sign", "👩‍💻 日本 𝒳 TBD sign").replace("\n", "\r\n")
    text = text.replace("**: Draft", "**: 𝒳 Dreft")

    async def talk(editor: Editor) -> None:
        agreed = editor.answer.capabilities.position_encoding
        assert (agreed or Encoding.Utf16) == encoding
        uri = await editor.open(folder / "docs/login.md", text)
        found = next(d for d in await editor.findings(uri) if d.code == "DD203")
        line = text.split("\r\n")[found.range.start.line].encode(codec)
        shown = line[found.range.start.character * unit : found.range.end.character * unit]
        assert shown.decode(codec) == "𝒳 Dreft"

    wanted = () if encoding is Encoding.Utf16 else (encoding,)
    drive(talk, folder, encodings=wanted)


def test_a_notification_is_forgotten_when_it_has_been_handled() -> None:
    server = make(wiring.session)
    closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier("file:///none.md"))

    async def talk() -> int:
        for _ in range(5):
            server.protocol._handle_notification(types.TEXT_DOCUMENT_DID_CLOSE, closed)
        held = len(server.protocol._request_futures)
        await asyncio.sleep(0.05)
        assert not server.protocol._request_futures
        return held

    assert asyncio.run(talk())


def test_an_untitled_text_is_checked_in_the_first_folder(desk: Desk) -> None:
    async def talk(editor: Editor) -> None:
        uri = "untitled:Untitled-1"
        editor.versions[uri] = 1
        item = types.TextDocumentItem(uri, "markdown", 1, "# Thing Design\n\n## Overview\n\nX.\n")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        assert [d.code for d in await editor.findings(uri)] == ["DD009"]
        text = "<!-- designdoc: template=docs/template.md -->\n" + LOGIN
        found = await editor.replace(uri, text)
        assert "DD009" not in [d.code for d in found]

    desk(talk)


def test_files_that_change_on_the_disk_are_seen(folder: Path) -> None:
    async def talk(editor: Editor) -> None:
        text = LOGIN.replace("(#component-mailer)", "").replace("mail.md", "later.md")
        uri = await editor.open(folder / "docs/login.md", text)
        assert "DD416" in [d.code for d in await editor.findings(uri)]
        editor.shown.clear()
        (folder / "docs/later.md").write_text(MAIL)
        event = types.FileEvent((folder / "docs/later.md").as_uri(), types.FileChangeType.Created)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert "DD416" not in [d.code for d in await editor.findings(uri)]

    drive(talk, folder)


def test_results_that_are_written_are_seen(folder: Path) -> None:
    (folder / "designdoc.toml").write_text('[evidence]\ntests = ["reports/*.xml"]\n')
    (folder / "reports").mkdir()
    report = folder / "reports/tests.xml"

    def result(inner: str) -> str:
        return (
            f'<testsuites><testsuite name="s"><testcase classname="t" name="test_FR_1">{inner}'
            "</testcase></testsuite></testsuites>"
        )

    async def talk(editor: Editor) -> None:
        report.write_text(result(""))
        uri = await editor.open(folder / "docs/login.md")
        assert "DD604" not in [d.code for d in await editor.findings(uri)]
        editor.shown.clear()
        report.write_text(result('<failure message="no">no</failure>'))
        event = types.FileEvent(report.as_uri(), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert "DD604" in [d.code for d in await editor.findings(uri)]

    drive(talk, folder)


def test_a_folder_is_searched_from_when_it_is_added_until_it_is_removed(
    folder: Path, tmp_path: Path
) -> None:
    other = lay(tmp_path / "other")
    (other / "docs/login.md").write_text(LOGIN.replace("FR-1", "FR-77"))
    held = types.WorkspaceFolder(other.as_uri(), "other")

    async def found(editor: Editor) -> bool:
        query = types.WorkspaceSymbolParams("FR-77")
        return bool(await editor.client.workspace_symbol_async(query))

    async def becomes(editor: Editor, wanted: bool) -> None:
        while await found(editor) is not wanted:  # the index reads beside; `drive` ends a hang
            await asyncio.sleep(0.02)

    async def talk(editor: Editor) -> None:
        assert not await found(editor)
        for added, removed in (([held], []), ([], [held])):
            event = types.WorkspaceFoldersChangeEvent(added, removed)
            editor.client.workspace_did_change_workspace_folders(
                types.DidChangeWorkspaceFoldersParams(event)
            )
            await becomes(editor, bool(added))

    drive(talk, folder)


def test_what_another_open_document_says_counts(desk: Desk) -> None:
    async def talk(editor: Editor) -> None:
        mail = await editor.open(desk.folder / "docs/mail.md")
        login = await editor.open(desk.folder / "docs/login.md")
        assert not [d for d in await editor.findings(login) if d.code == "DD416"]
        editor.shown.clear()
        await editor.replace(mail, MAIL.replace("FR-1", "FR-7"))
        while not [d for d in await editor.findings(login) if d.code in {"DD401", "DD416"}]:
            editor.shown.pop(login)

    desk(talk)


def test_several_folders_have_their_own_templates(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "template.md").write_text("# [Name]\n\n## Summary\n\n[What]\n")
    (other / "note.md").write_text("# Note\n\n## Summry of it\n")

    async def talk(editor: Editor) -> None:
        await editor.open(folder / "docs/login.md")
        uri = await editor.open(other / "note.md")
        missing = next(d for d in await editor.findings(uri) if d.code == "DD101")
        assert "'Summary'" in missing.message

    drive(talk, folder, other)


def test_a_template_is_no_document_and_its_open_text_is_what_counts(desk: Desk) -> None:
    async def talk(editor: Editor) -> None:
        template = desk.folder / "docs/template.md"
        uri = await editor.open(template)
        assert not await editor.findings(uri)
        login = await editor.open(desk.folder / "docs/login.md")
        editor.shown.clear()
        more = template.read_text().replace("## Rollout (Optional)", "## Rollout")
        await editor.replace(uri, more)
        while not [d for d in await editor.findings(login) if d.code == "DD101"]:
            editor.shown.pop(login)

    desk(talk)


async def fixes_of(editor: Editor, uri: str, code: str) -> dict[str, Sequence[types.TextEdit]]:
    """What is offered for the one finding that a file has, by title."""
    (found,) = await editor.findings(uri)
    assert found.code == code
    asked = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), found.range, types.CodeActionContext([found])
    )
    actions = await editor.client.text_document_code_action_async(asked) or ()
    return {
        each.title: edits_of(each.edit)[uri]
        for each in actions
        if isinstance(each, types.CodeAction)
    }


def test_a_side_file_has_its_findings_and_fixes_whether_its_document_is_open_or_not(
    folder: Path,
) -> None:
    for name, text in {
        "keps/template/README.md": "# [Name]\n\n## Summary\n\n[What]\n",
        "keps/template/kep.yaml": "title: Name\nstatus: draft|review|done\n",
        "keps/1/README.md": "# One\n\n## Summary\n\nOf one.\n",
        "keps/1/kep.yaml": "title: One\nstatus: drafft\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

    async def talk(editor: Editor) -> None:
        uri = await editor.open(folder / "keps/1/kep.yaml")
        wrong = "title: One\nstatus: drafft\n"
        fixed = await fixes_of(editor, uri, "DD203")
        titles = {"Write 'draft'", "Write 'review'", "Write 'done'"}
        assert titles == fixed.keys()
        assert applied(wrong, fixed["Write 'review'"]) == "title: One\nstatus: review\n"
        await editor.replace(uri, "title: One\n")
        fixed = await fixes_of(editor, uri, "DD108")
        assert applied("title: One\n", fixed["Add the key 'status'"]) == "title: One\nstatus: \n"
        await editor.open(folder / "keps/1/README.md")
        await editor.replace(uri, "title: One\nstatus: rewiew\n")
        await asyncio.sleep(1)  # until the document has been checked again as well
        assert [each.code for each in editor.shown[uri].diagnostics] == ["DD203"]
        await editor.replace(uri, "title: One\nstatus: review\n")
        await asyncio.sleep(1)
        assert not editor.shown[uri].diagnostics

    drive(talk, folder)
