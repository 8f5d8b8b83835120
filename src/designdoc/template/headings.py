"""What a heading of the template says: its name, whether it varies, repeats, or may be left out."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from designdoc.markdown import BlockTree, Heading, Html
from designdoc.markdown.tree import Section as Part
from designdoc.template.context import Context
from designdoc.template.convention import Said
from designdoc.template.conventions import (
    HEADING_PRESENCE,
    hole_heading,
    numbered_heading,
    optional_beside,
)
from designdoc.template.names import clean, without_suffix
from designdoc.template.schema import Hole


class HeadingForm(Struct, frozen=True):
    """``stem`` is empty for a section that stands once."""

    name: str
    variable: bool
    stem: str
    because: str
    said: Said | None
    holes: tuple[Hole, ...]

    def optional(self, because: str) -> "HeadingForm":
        """The same heading, of a section that may be left out."""
        return replace(self, said=Said("optional", because))


def read_heading(part: Part, siblings: tuple[str, ...], context: Context) -> HeadingForm:
    """The form of one heading, given the headings beside it."""
    assert part.heading is not None  # noqa: S101 - asked for sections with a heading only
    title = part.title or context.source.slice(part.heading.span).strip("# \n")
    said = next((s for c in HEADING_PRESENCE if (s := c.read(title))), None)
    holes = context.holes_in(part.heading.span)
    own = clean(title)
    repeat = numbered_heading.read(own, siblings)
    repeat = repeat or numbered_heading.read_open(title)
    if repeat is None:
        written = context.source.slice(part.heading.span).strip("# \n")
        repeat = hole_heading.read(clean(written) if "<" in written else own, holes)
    stem, because = repeat or ("", "")
    name = stem or _without_holes(own, holes) or without_suffix(own) or own
    return HeadingForm(name, bool(stem or holes), stem, because, said, holes)


def _without_holes(title: str, holes: tuple[Hole, ...]) -> str:
    """The fixed words of a heading that has a hole in it."""
    rest = title
    for hole in holes:
        rest = rest.replace(hole.written, " ", 1)
    return " ".join(without_suffix(rest).strip(" -–—:：").split())


def optional_before(tree: BlockTree) -> Mapping[int, str]:
    """Words of a comment directly before a heading that make that section optional.

    Such a comment lies within the section above it; by its words, or where that section has
    other content, it speaks about what follows. Keys are both the heading and the comment.
    """
    found: dict[int, str] = {}
    blocks = tree.blocks
    for index, block in enumerate(blocks[:-1]):
        if not isinstance(block, Html) or not isinstance(blocks[index + 1], Heading):
            continue
        text = tree.source.slice(block.span)
        said = optional_beside.CONVENTION.read(text.removeprefix("<!--").strip())
        if said is None:
            continue
        only = index == 0 or isinstance(blocks[index - 1], Heading)
        if not only or optional_beside.ELEMENT.search(text):
            found[blocks[index + 1].start] = said.because
            found[block.start] = ""
    return found
