"""Text of strangers in a table that a spreadsheet opens."""

from designdoc.output.visible import one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: str) -> str:
    """The text on one line, such that no spreadsheet takes it for a formula."""
    value = one_line(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
