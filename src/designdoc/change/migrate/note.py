"""What a person has to decide after a migration."""

from msgspec import Struct

from designdoc.source import Span


class Note(Struct, frozen=True):
    """Where both the author and the template changed something, or what no merge can do.

    ``span`` is bytes of the document as it was; ``message`` says what stands there and what the
    newer version wants; ``asked`` is the newer template's span that asks for it.
    """

    span: Span
    message: str
    help: str
    asked: Span | None = None
