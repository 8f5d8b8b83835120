"""Edits as a person makes them, and as nobody would: for what must survive any of them."""

from collections.abc import Iterator
from random import Random

_TYPED = (
    b"x", b" ", b"\n", b"\n\n", b"#", b"\n## New\n", b"```\n", b"~~~", b"<!--", b"-->", b"- ",
    b"> ", b"    ", b"|", b"[a]: b\n", b"[a]", b"[^1]", b"`", b"*", b"**", b"\r\n", b"\r", b"---\n",
    b"===\n", "é".encode(), "𝄞".encode(), b"<div>\n", b"\t", b"1. ", b"[x] ", b"\\", b"&amp;",
    b"<script>", b"FR-1", b"N/A", b"TBD", b"p95 < 200 ms",
)  # fmt: skip


def edits(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """So many versions of a file, each an edit of the one before; now and then one is undone."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    before = data
    for _ in range(count):
        at = chance.randrange(len(data) + 1)
        kind = chance.random()
        if kind < 0.6:
            changed = data[:at] + chance.choice(_TYPED) + data[at:]
        elif kind < 0.85:
            changed = data[:at] + data[at + chance.choice((1, 1, 2, 5, 40, 400)) :]
        elif kind < 0.95:
            start = chance.randrange(len(data) + 1)
            changed = data[:at] + data[start : start + chance.choice((10, 200))] + data[at:]
        else:
            changed = before
        before, data = data, changed
        yield data
