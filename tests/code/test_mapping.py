"""The five signals in their order; what is ambiguous stays unmapped and says why."""

from designdoc.code.mapping import Given, Mapped, Sought, map_components
from designdoc.code.names import Names
from designdoc.source import Span
from helpers.code_world import index_of

FILES = {
    "src/gate/keeper.ts": "export class GateKeeper {}\nexport function openGate() {}\n",
    "src/gate/bell.ts": "export function ringBell() {}\n",
    "src/store/store.ts": "export interface StoredPass {}\nexport class Twice {}\n",
    "src/clock/clock.ts": "export class Twice {}\n",
    "src/clock/clock.test.ts": "export class GateKeeper {}\n",
    "docs/a.md": "",
}


def mapped(name: str, **words: tuple[str, ...]) -> Mapped:
    found = map_components([Sought(name, Span(0, 1), **words)], "docs", Names(frozenset(FILES)),
                           index_of(FILES))  # fmt: skip
    return found[0]


def test_a_path_comes_first() -> None:
    found = mapped("GateKeeper", explicit=("src/store/store.ts",), types=("StoredPass",))
    assert (found.signal, found.files) == ("path", ("src/store/store.ts",))


def test_a_folder_is_narrowed_by_the_heading() -> None:
    assert mapped("GateKeeper", explicit=("src/gate/",)).files == ("src/gate/keeper.ts",)
    assert len(mapped("Everything", explicit=("src/gate/",)).files) == 2


def test_a_path_that_is_not_there_is_not_replaced_by_a_guess() -> None:
    found = mapped("GateKeeper", explicit=("src/old/keeper.ts",))
    assert (found.signal, found.files) == ("", ())
    assert "is not in the tree" in found.why


def test_then_a_type_a_symbol_a_stem_and_backticks() -> None:
    assert mapped("X", types=("StoredPass",)).signal == "fence"
    assert mapped("Gate keeper").files == ("src/gate/keeper.ts",)
    assert mapped("Gate keeper").signal == "symbol"
    assert (mapped("Keeper").signal, mapped("Keeper").files) == ("stem", ("src/gate/keeper.ts",))
    found = mapped("X", symbols=("openGate", "ringBell"))
    assert (found.signal, found.files) == ("backticks", ("src/gate/bell.ts", "src/gate/keeper.ts"))


def test_ambiguous_is_unmapped() -> None:
    found = mapped("Thing", types=("Twice",))
    assert found.signal == ""
    assert "Twice" in found.why
    assert mapped("Nothing").why == "nothing in its text leads to code"


def test_what_a_person_says_overrides() -> None:
    hand = {"GateKeeper": Given("docs/a.md", "GateKeeper", ("src/clock",), "hand")}
    found = map_components([Sought("GateKeeper", Span(0, 1))], "docs", Names(frozenset(FILES)),
                           index_of(FILES), hand)  # fmt: skip
    assert found[0].signal == "hand"
    assert "src/clock/clock.ts" in found[0].files
