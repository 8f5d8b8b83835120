"""The versions of a template for a terminal: newest first, what each added, removed and renamed."""

from collections.abc import Iterator, Sequence

from designdoc.change.lineage.version import Lineage, Version
from designdoc.change.schema import Part, PartChanged, SchemaChange
from designdoc.diagnostics import Severity
from designdoc.output.style import PLAIN, Palette, palette
from designdoc.output.summary import plural
from designdoc.output.visible import one_line


def render_text(
    path: str, lineage: Lineage, changes: Sequence[SchemaChange], color: bool
) -> Iterator[str]:
    """``changes`` are those that each version made to the one before it, the first's first."""
    paint = palette() if color else PLAIN
    count, first = len(lineage.versions), lineage.versions[0]
    since = f" since {first.first.date}" if first.first.date else ""
    yield f"{paint.label(one_line(path))}: {plural(count, 'version')}{since}\n"
    if lineage.shallow:
        yield "This clone is shallow: older versions are unknown until its history is fetched.\n"
    for at in range(count - 1, -1, -1):
        yield f"\n{_head(lineage.versions[at], at, count, paint)}\n"
        yield from (f"  {line}\n" for line in _lines(changes[at], paint) if at)


def _head(version: Version, at: int, count: int, paint: Palette) -> str:
    notes = ["newest"] if at == count - 1 else []
    if not at:
        notes.append(f"first, {plural(len(version.outline.sections), 'section')}")
    if len(version.editions) > 1:
        notes.append(f"{len(version.editions)} wordings until {version.last.date or 'today'}")
    told = f"  {', '.join(notes)}" if notes else ""
    where = f"{version.first.revision[:12]}  {one_line(version.first.path)}".strip()
    return f"{paint.label(one_line(version.name))}  {paint.gutter(where)}{told}"


def _lines(change: SchemaChange, paint: Palette) -> Iterator[str]:
    plus = paint.good("+")
    minus = paint.severity(Severity.ERROR, "-")
    other = paint.severity(Severity.WARNING, "~")
    yield from (f"{plus} {_path(path)}" for path in change.added)
    yield from (f"{minus} {_path(path)}" for path in change.removed)
    for renamed in change.renamed:
        yield f"{other} {_path(renamed.old)} → {one_line(renamed.new[-1])}"
    for moved in change.moved:
        how = "in another order" if moved.order else f"moved from {_path(moved.old)}"
        yield f"{other} {_path(moved.new)}: {how}"
    if change.shift:
        levels = plural(abs(change.shift), "level")
        yield f"{other} all headings {levels} {'deeper' if change.shift > 0 else 'higher'}"
    for presence in change.presence:
        yield f"{other} {_path(presence.path)}: {presence.old} → {one_line(presence.new)}"
    for part in change.parts:
        mark = other if part.old and part.new else plus if part.new else minus
        yield f"{mark} {_part(part)}"
    if change.title:
        yield f"{other} the form of the title"


def _part(change: PartChanged) -> str:
    where = f"{_path(change.path)}: " if change.path else ""
    within = one_line(change.within)
    if change.part is Part.TYPE:
        return f"{where}'{within}': {one_line(change.old)} → {one_line(change.new)}"
    name = " → ".join(one_line(each) for each in (change.old, change.new) if each)
    return f"{where}{change.part} {name}" + (f" of {within}" if within else "")


def _path(path: Sequence[str]) -> str:
    return " / ".join(map(one_line, path))
