"""A part of a document that carries one role: what a reader is given."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from designdoc.document import Document
from designdoc.markdown import Block, BlockTree, FrontMatter
from designdoc.markdown import Section as Part
from designdoc.model.marks import leading_of, plain_name
from designdoc.model.roles import NO_ROLE, Role, is_phase, role_named, role_of


class Region(Struct, frozen=True):
    """A section with its role. ``parts`` are its sub-sections that have no role of their own.

    ``path`` are the document's own headings down to the section, its own title last.
    """

    document: Document
    role: Role | None
    part: Part
    path: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def tree(self) -> BlockTree:
        """The block tree of the document."""
        return self.document.tree

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The section's own content, before its first sub-section; no front matter."""
        return tuple(b for b in self.part.blocks if not isinstance(b, FrontMatter))

    def all_blocks(self) -> Iterator[Block]:
        """The content of the section and of all its ``parts``, in the order of the file."""
        yield from self.blocks
        for part in self.parts:
            for inner in part.walk():
                yield from inner.blocks


def regions(document: Document) -> list[Region]:
    """The whole document divided into regions, in the order of the file.

    Every section belongs to exactly one region: to its own where it has a role, to that of the
    nearest section above it otherwise. The first region is what precedes the first heading.
    """
    named = {
        id(bound.part): role_named(bound.form.role) or role_of(bound.form.name)
        for bound in document.bound
    }
    title = title_of(document)
    if title is not None:
        named[id(title)] = NO_ROLE
    found: list[Region] = []
    stack: list[tuple[Part, tuple[str, ...], Role | None]] = [(document.tree.outline, (), None)]
    while stack:
        part, path, role = stack.pop()
        below = (*path, part.title) if part.heading else path
        own: list[Part] = []
        others: list[tuple[Part, tuple[str, ...], Role | None]] = []
        over = None if role and role.direct else role
        for child in part.children:
            child_role = _role(child, over, named)
            if over is None or child_role is not None:
                others.append((child, below, child_role))
            elif _is_item(child, over) or not _holds_role(child, over, named):
                own.append(child)
            else:
                others.append((child, below, over))  # a mere group has the role that it stands in
        found.append(Region(document, role, part, below, tuple(own)))
        stack.extend(reversed(others))
    return found


def title_of(document: Document) -> Part | None:
    """The heading that is the document's title; none where all top headings are sections."""
    part = document.title.part if document.title else None
    tops = [top for top in document.tree.outline.children if top.level == 1]
    part = part or (tops[0] if tops else None)
    if part is not None and role_of(part.title) is not None and (len(tops) > 1 or part.level > 1):
        return None
    return part


def _role(part: Part, above: Role | None, named: Mapping[int, Role | None]) -> Role | None:
    """The role that a section has for itself, given the role above it."""
    bound = named.get(id(part))
    if bound is NO_ROLE:
        return None
    own = bound or role_of(part.title)
    if own is None and above is None and is_phase(plain_name(part.title)):
        return role_named("phases")
    if own is None or above is None:
        return own
    if above.closed:
        return own if own.name in above.admits else None
    # an "Overview" below the architecture is a part of that
    return None if own.name == "overview" and bound is None else own


def _is_item(part: Part, above: Role) -> bool:
    """Whether a section is one requirement, with its criteria below it."""
    return above.closed and leading_of(part.title)[0] is not None


def _holds_role(part: Part, above: Role, named: Mapping[int, Role | None]) -> bool:
    """Whether a section without a role has one somewhere below it that must stand for itself."""
    return any(_role(inner, above, named) is not None for inner in part.walk())
