"""What a folder holds, to be compared before and after."""

from pathlib import Path


def contents(folder: Path) -> dict[str, bytes | str | None]:
    """Every path below the folder: the bytes of a file, where a link leads, None for a folder."""
    return {path.relative_to(folder).as_posix(): _content(path) for path in folder.rglob("*")}


def _content(path: Path) -> bytes | str | None:
    if path.is_symlink():
        return str(path.readlink())
    return path.read_bytes() if path.is_file() else None
