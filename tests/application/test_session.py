"""A session by itself: results kept for what did not change, and no more memory than documents."""

from pathlib import Path

import pytest

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.application.session import _KEPT, Session
from lsp.conftest import LOGIN, MAIL, lay


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session over two documents."""
    monkeypatch.chdir(lay(tmp_path))
    return wiring.session(str(tmp_path), CheckOptions(cache=False))


def test_the_documents_are_those_of_check(session: Session) -> None:
    assert list(session.jobs) == ["docs/login.md", "docs/mail.md"]
    assert session.unread == ("docs/login.md", "docs/mail.md")
    session.unit("docs/mail.md")
    assert session.unread == ("docs/login.md",)
    assert {node.path for node in session.workspace().nodes} == {"docs/mail.md"}


def test_what_did_not_change_is_not_worked_out_again(session: Session) -> None:
    session.open("docs/login.md", LOGIN.encode())
    one, read = session.outcome("docs/login.md"), session.read("docs/login.md")
    mail = session.unit("docs/mail.md")
    assert session.outcome("docs/login.md") is one
    session.change("docs/login.md", LOGIN.encode() + b"\nMore.\n")
    assert session.unit("docs/mail.md") is mail
    assert session.read("docs/login.md") is not read
    workspace = session.workspace()
    assert session.workspace() is workspace


def test_a_document_that_is_closed_is_again_what_the_disk_says(session: Session) -> None:
    session.open("docs/login.md", b"# Something else\n")
    assert session.data("docs/login.md") == b"# Something else\n"
    assert session.outcome("docs/login.md").findings
    session.close("docs/login.md")
    assert session.data("docs/login.md") == LOGIN.encode()
    assert not session.outcome("docs/login.md").findings


def test_another_document_sees_the_open_text(session: Session) -> None:
    assert not session.outcome("docs/login.md").findings
    session.open("docs/mail.md", MAIL.replace("FR-1", "FR-7").encode())
    assert {each.code for each in session.outcome("docs/login.md").findings} == {"DD416"}


def test_a_template_is_no_document_and_a_new_file_is_one(session: Session) -> None:
    assert session.job("docs/template.md") is None
    assert session.outcome("docs/template.md").document is None
    session.open("docs/new.md", LOGIN.encode())
    job = session.job("docs/new.md")
    assert job is not None
    assert job.given


def test_a_broken_configuration_is_said_and_no_crash(session: Session) -> None:
    Path("designdoc.toml").write_text("rules = 3\n")
    session.refresh("designdoc.toml")
    assert session.jobs == {}
    Path("designdoc.toml").unlink()
    session.refresh("designdoc.toml")
    assert list(session.jobs) == ["docs/login.md", "docs/mail.md"]


def test_nothing_grows_with_the_number_of_edits(session: Session) -> None:
    session.open("docs/login.md", LOGIN.encode())
    for number in range(3 * _KEPT):
        session.change("docs/login.md", LOGIN.encode() + b"\n%d\n" % number)
        session.open(f"docs/new-{number}.md", b"# New\n")
        for path in ("docs/login.md", f"docs/new-{number}.md"):
            session.outcome(path)
            session.read(path)
        session.close(f"docs/new-{number}.md")
    assert len(session._outcomes._known) <= _KEPT
    assert len(session._read._known) <= _KEPT
    assert len(session._units) <= 2 + 3 * _KEPT
    assert list(session.checker.files.contents) == [  # type: ignore[attr-defined]  # an overlay
        str(Path("docs/login.md").absolute())
    ]
