"""A document written in another way that means the same, by chance and by the rules of CommonMark.

Paragraphs are wrapped elsewhere, list markers exchanged, tables padded, headings numbered,
emphasis spelled with the other sign, line endings changed.
"""

import re
from collections.abc import Iterator
from random import Random

from designdoc.diagnostics import Edit
from designdoc.markdown import (
    BlockTree,
    Heading,
    Inline,
    InlineKind,
    List,
    Paragraph,
    Table,
    apply,
    parse,
)
from designdoc.markdown.tree import leaves
from designdoc.source import decode

_MARKERS = {"-": "*", "*": "+", "+": "-"}  # a permutation, so that neighbours stay apart
_LABELLED = re.compile(r"^[^\w\n]*[^\n:：]{1,60}[:：]", re.MULTILINE)
_SAFE_START = re.compile(r"[A-Za-z(][A-Za-z,.]*[a-z,.]$|[A-Za-z]$")
_WIDE_BREAK = re.compile(r"(?<=[。、])(?=[\u3041-\u3093\u30a1-\u30f6\u4e00-\u9fff])")
_HISTORY = re.compile(
    r"(?i)history|changelog|change log|履歴|истори"
)  # there a number is a version
_HAS_NUMBER = re.compile(r"[vV]?\d|[A-Z][.)]\s")  # as a version, a year or a step
_NUMBER = re.compile(r"#+[ \t]+(\d{1,2}(?:\.\d+)*[.)][ \t]+|\d{1,2}(?:\.\d+)+[ \t]+)?")


def reflowed(data: bytes, chance: Random) -> bytes:
    """The document in another form."""
    tree = parse(decode("a.md", data))
    text = apply(data, _without_overlaps(_edits(tree, chance)))
    plain = text.replace(b"\r\n", b"\n")
    return plain.replace(b"\n", b"\r\n") if chance.random() < 0.5 else text


def _without_overlaps(edits: Iterator[Edit]) -> list[Edit]:
    found: list[Edit] = []
    for edit in sorted(set(edits), key=lambda each: (each.start, each.end)):
        if not found or (edit.start >= found[-1].end and edit.start > found[-1].start):
            found.append(edit)
    return found


def _edits(tree: BlockTree, chance: Random) -> Iterator[Edit]:
    style = chance.choice(("{}. ", "{}.{} ", "{}.{}.1 ", "{}) "))
    heads = [block for block in tree.blocks if isinstance(block, Heading)]
    in_history = False
    for number, block in enumerate(heads):
        title = tree.text(block)
        in_history = bool(_HISTORY.search(title)) or (in_history and block.level > 2)
        if not (in_history or _HAS_NUMBER.match(title)):
            yield from _numbered(tree, block, style.format(number + 2, number % 7 + 1))
    for paragraph in tree.blocks:
        if isinstance(paragraph, Paragraph):
            yield from _wrapped(tree, paragraph, chance)
    for inner in tree.walk():
        if isinstance(inner, List) and inner.ordered is None:
            yield from _marked(tree, inner)
        elif isinstance(inner, Table):
            yield from _padded(tree, inner, chance)
        for leaf in leaves(inner) if isinstance(inner, Paragraph) else ():
            yield from _emphasised(tree, tree.inlines(leaf))


def _wrapped(tree: BlockTree, block: Paragraph, chance: Random) -> Iterator[Edit]:
    raw = tree.raw(block)
    kinds = {inline.kind for inline in tree.inlines(block)}
    plain = {InlineKind.TEXT, InlineKind.BREAK, InlineKind.STRONG, InlineKind.EMPHASIS}
    if not kinds <= plain or _LABELLED.search(raw) or re.search(r"(?: {2}|\\)\r?\n|[`<\[]", raw):
        return
    at = block.start
    words = re.split(r"([ \n]+)", raw.replace("\r\n", "\n"))
    if "\r" in raw or "\t" in raw or any("\n" in w and len(w) > 1 for w in words):
        return
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    for before, word, following in around:
        size = len(word.encode())
        if word in {" ", "\n"} and before.isalpha() and _SAFE_START.match(following):
            yield Edit(at, at + size, chance.choice((" ", "\n")))
        else:
            for match in _WIDE_BREAK.finditer(word):
                if chance.random() < 0.3:
                    place = at + len(word[: match.start()].encode())
                    yield Edit(place, place, "\n")
        at += size


def _numbered(tree: BlockTree, block: Heading, number: str) -> Iterator[Edit]:
    match = _NUMBER.match(tree.raw(block))
    if match and block.level > 1 and tree.text(block):
        start = block.start + len(match[0]) - len(match[1] or "")
        yield Edit(start, block.start + len(match[0]), number)


def _marked(tree: BlockTree, block: List) -> Iterator[Edit]:
    for item in block.items:
        marker = chr(tree.source.data[item.start])
        first = tree.raw(item).split("\n")[0]
        if marker in _MARKERS and re.search(r"\w", first):
            yield Edit(item.start, item.start + 1, _MARKERS[marker])


def _padded(tree: BlockTree, block: Table, chance: Random) -> Iterator[Edit]:
    for row in (block.header, *block.rows):
        for cell in row.cells:
            if cell.start and tree.source.data[cell.start - 1 : cell.start] in {b" ", b"|"}:
                yield Edit(cell.start, cell.start, " " * chance.randint(0, 3))


def _emphasised(tree: BlockTree, content: tuple[Inline, ...]) -> Iterator[Edit]:
    """The other sign, where it stands between spaces and holds no sign itself."""
    data = tree.source.data
    for inline in content:
        if inline.kind not in {InlineKind.STRONG, InlineKind.EMPHASIS}:
            continue
        raw = data[inline.start : inline.end]
        width = 2 if inline.kind is InlineKind.STRONG else 1
        around = data[max(0, inline.start - 1) : inline.start], data[inline.end : inline.end + 1]
        spaced = all(each in {b"", b" ", b"\n"} for each in around)
        signs = b"*_"
        inner = raw[width:-width]
        if spaced and raw[:1] == b"*" and not any(sign in inner for sign in signs):
            yield Edit(inline.start, inline.start + width, "_" * width)
            yield Edit(inline.end - width, inline.end, "_" * width)
