"""What changed in meaning for a terminal: a heading for each document, a line for each change."""

from collections.abc import Iterator, Sequence

from designdoc.change.diff import Kind
from designdoc.change.diff.documents import DocumentDiff
from designdoc.output.diff_words import SIGNS, count, headline, sentence
from designdoc.output.style import PLAIN, Paint, Palette, palette
from designdoc.output.summary import plural
from designdoc.output.visible import cells, one_line, visible
from designdoc.output.word_diff import Piece
from designdoc.output.wrap import pieces

_MARGIN = 9  # cells for the sign and the line number at the left


def render_text(
    documents: Sequence[DocumentDiff], color: bool, width: int, quiet: bool = False
) -> Iterator[str]:
    """The documents with their changes, and how many there are."""
    paint = palette() if color else PLAIN
    for document in documents:
        yield from _document(document, paint, width, color)
    if not quiet:
        if documents:
            number = plural(count(documents), "change")
            yield f"{number} in {plural(len(documents), 'document')}.\n"
        else:
            yield "No change in meaning.\n"


def _document(document: DocumentDiff, paint: Palette, width: int, color: bool) -> Iterator[str]:
    told = headline(document)
    yield paint.path(one_line(document.path)) + (f"  {one_line(told)}" if told else "") + "\n"
    for each in document.changes:
        kind = each.change.kind
        sign = _painted(SIGNS[kind], paint.came if kind is Kind.ADDED else
                        paint.went if kind is Kind.REMOVED else paint.gutter)  # fmt: skip
        number = paint.gutter(f"{each.line:>{_MARGIN - 4}}")
        lines = _filled(sentence(each), width - _MARGIN, paint, color)
        yield f"{sign}{number}   {lines[0]}\n"
        yield from (f"{' ' * _MARGIN}{line}\n" for line in lines[1:])
    yield "\n"


def _painted(text: str, paint: Paint) -> str:
    return paint(text)


def _filled(found: Sequence[Piece], width: int, paint: Palette, color: bool) -> list[str]:
    """The pieces as lines that fit, each stretch in its colour."""
    lines: list[str] = [""]
    used = 0
    for piece in found:
        text = _marked(piece, color)
        style = _paints(paint).get(piece.style, str)
        line = ""
        for word in pieces(visible(text.replace("\n", " ").replace("\t", " ")), width):
            taken = cells(word)
            if used + taken > width and not word.isspace():
                lines[-1] = (lines[-1] + style(line.rstrip())).rstrip()
                lines.append("")
                line, used = "", 0
            if used or not word.isspace():
                line += word
                used += taken
        lines[-1] += style(line)
    return [line.rstrip() for line in lines]


def _marked(piece: Piece, color: bool) -> str:
    """Without colour, what went and came within a text is marked as git marks words."""
    if color or piece.style not in {"old", "new"}:
        return piece.text
    lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    text = piece.text.strip()
    return f"{lead}[-{text}-]" if piece.style == "old" else f"{lead}{{+{text}+}}"


def _paints(paint: Palette) -> dict[str, Paint]:
    came, went = paint.came, paint.went
    return {
        "label": paint.label, "old": went, "was": went, "gone": went,
        "new": came, "now": came, "come": came, "cut": paint.gutter,
    }  # fmt: skip
