"""Which document a text means: by a path, a relative link, or the name of a file or folder."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable

from designdoc.template.names import key
from designdoc.workspace.local_links import is_markdown, split

_IN_FOLDER = frozenset({"readme", "index", "design", "design document", "spec", "requirement"})


class Documents:
    """The documents of the workspace by path and by name."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = {posixpath.normpath(path): path for path in paths}
        self._named: dict[str, list[str]] = defaultdict(list)
        for path in self._paths.values():
            folder, name = posixpath.split(path)
            stem = posixpath.splitext(name)[0]
            self._named[key(stem)].append(path)
            if key(stem) in _IN_FOLDER and folder:
                self._named[key(posixpath.basename(folder))].append(path)

    def linked(self, target: str, base: str) -> tuple[str, str, str] | None:
        """A relative link as (document or empty, path looked for, anchor); None for another."""
        if is_address(target):
            return None
        path, anchor = split(target)
        if not path:
            return base, base, anchor
        if path.startswith("/"):
            wanted = posixpath.normpath(path).lstrip("/")
        else:
            wanted = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        return self._paths.get(wanted, ""), wanted, anchor

    def called(self, name: str, base: str) -> str:
        """The document that is called so, seen from another one; empty unless exactly one is."""
        for wanted in (*beside(name, base), *beside(name, "")):
            if wanted in self._paths:
                return self._paths[wanted]
        above, _, last = name.rpartition("/")
        stem = posixpath.splitext(last)[0] if last.endswith((".md", ".markdown")) else last
        found = [path for path in self._named.get(key(stem), ()) if above in path]
        if len(found) > 1:
            nearest = max(_shared(path, base) for path in found)
            found = [path for path in found if _shared(path, base) == nearest]
        return found[0] if len(found) == 1 else ""


def is_address(target: str) -> bool:
    """Whether a link leads to no file of these."""
    return "://" in target or target.startswith(("//", "mailto:", "data:", "tel:"))


def beside(name: str, base: str) -> tuple[str, ...]:
    """The files that a name may mean in the folder of a document, the likeliest first."""
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(base), name))
    if is_markdown(name):
        return (wanted,)
    return tuple(
        [wanted, f"{wanted}.md", f"{wanted}.markdown"]
        + [f"{wanted}/{each}.md" for each in ("README", "index", "design")]
    )


def _shared(one: str, other: str) -> int:
    """How many folders two paths have in common from the root."""
    count = 0
    for left, right in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if left != right:
            break
        count += 1
    return count
