"""The files and folders of a tree by the ways in which people write their names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct


class Names(Struct, frozen=True, dict=True):
    """All paths of a tree, relative to its top."""

    paths: frozenset[str]

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds something."""
        found: set[str] = set()
        for path in self.paths:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    @cached_property
    def by_last(self) -> Mapping[str, Sequence[str]]:
        """Files and folders by the last part of their paths."""
        return by_last(self.paths | self.folders)

    def has(self, path: str) -> bool:
        """Whether a file or folder has exactly this path."""
        return path in self.paths or path in self.folders

    def ending(self, words: str) -> Sequence[str]:
        """The files and folders whose paths end in these parts."""
        words = words.strip("/")
        last = words.rpartition("/")[2]
        return ends_in(self.by_last.get(last, ()), words)


def by_last(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Paths by their last part, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        found[path.rpartition("/")[2]].append(path)
    return dict(found)


def ends_in(paths: Sequence[str], words: str) -> Sequence[str]:
    """Those of the paths that end in these parts."""
    return [path for path in paths if path == words or path.endswith("/" + words)]


def normal(path: str) -> str | None:
    """A relative path without ``.`` and ``..``; None where it leaves the tree."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def is_test(path: str) -> bool:
    """Whether a file is a test by its name or its folder."""
    *folders, name = path.lower().split("/")
    stem = name.split(".")[0]
    return (
        any(folder in _TEST_FOLDERS for folder in folders)
        or ".test." in name
        or ".spec." in name
        or stem.startswith("test_")
        or stem.endswith(("_test", "_tests"))
        or path.rpartition("/")[2].split(".")[0].endswith(("Test", "Tests", "IT"))
        or stem == "conftest"
    )


_TEST_FOLDERS = frozenset(
    {"test", "tests", "__tests__", "e2e", "testdata", "testing", "spec", "specs", "fixtures",
     "__mocks__", "mocks"}
)  # fmt: skip
