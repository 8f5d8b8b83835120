"""Words looked for: every document that says them is found, the one that is about them first."""

from pathlib import Path

import pytest

from designdoc.api import wiring
from designdoc.application.check import plan
from designdoc.application.options import CheckOptions
from designdoc.application.search import candidates, hits

TEXTS = {
    "a.md": "# Login\n\nWords.\n\n## Passkeys\n\nA passkey is kept.\n\n## Risks\n\nNo key.\n",
    "b.md": "# Other\n\nOnce a passkey is named, in a RISK.\n",
    "c.md": "# Straße\n\n## ÜBERSICHT\n\nログインの設計\n",
    "passkey.md": "# Nothing\n\nOnce a passkey.\n",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(query: str) -> list[tuple[str, str, int]]:
    checker, _ = wiring.checker_within(".", CheckOptions())
    jobs, _ = plan(["."], checker)
    ranked = candidates(query, jobs, checker)
    every = (hit for each in ranked for hit in hits(query, each, checker))
    return [(hit.path, hit.anchor, hit.line) for hit in every]


def test_documents_that_are_named_so_come_first(here: Path) -> None:
    assert found("passkey") == [
        ("passkey.md", "nothing", 3),
        ("a.md", "passkeys", 7),
        ("b.md", "other", 3),
    ]


def test_all_words_before_most_words(here: Path) -> None:
    assert [path for path, _, _ in found("passkey RISK")] == ["a.md", "a.md", "b.md"]
    assert found("passkey unicorn") == found("passkey")
    assert found("unicorn") == []


def test_letters_of_every_kind_are_found_without_case(here: Path) -> None:
    assert found("übersicht") == [("c.md", "übersicht", 3)]
    assert found("STRASSE") == [] and found("straße") == [("c.md", "straße", 1)]
    assert found("設計") == [("c.md", "übersicht", 5)]
