"""A result file to typed facts. Its format is known by what it holds, never by its name."""

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.decode import text_of
from designdoc.evidence.facts import Problem, Results
from designdoc.evidence.readers import FORMATS

MAX_BYTES = 100_000_000


def read(path: str, data: bytes) -> tuple[Results | None, tuple[Problem, ...]]:
    """What a file says, or why it says nothing: a file that is cut is used in no part."""
    if len(data) > MAX_BYTES:
        return None, (Problem(path, too_large(len(data)), "Split the results, or leave out logs."),)
    try:
        content = Content(text_of(data))
        for each in FORMATS:
            if each.recognise(content):
                return each.read(path, content), ()
    except Unreadable as error:
        return None, (Problem(path, str(error)),)
    except (
        ValueError,
        RecursionError,
    ) as error:  # no text, or not for Python
        return None, (Problem(path, f"this cannot be read: {error}"),)
    known = ", ".join(each.name for each in FORMATS)
    message = "this is empty" if not content.head else "this is no result file of a known format"
    return None, (Problem(path, message, f"Known are {known}."),)


def too_large(size: int) -> str:
    """What is said of a file that is larger than is read."""
    return f"{size:,} bytes are more than the {MAX_BYTES:,} that are read of one result file"
