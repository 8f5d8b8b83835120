"""Errors and what is done about them: one entry an item, row, paragraph or fence."""

from collections.abc import Iterator

from designdoc.markdown import Table
from designdoc.model.entries import entries
from designdoc.model.facts import Entry, Form
from designdoc.model.region import Region


def read_errors(region: Region) -> Iterator[Entry | Form]:
    """Each stated error; the header row of a table of errors is its form."""
    headers = {b.header.span for b in region.all_blocks() if isinstance(b, Table) and b.rows}
    for entry in entries(region):
        if entry.span in headers:
            yield Form(entry.span)
        elif entry.text:
            yield entry
