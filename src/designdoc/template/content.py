"""What stands under one heading of the template: elements to fill, guidance, words that stay."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from designdoc.markdown import (
    Block,
    Break,
    Fence,
    Footnote,
    FrontMatter,
    Heading,
    Html,
    Paragraph,
    Quote,
    Table,
)
from designdoc.markdown import List as Bullets
from designdoc.source import Span
from designdoc.template.context import Context, type_of
from designdoc.template.convention import Said, Wording
from designdoc.template.conventions import (
    ELEMENTS,
    GUIDANCE,
    GUIDANCE_PRESENCE,
    NOT_APPLICABLE,
    TYPES,
    as_needed,
    comment_guidance,
    repeat_note,
    verbatim,
)
from designdoc.template.conventions.checklist import choice
from designdoc.template.conventions.optional_beside import ELEMENT
from designdoc.template.directives import Directive
from designdoc.template.schema import (
    TEXT,
    Checklist,
    Element,
    Field,
    Fields,
    Guidance,
    Hole,
    ItemList,
    Presence,
    Prose,
    TypeKind,
    ValueType,
    Verbatim,
)

_INTRODUCED = (Bullets, Fence, Quote, Table)
_LENGTHS = frozenset({TypeKind.SENTENCES, TypeKind.WORDS, TypeKind.CHARACTERS})
_READ = 1200  # characters of guidance that are read for what they say of the whole section
_ADVICE = 400  # characters; a limit in longer guidance is rarely one of the whole section


class Content(Struct, frozen=True):
    """``said`` is what the guidance says of the section's presence; ``repeat`` that it repeats."""

    elements: tuple[Element, ...]
    guidance: tuple[Guidance, ...]
    holes: tuple[Hole, ...]
    verbatim: tuple[Verbatim, ...]
    said: Said | None = None
    repeat: str = ""
    not_applicable: str = ""
    role: str = ""


def read_content(  # noqa: PLR0913 - where a section's content comes from
    blocks: Sequence[Block],
    body: Span,
    context: Context,
    *,
    skip: Span | None,
    leaf: bool,
    before: Mapping[int, str],
) -> Content:
    """The content of a section before its first child; ``leaf``: it has no children."""
    own = [block for block in blocks if not _is_skipped(block, skip, before)]
    reader = _Reader(context, body)
    comments = reader.comments(before, skip)
    alone = _is_alone(own, comments, context, body)
    for block, following in zip_longest(own, own[1:]):
        reader.block(block, alone=alone, introduces=isinstance(following, _INTRODUCED))
    guidance = tuple(sorted((*comments, *reader.guidance), key=lambda g: g.span))
    holes = context.holes_in(body)
    help_ = tuple(
        Guidance(h.text, h.span, h.convention, leftover=False) for h in holes if _helps(h)
    )
    elements = _elements(reader, guidance, body, leaf=leaf)
    texts = [g.text[:_READ] for g in (*guidance, *help_)]
    return Content(
        elements=_with_choice(elements, guidance),
        guidance=tuple(sorted((*guidance, *help_), key=lambda g: g.span)),
        holes=holes,
        verbatim=tuple(reader.verbatim),
        said=_said([g.text[:_READ] for g in guidance] + _of_sections(help_), reader.claimed),
        repeat=next((why for text in texts if (why := repeat_note.read(text))), "") if leaf else "",
        not_applicable=next(
            (s.because for text in texts for c in NOT_APPLICABLE if (s := c.read(text))), ""
        ),
        role=reader.role,
    )


def _is_skipped(block: Block, skip: Span | None, before: Mapping[int, str]) -> bool:
    if isinstance(block, Break | FrontMatter | Footnote | Heading) or block.start in before:
        return True
    return skip is not None and skip.covers(Span(block.start, block.start + 1))


def _helps(hole: Hole) -> bool:
    return hole.convention != "token" and any(char.isalpha() for char in hole.text)


