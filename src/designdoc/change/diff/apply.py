"""Edits applied to the version that they start from: the proof that they say everything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from designdoc.change.canonical import canonical
from designdoc.change.diff.edits import Address, Edit, Kind
from designdoc.change.meaning import Meaning

By = Mapping[Address, Sequence[Edit]]


def apply(edits: Iterable[Edit], old: Meaning) -> Meaning:
    """The new version, made of the old one and the edits alone.

    Raises:
        ValueError: an edit does not start from this version.
    """
    by: dict[Address, list[Edit]] = defaultdict(list)
    for edit in edits:
        by[edit.parent].append(edit)
        for length in range(len(edit.parent)):
            by[edit.parent[:length]]  # an edit below: the way down has to be rebuilt
    return _rebuilt(old, (), by)


def _rebuilt(fact: Meaning, at: Address, by: By) -> Meaning:
    if at not in by:
        return fact
    values = dict(fact.values)
    in_lists: dict[str, list[Edit]] = defaultdict(list)
    for edit in by[at]:
        if edit.was >= 0 or edit.at >= 0:
            in_lists[edit.name].append(edit)
            continue
        if canonical(values.get(edit.name, "")) != canonical(edit.old):
            raise ValueError(f"{edit.name} is '{values.get(edit.name)}', not '{edit.old}'")
        values[edit.name] = edit.new
    lists = {}
    for name in dict.fromkeys((*fact.lists, *in_lists)):
        facts = [
            _rebuilt(each, (*at, (name, index)), by)
            for index, each in enumerate(fact.lists.get(name, ()))
        ]
        lists[name] = _listed(facts, in_lists[name])
    return Meaning(fact.entity, values, lists, fact.span, fact.shown)


def _listed(facts: Sequence[Meaning], edits: Sequence[Edit]) -> tuple[Meaning, ...]:
    gone = {edit.was for edit in edits if edit.was >= 0}
    placed: dict[int, Meaning] = {}
    for edit in edits:
        if edit.kind is Kind.MOVED:
            placed[edit.at] = facts[edit.was]
        elif edit.after is not None:
            placed[edit.at] = edit.after
    kept = iter([fact for index, fact in enumerate(facts) if index not in gone])
    count = len(facts) - len(gone) + len(placed)
    try:
        return tuple(placed[at] if at in placed else next(kept) for at in range(count))
    except (StopIteration, RuntimeError) as error:
        raise ValueError("the edits do not fit this list") from error
