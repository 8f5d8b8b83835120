"""Flows drawn with text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.model.arrows import read_arrows

Edges = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("A -> B -> C", [("A", "B"), ("B", "C")]),
        ("A --> B\nB ==> C", [("A", "B"), ("B", "C")]),
        ("Client → API → DB", [("Client", "API"), ("API", "DB")]),
        ("A <- B", [("B", "A")]),
        ("A <-- B <-- C", [("B", "A"), ("C", "B")]),
        ("[Browser] -> (Server)", [("Browser", "Server")]),
        ("Client\n  ↓\nAPI\n  ↓ query\nDB", [("Client", "API"), ("API", "DB")]),
        ("Client\n  |\n  v\nAPI", [("Client", "API")]),
        ("Client\n  │\n  ▼\nAPI", [("Client", "API")]),
        ("A -> B\n  ↓\nC", [("A", "B"), ("B", "C")]),
        (
            "User clicks\n  -> Handler\n  -> Store",
            [("User clicks", "Handler"), ("Handler", "Store")],
        ),
        (
            "Editor\n  reads keys → codes\n  │ on save\n  ▼\nStore  \n  checks rights\n  ↓\nDisk",
            [("Editor", "Store"), ("Store", "Disk")],
        ),
        ("A\n  -> B\n     reads\n  -> C  // late", [("A", "B"), ("B", "C")]),
        ("A\n  → B\n    → C\n  → D\nE\n  → F", [("A", "B"), ("B", "C"), ("B", "D"), ("E", "F")]),
        ("1. A -> B\n2. B -> C", [("A", "B"), ("B", "C")]),
        ("POST /x --> Auth --> 200 OK", [("POST /x", "Auth"), ("Auth", "200 OK")]),
        ("入力 → 検証 → 保存", [("入力", "検証"), ("検証", "保存")]),
    ],
)
def test_arrows(text: str, edges: Edges) -> None:
    found = read_arrows(text)
    assert found.form == "arrows"
    assert [(edge.source, edge.target) for edge in found.edges] == edges
    assert {name for edge in edges for name in edge} == {node.name for node in found.nodes}
    raw = text.encode()
    for node in found.nodes:
        assert raw[slice(*node.span)].decode() == node.name


@pytest.mark.parametrize(
    ("text", "label"),
    [("A --[reads]--> B", "reads"), ("A -- reads --> B", "reads"), ("A\n ↓ reads\nB", "reads")],
)
def test_labels(text: str, label: str) -> None:
    (edge,) = read_arrows(text).edges
    assert edge.label == label


def test_steps() -> None:
    found = read_arrows("1. read the file\n   slowly\n2. check it\n3. write it")
    assert found.form == "steps"
    assert [edge.target for edge in found.edges] == ["check it", "write it"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no arrows here",
        "┌───┐   ┌───┐\n│ A │ → │ B │\n└───┘   └───┘",
        "+---+\n| A |--> B\n+---+",
        "const f = (x) => { return x; }",
        "on('done', () => start('Game'))",
        "if empty → nothing to do",
        "  → If empty: stop",
        "start()\n  |-- 1. read\n  |-- 2. a → b",
        "1. only one step",
        "-- a comment --",
        "a - b - c",
        "x >= 3",
    ],
)
def test_nothing_certain(text: str) -> None:
    assert read_arrows(text).edges == ()


@given(st.text(alphabet="AB ->=<→↓|v\n[]().1", max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    found = read_arrows(text)
    names = {node.name for node in found.nodes}
    assert all(edge.source in names and edge.target in names for edge in found.edges)
