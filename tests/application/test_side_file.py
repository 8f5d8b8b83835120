"""The YAML file beside a document changed as the document is: proposed, compared, written once."""

from pathlib import Path

import pytest

from designdoc.adapters.files import DiskFiles
from designdoc.api import wiring
from designdoc.application.edit import Change, Operation
from designdoc.application.options import CheckOptions
from designdoc.application.proposal import Proposal, apply_proposal, propose_edit
from designdoc.diagnostics import UsageError
from helpers.texts import SOUND, TEMPLATE

FORM = """\
title: Name
status: draft|review|done
reviewers:
  - TBD
milestone:
  alpha: "v1.0"
  beta: "v1.1"
"""
OWN = """\
# of this feature alone
title: "Login"   # as people say it
status: dreft
milestone:
  alpha: "v1.2"
"""
SIDE = "login/meta.yaml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("template", "login"):
        (tmp_path / name).mkdir()
    (tmp_path / "template/README.md").write_text(TEMPLATE)
    (tmp_path / "template/meta.yaml").write_text(FORM)
    (tmp_path / "login/README.md").write_text(SOUND)
    (tmp_path / SIDE).write_text(OWN)
    (tmp_path / "designdoc.toml").write_text(
        '[[documents]]\ninclude = ["login/*.md"]\ntemplate = "template/README.md"\n'
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def field(name: str, text: str) -> Change:
    return Change(Operation.FIELD, field=name, text=text)


def proposed(*changes: Change, path: str = SIDE) -> Proposal:
    return propose_edit(path, changes, *wiring.checker_within(".", CheckOptions()))


def test_a_key_is_set_and_all_else_stays(here: Path) -> None:
    proposal = proposed(field("status", "review"), field("milestone.alpha", "v1.3"))
    wanted = OWN.replace("dreft", "review").replace('"v1.2"', "v1.3")
    assert proposal.after == wanted.encode()
    assert [(each.code, each.path) for each in proposal.resolved] == [("DD203", SIDE)]
    assert (here / SIDE).read_text() == OWN
    assert apply_proposal(proposal, DiskFiles())
    assert (here / SIDE).read_text() == wanted


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_a_key_of_the_template_that_is_not_there_is_added(here: Path, ending: str) -> None:
    newline = ending or "\n"
    own = OWN.replace("\n", newline).rstrip() + ending
    (here / SIDE).write_bytes(own.encode())
    added = proposed(field("reviewers", "[ann, bob]")).after.decode()
    assert added == own + ("" if ending else newline) + "reviewers: [ann, bob]" + ending


@pytest.mark.parametrize("below", ["", "\n", "\n\nmore: true\n"])
def test_a_key_within_another_one_stands_behind_its_neighbours(here: Path, below: str) -> None:
    own = OWN.rstrip() + "  # the first" + below
    (here / SIDE).write_text(own)
    wanted = own.replace("# the first", "# the first\n  beta: v1.4")
    assert proposed(field("milestone.beta", "v1.4")).after == wanted.encode()
    (here / SIDE).write_text(OWN.replace('\n  alpha: "v1.2"', " {alpha: v1.2}"))
    with pytest.raises(UsageError, match="not written with a key a line"):
        proposed(field("milestone.beta", "v1.4"))


def test_words_are_put_in_place_and_what_is_broken_by_it_is_told(here: Path) -> None:
    del here
    proposal = proposed(Change(Operation.TEXT, old="dreft", text="[done"))
    assert [(each.code, each.path) for each in proposal.introduced] == [("DD002", SIDE)]


@pytest.mark.parametrize(
    ("change", "path", "why"),
    [
        (field("owner", "Ann"), SIDE, "there is no field 'owner'"),
        (Change(Operation.REPLACE, "Overview", text="x"), SIDE, "YAML without sections"),
        (field("status", "a\nb"), SIDE, "one line"),
        (field("status", "done"), "login/other.yaml", "belongs to no document"),
        (field("status", "done"), "template/meta.yaml", "belongs to no document"),
        (field("status", "done"), "login/none.yaml", "does not exist"),
        (field("status", "done"), "login/.git/meta.yaml", "no Markdown file"),
    ],
)
def test_what_cannot_be_done_is_refused(here: Path, change: Change, path: str, why: str) -> None:
    (here / "login/other.yaml").write_text("status: draft\n")
    with pytest.raises(UsageError, match=why):
        proposed(change, path=path)
    assert (here / SIDE).read_text() == OWN


def test_a_layout_that_cannot_hold_another_key_is_said(here: Path) -> None:
    (here / SIDE).write_text("{title: Login, status: draft}\n")
    with pytest.raises(UsageError, match="'reviewers' cannot be set"):
        proposed(field("reviewers", "[ann]"))
    assert proposed(field("status", "done")).after == b"{title: Login, status: done}\n"


def test_a_side_file_that_somebody_else_changed_is_not_overwritten(here: Path) -> None:
    proposal = proposed(field("status", "done"))
    (here / SIDE).write_text(OWN + "more: true\n")
    with pytest.raises(UsageError, match="was changed"):
        apply_proposal(proposal, DiskFiles())
