"""A document carried from one version of its template to another: a three-way merge by section.

Base is the document's own version, ours the document, theirs the newer version. What only the
template changed is carried over: names, levels and places of sections, labels, columns, values.
What the author changed stays; where both did, that stays too and a note says what to decide.
Sections that the newer version added are not inserted here: whoever binds the result to the newer
version finds them missing, and the rules know how to insert them.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from designdoc.change.migrate import headings, parts
from designdoc.change.migrate.note import Note
from designdoc.change.migrate.own_text import body_of, untouched
from designdoc.change.migrate.structure import Piece, Pieces
from designdoc.change.schema import Path, SchemaChange, SectionPair
from designdoc.change.schema.pairing import placed
from designdoc.diagnostics import Edit
from designdoc.document import BoundSection, Document
from designdoc.markdown import Fence
from designdoc.source import Span
from designdoc.template.schema import Template


class Migrated(Struct, frozen=True):
    """The document's new bytes and what a person has to decide; ``refused`` says why not at all."""

    data: bytes
    notes: tuple[Note, ...] = ()
    refused: str = ""


def migrate(document: Document, theirs: Template, change: SchemaChange) -> Migrated:
    """Carry a document that is bound to its own version over to another one.

    ``change`` is the comparison of the two versions.
    """
    reason = _refused(document)
    if reason:
        return Migrated(document.source.data, refused=reason)
    by_path = {pair.old_path: pair for pair in change.pairs}
    bound = {
        section.part.span.start: by_path[section.path]
        for section in document.bound
        if section.path in by_path
    }
    edits, notes = _edits(document, theirs, change, bound)
    pieces = Pieces(document, edits)
    notes += _remove(document, change, pieces)
    notes += _move(document, theirs, change, pieces)
    notes += _beside(document, theirs, change)
    return Migrated(pieces.data(), tuple(sorted(notes, key=lambda note: note.span)))


def _refused(document: Document) -> str:
    """Why a document cannot be taken apart by its headings."""
    tree = document.tree
    for block in tree.walk():
        if isinstance(block, Fence) and block.fenced and not block.closed:
            return f"a code block is not closed (line {tree.source.line_of(block.start)})"
    for comment in tree.comments:
        if not comment.closed:
            return f"a comment is not closed (line {tree.source.line_of(comment.start)})"
    return "it is no UTF-8" if document.source.undecodable else ""


def _edits(
    document: Document,
    theirs: Template,
    change: SchemaChange,
    bound: Mapping[int, SectionPair],
) -> tuple[list[Edit], list[Note]]:
    """What changes within pieces: headings, labels, columns, values, text that nobody touched."""
    found: list[Edit | Note] = list(parts.keys(document, document.template, theirs))
    delta = headings.levels(document, change, bound)
    found += headings.of_parts(document, delta)
    sections = [(section, bound.get(section.part.span.start)) for section in document.bound]
    preamble = SectionPair(document.template.preamble, theirs.preamble, (), ())
    found += _within(document, document.preamble, preamble, theirs, change)
    for section, pair in sections:
        if pair is not None:
            found += headings.rename(document, section, pair)
            found += _within(document, section, pair, theirs, change)
    edits = [each for each in found if isinstance(each, Edit)]
    return _apart(edits), [each for each in found if isinstance(each, Note)]


def _within(
    document: Document,
    section: BoundSection,
    pair: SectionPair,
    theirs: Template,
    change: SchemaChange,
) -> list[Edit | Note]:
    """What changes in the text of one section."""
    own = [
        each for each in change.parts if each.path == pair.new_path and not _of_side(each.within)
    ]
    found: list[Edit | Note] = []
    if pair.new_path:
        found += parts.guidance(document, section, pair, theirs)
    if found:
        return found
    found += parts.values(section, own)
    found += parts.cell_values(document, section, own)
    found += parts.fields(document, section, pair, theirs)
    found += parts.columns(document, section, pair)
    return found


