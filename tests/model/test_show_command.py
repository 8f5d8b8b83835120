"""``designdoc show``: what a document says, for people and for programs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from designdoc.cli.main import run

GOLDEN = Path(__file__).parents[1] / "golden" / "model"
Capture = pytest.CaptureFixture[bytes]


def test_text_shows_facts_with_their_lines(docs: Callable[..., Path], capfdbinary: Capture) -> None:
    docs("docs/whole.md", (GOLDEN / "whole/document.md").read_bytes())
    assert run(["show", "docs/whole.md", "--template", "feature-design"]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert "Functional requirements (2)" in out
    assert "    25  FR-1 A member signs in with a passkey on a phone" in out
    assert "latency < 200 ms (p95 at 100 rps)" in out
    assert "Browser → Gate (assertion)" in out
    assert "not applicable: there are no keys yet" in out
    assert "\x1b" not in out


def test_json_has_the_contract_s_shape(docs: Callable[..., Path], capfdbinary: Capture) -> None:
    docs("docs/whole.md", (GOLDEN / "whole/document.md").read_bytes())
    assert run(["show", "docs/whole.md", "--template", "feature-design", "--format", "json"]) == 0
    shown = json.loads(capfdbinary.readouterr().out)
    expected = json.loads((GOLDEN / "whole/expected.json").read_text("utf-8"))
    assert shown["template"]["path"] == "feature-design"
    assert {**shown, "template": "feature-design"} == expected


def test_a_document_without_a_template_is_shown_by_its_headings(
    write: Callable[..., Path], capfdbinary: Capture
) -> None:
    write("notes.md", "# Notes\n\n## Drawbacks\n\n- slow\n")
    assert run(["show", "notes.md", "--format", "json"]) == 0
    shown = json.loads(capfdbinary.readouterr().out)
    assert shown["template"] is None
    assert [each["text"] for each in shown["drawbacks"]] == ["slow"]


def test_terminal_escapes_of_a_document_are_harmless(
    write: Callable[..., Path], capfdbinary: Capture
) -> None:
    write("evil.md", "# \x1b]0;x\x07 Design\n\n## Risks\n\n- \x1b[31mred\n")
    assert run(["show", "evil.md"]) == 0
    assert b"\x1b" not in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("path", "message"), [("gone.md", "does not exist"), (".", "is a folder; name one document")]
)
def test_wrong_paths_end_with_one_line(
    path: str, message: str, write: Callable[..., Path], capfdbinary: Capture
) -> None:
    write("notes.md", "# Notes\n")
    assert run(["show", path]) == 2
    assert message in capfdbinary.readouterr().err.decode()
