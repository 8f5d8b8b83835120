"""What a document says of others, to be looked up when they are linked."""

from enum import StrEnum

from msgspec import Struct

from designdoc.source import Span


class By(StrEnum):
    """How another document is named."""

    LINK = "link"  # a Markdown link to a document, or to an anchor of it
    WORDS = "words"  # an identifier within the words of such a link
    NAME = "name"  # an identifier after the document's name: `login/FR-1`, `login.md#FR-1`


class Wanted(Struct, frozen=True):
    """A mention of another document. ``source`` is the id of the node that says it.

    ``document`` is its path or name as written, ``target`` the identifier or anchor in it.
    """

    by: By
    source: str
    line: int
    span: Span
    written: str
    document: str
    target: str
