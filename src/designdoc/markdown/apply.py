"""Edits applied to bytes: everything outside an edit stays as it was."""

from collections.abc import Iterable

from designdoc.diagnostics import Edit


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with each edit's range replaced, in one pass.

    Raises:
        ValueError: two edits overlap, or one reaches outside the data.
    """
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        if not at <= edit.start <= edit.end <= len(data):
            raise ValueError(f"edit {edit.start}..{edit.end} overlaps another or leaves the file")
        pieces += (data[at : edit.start], edit.text.encode())
        at = edit.end
    pieces.append(data[at:])
    return b"".join(pieces)
