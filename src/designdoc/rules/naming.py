"""Components by name, as ``trace`` knows them, and the name that was probably meant."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from designdoc.checking.subject import Subject
from designdoc.model.facts import Component, Entry
from designdoc.source.once import once
from designdoc.source.regex import regex
from designdoc.template.names import key
from designdoc.workspace.by_name import drawn, is_dependency, named, parts_of
from designdoc.workspace.graph import Kind
from designdoc.workspace.names import Names, head

_NOT_WORD = regex(r"[\W_]+")
_NEAR = 84  # of 100: the same name with a slip in it


class Components(Struct, frozen=True, dict=True):
    """The components of a document by the ids of their nodes, and the names that find them.

    ``drawable`` are the names that a diagram may have: types, too.
    """

    by_id: Mapping[str, Component]
    names: Names
    drawable: Names

    def exact(self, text: str) -> Component | None:
        """The component that a text is the name of, a note behind it left out."""
        node = self.names.called(text)
        return self.by_id[node.id] if node else None

    def meant(self, text: str) -> tuple[Component, ...]:
        """The components that a text names which is there to name some."""
        nodes = [node for part in parts_of(text) for node in named(part, self.names)[0]]
        return tuple(self.by_id[name] for name in dict.fromkeys(node.id for node in nodes))

    def is_drawn(self, label: str) -> bool:
        """Whether the label of a diagram's node is, or names, a component or type."""
        return bool(drawn(label, self.drawable)[1])

    def near(self, text: str) -> Component | None:
        """The component whose name was probably meant: a slip or two away, and none exactly."""
        from rapidfuzz import fuzz, process

        wanted = key(head(text))
        if len(wanted) < 5 or "/" in text or wanted in self._by_key:
            return None
        known = list(self._by_key)
        found = process.extractOne(wanted, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
        if not found or _differ_in_number(wanted, found[0]) or _extends(wanted, found[0]):
            return None
        return self._by_key[found[0]]

    @cached_property
    def _by_key(self) -> Mapping[str, Component]:
        found: dict[str, Component] = {}
        for component in self.by_id.values():
            if key(component.name):
                found.setdefault(key(component.name), component)
        return found


@once
def components(subject: Subject) -> Components:
    """The components of the document and their names."""
    if not subject.model.components:
        return Components({}, Names([]), Names([]))
    nodes = [node for node in subject.unit.nodes if node.kind is Kind.COMPONENT]
    types = [node for node in subject.unit.nodes if node.kind is Kind.TYPE]
    by_id = {node.id: c for node, c in zip(nodes, subject.model.components, strict=True)}
    return Components(by_id, Names(nodes), Names([*nodes, *types]))


def dependencies(subject: Subject) -> Iterator[tuple[Component, Entry, tuple[Component, ...]]]:
    """Each dependency that a component states, and the components that it means."""
    known = components(subject)
    for component in subject.model.components:
        for entry in component.dependencies:
            if is_dependency(entry.text):
                yield component, entry, known.meant(entry.text)


def squash(text: str) -> str:
    """What ``gift-registry``, ``Gift Registry`` and ``GiftRegistry`` have in common."""
    return _NOT_WORD.sub("", text.casefold())


def is_name(text: str) -> bool:
    """Whether a dependency is a name, and no sentence."""
    name = head(text)
    return 0 < len(name.split()) <= 4 and len(name) <= 50 and not name.endswith((".", "。"))


def _differ_in_number(one: str, other: str) -> bool:
    """``cache 1`` and ``cache 2`` are near and two things."""
    return re.findall(r"\d+", one) != re.findall(r"\d+", other)


def _extends(one: str, other: str) -> bool:
    """``session store`` and ``session store client`` are two things."""
    return one.startswith(other) or other.startswith(one) or _words(one, other)


def _words(one: str, other: str) -> bool:
    """Whether names of several words differ in a whole word, as ``user store``, ``order store``."""
    left, right = one.split(), other.split()
    if len(left) != len(right):
        return True
    if len(left) == 1:
        return False
    from rapidfuzz import fuzz

    return any(a != b and fuzz.ratio(a, b) < 75 for a, b in zip(left, right, strict=True))
