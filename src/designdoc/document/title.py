"""The document's title against the template's form, and the words put into its holes."""

from functools import lru_cache

from designdoc.document.bound import BoundTitle
from designdoc.markdown import Section as Part
from designdoc.source.regex import regex
from designdoc.template import schema

_OTHER_SCRIPT = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0400-\u04ff]")


def bind_title(form: schema.TitleForm, part: Part | None) -> BoundTitle:
    """Match the title's fixed words; what stands where the holes were is kept with them.

    A title that is no heading of level 1 does not fit, whatever its words.
    """
    if part is None:
        return BoundTitle(form, None, fits=False)
    if form.text.isascii() and not part.title.isascii() and _OTHER_SCRIPT.search(part.title):
        # English words cannot be asked of a title in another script.
        whole = tuple((hole, part.title) for hole in form.holes[:1])
        return BoundTitle(form, part, fits=part.level == 1, holes=whole)
    words = _words_in_holes(form, _normal(part.title))
    if words is None:
        return BoundTitle(form, part, fits=False)
    return BoundTitle(form, part, fits=part.level == 1, holes=words)


def is_title(form: schema.TitleForm, part: Part) -> bool:
    """Whether a heading of any level has the fixed words of the title, if there are some."""
    _, pieces = _pieces(form)
    return any(pieces) and bool(_words_in_holes(form, _normal(part.title)))


def _words_in_holes(
    form: schema.TitleForm, title: str
) -> tuple[tuple[schema.Hole, str], ...] | None:
    """What stands in each hole, or None where a fixed word is not there.

    The first place of each piece is as good as any later one, so nothing is tried twice. A form
    without holes binds nobody to its words.
    """
    holes, (first, *between) = _pieces(form)
    if not holes:
        return ()
    *middle, last = between
    folded = title.casefold() if len(title.casefold()) == len(title) else title
    at, end = len(first), len(title) - len(last)
    if not folded.startswith(first) or not folded.endswith(last) or not title[at:end].strip():
        return None
    found: list[str] = []
    for piece in middle:
        place = folded.find(piece, at + 1, end)
        if place < 0:
            return None
        found.append(title[at:place].strip())
        at = place + len(piece)
    found.append(title[at:end].strip())
    return tuple(zip(holes, found, strict=True)) if found[-1] else None


@lru_cache(maxsize=256)
def _pieces(form: schema.TitleForm) -> tuple[tuple[schema.Hole, ...], tuple[str, ...]]:
    """The holes, and the fixed words before, between and after them, folded."""
    rest, holes, pieces = form.text, [], []
    for hole in form.holes:
        before, found, after = rest.partition(hole.written)
        if found:
            holes.append(hole)
            pieces.append(_normal(before).casefold())
            rest = after
    return tuple(holes), (*pieces, _normal(rest).casefold())


def _normal(text: str) -> str:
    """On one line, without emphasis and without the sign that some write before a number."""
    return " ".join(text.replace("*", "").replace("`", "").replace("#", "").split())
