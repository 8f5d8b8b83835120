"""A document before and after a commit, and the words that it lost where it speaks of code."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from designdoc.application.paths import is_markdown
from designdoc.languages.grammars import is_known
from designdoc.source.regex import regex

WORD = regex(rb"[A-Za-z_][A-Za-z0-9_]{3,80}")
_FENCE = regex(rb"(?:```|~~~)[ \t]*([A-Za-z][A-Za-z0-9#+]{0,12})?")


class Mended(Struct, frozen=True, dict=True):
    """A document before and after a commit."""

    path: str
    old: bytes
    new: bytes

    @cached_property
    def words(self) -> frozenset[bytes]:
        """The words on lines with code that it lost or changed."""
        return self.named | self.shown

    @cached_property
    def named(self) -> frozenset[bytes]:
        """The words beside inline code that it has no more."""
        lost = words_of(line for line in self._lost if b"`" in line)
        return frozenset(lost - set(WORD.findall(self.new)) if lost else lost)

    @cached_property
    def shown(self) -> frozenset[bytes]:
        """The words that it lost on lines of code blocks in languages that we know."""
        if not any(is_known(found.decode().lower()) for found in _FENCE.findall(self.old)):
            return frozenset()
        return frozenset(words_of(set(_fenced(self.old)) - set(_fenced(self.new))))

    def speaks_of(self, names: Iterable[str]) -> bool:
        """Whether one of the names stands on a line with inline code that it lost."""
        lost = b"\n".join(line for line in self._lost if b"`" in line)
        return bool(lost) and any(name.encode("utf-8", "surrogateescape") in lost for name in names)

    @cached_property
    def _lost(self) -> set[bytes]:
        return lost_lines(self.old, self.new)


def is_document(path: str, folders: Sequence[str]) -> bool:
    """Whether a path is a document in one of the folders, in any where there are none."""
    if not is_markdown(path):
        return False
    return not folders or any(path == f or path.startswith(f.rstrip("/") + "/") for f in folders)


def lost_lines(old: bytes, new: bytes) -> set[bytes]:
    """The lines that a text lost or changed."""
    return set(old.splitlines()) - set(new.splitlines())


def words_of(lines: Iterable[bytes]) -> set[bytes]:
    """The words on some lines."""
    return set(WORD.findall(b"\n".join(lines)))


def _fenced(text: bytes) -> Iterator[bytes]:
    """The lines of code blocks in known languages; rather a line too many than one too few."""
    inside = False
    for line in text.splitlines():
        fence = _FENCE.search(line)
        if fence:
            language = fence[1]
            inside = is_known(language.decode().lower()) if language else False
        elif inside:
            yield line
