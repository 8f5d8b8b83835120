"""`status: 'draft' # draft | done`: keys of front matter, of a side file, of a YAML fence.

Keys of the first group are asked for; a key in a later group, or one that holds only a sample
list, is an offer unless its comment says "required". Templates may hold YAML that no parser
reads (`title: {{TITLE}}`, `owner: @jane`): then lines are read one by one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from designdoc.markdown import Block, Fence, YamlNode, parse_yaml
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.template.context import Context, ValueForm, value_form
from designdoc.template.convention import (
    HoleConvention,
    PresenceConvention,
    Said,
    TypeConvention,
)
from designdoc.template.conventions import optional_value, stage
from designdoc.template.directives import Directive, parse_directive
from designdoc.template.holes import holes_in_text
from designdoc.template.reading import plain_text
from designdoc.template.schema import (
    Element,
    Field,
    Fields,
    FieldStyle,
    Hole,
    Presence,
    TypeKind,
    ValueType,
)

_LINE = regex(r"(?m)^([A-Za-z_][\w .-]{0,60}?)[ \t]*:(?:[ \t]+([^\n]*))?$")
_OPENING = regex(r"\s*[\"']?\s*[\[{<]")
_DIRECTIVE = regex(r"designdoc:\s*(.*)")
_REQUIRED = regex(r"\b(?:required|mandatory|must)\b|必須", re.IGNORECASE)
_OPTIONAL = regex(
    r"\boptional\b|\b(?:remove|delete|omit) (?:this|the) (?:field|key|line|entry)\b|任意|省略可",
    re.IGNORECASE,
)
_LEFT = (
    r"(?:leave|keep) (?:it |this )?(?:as[ -]is|blank|empty|unchanged)|do not (?:edit|change|fill)"
)
_LEFT_ALONE = regex(_LEFT, re.IGNORECASE)
_LEFT_LINE = regex(
    rf"(?im)^[ \t]*(?:[-*] )?[`*]*([a-z_][\w.-]{{0,60}})[`*]*[ \t]*:[ \t]*(?:{_LEFT})"
)
_OWNERS = regex(r"(?:authors?|owners?|著者|担当者?)", re.IGNORECASE)
# What the generator of a site reads, of the template's page as of any other.
_SITE = regex(
    r"layout|permalink|slug|(?:grand_)?parent|has_(?:children|toc)|nav_(?:order|exclude)"
    r"|search_exclude|sidebar_(?:position|label)",
    re.IGNORECASE,
)
_WHOLE = regex(r"<.*>|\(.*\)")
_CHOICE = regex(r"(?<![\w|])[\w-]{1,40}(?:\|[\w-]{1,40})+(?![\w|])")
_KINDS = {"bool": TypeKind.BOOLEAN, "int": TypeKind.NUMBER, "float": TypeKind.TEXT}
_MAX_DEPTH = 4


def left_alone(comments: Iterable[str]) -> frozenset[str]:
    """The keys that comments tell the author not to touch: `release-date: Leave as is`."""
    found = (match for text in comments for match in _LEFT_LINE.finditer(text))
    return frozenset(match.group(1).casefold() for match in found)


class Tables(NamedTuple):
    """The tables of conventions that YAML values are read by."""

    holes: Sequence[HoleConvention]
    types: Sequence[TypeConvention]
    presences: Sequence[PresenceConvention]


class _Group(NamedTuple):
    """Keys that stand together below a comment; ``first``: the file begins with them.

    ``site``: beside them stand keys that only the generator of a site reads.
    """

    first: bool
    comment: str
    site: bool


def read_fields(source: Source, span: Span, tables: Tables) -> tuple[Field, ...]:
    """The keys of a YAML mapping as typed fields."""
    root = parse_yaml(source, span).root
    if root is None or root.kind != "mapping":
        return tuple(_by_lines(source, span, tables))
    return tuple(_of_mapping(root, source, span, tables, 0))


def read(block: Block, context: Context) -> Element | None:
    """Named fields, when a YAML fence has values to fill in."""
    if not isinstance(block, Fence) or block.language not in {"yaml", "yml"}:
        return None
    from designdoc.template.conventions import HOLES

    tables = Tables(HOLES, context.types, context.presences)
    root = parse_yaml(context.source, block.body).root
    if root is None or root.kind != "mapping":
        return None
    fields = tuple(_of_mapping(root, context.source, block.body, tables, 0))
    if not any(f.hole or f.blank or f.type.values for f in fields):
        return None
    return Fields(block.span, "keys of a YAML fence", fields)


def _of_mapping(
    root: YamlNode, source: Source, span: Span, tables: Tables, depth: int
) -> Iterator[Field]:
    before = span.start if depth == 0 else root.span.start
    site = any(key is not None and _SITE.fullmatch(key.text) for key, _ in root.entries)
    group = _Group(True, "", site)
    for key, value in root.entries:
        if key is None:
            continue
        gap = source.slice(Span(min(before, key.span.start), key.span.start))
        above = _comment_above(gap)
        if depth == 0 and (_BLANK_LINE.search(gap) or above):
            group = _Group(before == span.start, above, site)
        yield _field(key, value, source, tables, (group, above), depth)
        before = max(_last(value).span.end, key.span.end)


def _last(node: YamlNode) -> YamlNode:
    """The last scalar within a value: a list's own end is where the next key begins."""
    while node.entries:
        node = node.entries[-1][1]
    return node


