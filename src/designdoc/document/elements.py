"""The content of a section against what the template has there: fields, tables, fences, lists."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from designdoc.document.bound import (
    BoundColumn,
    BoundElement,
    BoundFence,
    BoundField,
    BoundFields,
    BoundList,
    BoundProse,
    BoundTable,
    Value,
)
from designdoc.document.labels import Label, labels
from designdoc.document.synonyms import are_synonyms
from designdoc.markdown import (
    Block,
    BlockTree,
    Fence,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
    YamlNode,
    parse_yaml,
)
from designdoc.markdown import Section as Part
from designdoc.markdown.tree import leaves
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.template import schema
from designdoc.template.names import key

# `NFR-1 Performance`, `NFR-1: Performance`: the field is Performance.
_IDENTIFIER = regex(r"^[A-Z]{1,5}[-_ ]?\d+(?:[.-]\d+)*\s*[:.)\-–—]?\s+(?=\S)")
_SHORT_LANGUAGES = {"ts": "typescript", "js": "javascript", "py": "python", "yml": "yaml"}
_DIAGRAMS = frozenset({"mermaid", "plantuml", "dot", "graphviz", "d2", "ditaa"})


def bind_elements(
    tree: BlockTree,
    form: schema.Section,
    blocks: Sequence[Block],
    parts: Sequence[Part],
) -> tuple[BoundElement, ...]:
    """Bind a section's content. ``parts`` are the author's own sub-sections in it."""
    everything = [*blocks, *_blocks_of(parts)]
    found: list[BoundElement] = []
    taken: set[int] = set()
    own = _Labels(tree, blocks, parts)
    for element in form.content:
        match element:
            case schema.Fields():
                found.append(_fields(tree, element, blocks, own))
            case schema.TableForm():
                found.append(_table(tree, element, everything, taken))
            case schema.FenceForm():
                found.append(_fence(element, everything, taken))
            case schema.ItemList() | schema.Checklist():
                found.append(_list(element, everything, taken))
            case schema.Prose():
                found.append(_prose(tree, element, blocks))
    return tuple(found)


def bind_labels(
    forms: Sequence[schema.Field], candidates: Sequence[Label]
) -> tuple[tuple[BoundField, ...], tuple[schema.Field, ...]]:
    """Give each field its label, by name, then by synonym; the rest are absent."""
    by_key: dict[str, list[Label]] = {}
    for label in candidates:
        for name in dict.fromkeys((key(label.name), key(_IDENTIFIER.sub("", label.name)))):
            by_key.setdefault(name, []).append(label)
    names = {key(form.name) for form in forms}
    found: list[BoundField] = []
    absent: list[schema.Field] = []
    taken: set[int] = set()
    for form in forms:
        match = _find(key(form.name), by_key, names, taken)
        if match is None:
            absent.append(form)
            continue
        taken.add(id(match))
        inner, missing = bind_labels(form.children, match.inner) if form.children else ((), ())
        found.append(BoundField(form, match.span, match.value, None, match.item, inner, missing))
    return tuple(found), tuple(absent)


def _find(
    name: str, by_key: dict[str, list[Label]], names: Iterable[str], taken: set[int]
) -> Label | None:
    for label in by_key.get(name, ()):
        if id(label) not in taken:
            return label
    for other, candidates in by_key.items():
        # A label that is another field's own name is not this one's synonym.
        if other not in names and are_synonyms(name, other):
            return next((label for label in candidates if id(label) not in taken), None)
    return None


def _blocks_of(parts: Sequence[Part]) -> list[Block]:
    return [block for part in parts for inner in part.walk() for block in inner.blocks]


class _Labels:
    """The labels of a section and those of its sub-sections, which all its groups look among."""

    def __init__(self, tree: BlockTree, blocks: Sequence[Block], parts: Sequence[Part]) -> None:
        self._tree, self._blocks, self._parts = tree, blocks, parts

    @cached_property
    def here(self) -> list[Label]:
        """Those of the section's own text, and its sub-headings."""
        headings = (_heading_label(self._tree, part) for part in self._parts)
        return [*labels(self._tree, self._blocks), *headings]

    @cached_property
    def below(self) -> list[Label]:
        """Those in the sub-sections."""
        return labels(self._tree, _blocks_of(self._parts))


def _fields(
    tree: BlockTree, form: schema.Fields, blocks: Sequence[Block], own: _Labels
) -> BoundFields:
    if form.fields and form.fields[0].style is schema.FieldStyle.YAML:
        bound = _yaml_fields(tree, form, blocks)
        if bound is not None:
            return bound
    fields, absent = bind_labels(form.fields, own.here)
    if absent:
        inside, absent = bind_labels(absent, _inside(own.here, fields))
        fields = (*fields, *inside)
    if absent:
        below, absent = bind_labels(absent, own.below)
        fields = (*fields, *below)
    return BoundFields(form, fields, absent)


def _inside(candidates: Sequence[Label], fields: Sequence[BoundField]) -> list[Label]:
    """The labels below labels that are no field themselves, such as a heading of a group."""
    bound = {field.label for field in fields}
    return [inner for label in candidates if label.span not in bound for inner in label.inner]


