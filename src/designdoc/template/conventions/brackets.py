"""Balanced brackets in one pass: the outermost pairs of a text."""

from collections.abc import Iterator

from designdoc.template.convention import Found


def outermost(text: str, opening: str, closing: str) -> Iterator[Found]:
    """The outermost balanced pairs; a bracket behind a backslash is text."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, char in enumerate(text):
        if char not in {opening, closing}:
            continue
        if index and text[index - 1] == "\\":
            continue
        if char == opening:
            stack.append(index)
        elif stack:
            start = stack.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, index + 1))
    for start, end in pairs:
        yield Found(start, end, text[start + 1 : end - 1])
