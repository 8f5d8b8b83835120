"""Edits of one cause gathered: a renamed section is one change, not one a paragraph.

Nothing is dropped: each edit is in exactly one group.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.change.diff.edits import Address, Edit, Kind
from designdoc.change.diff.naming import fact_words
from designdoc.change.meaning import Meaning

_BETWEEN = " › "
_FOLDED = frozenset({"group", "section"})  # values that many facts have in common


class Gathered(Struct, frozen=True):
    """Edits of one cause. ``entity`` and ``name`` are given where they are not the first one's."""

    kind: Kind
    edits: tuple[Edit, ...]
    old: str | None
    new: str | None
    entity: str = ""
    name: str = ""
    count: int = 1


def gather(edits: Iterable[Edit], old: Meaning, new: Meaning) -> Iterator[Gathered]:
    """Every edit once, in groups of one cause."""
    sections = _Sections(old, new)
    groups: dict[Hashable, list[Edit]] = defaultdict(list)
    for key, edit in _keyed(list(edits), sections):
        groups[key].append(edit)
    for group in groups.values():
        yield _gathered(group, sections)


class _Sections:
    """The sections of text of both versions: which of them came, went or were renamed."""

    def __init__(self, old: Meaning, new: Meaning) -> None:
        self.old = _paths(old)
        self.new = _paths(new)

    def top_new(self, section: str) -> str:
        """The outermost heading of a section that only the new version has; empty for none."""
        return _top(section, self.old)

    def top_gone(self, section: str) -> str:
        """The outermost heading of a section that only the old version has."""
        return _top(section, self.new)

    def renamed(self, one: str, other: str) -> bool:
        """Whether the first is gone and the other came."""
        return one not in self.new and other not in self.old


def _paths(document: Meaning) -> set[str]:
    found = {""}
    for fact in document.lists.get("texts", ()):
        parts = fact.values.get("section", "").split(_BETWEEN)
        found |= {_BETWEEN.join(parts[:count]) for count in range(1, len(parts) + 1)}
    return found


