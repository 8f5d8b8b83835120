"""Where the tests of a workspace name a requirement: the tags that evidence reads, as edits."""

import posixpath
from collections.abc import Iterator, Mapping

from designdoc.application.session import Session
from designdoc.diagnostics import Edit
from designdoc.evidence.tags import places
from designdoc.source.regex import regex
from designdoc.workspace.identifiers import same

_TEST = regex(r"(?i)(?:^|[_.-])(?:tests?|spec)(?:[_.-]|$)|tests?\.\w+$")
_CODE = (".py", ".go", ".rs", ".js", ".jsx", ".ts", ".tsx", ".java", ".kt", ".cs")
_LEFT_OUT = frozenset({"node_modules", "target", "dist", "build", "vendor", "__pycache__"})
_MOST, _LARGEST = 20_000, 1_000_000  # names that are looked at, bytes of a file that is read


def markers(session: Session, document: str, old: str, new: str) -> Mapping[str, tuple[Edit, ...]]:
    """The edits that rename an identifier in the tags of tests, by path.

    A tag that names a document speaks of that one only (``login.md#FR-1``, ``login/FR-1``).
    """
    stem = posixpath.splitext(posixpath.basename(document))[0]
    found: dict[str, tuple[Edit, ...]] = {}
    for path in _tests(session):
        try:
            text = session.data(path).decode()
        except (OSError, UnicodeDecodeError):
            continue
        edits = tuple(_edits(text, stem, (old, new)))
        if edits:
            found[path] = edits
    return found


def _edits(text: str, stem: str, names: tuple[str, str]) -> Iterator[Edit]:
    old, new = names
    for written, at in places(text):
        named = max(written.rfind("#"), written.rfind("/")) + 1
        document = posixpath.splitext(posixpath.basename(written[: max(named - 1, 0)]))[0]
        if same(written[named:]) == same(old) and document in {"", stem}:
            start = len(text[: at + named].encode())
            yield Edit(start, start + len(written[named:].encode()), new)


def _tests(session: Session) -> Iterator[str]:
    """The files below the root whose name, or that of a folder above, says test."""
    files = session.checker.files
    stack, seen = [(session.root, False)], 0
    while stack:
        folder, inside = stack.pop()
        try:
            entries = files.entries(folder)
        except OSError:
            continue
        seen += len(entries)
        if seen > _MOST:
            return
        for entry in entries:
            path = posixpath.join(folder, entry.name)
            is_test = inside or bool(_TEST.search(entry.name))
            if entry.name.startswith(".") or entry.link or entry.name in _LEFT_OUT:
                continue
            if entry.folder:
                stack.append((path, is_test))
            elif is_test and entry.name.endswith(_CODE) and files.size(path) <= _LARGEST:
                yield files.shown(path)
