"""Every feature of the server, asked for as an editor asks, in a small workspace."""

import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from helpers.editor import Desk, Editor, applied, at, drive, edits_of
from lsp.conftest import LOGIN, MAIL, TEMPLATE, TEST

ALL = types.Range(types.Position(0, 0), types.Position(999, 0))
CONFIRMS = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True,
            change_annotation_support=types.ChangeAnnotationsSupportOptions(),
        )
    )
)


def named(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


async def opened(editor: Editor, text: str = LOGIN) -> str:
    """Open the document about login, when all documents have been read."""
    uri = await editor.open(editor.folders[0] / "docs/login.md", text)
    await editor.indexed("Sender")
    return uri


async def offered(editor: Editor, text: str, words: str) -> dict[str, types.CompletionItem]:
    """What is offered behind some words of a text."""
    uri = await opened(editor, text)
    place = at(text, words, len(words))
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(named(uri), place)
    )
    assert isinstance(found, types.CompletionList)
    return {item.label: item for item in found.items}


async def renamed(editor: Editor, words: str, into: int, name: str) -> types.WorkspaceEdit | None:
    uri = await opened(editor)
    return await editor.client.text_document_rename_async(
        types.RenameParams(named(uri), at(LOGIN, words, into), name)
    )


async def actions(editor: Editor, text: str, words: str) -> dict[str, types.CodeAction]:
    uri = await opened(editor, text)
    place = at(text, words)
    context = types.CodeActionContext(list(await editor.findings(uri)))
    found = await editor.client.text_document_code_action_async(
        types.CodeActionParams(named(uri), types.Range(place, place), context)
    )
    return {each.title: _whole(each) for each in found or ()}


def _whole(action: types.CodeAction | types.Command) -> types.CodeAction:
    """An action; the client's library takes one with nothing but a command for that command."""
    if isinstance(action, types.CodeAction):
        return action
    inner = literal_eval(str(action.command))  # it holds the text of the inner one
    return types.CodeAction(action.title, command=types.Command(**inner))


def after(editor: Editor, action: types.CodeAction, text: str) -> str:
    """A text after an action on it."""
    (edits,) = edits_of(action.edit).values()
    return applied(text, edits)


def test_findings_are_pushed_with_the_line_of_the_template(desk: Desk) -> None:
    async def talk(editor: Editor) -> None:
        text = LOGIN.replace("## Test Strategy", "## Tests of Ours")
        uri = await editor.open(desk.folder / "docs/login.md", text)
        missing = next(d for d in await editor.findings(uri) if d.code in {"DD101", "DD103"})
        assert missing.related_information is not None
        related = missing.related_information[0].location
        assert related.uri == (desk.folder / "docs/template.md").as_uri()
        assert related.range.start == at(TEMPLATE, "## Test Strategy")
        assert not [d for d in await editor.replace(uri, LOGIN) if d.code == missing.code]

    desk(talk)


def test_findings_can_be_pulled_and_are_then_not_pushed(folder: Path) -> None:
    async def talk(editor: Editor) -> None:
        uri = (folder / "docs/login.md").as_uri()
        text = LOGIN.replace("Status**: Draft", "Status**: Dreft")
        editor.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, text))
        )
        pull = editor.client.text_document_diagnostic_async
        first = await pull(types.DocumentDiagnosticParams(named(uri)))
        assert [each.code for each in first.items] == ["DD203"]
        again = await pull(
            types.DocumentDiagnosticParams(named(uri), previous_result_id=first.result_id)
        )
        assert again.kind == "unchanged"
        assert not editor.shown

    pulls = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
    drive(talk, folder, capabilities=types.ClientCapabilities(text_document=pulls))


def test_values_of_an_enumeration_are_completed(desk: Desk) -> None:
    text = LOGIN.replace("Status**: Draft", "Status**: ")
    found = desk(lambda e: offered(e, text, "Status**: "))
    assert list(found) == ["Draft", "Approved", "Done"]


