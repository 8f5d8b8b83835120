"""A block tree and a template become a document: every section, field and cell in its place."""

import re
from collections.abc import Sequence
from functools import partial

from designdoc.document.align import Alignment, FormNode, Node, align
from designdoc.document.applicability import not_applicable
from designdoc.document.bound import (
    Absent,
    BoundFields,
    BoundSection,
    BoundYaml,
    Document,
    Match,
    Unknown,
)
from designdoc.document.elements import bind_elements, bind_yaml
from designdoc.document.order import misplaced
from designdoc.document.title import bind_title, is_title
from designdoc.markdown import (
    Block,
    BlockTree,
    Break,
    FrontMatter,
    Html,
    Paragraph,
    YamlTree,
    parse_yaml,
)
from designdoc.markdown import Section as Part
from designdoc.source import Source, Span, recall
from designdoc.source.regex import regex
from designdoc.template import schema
from designdoc.template.names import key


def bind(tree: BlockTree, template: schema.Template, side_files: Sequence[Source] = ()) -> Document:
    """Align a document with its template. Never fails; what is not there is listed as absent.

    ``side_files`` are the document's own copies of the template's side files, by file name.
    """
    title, parts = _split_title(tree, template)
    alignment = align(template.sections, parts)
    binder = _Binder(tree, template)
    sections = binder.sections(alignment)
    front = _front_matter(tree, template)
    sides = tuple(_side_files(tree, template, side_files))
    preamble = binder.preamble(title)
    absent = binder.absent(alignment, None, _body_end(title, tree))
    unknown = (*_unknown(alignment, ()), *binder.unknown)
    alignment.release()
    return Document(
        tree,
        template,
        bind_title(template.title, title) if template.title else None,
        front,
        sides,
        preamble,
        sections,
        absent,
        unknown,
        _facts(front, sides, preamble, sections),
    )


def _split_title(
    tree: BlockTree, template: schema.Template
) -> tuple[Part | None, tuple[Part, ...]]:
    """The heading that is the document's title, and the sections without it.

    The first H1 is the title unless it is a section of the template by name (a document without
    a title whose levels are all shifted).
    """
    tops = tree.outline.children
    names = {key(form.name) for form in template.sections if form.repeat is None}
    if template.title is None and any(form.level == 1 for form in template.sections):
        heads = [part for part in tops if part.level == 1]
        if len(heads) > 1:
            return None, tops  # H1s are sections in this template, not titles
    for index, part in enumerate(tops):
        if part.level == 1:
            if key(part.title) in names:
                return None, tops
            return part, (*tops[:index], *part.children, *tops[index + 1 :])
    if template.title and tops and key(tops[0].title) not in names:
        first, *others = tops
        # A title at a lower level, with the sections below it or beside it.
        if (first.children and not others) or is_title(template.title, first):
            return first, (*first.children, *others)
    return None, tops


def _body_end(title: Part | None, tree: BlockTree) -> int:
    return title.body.end if title else tree.outline.body.end


