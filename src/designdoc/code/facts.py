"""What a source tree declares, imports and says, as typed facts with places.

Paths are relative to the top of the tree, with forward slashes. Lines count from 1.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct


class Member(Struct, frozen=True, array_like=True, gc=False):
    """A member of a declared type, its type as written."""

    name: str
    type: str
    optional: bool
    line: int


class Declared(Struct, frozen=True, array_like=True, gc=False):
    """A declared symbol. ``kind``: interface, type, class, struct, enum, function, constant.

    ``bases`` are the types that it takes more members from; ``value`` is what an alias stands for;
    ``assigned`` are the names that methods give to the instance; ``generic``: it has parameters.
    The members of a function are its parameters.
    """

    name: str
    kind: str
    line: int
    members: tuple[Member, ...] = ()
    bases: tuple[str, ...] = ()
    value: str = ""
    assigned: tuple[str, ...] = ()
    generic: bool = False


class Import(Struct, frozen=True, array_like=True, gc=False):
    """An import as written, and the names that it takes; ``type_only``: gone at run time."""

    target: str
    line: int
    names: tuple[str, ...] = ()
    type_only: bool = False


class Literal(Struct, frozen=True, array_like=True, gc=False):
    """A string that means something outside. ``kind``: log, metric, variable, flag, name."""

    kind: str
    text: str
    line: int


class FileFacts(Struct, frozen=True, array_like=True, gc=False):
    """What one file declares, imports and says; ``broken``: not all of it parses."""

    language: str
    package: str = ""
    declared: tuple[Declared, ...] = ()
    imports: tuple[Import, ...] = ()
    literals: tuple[Literal, ...] = ()
    broken: bool = False


class Skipped(Struct, frozen=True, array_like=True):
    """A file or folder that was not read, and why."""

    path: str
    reason: str


class Place(Struct, frozen=True, array_like=True):
    """A declaration and the file that it stands in."""

    path: str
    declared: Declared


class CodeIndex(Struct, frozen=True, dict=True):
    """The facts of every file; ``uses`` maps a file to the files that it imports.

    ``names`` are all files of the tree by path, code or not; ``roots`` the folders of code.
    """

    files: Mapping[str, FileFacts] = {}
    names: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    uses: "Mapping[str, tuple[Use, ...]]" = {}
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def by_symbol(self) -> Mapping[str, Sequence[Place]]:
        """The declarations of each name, in the order of the files."""
        found: dict[str, list[Place]] = defaultdict(list)
        for path in sorted(self.files):
            for declared in self.files[path].declared:
                found[declared.name].append(Place(path, declared))
        return dict(found)

    @cached_property
    def members(self) -> frozenset[str]:
        """The names of all members of declared types."""
        every = [each for facts in self.files.values() for each in facts.declared]
        return frozenset(
            [member.name for each in every for member in each.members]
            + [name for each in every for name in each.assigned]
        )

    @cached_property
    def literals(self) -> Mapping[str, tuple[str, Literal]]:
        """Every string that means something, with the first file that has it."""
        found: dict[str, tuple[str, Literal]] = {}
        for path in sorted(self.files):
            for literal in self.files[path].literals:
                found.setdefault(literal.text, (path, literal))
        return found


class Use(Struct, frozen=True, array_like=True):
    """A file that another imports. ``type_only``: for its types alone; ``test``: from a test."""

    path: str
    line: int
    type_only: bool = False
    test: bool = False
