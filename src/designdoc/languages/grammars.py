"""The only door to tree-sitter: code of a known language to what it declares and imports.

A grammar is imported when code in its language is there, and kept. Broken code gives what parses.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.languages.found import FoundImport, FoundSymbol, FoundType

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

# fence language: canonical name, grammar's module and function, reader's module
_LANGUAGES = {
    **dict.fromkeys(
        ("typescript", "ts", "mts", "cts"),
        ("typescript", "tree_sitter_typescript", "language_typescript", "typescript"),
    ),
    "tsx": ("typescript", "tree_sitter_typescript", "language_tsx", "typescript"),
    **dict.fromkeys(
        ("javascript", "js", "mjs", "cjs", "jsx"),
        ("javascript", "tree_sitter_javascript", "language", "typescript"),
    ),
    **dict.fromkeys(
        ("python", "py", "pyi"), ("python", "tree_sitter_python", "language", "python")
    ),
    **dict.fromkeys(("go", "golang"), ("go", "tree_sitter_go", "language", "go")),
    "java": ("java", "tree_sitter_java", "language", "java"),
    **dict.fromkeys(("rust", "rs"), ("rust", "tree_sitter_rust", "language", "rust")),
    **dict.fromkeys(("csharp", "cs", "c#"), ("csharp", "tree_sitter_c_sharp", "language", "java")),
}
_SUFFIXES = frozenset(
    {"ts", "mts", "cts", "tsx", "js", "mjs", "cjs", "jsx", "py", "pyi", "go", "java", "rs", "cs"}
)


class Reader(Struct, frozen=True):
    """How one family of languages is read, from the root of a syntax tree."""

    types: "Callable[[Node], Iterator[FoundType]]"
    symbols: "Callable[[Node], Iterator[FoundSymbol]]"
    imports: "Callable[[Node, bytes], Iterator[FoundImport]]"
    package: "Callable[[Node], str]"


class Parsed(Struct, frozen=True):
    """Code as a syntax tree with the reader of its language; ``broken``: not all of it parses."""

    root: "Node"
    reader: Reader
    broken: bool


def is_known(language: str) -> bool:
    """Whether code in this language, as a fence names it, can be read."""
    return language in _LANGUAGES


def canonical(language: str) -> str:
    """The name of a known language: ``typescript`` for ``ts``."""
    return _LANGUAGES[language][0]


def language_of(path: str) -> str:
    """The language of a file by its suffix, as a fence would name it; empty when not known."""
    suffix = path.rpartition("/")[2].rpartition(".")[2].lower()
    return suffix if suffix in _SUFFIXES else ""


def parsed(code: bytes, language: str) -> Parsed:
    """The syntax tree of code in a known language."""
    parser, reader = _tools(language)
    root = parser.parse(code).root_node
    return Parsed(root, reader, root.has_error)


@lru_cache(maxsize=24)
def _tools(language: str) -> "tuple[Parser, Reader]":
    from tree_sitter import Language, Parser

    _, module, function, reader = _LANGUAGES[language]
    grammar = Language(getattr(import_module(module), function)())
    own = import_module(f"designdoc.languages.{reader}")
    return Parser(grammar), Reader(own.read, own.symbols, own.imports, own.package)
