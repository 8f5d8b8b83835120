"""What differs between two versions of a template, in one clause."""

from collections.abc import Iterator, Sequence

from designdoc.change.schema.change import Part, PartChanged, Path, SchemaChange

_NAMED = 3  # of several things of one kind


def in_words(change: SchemaChange) -> str:
    """Such as ``sections added: Prior art, Future possibilities; 'A' renamed to 'B'``."""
    return "; ".join(_clauses(change)) or "only in details"


def _clauses(change: SchemaChange) -> Iterator[str]:
    if change.added:
        yield f"{_sections(change.added)} added: {_some([last(path) for path in change.added])}"
    if change.removed:
        gone = [last(path) for path in change.removed]
        yield f"{_sections(change.removed)} removed: {_some(gone)}"
    if change.renamed:
        told = [f"'{last(each.old)}' → '{last(each.new)}'" for each in change.renamed]
        yield f"renamed: {_some(told)}"
    if change.moved:
        yield f"moved: {_some([last(each.new) for each in change.moved])}"
    if change.shift:
        yield f"all headings {abs(change.shift)} level {'deeper' if change.shift > 0 else 'up'}"
    if change.presence:
        told = [f"'{last(each.path)}' is now {each.new}" for each in change.presence]
        yield _some(told)
    if change.parts:
        yield f"within sections: {_some([_part(each) for each in change.parts])}"
    if change.title:
        yield "another form of title"


def _part(change: PartChanged) -> str:
    if change.part is Part.TYPE:
        return f"'{change.within}' is now {change.new}"
    if change.old and change.new:
        return f"{change.part} '{change.old}' → '{change.new}'"
    return f"{change.part} '{change.new or change.old}' {'added' if change.new else 'removed'}"


def last(path: Path) -> str:
    """A section's own name; of the head of the file a word for it."""
    return path[-1] if path else "head"


def _sections(paths: Sequence[Path]) -> str:
    return "section" if len(paths) == 1 else "sections"


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
