"""``designdoc impact``: a tree with reasons, JSON with chains, and names that are not clear."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.requirement("FR-4")

GOLDEN = Path(__file__).parents[1] / "golden" / "trace" / "matrix"
Program = Callable[..., Any]


@pytest.fixture(autouse=True)
def _boats(write: Callable[..., Path]) -> None:
    for path in sorted(GOLDEN.glob("*.md")):
        write(f"boats/{path.name}", path.read_bytes())


def test_the_tree_says_why(program: Program) -> None:
    ran = program("impact", "ferry/FR-1", "boats")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("requirement FR-1 A passenger buys a ticket at the Kiosk, before")
    assert lines[0].endswith("…  boats/ferry.md:9")
    assert "├─ component Kiosk  boats/ferry.md:25  FR-1 names Kiosk (line 9)" in lines
    assert "│  └─ type Ticket  boats/ferry.md:34  Kiosk uses Ticket (line 28)" in lines
    assert "   └─ phase Phase 1: Tickets  boats/ferry.md:41  " in ran.out.replace("│", " ")
    assert lines[-1].startswith("Touches 7 things (")


def test_json_has_the_chain(program: Program) -> None:
    shown = json.loads(program("impact", "ferry.md#FR-1", "boats", "--format", "json").out)
    assert (shown["version"], shown["id"]) == (1, "boats/ferry.md#FR-1")
    ticket = next(each for each in shown["touches"] if each["kind"] == "type")
    assert ticket["distance"] == 2
    chain = [(link["kind"], link["line"]) for link in ticket["chain"]]
    assert chain == [("names", 9), ("uses", 28)]
    assert ticket["chain"][0]["from"] == shown["id"]
    assert ticket["chain"][-1]["to"] == ticket["id"]


def test_another_document_is_reached(program: Program) -> None:
    ran = program("impact", "harbour/FR-1", "boats")
    assert "└─ requirement FR-2 The crew counts" in ran.out
    assert "FR-2 cites FR-1 (line 10)" in ran.out


def test_a_name_of_several_things_lists_them(program: Program) -> None:
    ran = program("impact", "FR-1", "boats")
    assert ran.status == 2
    assert "'FR-1' is the name of 2 things; say which:" in ran.err
    assert "boats/ferry.md#FR-1 (requirement, line 9)" in ran.err
    assert "boats/harbour.md#FR-1 (requirement, line 9)" in ran.err


def test_a_name_of_nothing_offers_the_nearest(program: Program) -> None:
    ran = program("impact", "Kiosc", "boats")
    assert ran.status == 2
    assert "nothing here is called 'Kiosc'; near are Kiosk" in ran.err
    assert "identifiers here are AC-1, FR-1, FR-2, FR-3" in program("impact", "???", "boats").err


def test_a_thing_without_links(program: Program) -> None:
    assert "Nothing is linked to Performance." in program("impact", "Performance", "boats").out
