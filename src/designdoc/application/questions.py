"""The questions to the world that results are kept by: their kinds, and what is kept of answers.

A kind with ``~`` at its end is asked again each time: no state of a folder or file tells.
"""

import posixpath
from collections.abc import Iterable
from hashlib import blake2b

from designdoc.application.ports import Entry

READ = "read"
SIZE = "size"
MODIFIED = "modified"
FILE = "file"
FOLDER = "folder"
THERE = "there"
LISTING = "listing"
REAL = "real"
HEAD = "head"
REFS = "refs"

_OF_CONTENT = frozenset({READ, SIZE, MODIFIED})
_OF_NAMES = frozenset({FILE, FOLDER, THERE, REAL})


def digest(data: bytes) -> str:
    """What is kept of the bytes of a file."""
    return blake2b(data, digest_size=16).hexdigest()


def listing(entries: Iterable[Entry]) -> str:
    """What is kept of the entries of a folder."""
    rows = (f"{each.name}\0{each.folder:d}{each.link:d}" for each in entries)
    return digest("\n".join(rows).encode("utf-8", "surrogatepass"))


def failed(error: OSError) -> str:
    """What is kept of a failure."""
    return f"!{error.errno}"


def told_by(kind: str, subject: str) -> tuple[str, str]:
    """The folder whose state tells that an answer still holds, or the file; empty for none."""
    if kind in _OF_CONTENT:
        return "", subject
    if kind in _OF_NAMES:
        return posixpath.dirname(subject), ""
    return (subject, "") if kind == LISTING else ("", "")
