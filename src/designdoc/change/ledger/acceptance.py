"""One line of ``designdoc.lock``: a link, what both of its ends meant, when and by whom accepted.

Fields are separated by tabs; a tab, a line break or a per cent sign within one, and what would make
the line a comment or the marker of a conflict, are written as in an address (``%09``). Nodes are
named by ids whose paths begin at the folder of the file.
"""

from msgspec import Struct

from designdoc.source.regex import regex

_FINGERPRINT = regex(r"[0-9a-f]{16}")
_DATE = regex(r"\d{4}-\d{2}-\d{2}")
_ESCAPES = {"%": "%25", "\t": "%09", "\n": "%0A", "\r": "%0D"}
_FIRST = {"#": "%23", "<": "%3C", "=": "%3D", ">": "%3E", "|": "%7C"}  # at the head of a line
_FIELDS = 7


class Key(Struct, frozen=True, order=True):
    """A link by the ids of its ends and what it says."""

    source: str
    relation: str
    target: str


class Acceptance(Struct, frozen=True, order=True):
    """A link as somebody accepted it; the fingerprints are those of both ends' meanings."""

    key: Key
    source_meaning: str
    target_meaning: str
    date: str
    by: str


def write_line(acceptance: Acceptance) -> str:
    """The line of an acceptance, without its line break."""
    key = acceptance.key
    ends = (key.source, key.relation, key.target)
    meanings = (acceptance.source_meaning, acceptance.target_meaning)
    line = "\t".join(map(_escaped, (*ends, *meanings, acceptance.date, acceptance.by)))
    return _FIRST.get(line[:1], line[:1]) + line[1:]


def read_line(line: str) -> Acceptance | str:
    """The acceptance that a line holds, else what is wrong with it."""
    fields = line.split("\t")
    if len(fields) != _FIELDS:
        return f"{len(fields)} fields separated by tabs instead of {_FIELDS}"
    source, relation, target, one, other, date, by = map(_plain, fields)
    for meaning in (one, other):
        if not _FINGERPRINT.fullmatch(meaning):
            return f"'{meaning}' is no fingerprint of 16 hexadecimal digits"
    if not _DATE.fullmatch(date):
        return f"'{date}' is no date (YYYY-MM-DD)"
    return Acceptance(Key(source, relation, target), one, other, date, by)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(letter, letter) for letter in text)


def _plain(text: str) -> str:
    for letter, written in (*_FIRST.items(), *reversed(_ESCAPES.items())):
        text = text.replace(written, letter)
    return text


def document_of(node_id: str) -> str:
    """The path in a node's id."""
    head, hash_, _ = node_id.rpartition("#")
    return head if hash_ else node_id