def test_missing_sections_are_completed_with_their_guidance(desk: Desk) -> None:
    text = LOGIN.replace("## Revision", "## \n\n## Revision")
    found = (
        desk(lambda e: offered(e, text, "## \n"[:-1]))
        if False
        else desk(lambda e: offered(e, text, "own.\n\n## "))
    )
    item = found["## Rollout"]
    assert item.detail == "optional"
    assert isinstance(item.documentation, types.MarkupContent)
    assert item.documentation.value == "How it reaches the users."


def test_missing_labels_are_completed_as_the_template_writes_them(desk: Desk) -> None:
    text = LOGIN.replace("- **Owner**: Ada", "- **")
    found = desk(lambda e: offered(e, text, "Draft\n- **"))
    edit = found["Owner"].text_edit
    assert edit is not None
    assert edit.new_text == "- **Owner**: "


def test_identifiers_components_and_the_next_free_one_are_completed(desk: Desk) -> None:
    text = LOGIN.replace("Sends links.", "Sends FR")
    found = desk(lambda e: offered(e, text, "Sends FR"))
    assert found["FR-1"].detail == "The TokenStore keeps each link for ten minutes."
    assert found["FR-3"].detail == "the next free one"
    assert found["TokenStore"].detail == "component"


def test_identifiers_of_another_document_are_completed(desk: Desk) -> None:
    text = LOGIN.replace("Sends links.", "See mail.md#F")
    found = desk(lambda e: offered(e, text, "See mail.md#F"))
    assert {name: item.detail for name, item in found.items()} == {
        "FR-1": "The Sender sends a mail within one minute."
    }


def test_paths_and_anchors_of_links_are_completed(desk: Desk) -> None:
    text = LOGIN.replace("Sends links.", "[x](")
    found = desk(lambda e: offered(e, text, "[x]("))
    assert found["mail.md"].detail == "Mail Design"
    assert "#component-mailer" in found
    text = LOGIN.replace("Sends links.", "[x](mail.md#")
    found = desk(lambda e: offered(e, text, "[x](mail.md#"))
    assert found["#component-sender"].detail == "Component: Sender"


def test_the_next_row_of_the_history_is_completed(desk: Desk) -> None:
    found = desk(lambda e: offered(e, LOGIN + "|", "First | Ada |\n|"))
    ((label, item),) = found.items()
    assert label.endswith(" 1.1")
    assert item.text_edit is not None
    assert item.text_edit.new_text.endswith("| 1.1 | [what changed] | Ada |")


def test_hover_tells_links_of_a_requirement_and_guidance_of_a_section(desk: Desk) -> None:
    async def talk(editor: Editor) -> tuple[str, str]:
        uri = await opened(editor)
        told = []
        for words in ("FR-1**", "Overview"):
            hover = await editor.client.text_document_hover_async(
                types.HoverParams(named(uri), at(LOGIN, words, 1))
            )
            assert hover is not None
            assert isinstance(hover.contents, types.MarkupContent)
            told.append(hover.contents.value)
        return told[0], told[1]

    requirement, section = desk(talk)
    assert "- component: TokenStore" in requirement
    assert "- phase: none yet" in requirement
    assert "4 places speak of it" in requirement
    assert "Say in two or three sentences what it is for." in section
    assert "Required (`docs/template.md`, line 6)" in section


@pytest.mark.parametrize(
    ("words", "path", "text", "target"),
    [
        ("FR-1, FR-2", "docs/login.md", LOGIN, "FR-1**"),
        ("mail.md#FR-1", "docs/mail.md", MAIL, "FR-1**"),
        ("(#component-tokenstore)", "docs/login.md", LOGIN, "TokenStore\n\n- **Resp"),
        ("TokenStore keeps", "docs/login.md", LOGIN, "TokenStore\n\n- **Resp"),
    ],
)
def test_a_definition_is_found(desk: Desk, words: str, path: str, text: str, target: str) -> None:
    async def talk(editor: Editor) -> types.Location:
        uri = await opened(editor)
        found = await editor.client.text_document_definition_async(
            types.DefinitionParams(named(uri), at(LOGIN, words, 2))
        )
        assert isinstance(found, types.Location)
        return found

    found = desk(talk)
    assert found.uri == (desk.folder / path).as_uri()
    assert found.range.start == at(text, target)