class _Binder:
    """Turns an alignment into bound sections; collects the unknown sections of instances."""

    def __init__(self, tree: BlockTree, template: schema.Template) -> None:
        self.tree = tree
        self.template = template
        self.unknown: list[Unknown] = []

    def preamble(self, title: Part | None) -> BoundSection:
        """What stands before the first section, below the title or without one."""
        outline = self.tree.outline
        blocks = [b for b in outline.blocks if not isinstance(b, FrontMatter)]
        part = title or outline
        own = [*blocks, *(title.blocks if title else ())]
        elements = bind_elements(self.tree, self.template.preamble, own, ())
        return BoundSection(
            self.template.preamble,
            part,
            (),
            Match.EXACT,
            1,
            "",
            elements,
            None,
            _is_empty(self.tree, own),
        )

    def sections(self, alignment: Alignment) -> tuple[BoundSection, ...]:
        moved = misplaced(alignment)
        own = _own_parts(alignment)
        return self._level(alignment, alignment.tops, own, moved)

    def _level(
        self,
        alignment: Alignment,
        forms: Sequence[FormNode],
        own: dict[int, list[Part]],
        moved: dict[int, str],
    ) -> tuple[BoundSection, ...]:
        found: list[BoundSection] = []
        for form in forms:
            if form.match is Match.INSTANCE and form.instances:
                found += [self._instance(form, n, alignment, moved) for n in form.instances]
            elif form.node is not None:
                found.append(self._section(form, form.node, alignment, own, moved))
            else:
                found.extend(self._level(alignment, form.children, own, moved))
        return tuple(found)

    def _section(
        self,
        form: FormNode,
        node: Node,
        alignment: Alignment,
        own: dict[int, list[Part]],
        moved: dict[int, str],
    ) -> BoundSection:
        part = node.part
        parts = own.get(node.index, [])
        na = not_applicable(self.tree, part.blocks) if not part.children else None
        inside = self._level(alignment, form.children, own, moved)
        empty = not (part.children or inside) and _is_empty(self.tree, part.blocks)
        absent = () if na or empty else self.absent(alignment, form, part.body.end)
        return BoundSection(
            form.form,
            part,
            form.path,
            form.match,
            _expected_level(form, node, alignment, moved),
            moved.get(form.index, ""),
            () if na or empty else bind_elements(self.tree, form.form, part.blocks, parts),
            na,
            empty,
            inside,
            absent,
            tuple(duplicate.part for duplicate in form.duplicates),
        )

    def _instance(
        self, form: FormNode, node: Node, alignment: Alignment, moved: dict[int, str]
    ) -> BoundSection:
        """One instance of a repeated group: its own sub-sections are aligned on their own."""
        part = node.part
        level = _expected_level(form, node, alignment, moved)
        shift = part.level - form.form.level
        inner = align(form.form.children, part.children, form.path, shift)
        children = self.sections(inner)
        na = not_applicable(self.tree, part.blocks) if not part.children else None
        empty = not part.children and _is_empty(self.tree, part.blocks)
        own = [n.part for n in inner.nodes if n.form is None and n.parent is None]
        if form.form.children:
            self.unknown.extend(_unknown(inner, form.path))
        absent = () if na or empty else self.absent(inner, None, part.body.end)
        inner.release()
        return BoundSection(
            form.form,
            part,
            form.path,
            form.match,
            level,
            moved.get(form.index, "") if node is form.node else "",
            () if na or empty else bind_elements(self.tree, form.form, part.blocks, own),
            na,
            empty,
            children,
            absent,
        )

    def absent(
        self, alignment: Alignment, parent: FormNode | None, body_end: int
    ) -> tuple[Absent, ...]:
        """The template's sections directly below ``parent`` that the document does not have."""
        found: list[Absent] = []
        siblings = parent.children if parent else alignment.tops
        present = next((form.node for form in siblings if form.node is not None), None)
        # Before the first that is there, else behind the last one so far.
        place = present.part.span.start if present else body_end
        for form in siblings:
            if form.node is not None:
                last = max((form.node, *form.instances), key=lambda node: node.index)
                place = last.part.span.end
                continue
            if form.form.variable and form.form.repeat is None:
                continue
            found.append(
                Absent(
                    form.form,
                    form.path,
                    place,
                    max(1, min(6, form.form.level + alignment.shift)),
                    tuple(_absent_inside(form)),
                )
            )
        return tuple(found)


def _absent_inside(form: FormNode) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    stack = list(reversed(form.children))
    while stack:
        child = stack.pop()
        if child.node is None:
            found.append(child.path)
        stack.extend(reversed(child.children))
    return found


def _expected_level(form: FormNode, node: Node, alignment: Alignment, moved: dict[int, str]) -> int:
    """The template's level, or the one that follows from where the parent really stands.

    Below a parent that is absent, and where the section was moved to, every level is right: that
    is the one finding.
    """
    parent = form.parent
    if form.index in moved or (parent is not None and parent.node is None):
        return node.part.level
    shifts = alignment.level_shifts
    absolute = form.form.level + shifts.get(form.form.level, alignment.shift)
    if parent is None or parent.node is None:
        return absolute
    above = parent.form.level + shifts.get(parent.form.level, alignment.shift)
    relative = parent.node.part.level + absolute - above
    plain = form.form.level + alignment.shift
    return node.part.level if node.part.level in {relative, plain} else absolute


