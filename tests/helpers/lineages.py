"""Versions of a template made from text, for tests of the pure part of the lineage."""

from collections.abc import Sequence

from designdoc.change.lineage.outline import outline
from designdoc.change.lineage.version import Edition, Lineage, lineage
from designdoc.markdown import BlockTree, parse
from designdoc.source import decode
from designdoc.template.infer import infer
from helpers.repository import form


def edition(
    sections: Sequence[str] | str, day: str = "", key: str = "", revision: str = "", name: str = ""
) -> Edition:
    """An edition with these sections, or with this text; sections that are equal are one schema."""
    text = sections if isinstance(sections, str) else form(*sections)
    template = infer(parse(decode("template.md", text.encode())))
    schema = repr([(each.name, each.level) for each in template.walk()])
    return Edition(key or text, outline(template, schema), revision, day, "template.md", name)


def versions(*rows: tuple[str, Sequence[str] | str]) -> Lineage:
    """A lineage of editions, each a day and its sections."""
    return lineage(edition(sections, day) for day, sections in rows)


def tree(*sections: str, text: str = "") -> BlockTree:
    """A document with these sections."""
    return parse(decode("doc.md", (text or form(*sections)).encode()))