def test_references_go_across_documents_and_highlights_stay(desk: Desk) -> None:
    async def talk(editor: Editor) -> tuple[list[tuple[str, int]], int]:
        uri = await opened(editor)
        place = at(LOGIN, "FR-1**", 1)
        found = await editor.client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(False), named(uri), place)
        )
        lit = await editor.client.text_document_document_highlight_async(
            types.DocumentHighlightParams(named(uri), place)
        )
        places = [(Path(each.uri).name, each.range.start.line) for each in found or ()]
        return places, len(lit or ())

    found, lit = desk(talk)
    assert found == [("login.md", 19), ("login.md", 29), ("mail.md", 7)]
    assert lit == 3


def test_symbols_folding_and_selection(desk: Desk) -> None:
    async def talk(editor: Editor) -> None:
        uri, client = await opened(editor), editor.client
        (title,) = (
            await client.text_document_document_symbol_async(types.DocumentSymbolParams(named(uri)))
            or ()
        )
        assert isinstance(title, types.DocumentSymbol)
        inside = {each.name: each for each in title.children or ()}
        assert [each.name for each in inside["Requirements"].children or ()][:2] == ["FR-1", "FR-2"]
        assert "Component: Mailer" in [e.name for e in inside["Components"].children or ()]
        folds = (
            await client.text_document_folding_range_async(types.FoldingRangeParams(named(uri)))
            or ()
        )
        lines = {(each.start_line, each.end_line) for each in folds}
        assert (at(LOGIN, "## Requirements").line, at(LOGIN, "- The system").line) in lines
        (chosen,) = (
            await client.text_document_selection_range_async(
                types.SelectionRangeParams(named(uri), [at(LOGIN, "keeps", 2)])
            )
            or ()
        )
        sizes, level = [], chosen
        while level is not None:
            sizes.append(level.range)
            level = level.parent
        assert sizes[0] == types.Range(at(LOGIN, "keeps"), at(LOGIN, "keeps", 5))
        assert sizes[-1].start == types.Position(0, 0)
        assert len(sizes) >= 5
        found = await editor.indexed("sender")
        assert {each.name for each in found} == {"Sender"} | {
            each.name for each in found if "Sender" in each.name
        }

    desk(talk)


def test_lenses_and_hints_say_what_covers_a_requirement(desk: Desk) -> None:
    async def talk(editor: Editor) -> None:
        uri = await opened(editor)
        lenses = await editor.client.text_document_code_lens_async(types.CodeLensParams(named(uri)))
        titles = [each.command.title for each in lenses or () if each.command]
        assert titles[0] == "1 component · 1 test · no phase"
        hints = await editor.client.text_document_inlay_hint_async(
            types.InlayHintParams(named(uri), ALL)
        )
        labels = {each.position.line: each.label for each in hints or ()}
        assert labels[at(LOGIN, "## Requirements").line] == "0 of 3 linked (0 %)"
        assert labels[at(LOGIN, "FR-2").line] == "not linked to a phase or test"

    desk(talk)


def test_an_identifier_is_renamed_everywhere_and_tests_only_where_one_can_confirm(
    folder: Path, desk: Desk
) -> None:
    async def talk(editor: Editor) -> types.WorkspaceEdit | None:
        return await renamed(editor, "FR-1**", 1, "FR-9")

    edit = drive(talk, folder, capabilities=CONFIRMS)
    assert edit is not None
    edits = edits_of(edit)
    login = applied(LOGIN, edits[(folder / "docs/login.md").as_uri()])
    assert login == LOGIN.replace("FR-1", "FR-9").replace("mail.md#FR-9", "mail.md#FR-1")
    mail = applied(MAIL, edits[(folder / "docs/mail.md").as_uri()])
    assert mail == MAIL.replace("login.md#FR-1", "login.md#FR-9")
    markers = edits[(folder / "tests/test_login.py").as_uri()]
    assert all(isinstance(each, types.AnnotatedTextEdit) for each in markers)
    assert applied(TEST, markers) == TEST.replace("FR-1", "FR-9").replace(
        "mail.md#FR-9", "mail.md#FR-1"
    )
    assert edit.change_annotations is not None
    assert edit.change_annotations[markers[0].annotation_id].needs_confirmation

    plain = desk(talk)
    assert (desk.folder / "tests/test_login.py").as_uri() not in edits_of(plain)


