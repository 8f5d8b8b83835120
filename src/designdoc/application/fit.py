"""How well a document fits a template, judged by the names of its sections and its title alone."""

from collections.abc import Iterable

from designdoc.document.section_names import section_names
from designdoc.document.synonyms import synonym_groups
from designdoc.markdown import BlockTree, FrontMatter, Html
from designdoc.source.once import once
from designdoc.template import names
from designdoc.template.schema import Presence, Section, Template

_FEW = 3  # headings; a document with fewer has hardly been begun, and says little of itself
_MUCH = 1500  # bytes of a document that has been begun, however few its headings


def fit(tree: BlockTree, template: Template) -> float:
    """From 0 to 1: how much of the template the document has, and of the document the template."""
    wanted = _named(template)
    shared = _shared(tree, wanted)
    return 2 * shared / (len(wanted) + _own(tree)) if shared else 0.0


def fits(tree: BlockTree, template: Template) -> bool:
    """Whether the document has enough of the template's sections to be one of its documents."""
    wanted = _asked(template)
    shared = _shared(tree, wanted)
    return shared >= 3 and (shared / len(wanted) >= 0.4 or shared / _own(tree) >= 0.6)


def fits_well(tree: BlockTree, template: Template) -> bool:
    """Whether the document has most of the template's sections, several in the same words."""
    wanted = _asked(template)
    own = {names.key(section.title) for section in tree.sections}
    same = sum(1 for key in own if key in wanted or (not key.isascii() and synonym_groups(key)))
    return _shared(tree, wanted) >= 0.6 * len(wanted) and same >= 0.3 * len(wanted) > 0


def other_kinds(template: Template, all_of_them: Iterable[Template]) -> int:
    """How many templates have too few sections in common with this one to be of its kind."""
    mine = _tops(template)
    return sum(1 for each in all_of_them if 2 * len(mine & _tops(each)) < len(mine))


def is_stranger(tree: BlockTree, template: Template, *, one_of_many: bool) -> bool:
    """Whether the document cannot be meant by a template that only stands near it.

    A document with headings of its own has one of the template's; ``one_of_many``: of several
    templates in a folder each is for a kind of its own, and the document has most of this one's.
    """
    every = _every(template)
    if not every:
        return not _title_fits(tree, template)
    if one_of_many and not fits(tree, template):
        wanted = _asked(template)
        return not _title_fits(tree, template) and 2 * _shared(tree, wanted) <= len(wanted)
    return _says_much(tree) and not _shared(tree, every)


def _says_much(tree: BlockTree) -> bool:
    """Whether the document is more than a beginning: text without a heading, or a lot of both."""
    own = any(not isinstance(block, FrontMatter | Html) for block in tree.blocks)
    count = len(tree.sections)
    return count >= _FEW or (own and (not count or len(tree.source.data) > _MUCH))


def _title_fits(tree: BlockTree, template: Template) -> bool:
    """Whether the words of the template's title that are no holes stand in the document's."""
    form = template.title
    own = names.key(tree.sections[0].title).split() if tree.sections else []
    fixed = form.text if form else ""
    for hole in form.holes if form else ():
        fixed = fixed.replace(hole.written, " ")
    words = [word for word in names.key(fixed).split() if word.isalpha()]
    return bool(words) and all(word in own for word in words)


def _own(tree: BlockTree) -> int:
    return sum(1 for section in tree.sections if section.level <= 2) or 1


def _shared(tree: BlockTree, wanted: frozenset[str]) -> int:
    """How many of the wanted names the document has, or accepted other names of them."""
    own = section_names(tree)
    return sum(1 for key in wanted if own.has(key))


@once
def _tops(template: Template) -> frozenset[str]:
    return _keys(template.sections)


@once
def _named(template: Template) -> frozenset[str]:
    return _keys(section for section in template.sections if _is_named(section))


@once
def _every(template: Template) -> frozenset[str]:
    return _keys(section for section in template.walk() if _is_named(section))


@once
def _asked(template: Template) -> frozenset[str]:
    """The names of the top sections that a document must have; of all, where it must have none."""
    named = [section for section in template.sections if _is_named(section)]
    required = [each for each in named if each.presence is not Presence.OPTIONAL]
    return _keys(required or named)


def _keys(sections: Iterable[Section]) -> frozenset[str]:
    return frozenset(names.key(section.name) for section in sections) - {""}


def _is_named(section: Section) -> bool:
    return not section.variable and not section.repeat
