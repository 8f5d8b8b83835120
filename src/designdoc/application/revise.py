"""The use case ``revise``: one more row in a document's revision history, nothing else changed.

The row is written as the rows beside it are: their padding, their way of writing a date, newest
first or newest last.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from designdoc.diagnostics import Edit, UsageError
from designdoc.markdown import BlockTree, Item, List, Row, Table, apply, parse
from designdoc.markdown import Section as Part
from designdoc.model.roles import role_of
from designdoc.model.slots import REVISION
from designdoc.model.tables import columns
from designdoc.output.visible import cells
from designdoc.source import Source, Span, decode

_VERSION = re.compile(r"(?P<lead>[vV]|[A-Za-z]{3,8}\.?\s?)?(?P<numbers>\d+(?:\.\d+){0,3})")
_DATES: tuple[tuple[re.Pattern[str], Callable[[date], str]], ...] = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), date.isoformat),
    (re.compile(r"\d{4}/\d{2}/\d{2}"), lambda day: day.strftime("%Y/%m/%d")),
    (re.compile(r"\d{4}\.\d{2}\.\d{2}"), lambda day: day.strftime("%Y.%m.%d")),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"), lambda day: day.strftime("%d.%m.%Y")),
    (re.compile(r"\d{4}年\d{1,2}月\d{1,2}日"), lambda day: f"{day.year}年{day.month}月{day.day}日"),
)
_JOINT = re.compile(r"[\s:：\-–—()（）\[\],、|*_`]*")
_OPENS = re.compile(r"(?:[^\w\n]|\d{1,3}[.)]\s|[Vv]ersion\s|[Vv]er\.?\s)*")
_HEAD = 80  # characters of an item in which its date and version stand
_FIRST = "1.0"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The revision to add. An empty version is the next one; ``known_as`` is who we may be."""

    changes: str
    today: date
    author: str = ""
    version: str = ""
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Revised:
    """The document with the row, and what was put into it."""

    data: bytes
    line: int
    version: str
    author: str


@dataclass(frozen=True, slots=True)
class _Record:
    """A row as it stands: its values by slot, and its raw cells."""

    values: dict[str, str]
    row: Row


def revise(path: str, data: bytes, wanted: Wanted) -> Revised:
    """The document with one more revision.

    Raises:
        UsageError: there is no history to add to, or the version would not rise.
    """
    if not wanted.changes.strip():
        raise UsageError("--changes says what changed; it is empty")
    source = decode(path, data)
    tree = parse(source)
    table = _history(tree)
    if table is not None:
        return _in_table(source, tree, table, wanted)
    items = _items(tree)
    if items is not None:
        return _in_list(source, items, wanted)
    raise UsageError(
        f"'{path}' has no revision history to add a row to; give it one such as\n\n"
        "  ## Revision History\n\n"
        "  | Date | Version | Changes | Author |\n"
        "  |------|---------|---------|--------|"
    )


def _history(tree: BlockTree) -> Table | None:
    """The table of revisions: below a heading of that name, else the last with its columns."""
    named = [
        block
        for part in _parts(tree)
        for block in part.blocks
        if isinstance(block, Table) and {"date", "version"} & set(columns(tree, block, REVISION))
    ]
    if named:
        return named[-1]
    found = [
        block
        for block in tree.walk()
        if isinstance(block, Table)
        and {"date", "version", "changes"} <= set(columns(tree, block, REVISION))
    ]
    return found[-1] if found else None


def _parts(tree: BlockTree) -> Iterator[Part]:
    for part in tree.sections:
        role = role_of(part.title)
        if role is not None and role.name == "revisions":
            yield from part.walk()


def _in_table(source: Source, tree: BlockTree, table: Table, wanted: Wanted) -> Revised:
    places = columns(tree, table, REVISION)
    rows = [_record(tree, row, places) for row in table.rows]
    rising = _is_rising([(each.values["date"], each.values["version"]) for each in rows])
    newest = (rows[-1] if rising else rows[0]).values if rows else {}
    if wanted.author and "author" not in places:
        raise UsageError("the history has no column for an author; leave --author out")
    values = _values(wanted, newest)
    beside = (rows[-1] if rising else rows[0]).row if rows else table.header
    line = source.line_of(beside.start)
    indent = source.slice(Span(source.line_starts[line - 1], beside.start))
    text = indent + _written(source, table, beside, places, values)
    edit = _insertion(source, _after(source, table, rows[-1].row if rows else None)
                      if rising or not rows else source.line_starts[line - 1], text)  # fmt: skip
    author = values["author"] if "author" in places else ""
    return _revised(source, edit, values["version"] if "version" in places else "", author)


def _record(tree: BlockTree, row: Row, places: dict[str, int]) -> _Record:
    def value(slot: str) -> str:
        index = places.get(slot)
        return tree.text(row.cells[index]) if index is not None and index < len(row.cells) else ""

    return _Record({slot: value(slot) for slot in ("date", "version", "changes", "author")}, row)


def _is_rising(rows: Sequence[tuple[str, str]]) -> bool:
    """Whether the newest row is the last one: told by version, where it says nothing by date."""
    if len(rows) < 2:
        return True
    first, last = _numbers(rows[0][1]), _numbers(rows[-1][1])
    if first and last and first != last:
        return first < last
    return rows[0][0] <= rows[-1][0]


def _values(wanted: Wanted, newest: dict[str, str]) -> dict[str, str]:
    before = newest.get("version", "")
    version = wanted.version.strip() or next_version(before)
    now, then = _numbers(version), _numbers(before)
    if now and then and _padded(now) <= _padded(then):
        raise UsageError(f"version {version} does not rise above {before}, the newest there is")
    return {
        "date": like(newest.get("date", ""), wanted.today),
        "version": version,
        "changes": wanted.changes,
        "author": wanted.author or wanted.known_as or newest.get("author", ""),
    }


