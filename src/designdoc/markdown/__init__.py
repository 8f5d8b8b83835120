"""Bytes to a tree of blocks with exact byte spans, and lossless edits. Parsing never fails."""

from designdoc.markdown.apply import apply
from designdoc.markdown.blocks import (
    Block,
    Break,
    Cell,
    Comment,
    Fence,
    Footnote,
    FrontMatter,
    Heading,
    Html,
    Item,
    Leaf,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
)
from designdoc.markdown.inline import Inline, InlineKind
from designdoc.markdown.parse import parse
from designdoc.markdown.tree import BlockTree, Section
from designdoc.markdown.yaml_tree import YamlNode, YamlProblem, YamlTree, parse_yaml

__all__ = [
    "Block",
    "BlockTree",
    "Break",
    "Cell",
    "Comment",
    "Fence",
    "Footnote",
    "FrontMatter",
    "Heading",
    "Html",
    "Inline",
    "InlineKind",
    "Item",
    "Leaf",
    "List",
    "Paragraph",
    "Quote",
    "Row",
    "Section",
    "Table",
    "YamlNode",
    "YamlProblem",
    "YamlTree",
    "apply",
    "parse",
    "parse_yaml",
]