def test_a_component_is_renamed_with_its_anchor_in_every_link(desk: Desk) -> None:
    edit = desk(lambda e: renamed(e, "TokenStore", 2, "LinkStore"))
    edits = edits_of(edit)
    login = applied(LOGIN, edits[(desk.folder / "docs/login.md").as_uri()])
    assert login == LOGIN.replace("TokenStore", "LinkStore").replace("tokenstore", "linkstore")
    mail = applied(MAIL, edits[(desk.folder / "docs/mail.md").as_uri()])
    assert mail == MAIL.replace("tokenstore", "linkstore")


@pytest.mark.parametrize(
    ("words", "into", "name", "reason"),
    [
        ("FR-1**", 1, "FR-2", "FR-2 is taken"),
        ("FR-1**", 1, "Risk 3", "is no identifier of the kind of FR-1"),
        ("Mailer", 1, "TokenStore", "'TokenStore' is taken"),
        ("Overview", 1, "Intro", "the template's own name"),
        ("FR-1**", 1, "FR|9", "a name is one line"),
    ],
)
def test_a_name_that_would_change_what_is_meant_is_refused(
    desk: Desk, words: str, into: int, name: str, reason: str
) -> None:
    with pytest.raises(JsonRpcException, match=reason.replace("|", r"\|")):
        desk(lambda e: renamed(e, words, into, name))


def test_a_range_keeps_an_identifier_from_being_renamed(desk: Desk) -> None:
    text = LOGIN.replace("(FR-1, FR-2)", "(FR-1–FR-3)").replace("- The system", "- **FR-3**: It")

    async def talk(editor: Editor) -> None:
        uri = await opened(editor, text)
        await editor.client.text_document_rename_async(
            types.RenameParams(named(uri), at(text, "FR-2", 1), "FR-9")
        )

    with pytest.raises(JsonRpcException, match="within a range or list; write it out first"):
        desk(talk)


def test_the_fix_of_a_finding_is_offered(desk: Desk) -> None:
    text = LOGIN.replace(
        "## Test Strategy\n\n* **Unit**: FR-1 is tested with a clock of its own.\n\n", ""
    )

    async def talk(editor: Editor) -> str:
        action = types.CodeAction("")
        while not action.diagnostics:  # those of the text on the disk may be told before
            found = await actions(editor, text, "# Login")
            action = found["Insert the template's section 'Test Strategy'"]
        assert action.kind == types.CodeActionKind.QuickFix
        assert [each.code for each in action.diagnostics or ()] == ["DD101"]
        return after(editor, action, text)

    assert "## Test Strategy\n\n- **Unit**: [what is tested]\n" in desk(talk)


def test_what_no_finding_asks_for_is_offered(desk: Desk) -> None:
    async def talk(editor: Editor) -> None:
        found = await actions(editor, LOGIN, "The system logs")
        given = found["Give it the next free identifier, FR-3"]
        assert "- **FR-3**: The system logs" in after(editor, given, LOGIN)
        row = found["Add revision 1.1 of today to the history"]
        assert "| 1.1 | [what changed] |" in after(editor, row, LOGIN)
        found = await actions(editor, LOGIN, "## Revision")
        added = found["Add the optional section 'Rollout' with its guidance"]
        assert "own.\n\n## Rollout (Optional)\n\n<!-- How it" in after(editor, added, LOGIN)

    desk(talk)


def test_an_empty_section_can_be_said_not_to_apply(desk: Desk) -> None:
    text = LOGIN.replace("* **Unit**: FR-1 is tested with a clock of its own.\n\n", "")

    async def talk(editor: Editor) -> None:
        found = await actions(editor, text, "## Test")
        title = "Say that 'Test Strategy' does not apply, and why (N/A — …)"
        said = after(editor, found[title], text)
        assert "## Test Strategy\n\nN/A — \n\n## Revision" in said
        codes = [
            d.code for d in await editor.replace((desk.folder / "docs/login.md").as_uri(), said)
        ]
        assert "DD112" in codes  # until the reason is given
        assert "DD107" not in codes

    desk(talk)


