"""The types that code in a fence defines, as facts of the document."""

from collections.abc import Iterator

from designdoc.languages.found import FoundMember
from designdoc.languages.grammars import canonical, is_known, parsed
from designdoc.model.facts import Member, TypeDefinition
from designdoc.source import Span

__all__ = ["definitions", "is_known"]

_LARGEST = 400_000  # bytes of one code block that are read


def definitions(code: bytes, language: str, base: int) -> Iterator[TypeDefinition]:
    """The types that the code defines; spans count from ``base``. Broken code gives what it has."""
    if len(code) > _LARGEST:
        return
    tree = parsed(code, language)
    for found in tree.reader.types(tree.root):
        span = Span(base + found.start, base + found.end)
        members = tuple(_member(member, base) for member in found.members)
        source = code[found.start : found.end].decode("utf-8", "replace")
        yield TypeDefinition(
            found.name, canonical(language), found.kind, span, members, source, found.generic
        )


def _member(member: FoundMember, base: int) -> Member:
    span = Span(base + member.start, base + member.end)
    return Member(member.name, member.type, member.optional, span)