def _top(section: str, known: set[str]) -> str:
    parts = section.split(_BETWEEN)
    paths = (_BETWEEN.join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((path for path in paths if path not in known), "")


def _keyed(edits: Sequence[Edit], sections: _Sections) -> Iterator[tuple[Hashable, Edit]]:
    """Each edit with the key of its group."""
    resettled = {_index(edit): edit for edit in edits if _is_resettled(edit)}
    headings = {(_last(edit.old), _last(edit.new)): edit for edit in reversed(resettled.values())}
    runs: dict[Hashable, tuple[int, Hashable]] = {}
    renamed = {
        (e.parent[:-1], e.old): (number, e.new) for number, e in enumerate(edits) if _is_node(e)
    }
    applies = {_role(e): n for n, e in enumerate(edits) if e.name == "not_applicable"}
    for number, edit in enumerate(edits):
        alone: Hashable = number
        if edit.name == "texts" and edit.kind is Kind.MOVED and edit.was in resettled:
            yield _resettling(resettled[edit.was]), edit  # it moved because its section did
        elif edit.name == "texts" and (edit.kind, _section_of(edit)) in applies:
            yield applies[edit.kind, _section_of(edit)], edit  # N/A stands there instead
        elif edit.name == "texts":
            yield _of_text(edit, sections, runs), edit
        elif _is_resettled(edit):
            yield _resettling(edit), edit
        elif edit.name == "text" and (edit.old, edit.new) in headings:
            yield _resettling(headings[edit.old, edit.new]), edit  # the heading itself
        elif edit.name in {"comparison", "value"} and len(edit.parent) > 1:
            yield ("target", edit.parent), edit
        elif edit.name == "ends" and (cause := _cause(edit, renamed)) is not None:
            yield cause, edit  # the arrow of a node that was renamed
        elif edit.name in _FOLDED or (edit.name == "links" and edit.kind is not Kind.MOVED):
            yield (edit.name, edit.kind, edit.old, edit.new), edit
        else:
            yield alone, edit


def _is_node(edit: Edit) -> bool:
    return bool(edit.parent) and edit.parent[-1][0] == "nodes" and edit.name == "name"


def _cause(edit: Edit, renamed: Mapping[tuple[Address, str], tuple[int, str]]) -> int | None:
    """The renaming of a node that explains the other end of an arrow."""
    causes = []
    for one, other in zip(edit.old.split(" → "), edit.new.split(" → "), strict=False):
        number, new = renamed.get((edit.parent[:-1], one), (-1, one))
        if other != new:
            return None
        causes += [number] if number >= 0 else []
    return causes[0] if causes else None


def _role(edit: Edit) -> tuple[Kind, str]:
    """What texts go, or come back, where a section became N/A or no longer is."""
    fact = edit.after or edit.before
    kind = Kind.REMOVED if edit.kind is Kind.ADDED else Kind.ADDED
    return kind, fact.values["name"] if fact else ""


def _section_of(edit: Edit) -> str:
    fact = edit.after or edit.before
    return fact.values.get("section", "") if fact else ""


def _is_resettled(edit: Edit) -> bool:
    return edit.name == "section" and edit.kind is Kind.MOVED


def _index(edit: Edit) -> int:
    return edit.parent[-1][1]


def _last(section: str) -> str:
    return section.rpartition(_BETWEEN)[2]


def _resettling(edit: Edit) -> Hashable:
    return ("section", *_apart(edit.old, edit.new))


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two paths of headings without what they end in alike: the headings that differ."""
    one, other = old.split(_BETWEEN), new.split(_BETWEEN)
    while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
        one.pop()
        other.pop()
    return _BETWEEN.join(one), _BETWEEN.join(other)


def _of_text(
    edit: Edit, sections: _Sections, runs: dict[Hashable, tuple[int, Hashable]]
) -> Hashable:
    """Texts of a section that came or went are one change, and so are neighbours."""
    section = _section_of(edit)
    if edit.kind is Kind.ADDED and (top := sections.top_new(section)):
        return edit.kind, top
    if edit.kind is Kind.REMOVED and (top := sections.top_gone(section)):
        return edit.kind, top
    place = edit.was if edit.kind is Kind.REMOVED else edit.at
    run = (edit.kind, section)
    last, key = runs.get(run, (-2, None))
    if place != last + 1:
        key = (edit.kind, section, place)
    runs[run] = place, key
    return key


def _gathered(edits: Sequence[Edit], sections: _Sections) -> Gathered:
    edits = sorted(edits, key=lambda edit: edit.name not in {"not_applicable", "name"})
    first = edits[0]
    resettled = [edit for edit in edits if _is_resettled(edit)]
    if resettled:
        old, new = _apart(resettled[0].old, resettled[0].new)
        renamed = sections.renamed(old, new) and old != "" and new != ""
        kind = Kind.RENAMED if renamed else Kind.MOVED
        entity = "section" if renamed else ""
        ordered = (*resettled, *(edit for edit in edits if not _is_resettled(edit)))
        return Gathered(kind, ordered, old, new, entity, new, len(resettled))
    if first.was < 0 and first.at < 0:
        return _of_values(edits)
    if first.chain and first.name == "not_applicable":
        return _applicability(edits)
    before = _joined(edit.before for edit in edits) if first.kind is not Kind.ADDED else None
    after = _joined(edit.after for edit in edits) if first.kind is not Kind.REMOVED else None
    whole = _whole_section(first, sections) if first.name == "texts" else ""
    return Gathered(
        first.kind, tuple(edits), before, after, "section" if whole else "", whole, len(edits)
    )


def _whole_section(edit: Edit, sections: _Sections) -> str:
    """The section that came or went with this text; empty where it is only a text of one."""
    section = _section_of(edit)
    if edit.kind is Kind.ADDED:
        return sections.top_new(section)
    return sections.top_gone(section) if edit.kind is Kind.REMOVED else ""


def _of_values(edits: Sequence[Edit]) -> Gathered:
    """A value that changed, in one fact or alike in several; a target with its comparison."""
    first = edits[0]
    if first.name in {"comparison", "value"} and first.chain:
        return _of_target(edits)
    count = 1 if _is_node(first) else len(edits)
    return Gathered(first.kind, tuple(edits), first.old or None, first.new or None, count=count)


def _of_target(edits: Sequence[Edit]) -> Gathered:
    """``200 ms`` became ``500 ms``; with the comparison where that changed too."""
    first = max(edits, key=lambda edit: edit.name)
    names = ["comparison", "value"] if any(e.name == "comparison" for e in edits) else ["value"]
    was, now = (fact.values if fact else {} for fact in first.chain[-1])
    old, new = (" ".join(filter(None, map(side.get, names))) for side in (was, now))
    ordered = (first, *(edit for edit in edits if edit is not first))
    return Gathered(first.kind, ordered, old or None, new or None)


def _applicability(edits: Sequence[Edit]) -> Gathered:
    """A section that became N/A did not come, nor did one go that no longer is."""
    sides = edits[0].before, edits[0].after
    before, after = (fact and (fact.values["reason"] or "N/A") for fact in sides)
    return Gathered(Kind.CHANGED, tuple(edits), before or None, after or None)


def _joined(facts: Iterable[Meaning | None]) -> str | None:
    return "\n\n".join(fact_words(fact) for fact in facts if fact) or None
