"""Edits of one cause gathered: a renamed section is one change, not one a paragraph.

Nothing is dropped: each edit is in exactly one group.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from msgspec import Struct

from designdoc.change.diff.edits import Edit, Kind
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
    for number, edit in enumerate(edits):
        alone: Hashable = number
        if edit.name == "texts" and edit.kind is Kind.MOVED and edit.was in resettled:
            yield _resettling(resettled[edit.was]), edit  # it moved because its section did
        elif edit.name == "texts":
            yield _of_text(edit, sections, runs), edit
        elif _is_resettled(edit):
            yield _resettling(edit), edit
        elif edit.name == "text" and (edit.old, edit.new) in headings:
            yield _resettling(headings[edit.old, edit.new]), edit  # the heading itself
        elif edit.name in _FOLDED or (edit.name == "links" and edit.kind is not Kind.MOVED):
            yield (edit.name, edit.kind, edit.old, edit.new), edit
        else:
            yield alone, edit


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
    fact = edit.after or edit.before
    section = fact.values.get("section", "") if fact else ""
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
        count = len(edits)
        return Gathered(first.kind, tuple(edits), first.old or None, first.new or None, count=count)
    if first.chain and first.name == "not_applicable":
        return _applicability(first)
    before = _joined(edit.before for edit in edits) if first.kind is not Kind.ADDED else None
    after = _joined(edit.after for edit in edits) if first.kind is not Kind.REMOVED else None
    whole = _whole_section(first, sections) if first.name == "texts" else ""
    return Gathered(
        first.kind, tuple(edits), before, after, "section" if whole else "", whole, len(edits)
    )


def _whole_section(edit: Edit, sections: _Sections) -> str:
    """The section that came or went with this text; empty where it is only a text of one."""
    fact = edit.after or edit.before
    section = fact.values.get("section", "") if fact else ""
    if edit.kind is Kind.ADDED:
        return sections.top_new(section)
    return sections.top_gone(section) if edit.kind is Kind.REMOVED else ""


def _applicability(edit: Edit) -> Gathered:
    """A section that became N/A did not come, nor did one go that no longer is."""
    before, after = (
        fact and (fact.values["reason"] or "N/A") for fact in (edit.before, edit.after)
    )
    return Gathered(Kind.CHANGED, (edit,), before or None, after or None)


def _joined(facts: Iterable[Meaning | None]) -> str | None:
    return "\n\n".join(fact_words(fact) for fact in facts if fact) or None


def fact_words(fact: Meaning) -> str:
    """What a fact says, whole: its values and those of the facts inside it, a line each."""
    from designdoc.change.diff.tell import words_of

    own = words_of(fact)
    inner = (words_of(each) for facts in fact.lists.values() for each in facts)
    lines = own if fact.shown else "\n".join(filter(None, (own, *inner)))
    return lines or fact.entity
