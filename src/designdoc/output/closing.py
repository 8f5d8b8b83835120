"""The last lines of the output for a person; apart, as they are all that is rendered at the end."""

from designdoc.diagnostics import Summary
from designdoc.output.options import RenderOptions
from designdoc.output.style import PLAIN, Palette, palette
from designdoc.output.summary import sentences


def closing(summary: Summary, fixable: tuple[int, int], options: RenderOptions) -> str:
    """What a run came to; nothing where it is to be quiet."""
    if options.quiet:
        return ""
    paint = palette() if options.color else PLAIN
    return _summary(summary, fixable, options.width, paint)


def _summary(summary: Summary, fixable: tuple[int, int], width: int, paint: Palette) -> str:
    """One line, or where it does not fit the counts on a line of their own."""
    first, *rest = sentences(summary, fixable, paint)
    if len(" ".join(sentences(summary, fixable))) <= width:
        return " ".join([first, *rest]) + "\n"
    from designdoc.output.wrap import wrap

    return "\n".join([first, *wrap(" ".join(rest), width)]).rstrip() + "\n"
