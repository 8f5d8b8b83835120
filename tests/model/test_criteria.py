"""The forms of acceptance criteria."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.model.criteria import criterion


@pytest.mark.parametrize(
    ("text", "form", "parts"),
    [
        ("The system shall log in", "ubiquitous", {"system": "system", "response": "log in"}),
        ("Each request must finish", "ubiquitous", {"system": "Each request"}),
        (
            "When the user saves, the editor shall store the draft",
            "event",
            {"trigger": "the user saves", "system": "editor", "response": "store the draft"},
        ),
        (
            "- [ ] **AC-1**: **When** the user types, the list shall filter",
            "event",
            {"trigger": "the user types", "system": "list", "response": "filter"},
        ),
        ("WHEN a form is sent THE SYSTEM SHALL check it", "event", {"trigger": "a form is sent"}),
        (
            "The store shall keep notes when the dialogue ends",
            "event",
            {"trigger": "the dialogue ends", "response": "keep notes"},
        ),
        (
            "**If** `user.logo` is null, **then** the card shall show a letter",
            "unwanted",
            {"unwanted": "`user.logo` is null", "system": "card"},
        ),
        ("While offline, the client shall queue writes", "state", {"state": "offline"}),
        ("Where SSO is on, the page shall show a button", "option", {"option": "SSO is on"}),
        (
            "If the token is old, then the API shall answer 401",
            "unwanted",
            {"unwanted": "the token is old", "system": "API", "response": "answer 401"},
        ),
        (
            "While online, when a message arrives, the client shall show it",
            "complex",
            {"state": "online", "trigger": "a message arrives", "response": "show it"},
        ),
        (
            "Given a user, When she logs in, Then she sees her drafts",
            "gherkin",
            {"given": "a user", "when": "she logs in", "then": "she sees her drafts"},
        ),
        (
            "AC: Given a file, when it is saved, then the server restarts",
            "gherkin",
            {"given": "a file", "when": "it is saved", "then": "the server restarts"},
        ),
        ("**WHEN** x ends **THEN** y begins", "gherkin", {"when": "x ends", "then": "y begins"}),
        (
            "前提 利用者がいる もし ログインする ならば 画面が出る",
            "gherkin",
            {"given": "利用者がいる", "then": "画面が出る"},
        ),
        (
            "利用者が保存を押した場合、システムは下書きを保存する",
            "event",
            {
                "trigger": "利用者が保存を押した場合",
                "system": "システム",
                "response": "下書きを保存する",
            },
        ),
        ("システムは入力を検証すること", "ubiquitous", {"system": "システム"}),
        ("通信に失敗した場合、画面は警告を表示する", "unwanted", {"system": "画面"}),
        ("オフラインの間、端末は書き込みを保持する", "state", {"state": "オフラインの間"}),
        ("- [x] The page loads", "checklist", {}),
        ("A quick look at the page", "prose", {}),
        ("", "prose", {}),
    ],
)
def test_form(text: str, form: str, parts: dict[str, str]) -> None:
    found = criterion(text)
    assert found.form == form
    for name, words in parts.items():
        assert found.part(name) == words


@pytest.mark.parametrize(
    ("text", "done"), [("- [x] a", True), ("[ ] a", False), ("- a", None), ("[X] a", True)]
)
def test_box(text: str, done: bool | None) -> None:
    assert criterion(text).done is done


def test_family() -> None:
    assert criterion("The API shall answer").family == "ears"
    assert criterion("Given a, when b, then c").family == "gherkin"
    assert criterion("[ ] a").family == "checklist"


@given(
    st.text(alphabet="When the,If shall*[]x\n保存した場合、はする。Given Then must ", max_size=80)
)
def test_parts_lie_in_the_text(text: str) -> None:
    size = len(text.encode())
    for part in criterion(text).parts:
        assert 0 <= part.span.start <= part.span.end <= size