def test_formatting_aligns_tables_and_makes_the_bullets_one(desk: Desk) -> None:
    async def talk(editor: Editor) -> str:
        uri = await opened(editor)
        edits = await editor.client.text_document_formatting_async(
            types.DocumentFormattingParams(named(uri), types.FormattingOptions(4, True))
        )
        return applied(LOGIN, edits or ())

    formatted = desk(talk)
    assert "- **Unit**: FR-1" in formatted
    assert "| 2026-01-02 | 1.0     | First   | Ada    |\n" in formatted


def test_a_suspect_link_is_accepted(folder: Path) -> None:
    for command in (["init", "-q"], ["config", "user.name", "Ada"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    run = ["designdoc", "review", "accept", "--all", "--by", "Ada"]
    subprocess.run([sys.executable, "-m", *run], cwd=folder, check=True)
    text = LOGIN.replace("ten minutes", "two minutes")

    async def talk(editor: Editor) -> None:
        (folder / "docs/login.md").write_text(text)
        found = await actions(editor, text, "FR-1**")
        accept = next(each for each in found.values() if each.title.startswith("Accept the links"))
        assert accept.command is not None
        editor.shown.clear()
        told = await editor.client.workspace_execute_command_async(
            types.ExecuteCommandParams(accept.command.command, accept.command.arguments)
        )
        assert told.startswith("accepted in designdoc.lock")
        uri = (folder / "docs/login.md").as_uri()
        assert "DD703" not in [each.code for each in await editor.findings(uri)]

    drive(talk, folder)


def test_a_document_is_migrated(folder: Path) -> None:
    def git(*command: str) -> None:
        identity = ["-c", "user.name=Ada", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *command], cwd=folder, check=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    newer = TEMPLATE.replace(
        "## Test Strategy", "## Security\n\n[who may do what]\n\n## Test Strategy"
    )
    (folder / "docs/template.md").write_text(newer)
    git("commit", "-qam", "second")

    async def talk(editor: Editor) -> str:
        found = await actions(editor, LOGIN, "# Login")
        action = found["Migrate this document to the newest version of its template"]
        assert action.edit is None
        whole = await editor.client.code_action_resolve_async(action)
        return after(editor, whole, LOGIN)

    assert "## Security\n\n[who may do what]\n\n## Test Strategy" in drive(talk, folder)


def test_evidence_is_told_in_lenses_and_hover(folder: Path) -> None:
    (folder / "designdoc.toml").write_text(
        '[evidence]\ntests = ["junit.xml"]\nbenchmarks = ["speed.json"]\n'
    )
    (folder / "junit.xml").write_text(
        '<testsuite timestamp="2026-01-03T00:00:00">'
        '<testcase classname="t" name="test_a"><properties>'
        '<property name="requirement" value="FR-1"/></properties></testcase></testsuite>'
    )
    (folder / "speed.json").write_text(
        '[{"name": "sign_in", "value": 120, "unit": "ms", "statistic": "p95"}]'
    )
    quality = "\n## Non-Functional Requirements\n\n- **NFR-1: Performance**: p95 < 200 ms "
    quality += "(measured by: `sign_in`)\n"
    text = LOGIN.replace("\n## Components", f"{quality}\n## Components")

    async def talk(editor: Editor) -> tuple[list[str], str]:
        uri = await opened(editor, text)
        lenses = await editor.client.text_document_code_lens_async(types.CodeLensParams(named(uri)))
        hover = await editor.client.text_document_hover_async(
            types.HoverParams(named(uri), at(text, "p95 < 200", 1))
        )
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        return [e.command.title for e in lenses or () if e.command], hover.contents.value

    titles, hover = drive(talk, folder)
    assert titles[0] == "1 component · 1 test · no phase · met"
    assert "measured 120 ms" in hover
