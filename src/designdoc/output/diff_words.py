"""A change as a sentence: pieces with a style, which text and Markdown each show in their way.

Styles: label, plain, same, cut; old and new within a text; was and now on the sides of an arrow.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from designdoc.change.diff import Change, Kind
from designdoc.change.diff.documents import DocumentDiff, Told
from designdoc.change.diff.naming import words_of
from designdoc.output.matrix import cut, short
from designdoc.output.summary import plural
from designdoc.output.word_diff import Piece, replaced, word_diff

SIGNS: Mapping[Kind, str] = {
    Kind.ADDED: "+",
    Kind.REMOVED: "-",
    Kind.CHANGED: "~",
    Kind.MOVED: "→",
    Kind.RENAMED: "→",
}
_ROOM = 100  # characters of a text that came or went
_NAME = 60
_TOUCHED = 6
_LONG = 30  # characters of a value from which on its words are compared


def sentence(told: Told) -> list[Piece]:
    """What changed, and what that touches."""
    change = told.change
    found = list(_FORMS.get(change.entity, _fact)(told))
    known = {change.name, change.id}
    names = [name for name in dict.fromkeys(map(short, told.touches)) if name not in known]
    if names:
        more = f" and {len(names) - _TOUCHED} more" if len(names) > _TOUCHED else ""
        found.append(Piece("plain", f"; touches {', '.join(names[:_TOUCHED])}{more}"))
    return found


def headline(document: DocumentDiff) -> str:
    """What became of a document beside its changes; empty where it was only changed."""
    if document.kind is Kind.RENAMED:
        return f"renamed from {document.before}"
    if document.kind is Kind.CHANGED:
        return f"was {document.before}" if document.before != document.path else ""
    title = f": {document.title}" if document.title else ""
    return f"document {document.kind}{title}"


def _document(told: Told) -> Iterator[Piece]:
    change = told.change
    yield Piece("label", f"{change.field}: ")
    yield from _arrow(change)


def _section(told: Told) -> Iterator[Piece]:
    change = told.change
    name = change.name.replace("_", " ")
    if change.field is None and change.kind is Kind.CHANGED:
        yield Piece("label", f"section {name}: ")
        if change.new is not None:
            yield Piece("plain", "does not apply any more" + _because(change.new))
        else:
            yield Piece("plain", "applies again")
        return
    if change.kind is Kind.RENAMED:
        yield Piece("label", "section renamed: ")
        yield from _arrow(change)
        return
    yield Piece("label", f"section {name}")
    if change.field is not None:
        yield Piece("plain", ": reason of N/A ")
        yield from _arrow(change)
        return
    yield Piece("plain", f" {change.kind} ({plural(change.count, 'passage')}): ")
    yield _quoted(change)


def _because(reason: str) -> str:
    return "" if reason == "N/A" else f": {reason}"


def _text(told: Told) -> Iterator[Piece]:
    change = told.change
    number = f"{change.count} passages " if change.count > 1 else ""
    yield Piece("label", f"{told.heading or 'before the first section'}: ")
    if change.field is None:
        word = "moved within the document" if change.kind is Kind.MOVED else change.kind.value
        yield Piece("plain", f"{number}{word} ")
        yield _quoted(change)
    elif change.field == "section":
        came = (change.old or "").replace("_", " ")
        yield Piece("plain", f"{number}moved here" + (f" from {came}" if came else ""))
    else:
        yield from _compared(change)


def _link(told: Told) -> Iterator[Piece]:
    change = told.change
    if change.field is None and change.count > 1:
        yield Piece("label", f"{change.count} link definitions {change.kind}")
        return
    yield from _fact(told)


def _criterion(told: Told) -> Iterator[Piece]:
    change = told.change
    if change.count > 1:
        yield Piece("label", f"{change.count} criteria: {change.field} ")
        yield from _arrow(change)
        return
    yield from _fact(told)


def _fact(told: Told) -> Iterator[Piece]:
    """A fact with an identifier or a name."""
    change = told.change
    if change.field is None:
        yield Piece("label", _subject(change, bare=True))
        yield Piece("plain", f" {change.kind}")
        if _text_of(change) != change.name:
            yield Piece("plain", ": ")
            yield _quoted(change)
    elif change.kind is Kind.RENAMED and not change.item:
        entity = change.entity.replace("-", " ")
        what = f"{entity} has another identifier" if change.field == "id" else f"{entity} renamed"
        yield Piece("label", f"{what}: ")
        yield from _arrow(change)
    else:
        yield Piece("label", f"{_subject(change)}: ")
        yield from _within(change)


def _subject(change: Change, bare: bool = False) -> str:
    """``FR-3``, ``risk "Data loss"``; ``bare`` where the words of the fact follow."""
    entity = change.entity.replace("-", " ")
    if change.id:
        return f"{entity} {change.id}" if bare else change.id
    words_follow = bare and change.name in _text_of(change)
    if not change.name or (words_follow and len(change.name) > _NAME // 2):
        return entity
    name = cut(" ".join(change.name.split()), _NAME)
    return f"{entity} {name}" if len(name.split()) == 1 else f'{entity} "{name}"'


def _within(change: Change) -> Iterator[Piece]:
    """A value or list of a fact, or a value of something in its lists."""
    field = change.field or ""
    outer, _, inner = field.rpartition(".")
    if change.trend in {"done", "reopened"}:
        fact = change.edits[0].chain[-1][1]
        what = change.item or (words_of(fact) if fact else "")
        yield Piece("plain", f"{change.trend}: {cut(what, _ROOM)}")
    elif field == "nodes.name":
        yield Piece("plain", "node renamed: ")
        yield from _arrow(change)
    elif field == "edges.ends":
        yield Piece("plain", "edge ")
        yield Piece("was", change.old or "")
        yield Piece("plain", " is now ")
        yield Piece("now", change.new or "")
    elif field == "members.optional":
        made = "optional" if change.new else "required"
        yield Piece("plain", f"member {change.item} made {made}")
    elif None in change.edits[0].chain[-1]:
        fact = change.edits[0].after or change.edits[0].before
        yield Piece("plain", f"{fact.entity if fact else field} {change.kind} ")
        yield _quoted(change)
    elif field in _TARGETS:
        known = change.item in (change.new or "")  # `20 users` needs no "user"
        yield Piece("plain", "" if known else f"{change.item} ")
        yield from _arrow(change)
    elif field in {"text", "risk", "changes"}:
        yield from _compared(change)
    else:
        of = _SINGULAR.get(outer, outer)
        item = f"{of} {change.item}: " if outer and inner != "text" else f"{of}: " if outer else ""
        name = "" if inner in {"text", "value"} else f"{inner} "
        trend = f"{change.trend} " if change.trend else ""
        yield Piece("plain", f"{item}{name}{trend}")
        long = max(len(change.old or ""), len(change.new or "")) > _LONG
        yield from _compared(change) if long and change.old and change.new else _arrow(change)


_TARGETS = frozenset(
    {f"{of}.{what}" for of in ("targets", "goals") for what in ("value", "comparison")}
)
_SINGULAR = {
    "targets": "target",
    "goals": "goal",
    "members": "member",
    "items": "item",
    "steps": "step",
    "nodes": "node",
    "edges": "edge",
    "dependencies": "dependency",
    "responsibilities": "responsibility",
    "pros": "pro",
    "cons": "con",
    "notes": "note",
}


def _arrow(change: Change) -> Iterator[Piece]:
    yield Piece("was", change.old or "nothing")
    yield Piece("plain", " → ")
    yield Piece("now", change.new or "nothing")


def _compared(change: Change) -> Iterator[Piece]:
    """Two texts: the number that changed, else the words around what changed."""
    old, new = change.old or "", change.new or ""
    pair = replaced(old, new)
    if pair:
        yield Piece("was", pair[0])
        yield Piece("plain", " → ")
        yield Piece("now", pair[1])
    elif old and new:
        yield from word_diff(old, new)
    else:
        yield from _arrow(change)


def _text_of(change: Change) -> str:
    return " ".join((change.new or change.old or "").split())


def _quoted(change: Change) -> Piece:
    style = "old" if change.kind is Kind.REMOVED else "new"
    return Piece("gone" if style == "old" else "come", f'"{cut(_text_of(change), _ROOM)}"')


_FORMS: Mapping[str, Callable[[Told], Iterator[Piece]]] = {
    "document": _document,
    "section": _section,
    "text": _text,
    "goal": _text,
    "non-goal": _text,
    "error": _text,
    "link": _link,
    "criterion": _criterion,
}


def count(documents: Sequence[DocumentDiff]) -> int:
    """How many changes there are, with documents that came, went or were renamed."""
    return sum(len(each.changes) + (each.kind is not Kind.CHANGED) for each in documents)