def _is_alone(
    blocks: Sequence[Block], comments: Sequence[Guidance], context: Context, body: Span
) -> bool:
    """Whether a section holds nothing but plain prose: then the prose can only be guidance."""
    if comments or context.holes_in(body):
        return False
    if not all(isinstance(b, Paragraph | Bullets | Quote | Html) for b in blocks):
        return False
    return not any(_asks(block, context) for block in blocks)


def _asks(block: Block, context: Context) -> bool:
    """Whether a block without holes is still something to fill: task boxes, blank labels."""
    if isinstance(block, Bullets) and any(item.task is not None for item in block.items):
        return True
    if not isinstance(block, Paragraph | Bullets):
        return False
    return any(isinstance(c.read(block, context), Fields | ItemList) for c in ELEMENTS)


class _Reader:
    def __init__(self, context: Context, body: Span) -> None:
        self.context = context
        self.body = body
        self.elements: list[Element] = []
        self.prose: list[Prose] = []
        self.guidance: list[Guidance] = []
        self.verbatim: list[Verbatim] = []
        self.claimed: set[str] = set()  # guidance that speaks about the next block alone
        self.pending: Said | None = None
        self.role = ""

    def comments(self, before: Mapping[int, str], skip: Span | None) -> list[Guidance]:
        """The comments of the section that are neither holes nor for a tool."""
        holes = {hole.span for hole in self.context.holes_in(self.body)}
        found = []
        for comment in self.context.comments_in(self.body):
            if comment.span in holes or (skip and skip.covers(comment.span)):
                continue
            guidance = comment_guidance.read(comment)
            if guidance:
                found.append(guidance)
            if guidance and comment.start in before:
                self.claimed.add(guidance.text)
        return found

    def block(self, block: Block, *, alone: bool, introduces: bool) -> None:
        """Sort one block into elements, guidance, verbatim text or boilerplate.

        ``introduces``: a list, table or fence follows, so that a last blank label is its caption.
        """
        context = self.context
        if isinstance(block, Html):
            self._html(block)
            return
        directive = context.directives.at(block.start)
        pending, self.pending = self.pending, None
        if directive and directive.role:
            self.role = directive.role
        if directive and directive.ignore:
            return
        if directive and directive.verbatim:
            text = context.source.slice(block.span).strip()
            self.verbatim.append(Verbatim(text, block.span, directive.because))
            return
        kept = verbatim.read(block, context)
        if kept:
            self.verbatim.append(kept)
            return
        if introduces and isinstance(block, Paragraph):
            self.pending = as_needed.read(context.tree.text(block))
        element = None if alone else self._element(block)
        guidance = None if element else self._guidance(block, alone=alone)
        if alone and not guidance:
            element = self._element(block)
        if introduces and isinstance(block, Paragraph) and isinstance(element, Fields):
            element = _without_caption(element)
        if element:
            self._add(_told(element, directive, pending))
        elif guidance:
            self.guidance.append(guidance)

    def _element(self, block: Block) -> Element | None:
        for convention in ELEMENTS:
            element = convention.read(block, self.context)
            if element:
                return element
        holes = self.context.holes_in(block.span)
        if not holes or isinstance(block, Quote):
            return None
        limit = next((h.type for h in holes if h.type.kind in _LENGTHS), TEXT)
        return Prose(block.span, f"hole '{_brief(holes[0].written)}'", limit)

    def _guidance(self, block: Block, *, alone: bool) -> Guidance | None:
        if self.context.holes_in(block.span) and not isinstance(block, Quote):
            return None
        for convention in GUIDANCE:
            found = convention.read(block, self.context, alone=alone)
            if found:
                return found
        return None

    def _add(self, element: Element) -> None:
        if isinstance(element, Prose):
            self.prose.append(element)
        self.elements.append(element)

    def _html(self, block: Html) -> None:
        text = self.context.source.slice(block.span)
        if not text.lstrip().startswith("<!--"):
            if self.context.holes_in(block.span):
                self._add(Prose(block.span, "hole in angle brackets"))
            return
        inner = text.strip().removeprefix("<!--").removesuffix("-->").strip()
        said = next((s for c in GUIDANCE_PRESENCE[1:] if (s := c.read(inner))), None)
        if said and (ELEMENT.search(inner) or "section" not in inner.casefold()):
            self.pending = said
            self.claimed.add(inner)