def _own_parts(alignment: Alignment) -> dict[int, list[Part]]:
    """The author's own sub-sections directly in each section, by the section's index."""
    found: dict[int, list[Part]] = {}
    for node in alignment.nodes:
        if node.parent is not None and node.form is None:
            found.setdefault(node.parent.index, []).append(node.part)
    return found


def _unknown(alignment: Alignment, parent: tuple[str, ...]) -> list[Unknown]:
    """Sections of the author's own, where the template has sections of its own too."""
    found: list[Unknown] = []
    hidden: set[int] = set()
    for node in alignment.nodes:
        above = node.parent
        if above is not None and above.index in hidden:
            hidden.add(node.index)
            continue
        if node.form is not None:
            continue
        hidden.add(node.index)
        if node.key in _CONTENTS:
            continue
        if above is None:
            found.append(Unknown(node.part, parent))
        elif above.form is not None and above.form.children and above.form.form.repeat is None:
            found.append(Unknown(node.part, above.form.path))
    return found


def _is_empty(tree: BlockTree, blocks: Sequence[Block]) -> bool:
    """Nothing that a reader sees: comments and rules only."""
    for block in blocks:  # a plain loop: most sections end it with their first block
        if type(block) is not Break and not _is_invisible(tree, block):
            return False
    return True


def _is_invisible(tree: BlockTree, block: Block) -> bool:
    if type(block) not in _MAYBE_INVISIBLE or (
        type(block) is Paragraph and tree.source.masked[block.start : block.start + 1] not in _HEADS
    ):
        return False
    raw = tree.raw(block).strip()
    if raw.startswith("<!--") and raw.find("-->") == len(raw) - 3:
        return True
    if "<!--" not in raw:
        return not raw
    return not _COMMENT.sub("", raw).strip()


_CONTENTS = frozenset(key(name) for name in ("Table of Contents", "Contents", "TOC", "目次"))
_MAYBE_INVISIBLE = frozenset({Html, Paragraph})
_HEADS = frozenset({b"<", b" ", b"\t", b"\r", b"\n", b""})  # how text that may be invisible begins
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def _front_matter(tree: BlockTree, template: schema.Template) -> BoundYaml | None:
    block = tree.front_matter
    if block is None:
        if not template.front_matter:
            return None
        at = tree.source.bom
        return BoundYaml(tree.source, YamlTree(None), (), template.front_matter, at)
    yaml = _yaml(tree, tree.source, block.body)
    fields, absent = bind_yaml(template.front_matter, yaml.root)
    return BoundYaml(tree.source, yaml, fields, absent, block.body.end)


def _yaml(tree: BlockTree, source: Source, span: Span) -> YamlTree:
    return recall(tree.memory, "yaml", source, span, partial(parse_yaml, source, span))


def _side_files(
    tree: BlockTree, template: schema.Template, sources: Sequence[Source]
) -> list[BoundYaml]:
    found: list[BoundYaml] = []
    for form in template.side_files:
        for source in sources:
            if source.path.replace("\\", "/").rsplit("/", 1)[-1] == form.name:
                whole = Span(source.bom, len(source.data))
                yaml = _yaml(tree, source, whole)
                fields, absent = bind_yaml(form.fields, yaml.root)
                found.append(BoundYaml(source, yaml, fields, absent, whole.end, form.name))
    return found


def _facts(
    front: BoundYaml | None,
    sides: Sequence[BoundYaml],
    preamble: BoundSection,
    sections: Sequence[BoundSection],
) -> dict[str, str]:
    """Values that conditions and the status are read from; front matter comes first."""
    facts: dict[str, str] = {}
    for yaml in (*sides, *((front,) if front else ())):
        root = yaml.tree.root
        for name, value in root.entries if root else ():
            if name is not None and value.kind == "scalar":
                facts[name.text.casefold()] = value.text
    for section in (preamble, *sections):
        for element in section.elements:
            if isinstance(element, BoundFields):
                for bound in element.fields:
                    facts.setdefault(bound.form.name.casefold(), bound.value.text)
    return facts