def _heading_label(tree: BlockTree, part: Part) -> Label:
    """A field written as a sub-heading: its value is all below it."""
    heading = part.heading
    span = heading.span if heading else part.span
    inner = [block for section in part.walk() for block in section.blocks]
    words = " ".join(tree.text(leaf) for block in inner for leaf in leaves(block))
    fenced = any(isinstance(block, Fence) for block in inner)
    value = Value(Span(part.body.start, part.span.end), words or ("…" if fenced else ""))
    return Label(part.title, span, value)


def _yaml_fields(
    tree: BlockTree, form: schema.Fields, blocks: Sequence[Block]
) -> BoundFields | None:
    for block in blocks:
        if isinstance(block, Fence) and block.language in {"yaml", "yml"}:
            root = parse_yaml(tree.source, block.body).root
            if root is not None:
                fields, absent = bind_yaml(form.fields, root)
                if fields:
                    return BoundFields(form, fields, absent)
    return None


def bind_yaml(
    forms: Sequence[schema.Field], root: YamlNode | None
) -> tuple[tuple[BoundField, ...], tuple[schema.Field, ...]]:
    """Fields by YAML key; ``-``, ``_`` and case are the same."""
    by_key: dict[str, tuple[YamlNode, YamlNode]] = {}
    for name, node in root.entries if root and root.kind == "mapping" else ():
        if name is not None:
            by_key.setdefault(_yaml_key(name.text), (name, node))
    found: list[BoundField] = []
    absent: list[schema.Field] = []
    for form in forms:
        entry = by_key.get(_yaml_key(form.name))
        if entry is None:
            absent.append(form)
            continue
        name, node = entry
        inner, missing = bind_yaml(form.children, node) if form.children else ((), ())
        text = node.text if node.kind == "scalar" else ", ".join(s.text for s in node.scalars())
        written = Value(node.span, text)
        found.append(BoundField(form, name.span, written, node, None, inner, missing))
    return tuple(found), tuple(absent)


def _yaml_key(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")


def _tables(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in _deep(blocks) if isinstance(block, Table)]


def _deep(blocks: Iterable[Block | Item]) -> list[Block | Item]:
    found: list[Block | Item] = []
    stack: list[Block | Item] = list(blocks)[::-1]
    while stack:
        block = stack.pop()
        found.append(block)
        if isinstance(block, List):
            stack.extend(reversed(block.items))
        elif isinstance(block, Quote | Item):
            stack.extend(reversed(block.children))
    return found


def _table(
    tree: BlockTree, form: schema.TableForm, blocks: Sequence[Block], taken: set[int]
) -> BoundTable:
    """The table that shares most columns with the template's; one that shares none is another."""
    best: BoundTable | None = None
    for table in _tables(blocks):
        if id(table) in taken:
            continue
        bound = _columns(tree, form, table)
        if best is None or len(bound.columns) > len(best.columns):
            best = bound
    if best is None or (form.columns and not best.columns):
        return BoundTable(form, None)
    taken.add(id(best.table))
    return best


def _columns(tree: BlockTree, form: schema.TableForm, table: Table) -> BoundTable:
    headers = [key(tree.text(cell)) for cell in table.header.cells]
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        places.setdefault(header, place)
    names = {key(column.name) for column in form.columns}
    found: list[BoundColumn] = []
    absent: list[schema.Column] = []
    taken: set[int] = set()
    for column in form.columns:
        name = key(column.name)
        index: int | None = places.get(name)
        if index is None:
            others = (i for h, i in places.items() if h not in names and i not in taken)
            index = next((i for i in others if are_synonyms(name, headers[i])), None)
        if index is None:
            absent.append(column)
        else:
            taken.add(index)
            found.append(BoundColumn(column, index))
    return BoundTable(form, table, tuple(found), tuple(absent))


def _fence(form: schema.FenceForm, blocks: Sequence[Block], taken: set[int]) -> BoundFence:
    fences = [b for b in _deep(blocks) if isinstance(b, Fence) and id(b) not in taken]
    language = _language(form.language)
    same = [fence for fence in fences if _language(fence.language) == language]
    kin = [fence for fence in fences if (fence.language in _DIAGRAMS) == form.diagram]
    best = next(iter([*same, *kin, *fences]), None)
    if best is not None:
        taken.add(id(best))
    return BoundFence(form, best)


def _language(name: str) -> str:
    return _SHORT_LANGUAGES.get(name, name)


def _list(
    form: schema.ItemList | schema.Checklist, blocks: Sequence[Block], taken: set[int]
) -> BoundList:
    lists = [b for b in _deep(blocks) if isinstance(b, List) and id(b) not in taken]
    if isinstance(form, schema.Checklist):
        ticked = [b for b in lists if any(item.task is not None for item in b.items)]
        lists = [*ticked, *lists]
    best = lists[0] if lists else None
    if best is None:
        return BoundList(form, None)
    taken.add(id(best))
    return BoundList(form, best, best.items)


def _prose(tree: BlockTree, form: schema.Prose, blocks: Sequence[Block]) -> BoundProse:
    texts = tuple(b for b in blocks if isinstance(b, (Paragraph, List, Quote, Table)))
    start = texts[0].start if texts else 0
    end = texts[-1].end if texts else start
    return BoundProse(form, Span(start, end), tree, texts)


def cell_value(tree: BlockTree, row: Row, column: BoundColumn) -> Value:
    """The value of a cell; empty with the row's end where GFM filled the row up."""
    if column.index >= len(row.cells):
        return Value(Span(row.end, row.end), "")
    cell = row.cells[column.index]
    return Value(cell.span, tree.text(cell))
