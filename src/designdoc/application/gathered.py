"""Parcels of many documents as one report: findings in order, unpacked as they are wanted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, overload

from msgspec import Struct

from designdoc.application.parcel import Group, Parcel, name_of, rendered, unpack
from designdoc.diagnostics import Finding, Severity, TemplateUse, sort_key
from designdoc.output.options import RenderOptions
from designdoc.output.summary import fixable


class Held(Protocol):
    """Bytes that wait outside of the parcels."""

    def read(self, start: int, length: int) -> bytes:
        """The bytes of a place."""


class Placed(Struct, frozen=True):
    """A parcel, and where its bytes are: from ``start`` on in ``held``."""

    parcel: Parcel
    held: Held
    start: int = 0

    def findings(self, group: Group) -> list[Finding]:
        """The findings of a group."""
        if self.parcel.loose:
            return [each for each in self.parcel.loose if each.path == group.path]
        return unpack(self._at(group.data))

    def text(self, group: Group) -> bytes:
        """The text of a group."""
        return self._at(group.text)

    def _at(self, place: tuple[int, int]) -> bytes:
        return self.held.read(self.start + place[0], place[1])


class Inside:
    """``Held`` by the parcel itself."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, start: int, length: int) -> bytes:
        """The bytes of a place."""
        return self._data[start : start + length]


class Gathered(Sequence[Finding]):
    """The findings of all parcels in the order of every output; each pass unpacks them anew.

    Findings about a file that several documents share, such as results, come once. ``beside`` are
    findings that belong to no document.
    """

    def __init__(self, placed: Sequence[Placed], beside: Sequence[Finding]) -> None:
        self.placed = sorted(placed, key=lambda each: each.parcel.path)
        self._single: dict[str, tuple[Placed, Group]] = {}
        shared: dict[str, list[tuple[Placed, Group]]] = {}
        for each in self.placed:
            for group in each.parcel.groups:
                if group.path in shared:
                    shared[group.path].append((each, group))
                elif group.path in self._single:
                    shared[group.path] = [self._single.pop(group.path), (each, group)]
                else:
                    self._single[group.path] = (each, group)
        self._merged = {path: _merged(some) for path, some in shared.items()}
        for finding in beside:
            if finding.path in self._single:
                placed_group = self._single.pop(finding.path)
                self._merged[finding.path] = _merged([placed_group])
            self._merged.setdefault(finding.path, []).append(finding)
        for found in self._merged.values():
            found.sort(key=sort_key)
        self._paths = sorted((*self._single, *self._merged))

    def __iter__(self) -> Iterator[Finding]:
        for path in self._paths:
            yield from self._of(path)

    def __len__(self) -> int:
        return sum(self.counts().values())

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return tuple(self)[index]

    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity."""
        groups = [group for _, group in self._single.values()]
        found = {
            Severity.ERROR: sum(group.error for group in groups),
            Severity.WARNING: sum(group.warning for group in groups),
            Severity.INFO: sum(group.info for group in groups),
        }
        for some in self._merged.values():
            for finding in some:
                found[finding.severity] += 1
        return found

    def fixable(self) -> tuple[int, int]:
        """How many have a safe fix, and how many an unsafe one only."""
        groups = [group for _, group in self._single.values()]
        safe, unsafe = fixable(f for some in self._merged.values() for f in some)
        return (
            safe + sum(group.safe for group in groups),
            unsafe + sum(group.unsafe for group in groups),
        )

    def text(self, style: RenderOptions) -> Iterator[bytes]:
        """All findings as text, which is ready for most: it was rendered in this style."""
        templates = {
            each.parcel.path: each.parcel.document.template
            for each in self.placed
            if each.parcel.document
        }
        for path in self._paths:
            ready = self._ready(path, templates.get(path), name_of(style))
            yield ready or rendered(self._of(path), templates.get(path), style)

    def _ready(self, path: str, template: TemplateUse | None, style: str) -> bytes:
        if path not in self._single:
            return b""
        placed, group = self._single[path]
        as_rendered = template is None or path == placed.parcel.path
        return placed.text(group) if as_rendered and placed.parcel.style == style else b""

    def _of(self, path: str) -> list[Finding]:
        if path in self._single:
            placed, group = self._single[path]
            return placed.findings(group)
        return self._merged[path]


def told_once(some: Iterable[tuple[str, Sequence[Finding]]]) -> list[Finding]:
    """The findings of several documents about one file: what one has told, no other tells.

    ``some`` are the documents' paths, each with what it says of the file.
    """
    told: set[tuple[str, str, int]] = set()
    found: list[Finding] = []
    for path, findings in some:
        fresh = set()
        for finding in findings:
            key = (finding.code, finding.message, finding.place.start.offset)
            if finding.path == path or key not in told:
                found.append(finding)
            if finding.path != path:
                fresh.add(key)
        told |= fresh
    return found


def _merged(some: Sequence[tuple[Placed, Group]]) -> list[Finding]:
    return told_once((placed.parcel.path, placed.findings(group)) for placed, group in some)
