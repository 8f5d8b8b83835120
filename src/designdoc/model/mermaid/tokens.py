"""What the two lexers share: a token, and the failure that ends a diagram."""

from typing import NamedTuple


class Token(NamedTuple):
    """A piece of the cleaned text: its kind and its range."""

    kind: str
    start: int
    end: int


class SyntaxProblem(Exception):  # noqa: N818 - it is a result, not a fault
    """The diagram ends here: mermaid.js would not draw it."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


def shown(text: str, token: Token) -> str:
    """A token as a message names it."""
    if token.kind in {"EOF", "END"} or token.start >= len(text):
        return "the end of the diagram"
    word = text[token.start : token.end]
    if not word.strip():
        return "the end of the line" if "\n" in word else "a space"
    word = " ".join(word.split())
    return f"`{word if len(word) <= 30 else word[:29] + '…'}`"
