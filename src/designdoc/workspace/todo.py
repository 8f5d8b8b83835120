"""What is left to write in a document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. ``kind``: section, empty, hole, guidance, field, column, block, link.

    ``section`` is the path of the template's names, ``help`` the next step, ``guidance`` what the
    template says about it. ``line`` is the document's, where it stands or would stand.
    """

    kind: str
    section: tuple[str, ...]
    what: str
    line: int
    code: str = ""
    help: str = ""
    guidance: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to write in a document. ``optional`` are sections that it may leave out."""

    path: str
    template: str
    todos: tuple[Todo, ...]
    links: tuple[Todo, ...]
    optional: tuple[Todo, ...]
