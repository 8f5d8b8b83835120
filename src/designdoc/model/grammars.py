"""The only door to tree-sitter: code of a known language to the types that it defines.

A grammar is imported when a code block in its language is there, and kept.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from designdoc.model.facts import Member, TypeDefinition
from designdoc.model.languages.found import FoundMember, FoundType
from designdoc.source import Span

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

Reader = Callable[["Node"], Iterator[FoundType]]

# fence language: canonical name, grammar's module and function, reader's module
_LANGUAGES = {
    **dict.fromkeys(
        ("typescript", "ts", "mts"),
        ("typescript", "tree_sitter_typescript", "language_typescript", "typescript"),
    ),
    "tsx": ("typescript", "tree_sitter_typescript", "language_tsx", "typescript"),
    **dict.fromkeys(
        ("javascript", "js", "mjs", "jsx"),
        ("javascript", "tree_sitter_javascript", "language", "typescript"),
    ),
    **dict.fromkeys(("python", "py"), ("python", "tree_sitter_python", "language", "python")),
    **dict.fromkeys(("go", "golang"), ("go", "tree_sitter_go", "language", "go")),
    "java": ("java", "tree_sitter_java", "language", "java"),
    **dict.fromkeys(("rust", "rs"), ("rust", "tree_sitter_rust", "language", "rust")),
    **dict.fromkeys(("csharp", "cs", "c#"), ("csharp", "tree_sitter_c_sharp", "language", "java")),
}
_LARGEST = 400_000  # bytes of one code block that are read


def is_known(language: str) -> bool:
    """Whether types are read from code blocks in this language."""
    return language in _LANGUAGES


def definitions(code: bytes, language: str, base: int) -> Iterator[TypeDefinition]:
    """The types that the code defines; spans count from ``base``. Broken code gives what it has."""
    if len(code) > _LARGEST:
        return
    canonical = _LANGUAGES[language][0]
    parser, read = _tools(language)
    for found in read(parser.parse(code).root_node):
        span = Span(base + found.start, base + found.end)
        members = tuple(_member(member, base) for member in found.members)
        source = code[found.start : found.end].decode("utf-8", "replace")
        yield TypeDefinition(found.name, canonical, found.kind, span, members, source)


def _member(member: FoundMember, base: int) -> Member:
    span = Span(base + member.start, base + member.end)
    return Member(member.name, member.type, member.optional, span)


@lru_cache(maxsize=16)
def _tools(language: str) -> "tuple[Parser, Reader]":
    from tree_sitter import Language, Parser

    _, module, function, reader = _LANGUAGES[language]
    grammar = Language(getattr(import_module(module), function)())
    read: Reader = import_module(f"designdoc.model.languages.{reader}").read
    return Parser(grammar), read
