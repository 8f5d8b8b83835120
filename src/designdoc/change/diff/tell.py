"""Edits become changes: named in the terms of the domain, those of one cause told once."""

from collections.abc import Iterable, Sequence

from designdoc.change.diff.change import Change
from designdoc.change.diff.edits import NAMES, Edit
from designdoc.change.diff.gather import Gathered
from designdoc.change.diff.levels import level
from designdoc.change.diff.naming import name_of
from designdoc.change.meaning import Meaning
from designdoc.source import Span

_NOWHERE = Span(0, 0)
_ENTITIES = {"goals": "goal", "non_goals": "non-goal", "errors": "error"}  # by section
_ROOM = 60  # characters of a text that name what it is part of


def tell(gathered: Gathered) -> Change:
    """The change that edits of one cause are."""
    first = gathered.edits[0]
    if not first.chain:
        return _of_document(first)
    owner = _there(first.chain[0])
    fact = _there(first.chain[-1])
    return Change(
        kind=gathered.kind,
        entity=gathered.entity or _entity(owner),
        id=owner.id or None,
        name=gathered.name or name_of(owner),
        field=_field(first),
        old=gathered.old,
        new=gathered.new,
        span=fact.span or _NOWHERE,
        owner=owner.span or _NOWHERE,
        gone=first.chain[-1][1] is None,
        edits=gathered.edits,
        item=_item(first),
        trend=_trend(first),
        count=gathered.count,
    )


def _of_document(edit: Edit) -> Change:
    """A value of the document itself: its title or status."""
    return Change(
        edit.kind, "document", None, "", edit.name, edit.old or None, edit.new or None,
        _NOWHERE, _NOWHERE, False, (edit,),
    )  # fmt: skip


def _entity(owner: Meaning) -> str:
    return _ENTITIES.get(owner.values.get("section", ""), owner.entity)


def _field(edit: Edit) -> str | None:
    """``mitigation``; ``dependencies`` of what a list gained; ``targets.value`` within a list."""
    is_value = edit.was < 0 and edit.at < 0
    if len(edit.chain) == 1:
        return edit.name if is_value else None
    return f"{edit.parent[-1][0]}.{edit.name}" if is_value else edit.name


def _item(edit: Edit) -> str:
    if len(edit.chain) == 1:
        return ""
    fact = _there(edit.chain[-1])
    name = fact.values.get(NAMES.get(fact.entity, ""), "") or fact.values.get("text", "")
    return name if len(name) <= _ROOM else name[: _ROOM - 1].rstrip() + "…"


def _trend(edit: Edit) -> str:
    if edit.name in {"impact", "probability"}:
        one, other = level(edit.old), level(edit.new)
        if one is not None and other is not None and one != other:
            return "raised" if other > one else "lowered"
    if edit.name == "done" and edit.old and edit.new:
        return "done" if edit.new == "done" else "reopened"
    return ""


def _there(pair: tuple[Meaning | None, Meaning | None]) -> Meaning:
    """The fact as it is, or as it was where it is gone."""
    found = pair[1] or pair[0]
    assert found is not None  # noqa: S101 - a chain never holds two Nones
    return found


def told(gathered: Iterable[Gathered]) -> Sequence[Change]:
    """All changes in the order of the new version, with what is gone where it would stand."""
    return sorted(map(tell, gathered), key=lambda change: (change.edits[0].near, change.gone))