_BLANK_LINE = regex(r"\n[ \t]*\r?\n")


def _comment_above(gap: str) -> str:
    """The comment lines directly before a key, without their marks."""
    lines = gap.splitlines()
    tail = [line.strip() for line in lines[1:] if line.strip()] if lines else []
    if lines and lines[0].startswith("#"):
        tail.insert(0, lines[0].strip())
    return " ".join(line.lstrip("# ") for line in tail if line.startswith("#"))


def _field(  # noqa: PLR0913, PLR0917 - what a key stands among
    key: YamlNode,
    value: YamlNode,
    source: Source,
    tables: Tables,
    place: tuple[_Group, str],
    depth: int,
) -> Field:
    group, above = place
    comment = "" if value.comment.startswith("designdoc:") else value.comment
    form, children = _value(key, value, source, tables, comment, depth)
    form = _with_more_values(form, above)
    directive = _directive(value.comment, above, key.span)
    presence = _presence(key, value, form, group, comment or above)
    if depth and presence.because == "key of the template" and not (form.hole or form.blank):
        presence = Said("optional", "a sample key of a mapping")
    explicit = directive.presence if directive else None
    return Field(
        key.text,
        key.span,
        FieldStyle.YAML,
        because=f"{presence.because}; {form.because}" if form.because else presence.because,
        presence=explicit or Presence(presence.presence),
        when=None if explicit else presence.when,
        type=(directive.type if directive and directive.type else form.type),
        hole=form.hole,
        blank=form.blank,
        guidance=comment or above or (form.hole.text if form.hole else ""),
        sample=form.sample,
        children=children,
    )


def _with_more_values(form: ValueForm, above: str) -> ValueForm:
    """A choice with the further values that the comment above it allows (`or a|b|c`)."""
    if form.type.kind is not TypeKind.ENUMERATION:
        return form
    more = [value for match in _CHOICE.finditer(above) for value in match.group().split("|")]
    values = tuple(dict.fromkeys((*form.type.values, *more)))
    return replace(form, type=replace(form.type, values=values))


def _value(  # noqa: PLR0913, PLR0917 - what a value stands among
    key: YamlNode, value: YamlNode, source: Source, tables: Tables, comment: str, depth: int
) -> tuple[ValueForm, tuple[Field, ...]]:
    raw = source.slice(value.span)
    holes = _holes(source, value.span, tables)
    looks_like_hole = bool(_OPENING.match(raw)) and bool(holes) and not _is_list_of_names(value)
    if value.kind == "scalar" or (looks_like_hole and holes[0].written == raw.strip()):
        form = value_form(tables.types, key.text, raw, holes, comment)
        # A scalar whose words are a choice or a bracket is itself what the author replaces.
        if form.hole is None and form.type.values:
            hole = Hole(form.sample, form.sample, value.span, "choice", form.type)
            form = ValueForm(form.type, form.because, hole)
        if form.type.kind is TypeKind.TEXT and not value.quoted and value.tag in _KINDS:
            form = ValueForm(ValueType(_KINDS[value.tag]), form.because, form.hole, sample=raw)
        return form, ()
    kind = TypeKind.LIST if value.kind == "list" else TypeKind.MAPPING
    whole = next((hole for hole in holes if hole.convention == "token"), None)
    children: tuple[Field, ...] = ()
    if kind is TypeKind.MAPPING and depth < _MAX_DEPTH:
        children = tuple(_of_mapping(value, source, value.span, tables, depth + 1))
    return ValueForm(ValueType(kind), f"a {kind.value}", whole, sample=raw.strip()), children


