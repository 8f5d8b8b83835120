"""Which recognised sections stand in another order than the template's, and at which level.

Both are judged among siblings, so that one moved section is one finding, whatever it carries.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from designdoc.document.align import Alignment, FormNode


def misplaced(alignment: Alignment) -> dict[int, str]:
    """For each misplaced form (by index) where it should stand, in words for a message."""
    found: dict[int, str] = {}
    _by_region(alignment, found)
    families: dict[int, list[FormNode]] = {}
    for form in alignment.forms:
        if form.node is not None and form.index not in found:
            families.setdefault(form.parent.index if form.parent else -1, []).append(form)
    for family in families.values():
        _by_order(family, found)
    return found


def _by_region(alignment: Alignment, found: dict[int, str]) -> None:
    """Sections that stand outside the section that their parent was found in.

    Of a run that was moved together, with the children of each, only the first is one.
    """
    placed = [form for form in alignment.forms if form.node is not None]
    placed.sort(key=lambda form: form.node.index if form.node else 0)
    last: FormNode | None = None
    stray: FormNode | None = None
    for form in placed:
        parent = form.parent
        if parent is None or parent.node is None or _has(last, parent):
            last = form
            continue
        if not _has(stray, parent):
            found[form.index] = f"inside '{parent.form.name}'"
        stray = form


def _has(form: FormNode | None, ancestor: FormNode) -> bool:
    while form is not None and form is not ancestor:
        form = form.parent
    return form is ancestor


def _by_order(family: Sequence[FormNode], found: dict[int, str]) -> None:
    """The fewest siblings that must move to make the order right (longest increasing run)."""
    positions = [_position(form) for form in family]
    keep = set(longest_increasing(positions))
    for index, form in enumerate(family):
        if index in keep:
            continue
        before = next((family[i] for i in range(index - 1, -1, -1) if i in keep), None)
        after = next((family[i] for i in range(index + 1, len(family)) if i in keep), None)
        if after and (before is None or positions[index] > _position(before)):
            found[form.index] = f"before '{after.form.name}'"
        elif before:
            found[form.index] = f"after '{before.form.name}'"


def _position(form: FormNode) -> int:
    return form.node.index if form.node else 0


def longest_increasing(values: Iterable[int]) -> list[int]:
    """Indices of a longest strictly increasing subsequence, in O(n log n)."""
    numbers = list(values)
    tails: list[int] = []
    tail_values: list[int] = []
    previous: list[int] = []
    for index, value in enumerate(numbers):
        at = bisect_left(tail_values, value)
        previous.append(tails[at - 1] if at else -1)
        if at == len(tails):
            tails.append(index)
            tail_values.append(value)
        else:
            tails[at], tail_values[at] = index, value
    run: list[int] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        run.append(index)
        index = previous[index]
    return run[::-1]