def _without_caption(element: Fields) -> Fields | None:
    if not element.fields[-1].blank:
        return element
    rest = element.fields[:-1]
    return replace(element, fields=rest) if rest else None


def _told(element: Element, directive: Directive | None, pending: Said | None) -> Element:
    """An element with what comments before it say."""
    if pending:
        because = f"{element.because}; before it: {pending.because}"
        element = replace(element, presence=Presence.OPTIONAL, because=because)
        if isinstance(element, Fields):
            fields = tuple(replace(each, presence=Presence.OPTIONAL) for each in element.fields)
            element = replace(element, fields=fields)
    if directive is None:
        return element
    if directive.presence:
        element = replace(element, presence=directive.presence, because=directive.because)
    if isinstance(element, Fields) and len(element.fields) == 1:
        return replace(element, fields=(_told_field(element.fields[0], directive),))
    if directive.type and isinstance(element, Prose | ItemList):
        return replace(element, type=directive.type, because=directive.because)
    return element


def _told_field(field: Field, directive: Directive) -> Field:
    return replace(
        field,
        type=directive.type or field.type,
        presence=directive.presence or field.presence,
        because=directive.because,
    )


def _elements(
    reader: _Reader, guidance: Sequence[Guidance], body: Span, *, leaf: bool
) -> tuple[Element, ...]:
    """The elements, several paragraphs to fill as one; an empty section asks for prose."""
    first = reader.prose[0] if reader.prose else None
    limit = next((p.type for p in reader.prose if p.type != TEXT), TEXT)
    if limit == TEXT:
        limit = _stated(guidance)
    if first:
        merged = replace(first, type=limit if first.type == TEXT else first.type)
        return tuple(
            merged if element is first else element
            for element in reader.elements
            if element is first or not isinstance(element, Prose)
        )
    if reader.elements or (not leaf and not guidance):
        return tuple(reader.elements)
    if reader.verbatim and not guidance:
        return ()
    because = "guidance of the template" if guidance else "empty section of the template"
    presence = Presence.REQUIRED if leaf else Presence.OPTIONAL
    return (Prose(Span(body.start, body.start), because, limit, presence),)


def _stated(guidance: Sequence[Guidance]) -> ValueType:
    for entry in guidance:
        if len(entry.text) <= _ADVICE:
            kind, _ = type_of([c for c in TYPES if c.name == "length"], Wording(entry.text))
            if kind.kind in _LENGTHS:
                return kind
    return TEXT


def _with_choice(
    elements: tuple[Element, ...], guidance: Sequence[Guidance]
) -> tuple[Element, ...]:
    """Checklists of a section whose guidance says to pick from them."""
    if not any(isinstance(element, Checklist) for element in elements):
        return elements
    chosen = next((found for g in guidance if (found := choice(g.text))), None)
    if chosen is None:
        return elements
    (minimum, maximum), words = chosen
    return tuple(
        replace(e, choose=(minimum, maximum), because=f"{e.because}; '{words}'")
        if isinstance(e, Checklist)
        else e
        for e in elements
    )


def _of_sections(help_: Sequence[Guidance]) -> list[str]:
    """Words of holes that speak about the section: "[Optional: ...]" is about the value alone."""
    return [g.text[:_READ] for g in help_ if "section" in g.text[:_READ].casefold()]


def _said(texts: Sequence[str], claimed: set[str]) -> Said | None:
    for convention in GUIDANCE_PRESENCE:
        for text in texts:
            if text not in claimed and (said := convention.read(text)):
                return said
    return None


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:57] + "..."
