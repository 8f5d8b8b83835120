"""What a reader of one format is: a name, how its content is known, and one function."""

from collections.abc import Callable

from msgspec import Struct

from designdoc.evidence.content import Content
from designdoc.evidence.facts import Results


class Format(Struct, frozen=True):
    """``read`` takes the path and the content and raises ``Unreadable`` for what is broken."""

    name: str
    recognise: Callable[[Content], bool]
    read: Callable[[str, Content], Results]
