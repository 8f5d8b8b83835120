"""What a template asks for as one text: equal for two versions that ask for the same.

Guidance, the words of holes and of checklists are not part of it: they help the author, and a
document that was written by one wording is as right by the other. What is part of it is what
``compare`` tells.
"""

from collections.abc import Iterator
from hashlib import sha256

from designdoc.change.schema.pairing import name_of
from designdoc.change.schema.parts import asked, blocks, named
from designdoc.template import names
from designdoc.template.schema import Column, Fields, Section, TableForm, Template, ValueType


def schema_key(template: Template) -> str:
    """32 hexadecimal digits."""
    told = "\x1e".join(_template(template))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _template(template: Template) -> Iterator[str]:
    title = template.title
    yield f"title {names.key(title.prefix)}|{names.key(title.suffix)}" if title else "no title"
    yield from (_part(each.name, each.type, each.asked) for each in named(template.front_matter))
    for side in template.side_files:
        yield f"side {side.name}"
        yield from (_part(each.name, each.type, each.asked) for each in named(side.fields))
    for section in (template.preamble, *template.walk()):
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"{section.level} {name_of(section)} {wanted(section)} {sorted(blocks(section))}"
    for element in section.content:
        if isinstance(element, Fields):
            every = named(element.fields)
            yield from (_part(each.name, each.type, each.asked) for each in every)
        elif isinstance(element, TableForm):
            yield from (_column(column) for column in element.columns)


def wanted(section: Section) -> str:
    """How a section is asked for, in words."""
    told = section.presence.value
    if section.when and section.when.key:
        told += f" when {section.when.key} is {' or '.join(section.when.values)}"
    return f"{told}, repeated" if section.repeat else told


def _column(column: Column) -> str:
    return _part(column.name, column.type, asked(column))


def _part(name: str, kind: ValueType, told: str) -> str:
    return f"part {names.key(name)} {told} {[value.casefold() for value in kind.values]}"
