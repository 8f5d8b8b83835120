"""Typing at random as an editor sends it: surrogate pairs, odd line endings, undo, whole texts."""

from collections.abc import Iterator, Sequence
from random import Random

from lsprotocol import types

from designdoc.lsp.positions import Encoding

ENCODINGS = (Encoding.Utf8, Encoding.Utf16, Encoding.Utf32)
UNITS = {Encoding.Utf8: ("utf-8", 1), Encoding.Utf16: ("utf-16-le", 2),
         Encoding.Utf32: ("utf-32-le", 4)}  # fmt: skip
PIECES = (
    "a", "é", "日", "𝒳", "👩\u200d💻", "\n", "\r\n", "\r", "\t", "\u2028", "\x0c", "\x85", "|", "#",
    "- ", "FR-1", "**", "\ufeff", "\n\n## Requirements\n\n", "```\n", "<!--", "-->",
)  # fmt: skip


def edits(
    chance: Random, texts: Sequence[str], encoding: Encoding
) -> Iterator[tuple[str, types.TextDocumentContentChangeEvent]]:
    """Edits of the first text as people and editors make them, each with what comes of it.

    Now and then the whole is replaced by one of ``texts``, in either line ending, or by nothing.
    """
    history = [texts[0]]
    whole = (*texts, texts[0].replace("\n", "\r\n"), "")
    while True:
        if len(history) > 1 and chance.random() < 0.2:
            history.pop()  # undo, sent as a whole replacement or as nothing but text
            yield history[-1], types.TextDocumentContentChangeWholeDocument(history[-1])
            continue
        text = history[-1]
        if chance.random() < 0.05:
            new = chance.choice(whole)
            history.append(new)
            yield new, types.TextDocumentContentChangeWholeDocument(new)
            continue
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 0, 1, 5, 40)))
        start -= text[start - 1 : start + 1] == "\r\n"
        end += text[end - 1 : end + 1] == "\r\n"
        put = "".join(chance.choices(PIECES, k=chance.choice((0, 1, 1, 2, 4))))
        new = text[:start] + put + text[end:]
        history = [*history[-20:], new]
        range_ = types.Range(place_of(text, start, encoding), place_of(text, end, encoding))
        yield new, types.TextDocumentContentChangePartial(range_, put)


def place_of(text: str, at: int, encoding: Encoding) -> types.Position:
    """The position of a character, found one character after another."""
    codec, unit = UNITS[encoding]
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    last = before.rpartition("\n")[2]
    return types.Position(before.count("\n"), len(last.encode(codec)) // unit)