def next_version(before: str) -> str:
    """The version after this one: its second number plus one, or its only one.

    Raises:
        UsageError: it has no number.
    """
    if not before.strip():
        return _FIRST
    match = _VERSION.search(before)
    if match is None:
        raise UsageError(f"what comes after version '{before}'? Say it with --version")
    numbers = [int(each) for each in match["numbers"].split(".")]
    if len(numbers) == 1:
        numbers[0] += 1
    else:
        numbers[1:] = [numbers[1] + 1, *(0 for _ in numbers[2:])]
    return (match["lead"] or "") + ".".join(map(str, numbers))


def like(before: str, day: date) -> str:
    """The day as the row before writes its own."""
    for pattern, write in _DATES:
        if pattern.fullmatch(before.strip()):
            return write(day)
    return day.isoformat()


def _numbers(version: str) -> tuple[int, ...]:
    match = _VERSION.search(version[:40])
    return tuple(int(each) for each in match["numbers"].split(".")) if match else ()


def _padded(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return (*numbers, 0, 0, 0, 0)[:4]


def _written(
    source: Source, table: Table, beside: Row, places: dict[str, int], values: dict[str, str]
) -> str:
    """A row with these values in the form of the one beside it."""
    if any(cell.start == cell.end for cell in beside.cells):
        beside = table.header  # it lacks cells, and so their pipes
    by_index = {index: slot for slot, index in places.items()}
    pieces, at = [], beside.start
    for index, cell in enumerate(beside.cells):
        pieces.append(source.slice(Span(at, cell.start)))
        value = values.get(by_index.get(index, ""), "")
        head = table.header.cells[index] if index < len(table.header.cells) else cell
        pieces.append(_cell(source.slice(cell.span), source.slice(head.span), value))
        at = cell.end
    pieces.append(source.slice(Span(at, beside.end)).rstrip("\r\n"))
    return "".join(pieces)


def _cell(sample: str, head: str, value: str) -> str:
    """The value with the sample's padding: as wide as the column's head where cells are aligned."""
    text = " ".join(value.split()).replace("|", "\\|")
    stripped = sample.strip()
    lead = sample[: len(sample) - len(sample.lstrip())] if stripped else " "
    tail = sample[len(sample.rstrip()) :] if stripped else " "
    text = lead + text
    aligned = cells(head) if cells(sample) >= cells(head) else 0
    return text + " " * max(aligned - cells(text), min(len(tail), 1))


def _after(source: Source, table: Table, last: Row | None) -> int:
    """The byte after the last row, or after the line of dashes where there is none."""
    if last is not None:
        return last.end
    line = source.line_of(table.header.start) + 1
    starts = source.line_starts
    return starts[line] if line < len(starts) else len(source.data)


def _insertion(source: Source, at: int, line: str) -> Edit:
    """The edit that puts a line there; a file without a last line ending stays without."""
    open_end = at == len(source.data) and not source.data.endswith((b"\n", b"\r"))
    text = source.newline + line if open_end else line + source.newline
    return Edit(at, at, text)


def _revised(source: Source, edit: Edit, version: str, author: str) -> Revised:
    line = source.line_of(edit.start) + edit.text.startswith(("\r", "\n"))
    return Revised(apply(source.data, [edit]), line, version, author)


@dataclass(frozen=True, slots=True)
class _ListItem:
    """An item of a history: its text, and where its date and version stand in it."""

    item: Item
    text: str
    date: str
    version: str


def _items(tree: BlockTree) -> list[_ListItem] | None:
    """The dated items of a history that is a list."""
    for part in _parts(tree):
        for block in part.blocks:
            if isinstance(block, List):
                found = [_list_item(tree, item) for item in block.items]
                if found and all(each.date or each.version for each in found):
                    return found
    return None


def _list_item(tree: BlockTree, item: Item) -> _ListItem:
    text = tree.source.slice(item.span)
    head = text.splitlines()[0][:_HEAD] if text else ""
    day = next((m for pattern, _ in _DATES if (m := pattern.search(head))), None)
    rest = head.replace(day[0], " " * len(day[0])) if day else head
    version = re.search(r"(?<![\w.])v?\d+(?:\.\d+){1,3}(?![\w.]*\d)", rest)
    if version and not _OPENS.fullmatch(rest, 0, version.start()):
        version = None  # `- Kubernetes 1.37: …` speaks of another thing's version
    return _ListItem(item, text, day[0] if day else "", version[0] if version else "")


def _in_list(source: Source, items: Sequence[_ListItem], wanted: Wanted) -> Revised:
    rising = _is_rising([(each.date, each.version) for each in items])
    newest = items[-1] if rising else items[0]
    values = _values(wanted, {"date": newest.date, "version": newest.version})
    line = newest.text.splitlines()[0]
    ends = [line.find(word) + len(word) for word in (newest.date, newest.version) if word]
    end = max(ends)
    joint = _JOINT.match(line, end)
    head = line[: joint.end() if joint else end]
    for old, new in ((newest.date, values["date"]), (newest.version, values["version"])):
        head = head.replace(old, new, 1) if old else head
    changes = " ".join(wanted.changes.split())
    text = head + changes + (f" ({wanted.author})" if wanted.author else "")
    number = source.line_of(newest.item.start)
    start = source.line_starts[number - 1]
    text = source.slice(Span(start, newest.item.start)) + text
    at = newest.item.end if rising else start
    version = values["version"] if newest.version else ""
    return _revised(source, _insertion(source, at, text), version, wanted.author)
