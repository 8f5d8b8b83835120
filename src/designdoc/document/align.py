"""Which heading of a document is which section of its template, by least cost.

Names are unique in most templates, so that the assignment is sparse: only pairs that share a name
(or a synonym, or nearly a name) are ever weighed, which keeps the whole linear in the number of
headings. The rounds go from the sure to the unsure, so that a sure reading is never given up for
an unsure one:

1. same name in the same context (below the section that its parent was found in);
2. same name anywhere: the section was moved or its level changed;
3. a synonym in context;
4. a near name in context: a slip, or a renaming;
5. what is left inside a repeated group is an instance of it under the author's own name.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field

from designdoc.document.bound import Match
from designdoc.document.similar import SLIP, nearness
from designdoc.document.synonyms import same_language, synonym_groups
from designdoc.markdown import Section as Part
from designdoc.template import schema
from designdoc.template.names import key, short_key

_NO_PARENT_PENALTY = 0.6
_OUT_OF_CONTEXT = 1.5
_PROMOTED = 1.0
_LEVEL_PENALTY = 0.3


class Node(Struct, eq=False):
    """A heading of the document, numbered in the order of the file."""

    index: int
    part: Part
    parent: "Node | None"
    key: str
    short: str
    form: "FormNode | None" = None  # what it was recognised as

    def within(self, other: "Node | None") -> bool:
        """Whether it stands below ``other`` in the outline; everything stands below None."""
        if other is None:
            return True
        node = self.parent
        while node is not None and node is not other:
            node = node.parent
        return node is other


class FormNode(Struct, eq=False):
    """A section of the template with the headings that were recognised as it."""

    index: int
    form: schema.Section
    parent: "FormNode | None"
    depth: int
    path: tuple[str, ...]
    key: str
    children: "list[FormNode]" = field(default_factory=list)
    node: Node | None = None
    match: Match = Match.EXACT
    duplicates: list[Node] = field(default_factory=list)
    instances: list[Node] = field(default_factory=list)


class Alignment(Struct, frozen=True, dict=True):
    """The result: form nodes with their headings, and by how much all levels are shifted."""

    forms: tuple[FormNode, ...]
    nodes: tuple[Node, ...]
    shift: int

    @cached_property
    def tops(self) -> tuple[FormNode, ...]:
        """The form nodes that stand below no other."""
        return tuple(form for form in self.forms if form.parent is None)

    @cached_property
    def level_shifts(self) -> dict[int, int]:
        """For each level of the template by how much the document differs, nesting being the same.

        Where a template jumps from H3 to H5, authors write H4 throughout: that is no fault.
        """
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        for form in self.forms:
            parent, node = form.parent, form.node
            if node is not None and node.parent is (parent.node if parent else None):
                votes[form.form.level][node.part.level - form.form.level] += 1
        shifts: dict[int, int] = {}
        for level, counts in votes.items():
            (shift, count), *_ = counts.most_common(1)
            sure = count >= 2 and count * 2 > counts.total()
            shifts[level] = shift if sure else self.shift
        return shifts

    def release(self) -> None:
        """Take the nodes apart once they are bound: their circles would keep the file's tree.

        An editor's session binds after each key; what nothing holds is then free at once.
        """
        for form in self.forms:
            form.children.clear()
            form.duplicates.clear()
            form.instances.clear()
            form.node = None


def align(
    sections: Sequence[schema.Section],
    parts: Sequence[Part],
    parent_path: tuple[str, ...] = (),
    shift: int | None = None,
) -> Alignment:
    """Align the template's sections with the document's, both as forests in file order."""
    forms = list(_form_nodes(sections, parent_path))
    nodes = list(_nodes(parts))
    if shift is None:
        shift = _shift(forms, nodes)
    by_key = _by_key(nodes)
    plain = [form for form in forms if not _own_name(form)]
    _assign(plain, lambda form: by_key.get(form.key, ()), Match.EXACT, shift, in_context=True)
    _assign(plain, lambda form: by_key.get(form.key, ()), Match.EXACT, shift, in_context=False)
    groups = _by_group(nodes)
    _assign(plain, lambda form: _synonyms(form, groups), Match.SYNONYM, shift, in_context=True)
    _near(plain, nodes, shift)
    _duplicates(plain, by_key)
    _instances([form for form in forms if _own_name(form)], nodes)
    return Alignment(tuple(forms), tuple(nodes), shift)


def _own_name(form: FormNode) -> bool:
    """Whether the author gives the section its name, so that it cannot be found by one."""
    return form.form.repeat is not None or form.form.variable


def _form_nodes(sections: Sequence[schema.Section], path: tuple[str, ...]) -> Iterator[FormNode]:
    """Sections in template order; what lies below a repeated group is aligned per instance."""
    stack: list[tuple[schema.Section, FormNode | None]] = [(s, None) for s in reversed(sections)]
    index = 0
    while stack:
        section, parent = stack.pop()
        base = parent.path if parent else path
        depth = parent.depth + 1 if parent else 0
        form = FormNode(index, section, parent, depth, (*base, section.name), key(section.name))
        index += 1
        if parent:
            parent.children.append(form)
        yield form
        if section.repeat is None and not section.ignore:
            stack.extend((child, form) for child in reversed(section.children))


def _nodes(parts: Sequence[Part]) -> Iterator[Node]:
    stack: list[tuple[Part, Node | None]] = [(part, None) for part in reversed(parts)]
    index = 0
    while stack:
        part, parent = stack.pop()
        node = Node(index, part, parent, key(part.title), short_key(part.title))
        index += 1
        yield node
        stack.extend((child, node) for child in reversed(part.children))


def _shift(forms: Sequence[FormNode], nodes: Sequence[Node]) -> int:
    """By how many levels the whole document is shifted: what most recognised headings say."""
    levels: dict[str, int] = {}
    seen: Counter[str] = Counter(form.key for form in forms)
    for form in forms:
        if seen[form.key] == 1:
            levels[form.key] = form.form.level
    votes = Counter(n.part.level - levels[n.key] for n in nodes if n.key in levels)
    if not votes:
        return 0
    (shift, count), *_ = votes.most_common(1)
    if min(form.form.level for form in forms) + shift < min(node.part.level for node in nodes):
        return 0  # some sections lost the one above them; the document as a whole is not shifted
    return shift if count >= 2 and count * 2 > votes.total() else 0


def _by_key(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.key:
            found[node.key].append(node)
        if node.short and node.short != node.key:
            found[node.short].append(node)
    return found


def _by_group(nodes: Iterable[Node]) -> dict[int, list[Node]]:
    found: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.form is None:
            for group in synonym_groups(node.key) | synonym_groups(node.short):
                found[group].append(node)
    return found


def _synonyms(form: FormNode, groups: dict[int, list[Node]]) -> list[Node]:
    return [node for group in synonym_groups(form.key) for node in groups.get(group, ())]


def _assign(
    forms: Sequence[FormNode],
    candidates: Callable[[FormNode], Sequence[Node]],
    match: Match,
    shift: int,
    in_context: bool,
) -> None:
    """Give each form its cheapest free heading; parents are settled before their children."""
    for depth in range(max((form.depth for form in forms), default=-1) + 1):
        pairs: list[tuple[float, int, int, FormNode, Node]] = []
        for form in forms:
            if form.depth != depth or form.node is not None:
                continue
            for node in candidates(form):
                if node.form is not None or not (in_context or node.key == form.key):
                    continue
                cost = _context_cost(form, node) + _level_cost(form, node, shift)
                cost += 0.0 if node.key == form.key else 0.15
                if not in_context or cost < _OUT_OF_CONTEXT:
                    pairs.append((cost, form.index, node.index, form, node))
        pairs.sort(key=lambda pair: pair[:3])
        for _, _, _, form, node in pairs:
            if form.node is None and node.form is None:
                foreign = match is Match.SYNONYM and not same_language(form.key, node.key)
                _settle(form, node, Match.EXACT if foreign else match)


def _settle(form: FormNode, node: Node, match: Match) -> None:
    form.node, form.match, node.form = node, match, form


def _context_cost(form: FormNode, node: Node) -> float:
    parent = form.parent
    if parent is None:
        return 0.0 if node.parent is None else _OUT_OF_CONTEXT
    if parent.node is None:
        return _NO_PARENT_PENALTY
    if node.parent is parent.node:
        return 0.0
    if node.parent is parent.node.parent and node.index > parent.node.index:
        return _PROMOTED  # a level too high, it ended its parent and stands beside it
    return 0.5 if node.within(parent.node) else _OUT_OF_CONTEXT


def _level_cost(form: FormNode, node: Node, shift: int) -> float:
    return _LEVEL_PENALTY * min(abs(node.part.level - form.form.level - shift), 3)


def _near(forms: Sequence[FormNode], nodes: Sequence[Node], shift: int) -> None:
    """Names that nearly agree within the same parent; unless it is a slip, at the same level."""
    free: dict[Node | None, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.form is None and node.key:
            free[node.parent].append(node)
    pairs: list[tuple[float, int, int, FormNode, Node]] = []
    for form in forms:
        if form.node is not None or (form.parent and form.parent.node is None):
            continue
        levels = _levels(form, shift)
        for node in free.get(form.parent.node if form.parent else None, ())[:_MAX_NEAR]:
            near = nearness(form.key, node.key)
            if near >= SLIP or (near > 0 and node.part.level in levels):
                pairs.append((-near, form.index, node.index, form, node))
    for _, _, _, form, node in sorted(pairs, key=lambda pair: pair[:3]):
        if form.node is None and node.form is None:
            _settle(form, node, Match.NEAR)


def _levels(form: FormNode, shift: int) -> set[int]:
    """The level of the template, and the one that follows from where the parent stands."""
    levels = {form.form.level + shift}
    parent = form.parent
    if parent and parent.node:
        levels.add(parent.node.part.level + form.form.level - parent.form.level)
    return levels


_MAX_NEAR = 200  # unknown headings below one parent that are still worth comparing by letters


def _instances(forms: Sequence[FormNode], nodes: Sequence[Node]) -> None:
    """Give each repeated group the headings that can only be its instances."""
    children: dict[Node | None, list[Node]] = defaultdict(list)
    for node in nodes:
        children[node.parent].append(node)
    for form in forms:
        if form.parent is not None and form.parent.node is None:
            continue
        parent = form.parent.node if form.parent else None
        siblings = [f for f in forms if f.parent is form.parent]
        alone = len(siblings) == 1 and all(
            sibling is form for sibling in (form.parent.children if form.parent else forms)
        )
        for node in children[parent]:
            if node.form is None and _is_instance(form, node, alone or parent is not None):
                node.form = form
                form.instances.append(node)
        if not form.instances and form.parent is not None:
            _stray_instances(form, nodes)
    _settle_instances(forms)


def _is_instance(form: FormNode, node: Node, any_name: bool) -> bool:
    if _has_stem(form, node):
        return True
    repeat = form.form.repeat
    if repeat is None or not any_name:
        # The author's own heading in place of a hole, such as `## {title}`.
        return form.form.variable and any_name
    others = form.parent.children if form.parent else []
    rivals = [f for f in others if f is not form and f.form.repeat and _has_stem(f, node)]
    return not rivals


def _has_stem(form: FormNode, node: Node) -> bool:
    stem = key(form.form.repeat.stem) if form.form.repeat else form.key
    return bool(stem) and (node.key == stem or node.key.startswith(stem + " "))


def _stray_instances(form: FormNode, nodes: Sequence[Node]) -> None:
    """Instances by their stem that stand at another level, after the group's parent."""
    assert form.parent is not None  # noqa: S101 - the caller looked
    assert form.parent.node is not None  # noqa: S101
    for node in nodes[form.parent.node.index + 1 :]:
        if node.form is not None and node.form is not form:
            break
        if _has_stem(form, node):
            node.form = form
            form.instances.append(node)


def _settle_instances(forms: Sequence[FormNode]) -> None:
    for form in forms:
        if form.instances:
            form.node, form.match = form.instances[0], Match.INSTANCE
            if form.form.repeat is None:
                for surplus in form.instances[1:]:
                    surplus.form = None
                del form.instances[1:]


def _duplicates(forms: Sequence[FormNode], by_key: dict[str, list[Node]]) -> None:
    """Further headings of the same name beside the one that was taken."""
    for form in forms:
        if form.node is None:
            continue
        for node in by_key.get(form.node.key, ()):
            if node.form is None and node.parent is form.node.parent and node.key == form.node.key:
                node.form = form
                form.duplicates.append(node)
