"""Values move with the text that they were read from; what has no place stays as it is."""

from enum import Enum

from msgspec import Struct

from designdoc.source import Span, decode
from designdoc.source.memory import Memory
from designdoc.source.moved import moved


class Colour(Enum):
    RED = 1


class Leaf(Struct, frozen=True):
    name: str
    number: int
    colour: Colour = Colour.RED


class Branch(Struct, frozen=True):
    span: Span
    leaf: Leaf
    inner: "tuple[Branch, ...]" = ()
    by_name: dict[str, Span] = {}
    place: Span | None = None


def test_every_span_however_deep_is_moved() -> None:
    leaf = Leaf("a", 7)
    tree = Branch(Span(1, 2), leaf, (Branch(Span(3, 4), leaf),), {"x": Span(5, 6)}, Span(7, 8))
    assert moved(tree, 10) == Branch(
        Span(11, 12), leaf, (Branch(Span(13, 14), leaf),), {"x": Span(15, 16)}, Span(17, 18)
    )
    assert moved([(Span(0, 1), "a")], 2) == [(Span(2, 3), "a")]


def test_what_has_no_place_is_itself() -> None:
    leaf = Leaf("a", 7)
    assert moved(leaf, 10) is leaf
    assert moved("text", 10) == "text"
    tree = Branch(Span(1, 2), leaf)
    assert moved(tree, 0) is tree


def test_memory_moves_what_the_same_bytes_gave() -> None:
    memory, asked = Memory(), []

    def compute(at: int) -> Span:
        asked.append(at)
        return Span(at, at + 1)

    def recall(text: bytes, at: int) -> Span:
        source = decode("x.md", text)
        return memory.recall("kind", source, Span(at, at + 3), lambda: compute(at))

    memory.turn("context")
    assert recall(b"abc", 0) == Span(0, 1)
    memory.turn("context")
    assert recall(b"xxabc", 2) == Span(2, 3)
    assert asked == [0]
    memory.turn("another context")
    assert recall(b"abc", 0) == Span(0, 1)
    assert asked == [0, 0]


def test_memory_forgets_what_a_version_did_not_ask_for() -> None:
    memory, source, asked = Memory(), decode("x.md", b"abc"), []
    memory.turn(None)
    memory.recall("kind", source, Span(0, 3), lambda: asked.append(1))
    memory.turn(None)
    memory.turn(None)
    memory.recall("kind", source, Span(0, 3), lambda: asked.append(2))
    assert asked == [1, 2]
