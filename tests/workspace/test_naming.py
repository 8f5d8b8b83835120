"""Names in prose: what counts as a name, and what is only a word."""

import pytest

from designdoc.markdown.anchors import anchor_of, slug
from designdoc.source import Span
from designdoc.workspace.documents import Documents
from designdoc.workspace.graph import Kind, Node
from designdoc.workspace.identifiers import is_identifier, same, stem
from designdoc.workspace.names import Names

TITLES = (
    "Valve",
    "Soil Sensor",
    "TimeTable",
    "Error Handling (v2)",
    "auth-service",
    "通知サービス",
)


def node(title: str, kind: Kind = Kind.COMPONENT) -> Node:
    return Node(f"a.md#{title}", kind, "a.md", 1, title, Span(0, 1))


NAMES = Names([*map(node, TITLES), node("TileMap", Kind.TYPE)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the `Valve` opens", ["Valve"]),
        ("the **valve** opens", ["Valve"]),
        ("[Valves](#valve) open", ["Valve"]),
        ("`Valve.open()` is called", ["Valve"]),
        ("the Valve opens", []),  # one plain word, not marked
        ("the Soil Sensor and Soil Sensors", ["Soil Sensor", "Soil Sensor"]),
        ("a soil sensor", []),
        ("SoilSensor works", ["Soil Sensor"]),
        ("TimeTable, Time Table", ["TimeTable", "TimeTable"]),
        ("Error handling is hard", []),
        ("see Error Handling", ["Error Handling (v2)"]),
        ("auth-service, auth service", ["auth-service", "auth-service"]),
        ("Soil. Sensor", []),  # two sentences
        ("通知サービスは知らせる", ["通知サービス"]),
        ("a TileMap in `tile_maps`", ["TileMap"]),
        ("my_valve_x and Valverde", []),
    ],
)
def test_mentions(text: str, found: list[str]) -> None:
    assert [mention.node.title for mention in NAMES.mentions(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Valve", "Valve"),
        ("the valve (for water)", "Valve"),
        ("Valve service", "Valve"),
        ("soil_sensor", "Soil Sensor"),
        ("Soil Sensor for its readings", "Soil Sensor"),
        ("Valves", "Valve"),
        ("a valve of another make", None),
        ("postgres", None),
    ],
)
def test_a_text_that_is_a_name(text: str, found: str | None) -> None:
    named = NAMES.called(text)
    assert (named.title if named else None) == found


def test_a_generic_word_does_not_choose_between_two() -> None:
    names = Names([node("Mail Service"), node("Mail Module")])
    assert names.called("mail") is None
    assert names.called("Mail Module") == node("Mail Module")


def test_identifiers() -> None:
    assert same("FR-1") == same("FR1") == same("fr-001") != same("FR-10")
    assert same("AC-1.2") != same("AC-1.20")
    assert stem("REQ-AUTH-003") == "REQ-AUTH"
    assert stem("12") == ""
    assert is_identifier("FR-1")
    assert not is_identifier("a cell of words")
    assert not is_identifier("")


@pytest.mark.parametrize(
    ("one", "other"), [("ANF_1", "anf-001"), ("要求1", "要求-01"), ("FR-１２", "FR12")]
)
def test_spellings_of_own_identifiers(one: str, other: str) -> None:
    assert same(one) == same(other)


def test_slugs() -> None:
    assert anchor_of("What's new? (v1.2)") == "whats-new-v12"
    assert slug("Retry, then give up!") == "retry-then-give-up"
    assert len(slug("word " * 100)) <= 48


@pytest.mark.parametrize(
    ("name", "base", "found"),
    [
        ("login", "docs/a.md", "docs/login/design.md"),
        ("login/design.md", "docs/a.md", "docs/login/design.md"),
        ("mail", "docs/a.md", "docs/mail.md"),
        ("mail.md", "docs/login/design.md", "docs/mail.md"),
        ("plan", "docs/one/a.md", "docs/one/plan.md"),
        ("plan", "x.md", ""),  # there are two, none nearer
        ("nothing", "x.md", ""),
        ("one/plan", "x.md", "docs/one/plan.md"),
    ],
)
def test_documents_by_name(name: str, base: str, found: str) -> None:
    paths = ["docs/login/design.md", "docs/mail.md", "docs/one/plan.md", "docs/two/plan.md"]
    assert Documents(paths).called(name, base) == found


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("https://x.org/a.md", None),
        ("mailto:a@x.org", None),
        ("mail.md#FR-1", ("docs/mail.md", "docs/mail.md", "FR-1")),
        ("#top", ("docs/a.md", "docs/a.md", "top")),
        ("/docs/mail.md", ("docs/mail.md", "docs/mail.md", "")),
        ("my%20mail.md", ("", "docs/my mail.md", "")),
        ("../../out.md", ("", "../out.md", "")),
    ],
)
def test_relative_links(target: str, place: tuple[str, str, str] | None) -> None:
    assert Documents(["docs/a.md", "docs/mail.md"]).linked(target, "docs/a.md") == place