def _of_side(within: str) -> bool:
    return within.endswith((".yaml", ".yml"))


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    """The edits without those that touch an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda each: (each.start, each.end)):
        if not kept or edit.start > kept[-1].end or edit.start == kept[-1].end > kept[-1].start:
            kept.append(edit)
    return kept


def _remove(document: Document, change: SchemaChange, pieces: Pieces) -> list[Note]:
    """Sections that the newer version does not have: out, if nothing of the author is in them."""
    notes = []
    for path in change.removed:
        for section in _at(document, path):
            if untouched(document.source, section.part, document.template, section.form):
                piece = pieces.of(section.part)
                if piece.above is not None:
                    pieces.remove(piece)
            else:
                told = f"the template no longer has '{path[-1]}'; what you wrote there stays"
                span = headings.heading_span(section.part)
                notes.append(Note(span, told, "Move the text where it belongs now, or keep it."))
    return notes


def _move(document: Document, theirs: Template, change: SchemaChange, pieces: Pieces) -> list[Note]:
    """Sections that stand elsewhere in the newer version, behind the neighbour that they have.

    A new section that they stand below is put in with its own text.
    """
    notes = []
    new_of = {pair.old_path: pair.new_path for pair in change.pairs}
    places = _Places(theirs, pieces)
    for section in document.bound:
        if section.path in new_of:
            places.known.setdefault(new_of[section.path], pieces.of(section.part))
    sections = {each.path: each for each in document.bound}
    for moved in change.moved:
        piece = places.known.get(moved.new)
        if piece is None:
            continue
        below = places.at(moved.new[:-1])
        if piece.above is None or below is None or below in piece.walk():
            told = f"the template moved '{moved.new[-1]}' below '{moved.new[-2]}'"
            span = headings.heading_span(sections[moved.old].part)
            notes.append(Note(span, told, "Move it by hand, or leave it: it is recognised."))
            continue
        before, behind = places.neighbours(moved.new, below)
        if piece.above is not below or not _stands_between(piece, before, behind):
            pieces.put(piece, below, before[-1] if before else None)
    return notes


class _Places:
    """Where the sections of the newer version stand in the document."""

    def __init__(self, theirs: Template, pieces: Pieces) -> None:
        self.known: dict[Path, Piece] = {}
        self._pieces = pieces
        self._theirs = theirs
        self._forms = {each.path: each.section for each in placed(theirs)}

    def at(self, path: Path) -> Piece | None:
        """The piece of a section; one that the document lacks is put in, if its place is known."""
        if not path:
            tops = [piece.above for known, piece in self.known.items() if len(known) == 1]
            above = [piece for piece in tops if piece is not None]
            return max(above, key=above.count, default=None)
        if path not in self.known:
            form, below = self._forms[path], self.at(path[:-1])
            if below is None or form.repeat is not None:
                return None
            before, _ = self.neighbours(path, below)
            _, end = body_of(form)
            text = self._theirs.source.slice(Span(form.span.start, end))
            self.known[path] = self._pieces.add(text, below, before[-1] if before else None)
        return self.known[path]

    def neighbours(self, path: Path, below: Piece) -> tuple[list[Piece], list[Piece]]:
        """The document's sections before and behind one in the newer version, below a piece."""
        order = list(self._forms)
        at = order.index(path)
        found: tuple[list[Piece], list[Piece]] = ([], [])
        for number, each in enumerate(order):
            piece = self.known.get(each)
            beside = piece is not None and each[:-1] == path[:-1] and piece.above is below
            if piece is not None and beside and number != at:
                found[number > at].append(piece)
        return found


def _stands_between(piece: Piece, before: Sequence[Piece], behind: Sequence[Piece]) -> bool:
    """Whether a piece already stands behind the one list and before the other."""
    siblings = piece.above.children if piece.above else []
    at = siblings.index(piece)
    return all(siblings.index(each) < at for each in before) and all(
        siblings.index(each) > at for each in behind
    )


def _at(document: Document, path: Path) -> list[BoundSection]:
    return [section for section in document.bound if section.path == path]


def _beside(document: Document, theirs: Template, change: SchemaChange) -> list[Note]:
    """What is not carried over: the form of the title, side files."""
    start = document.source.bom
    notes = []
    title = theirs.title
    if change.title and title and document.title and document.title.part:
        told = f"the template's title has another form now: '{title.text}'"
        span = headings.heading_span(document.title.part)
        notes.append(Note(span, told, "Change the title by hand.", title.span))
    files: dict[str, list[str]] = {}
    for each in change.parts:
        if _of_side(each.within) and each.new and not each.old:
            files.setdefault(each.within, []).append(each.new)
    for name, keys in files.items():
        told = f"{name} has new keys in the template: {', '.join(keys)}"
        notes.append(Note(Span(start, start), told, "Add them to the file beside the document."))
    return notes
