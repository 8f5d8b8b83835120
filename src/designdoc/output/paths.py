"""Paths as forges and machines read them: below the repository's root, percent-encoded in URIs."""

from designdoc.source.regex import regex

_DRIVE = regex(r"[A-Za-z]:/")


def relative(path: str, root: str) -> str:
    """The path relative to the root where it lies below it."""
    prefix = root.rstrip("/") + "/"
    if root and path.startswith(prefix):
        path = path[len(prefix) :]
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path


def is_absolute(path: str) -> bool:
    """Whether the path starts at the root of a file system."""
    return path.startswith("/") or bool(_DRIVE.match(path))


def uri(path: str) -> str:
    """A relative reference, or a ``file:`` URI for an absolute path."""
    from urllib.parse import quote  # few outputs have URIs

    if not is_absolute(path):
        return quote(path, safe="/", errors="replace")
    return "file:///" + quote(path, safe="/:", errors="replace").lstrip("/")
