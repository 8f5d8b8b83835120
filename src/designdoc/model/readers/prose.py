"""Open roles: each paragraph, item, row or fence is an entry."""

from collections.abc import Iterator

from designdoc.model.entries import entries
from designdoc.model.facts import Entry
from designdoc.model.region import Region


def read_prose(region: Region) -> Iterator[Entry]:
    """The section's text piece by piece."""
    return (entry for entry in entries(region) if entry.text)