def _is_list_of_names(value: YamlNode) -> bool:
    """`["@jane.doe", "@joe.doe"]`; but `[Your name]` is a hole that happens to be a list."""
    items = [item for _, item in value.entries] if value.kind == "list" else []
    if not items or any(item.kind != "scalar" for item in items):
        return False
    return all(i.quoted for i in items) or (
        len(items) > 1 and all(" " not in i.text for i in items)
    )


def _holes(source: Source, span: Span, tables: Tables) -> list[Hole]:
    raw = source.slice(span)
    if not raw.strip():
        return []
    text = plain_text(source, span)
    found = list(holes_in_text(text, tables.holes, tables.types))
    if found or raw.strip() == "":
        return found
    # `"{proposed | accepted` never closes, and `- TBD` is the whole of an item.
    bare = raw.strip("\"' \n")
    if bare.startswith(("{", "[")) and not bare.endswith(("}", "]")):
        start = raw.index(bare[0])
        return [Hole(bare[1:].strip(), bare, text.span(start, start + len(bare)), "unclosed")]
    # Brackets within brackets (`<names, or name <a@b.org>>`), or words in parentheses.
    if _WHOLE.fullmatch(bare) and len(bare.split()) > 2:
        start = raw.index(bare[0])
        return [Hole(bare[1:-1], bare, text.span(start, start + len(bare)), "whole value")]
    item = re.search(r"(?m)^[ \t]*-[ \t]+[\"']?(TBD|TBA|TODO)[\"']?[ \t]*$", raw)
    if item is None:
        return []
    return [Hole(item.group(1), item.group(1), text.span(item.start(1), item.end(1)), "token")]


def _presence(key: YamlNode, value: YamlNode, form: ValueForm, group: _Group, comment: str) -> Said:
    for words in (comment, group.comment):
        if words and (said := stage.read(words)):
            return said
        if _OPTIONAL.search(words) or _LEFT_ALONE.search(words):
            return Said("optional", f"comment '{words[:60]}'")
        if _REQUIRED.search(words):
            return Said("required", f"comment '{words[:60]}'")
    if said := optional_value.read(form.hole.text if form.hole else form.sample):
        return said
    if group.site and form.hole is None and not form.blank and _is_of_the_page(key.text, form):
        return Said("optional", "metadata of the template's own page")
    if not group.first:
        return Said("optional", "not in the first group of keys")
    is_list = value.kind != "scalar" and not form.blank
    is_sample = form.hole is None or form.hole.convention == "token"
    if is_list and is_sample and not _OWNERS.fullmatch(key.text):
        return Said("optional", "a sample list")
    return Said("required", "key of the template")


def _is_of_the_page(name: str, form: ValueForm) -> bool:
    if _SITE.fullmatch(name):
        return True
    return name.casefold() == "title" and "template" in form.sample.casefold()


def _directive(beside: str, above: str, span: Span) -> Directive | None:
    for words in (beside, above):
        if match := _DIRECTIVE.search(words):
            return parse_directive(match.group(1), span)[0]
    return None


def _by_lines(source: Source, span: Span, tables: Tables) -> Iterator[Field]:
    text = plain_text(source, span)
    for match in _LINE.finditer(text.raw):
        written, _, comment = (match.group(2) or "").partition(" #")
        start = match.start(2) if match.group(2) is not None else match.end()
        value = text.span(start, start + len(written.rstrip()))
        holes = _holes(source, value, tables)
        form = value_form(tables.types, match.group(1), written, holes, comment.strip())
        yield Field(
            match.group(1),
            text.span(match.start(1), match.end(1)),
            FieldStyle.YAML,
            because=form.because or "key of the template",
            presence=Presence.OPTIONAL if _OPTIONAL.search(comment) else Presence.REQUIRED,
            type=form.type,
            hole=form.hole,
            blank=form.blank,
            guidance=comment.strip() or (form.hole.text if form.hole else ""),
            sample=form.sample,
        )
