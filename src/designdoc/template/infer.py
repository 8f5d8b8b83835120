"""A Markdown template to a typed schema, by the table of conventions.

Holes are found first, then front matter and side files, then sections from the top down; what
repeats is folded into one group last.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from designdoc.markdown import BlockTree
from designdoc.markdown.tree import Section as Part
from designdoc.source import Source, Span
from designdoc.template import conventions as table
from designdoc.template.content import Content, read_content
from designdoc.template.context import Context
from designdoc.template.conventions import contents
from designdoc.template.conventions.stage import staged
from designdoc.template.conventions.yaml_fields import Tables, left_alone, read_fields
from designdoc.template.directives import Directive, read_directives
from designdoc.template.headings import HeadingForm, optional_before, read_heading
from designdoc.template.holes import find_holes
from designdoc.template.presence import Decision, resolve, section_presence
from designdoc.template.reading import leaf_text
from designdoc.template.repeats import fold
from designdoc.template.schema import (
    Field,
    Fields,
    Guidance,
    Presence,
    Repeat,
    Section,
    SideFile,
    Template,
    TitleForm,
    TypeKind,
    Verbatim,
)

_TABLES = Tables(table.HOLES, table.TYPES, table.HEADING_PRESENCE)


def infer(tree: BlockTree, side_files: Sequence[Source] = ()) -> Template:
    """The schema of a template; whatever the template holds, there is one."""
    skip = contents.find_contents(tree)
    context = _context(tree, skip)
    front = _front_matter(tree)
    sides = tuple(_side_file(source) for source in side_files)
    title, parts, preamble_part = _split(tree)
    compiler = _Compiler(context, skip, optional_before(tree))
    preamble = compiler.preamble(preamble_part, tree.outline, title)
    keys = _keys((*front, *_fields_of(preamble), *(f for side in sides for f in side.fields)))
    compiler.keys = keys
    front = _resolved(front, keys)
    sides = tuple(SideFile(side.name, side.source, _resolved(side.fields, keys)) for side in sides)
    sections = fold(compiler.sections(parts, None))
    holes = [f.hole for f in front if f.hole]
    return Template(
        name=_name(tree.source.path),
        source=tree.source,
        title=_title(title, context),
        front_matter=front,
        preamble=preamble,
        sections=tuple(sections),
        holes=tuple(sorted((*holes, *context.holes), key=lambda hole: hole.span)),
        guidance=tuple(sorted(compiler.guidance, key=lambda entry: entry.span)),
        verbatim=tuple(compiler.verbatim),
        contents=skip,
        side_files=sides,
        problems=context.directives.problems,
    )


def _context(tree: BlockTree, skip: Span | None) -> Context:
    holes = find_holes(tree, table.HOLES, table.TYPES, (skip,) if skip else ())
    return Context(
        tree,
        holes,
        [hole.span.start for hole in holes],
        read_directives(tree),
        table.TYPES,
        table.HEADING_PRESENCE,
    )


def _front_matter(tree: BlockTree) -> tuple[Field, ...]:
    front = tree.front_matter
    if front is None:
        return ()
    untouched = left_alone(comment.text for comment in tree.comments)
    return tuple(
        replace(each, presence=Presence.OPTIONAL, because="a comment says to leave it alone")
        if each.name.casefold() in untouched
        else each
        for each in read_fields(tree.source, front.body, _TABLES)
    )


def _side_file(source: Source) -> SideFile:
    span = Span(source.bom, len(source.data))
    return SideFile(PurePosixPath(source.path).name, source, read_fields(source, span, _TABLES))


def _name(path: str) -> str:
    pure = PurePosixPath(path)
    generic = {"readme", "index", "template"}
    return pure.parent.name if pure.stem.lower() in generic and pure.parent.name else pure.stem


def _split(tree: BlockTree) -> tuple[Part | None, tuple[Part, ...], Part]:
    """The title's section, the sections of the schema, and what precedes the first of them.

    The title is the only H1; of several, the first when its words are to be replaced: else the
    template uses H1 for its sections.
    """
    root = tree.outline
    tops = [part for part in root.children if part.level == 1]
    title = tops[0] if tops and (len(tops) == 1 or _asks_for_name(tree, tops[0])) else None
    if title is None:
        return None, root.children, root
    parts: list[Part] = []
    for part in root.children:
        parts += title.children if part is title else (part,)
    return title, tuple(parts), title


def _asks_for_name(tree: BlockTree, part: Part) -> bool:
    assert part.heading is not None  # noqa: S101 - only the root has no heading
    text = leaf_text(tree, part.heading, comments=True)
    return any(True for convention in table.HOLES for _ in convention.find(text))


def _title(part: Part | None, context: Context) -> TitleForm | None:
    if part is None or part.heading is None:
        return None
    text = leaf_text(context.tree, part.heading, comments=True)
    whole = text.span(0, len(text.raw))
    holes = context.holes_in(part.heading.span)
    if not holes:
        return TitleForm(text.raw, part.heading.span, (), text.raw, "")
    prefix = context.source.slice(Span(whole.start, holes[0].span.start))
    suffix = context.source.slice(Span(holes[-1].span.end, max(whole.end, holes[-1].span.end)))
    return TitleForm(text.raw, part.heading.span, holes, prefix, suffix)


def _fields_of(section: Section) -> tuple[Field, ...]:
    return tuple(f for e in section.content if isinstance(e, Fields) for f in e.fields)


def _resolved(fields: tuple[Field, ...], keys: Mapping[str, tuple[str, ...]]) -> tuple[Field, ...]:
    """Fields with the keys that their conditions speak of."""
    return tuple(
        replace(each, when=resolve(Decision(each.presence, "", each.when), keys).when)
        for each in fields
    )


def _keys(fields: Iterable[Field]) -> Mapping[str, tuple[str, ...]]:
    """The choices that a document states of itself, by name."""
    return {f.name: f.type.values for f in fields if f.type.kind is TypeKind.ENUMERATION}


class _Compiler(Struct):
    """Builds sections and gathers the guidance and verbatim text of the whole file."""

    context: Context
    skip: Span | None
    before: Mapping[int, str]
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guidance: list[Guidance] = field(default_factory=list)
    verbatim: list[Verbatim] = field(default_factory=list)

    def preamble(self, part: Part, root: Part, title: Part | None) -> Section:
        """What stands before the first section; also what stands before the title."""
        blocks = part.blocks if title is None else (*root.blocks, *part.blocks)
        start = 0
        end = (
            part.body.end
            if title
            else (root.children[0].span.start if root.children else root.span.end)
        )
        content = read_content(
            blocks, Span(start, end), self.context, skip=self.skip, leaf=False, before=self.before
        )
        self._gather(content)
        named = title.heading.span if title and title.heading else Span(0, 0)
        return Section(
            name="",
            title="",
            level=0,
            span=Span(start, start),
            because="what precedes the first section",
            guidance=tuple(g for g in content.guidance if not named.covers(g.span)),
            holes=tuple(hole for hole in content.holes if not named.covers(hole.span)),
            content=content.elements,
            extent=Span(start, end),
        )

    def sections(self, parts: Sequence[Part], parent: Decision | None) -> list[Section]:
        """The sections of one level with all below them, not yet folded."""
        titles = tuple(part.title for part in parts)
        found = [self._section(part, titles, parent) for part in parts if part.heading is not None]
        return staged(found)

    def _section(self, part: Part, titles: tuple[str, ...], parent: Decision | None) -> Section:
        assert part.heading is not None  # noqa: S101 - only the root has no heading
        directive = self.context.directives.at(part.heading.start)
        form = read_heading(part, titles, self.context)
        content = read_content(
            part.blocks,
            Span(part.heading.end, part.body.end),
            self.context,
            skip=self.skip,
            leaf=not part.children,
            before=self.before,
        )
        if contents.is_contents_heading(part) and self.skip and part.span.covers(self.skip):
            content = Content((), (), (), ())
            form = form.optional("table of contents")
        self._gather(content)
        decision = section_presence(
            form, directive, content, parent, self.before.get(part.heading.start, "")
        )
        decision = resolve(decision, self.keys)
        children = fold(self.sections(part.children, decision))
        if directive and directive.verbatim:
            text = self.context.source.slice(part.body).strip()
            self.verbatim.append(Verbatim(text, part.body, directive.because))
        return self._assemble(part, form, content, decision, directive, tuple(children))

    def _assemble(  # noqa: PLR0913, PLR0917 - what a section is made of
        self,
        part: Part,
        form: HeadingForm,
        content: Content,
        decision: Decision,
        directive: Directive | None,
        children: tuple[Section, ...],
    ) -> Section:
        assert part.heading is not None  # noqa: S101 - only the root has no heading
        stem, because = form.stem, [decision.because, form.because]
        minimum = 0 if decision.presence is Presence.OPTIONAL else 1
        if not stem and content.repeat:
            stem = form.name
            because.append(content.repeat)
        if directive and directive.repeat is not None:
            stem, minimum = stem or form.name, directive.repeat
            because.append(directive.because)
        if content.not_applicable:
            because.append(content.not_applicable)
        name = directive.name if directive and directive.name else form.name
        return Section(
            name=name,
            title=part.title,
            level=part.level,
            span=part.heading.span,
            because="; ".join(dict.fromkeys(words for words in because if words)),
            presence=decision.presence,
            when=decision.when,
            repeat=Repeat(minimum, name if stem == form.name else stem) if stem else None,
            variable=form.variable or bool(stem),
            ignore=bool(directive and directive.ignore),
            role=(directive.role if directive else "") or content.role,
            guidance=content.guidance,
            holes=(*form.holes, *content.holes),
            content=content.elements,
            children=children,
            extent=part.span,
        )

    def _gather(self, content: Content) -> None:
        self.guidance += [g for g in content.guidance if g.leftover or g.convention in _OWN]
        self.verbatim += content.verbatim


# Guidance that is no hole: a hole's words are help of its section, and a hole of the file.
_OWN = frozenset({"comment", "italics", "quote", "prose"})
