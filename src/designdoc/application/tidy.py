"""Formatting that a reader does not notice: padding of tables, and one marker for all bullets.

Nothing is changed unless the text parses to the same blocks with the same words before and after,
and the document says the same as ``diff`` compares it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from designdoc.change.diff import diff
from designdoc.diagnostics import Edit
from designdoc.document import Document, bind
from designdoc.markdown import BlockTree, Item, List, Table, apply, parse
from designdoc.markdown.tree import children
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.model.readable import readable
from designdoc.model.terms import Terms
from designdoc.output.visible import cells
from designdoc.source import Source, Span, decode

_WIDEST = 160  # cells of a table that is still aligned; a wider one is left as it is
_LEAST = 3  # dashes of a delimiter


def tidy(tree: BlockTree) -> tuple[Edit, ...]:
    """The edits that align the tables and make the bullets one, none where they could do more."""
    tables = [
        edit for each in tree.walk() if isinstance(each, Table) for edit in _table(tree, each)
    ]
    for edits in ([*tables, *_bullets(tree)], tables):
        changing = [e for e in edits if tree.source.masked[e.start : e.end] != e.text.encode()]
        if changing and _same_tree(tree, changing):
            return tuple(sorted(changing, key=lambda e: e.start))
    return ()


def _same_tree(tree: BlockTree, edits: Sequence[Edit]) -> bool:
    after = parse(decode(tree.source.path, apply(tree.source.data, edits)))
    return shape(tree) == shape(after)


def shape(tree: BlockTree) -> list[object]:
    """A text as its parser sees it: every event in order, without places; the text of comments."""
    found: list[object] = []
    words: list[str] = []
    for event, _ in tree.events:
        if isinstance(event, dict) and "Text" in event:
            words.append(str(event["Text"]))
            continue
        if words:
            found.append("".join(words))
            words = []
        found.append(event)
    return [*found, "".join(words), [comment.text for comment in tree.comments]]


def _table(tree: BlockTree, table: Table) -> Iterator[Edit]:
    """The edits of a table whose every line is cells between pipes."""
    source = tree.source
    first = source.line_of(table.header.start)
    rows = [_split(source, first), _split(source, first + 1)]
    rows += [_split(source, source.line_of(row.start)) for row in table.rows]
    whole = [row for row in rows if row]
    if len(whole) != len(rows) or len({len(row) for row in whole}) != 1:
        return
    texts = [[source.slice(cell).strip(" \t") for cell in row] for row in whole]
    body = [*texts[:1], *texts[2:]]
    widths = [max(_LEAST, *(cells(row[n]) for row in body)) for n in range(len(texts[0]))]
    if sum(widths) + 3 * len(widths) + 1 > _WIDEST or not all(map(_is_delimiter, texts[1])):
        return
    for number, (row, words) in enumerate(zip(whole, texts, strict=True)):
        for cell, text, width, delimiter in zip(row, words, widths, texts[1], strict=True):
            padded = _dashes(delimiter, width) if number == 1 else _padded(text, width, delimiter)
            yield Edit(cell.start, cell.end, f" {padded} ")


def _split(source: Source, number: int) -> list[Span]:
    """The bytes between the pipes of a line; none for a line that is not wholly such cells."""
    if number > len(source.line_starts):
        return []
    line = source.line_span(number)
    data = source.masked
    pipes = [
        at
        for at in range(line.start, line.end)
        if data[at : at + 1] == b"|" and data[at - 1 : at] != b"\\"
    ]
    if len(pipes) < 2 or data[pipes[-1] + 1 : line.end].strip(b" \t"):
        return []
    if data[line.start : pipes[0]].strip(b" \t>"):
        return []
    return [Span(one + 1, other) for one, other in pairwise(pipes)]


def _is_delimiter(text: str) -> bool:
    return bool(text) and not text.strip(":").strip("-")


def _dashes(delimiter: str, width: int) -> str:
    left, right = delimiter.startswith(":"), delimiter.endswith(":") and len(delimiter) > 1
    return ":" * left + "-" * (width - left - right) + ":" * right


def _padded(text: str, width: int, delimiter: str) -> str:
    gap = width - cells(text)
    if delimiter.endswith(":") and len(delimiter) > 1:
        left = gap // 2 if delimiter.startswith(":") else gap
        return " " * left + text + " " * (gap - left)
    return text + " " * gap


def _bullets(tree: BlockTree) -> Iterator[Edit]:
    """One marker for all bullets, the commonest; lists that only their markers part keep them."""
    lists = list(_lists(tree))
    marks = {item: _mark(tree, item) for each in lists for item in each.items}
    counts = Counter(mark for mark in marks.values() if mark)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    for item, mark in marks.items():
        if mark and mark != usual and item.children:
            yield Edit(item.start, item.start + 1, usual)


def _lists(tree: BlockTree) -> Iterator[List]:
    """The bullet lists that have no other list right beside them."""
    stack = [list(tree.blocks)]
    while stack:
        beside = stack.pop()
        for index, block in enumerate(beside):
            near = (*beside[max(index - 1, 0) : index], *beside[index + 1 : index + 2])
            alone = not any(isinstance(each, List) for each in near)
            if isinstance(block, List) and block.ordered is None and alone:
                yield block
            inside = block.items if isinstance(block, List) else (block,)
            stack += [
                [each for each in children(one) if not isinstance(each, Item)] for one in inside
            ]


def _mark(tree: BlockTree, item: Item) -> str:
    mark = tree.source.masked[item.start : item.start + 1].decode("latin-1")
    return mark if mark in {"-", "*", "+"} else ""


def tidied(document: Document, terms: Terms) -> tuple[Edit, ...]:
    """The edits of ``tidy``, none where the document would then say anything else."""
    edits = tidy(document.tree)
    if not edits:
        return ()
    data = apply(document.source.data, edits)
    sides = tuple(side.source for side in document.side_files)
    after = bind(parse(decode(document.path, data)), document.template, sides)
    return () if diff(*(_said(each, terms) for each in (document, after))) else edits


def _said(document: Document, terms: Terms) -> DesignModel:
    return readable(extract(document, terms), document.tree)
