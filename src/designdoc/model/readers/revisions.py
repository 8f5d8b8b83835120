"""The revision history: rows of a table, dated items, or a sub-section a version."""

import re
from collections.abc import Iterator, Sequence

from designdoc.markdown import Block, BlockTree, List, Paragraph, Table
from designdoc.model.facts import Form, Revision
from designdoc.model.pieces import cell_text, row_text, text_of, text_of_all
from designdoc.model.region import Region
from designdoc.model.slots import REVISION
from designdoc.model.tables import columns, records
from designdoc.source import Span
from designdoc.source.regex import regex

_DATE = regex(
    r"(?:19|20)\d{6}(?!\d)|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{4}年\s*\d{1,2}月(?:\s*\d{1,2}日)?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? "
    r"(?:\d{1,2}(?:st|nd|rd|th)?,? )?"
    r"\d{4}"
)
_VERSION = regex(
    r"(?<![\w.])(?:v|ver\.?\s?|version\s)?\d+\.\d+(?:\.\d+)*(?![\w.]*\d)|\bv\d+\b", re.IGNORECASE
)
_OPENING = regex(r"^[\s:：\-–—()（）\[\],、|*]+")
_JOINT = regex(r"^[\s:：\-–—()（）\[\],、|*]+|[\s:：\-–—(（\[,、|*]+$")


def read_revisions(region: Region) -> Iterator[Revision | Form]:
    """The revisions of a region, in the order of the file."""
    yield from _in_blocks(region.tree, region.blocks, "")
    for part in region.parts:
        heading = part.heading
        if heading is None:
            continue
        date, version, rest = _apart(part.title)
        if date or version:
            blocks = [block for inner in part.walk() for block in inner.blocks]
            body = text_of_all(region.tree, blocks)
            changes = " ".join(filter(None, (rest, body)))
            yield Revision(date, version, changes, "", heading.span)
            yield from (Form(block.span) for block in blocks)
        else:
            for inner in part.walk():
                yield from _in_blocks(region.tree, inner.blocks, inner.title)


def _in_blocks(tree: BlockTree, blocks: Sequence[Block], group: str) -> Iterator[Revision | Form]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _in_table(tree, block)
        elif isinstance(block, List):
            for item in block.items:
                found = _of_text(text_of(tree, item), item.span, group)
                if found.date or found.version:
                    yield found
        elif isinstance(block, Paragraph):
            text = text_of(tree, block)
            date, version, _ = _apart(text[:60])
            if date or version:
                yield _of_text(text, block.span, group)


def _in_table(tree: BlockTree, table: Table) -> Iterator[Revision | Form]:
    places = columns(tree, table, REVISION)
    if not places.keys() & {"date", "version"}:
        for row in (table.header, *table.rows):
            if _DATE.search(row_text(tree, row)):
                given = [cell_text(tree, row, at) for at in range(4)]
                yield Revision(given[0], given[1], given[2], given[3], row.span)
        return
    yield Form(table.header.span)
    for record in records(tree, table, places):
        changes = [record.text("changes"), *(entry.text for entry in record.extra)]
        yield Revision(
            record.text("date"),
            record.text("version"),
            " | ".join(filter(None, changes)),
            record.text("author"),
            record.span,
        )


def _of_text(text: str, span: Span, group: str) -> Revision:
    date, version, rest = _apart(text)
    if not version:
        version = _apart(group)[1]
    return Revision(date, version, rest, "", span)


def _apart(text: str) -> tuple[str, str, str]:
    """A date and a version near the head of a text, and the words without them."""
    head, tail = text[:60], text[60:]
    date = _DATE.search(head)
    if date and date.start() <= 30:
        head = f"{head[: date.start()].rstrip()} {head[date.end() :].lstrip()}"
    head = _OPENING.sub("", head)
    version = _VERSION.match(head)
    if version:
        head = head[version.end() :]
    found = date[0] if date and date.start() <= 30 else ""
    return found, version[0] if version else "", _JOINT.sub("", head + tail).strip()
