"""JSON that a terminal can show: every character that could do harm is written as its escape."""

import re
from collections.abc import Mapping

import msgspec

from designdoc.source.regex import regex

_UNSAFE = regex(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


def to_json(value: object, indent: int = 2, depth: int = 0) -> str:
    """The value as JSON text that ends with a newline; the order of keys is the value's own.

    ``depth`` is how many levels of a larger text its second and further lines stand below.
    """
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:  # a file name that is no Unicode
        data = msgspec.json.encode(_scrubbed(value))
    text = msgspec.json.format(data, indent=indent).decode()
    if depth:  # a line ending within a string is always escaped
        text = text.replace("\n", "\n" + " " * (indent * depth))
    return _UNSAFE.sub(_escaped, text) + "\n"


def _scrubbed(value: object) -> object:
    """A tree of plain values without half surrogates; its depth is that of the format."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {_scrubbed(name): _scrubbed(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(item) for item in value]
    return value


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
