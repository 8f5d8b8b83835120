"""What can be done at a place of a document with one press of a key.

The fixes of findings, and what no finding asks for: an optional section, an identifier, a section
that does not apply, a row of the history, a migration, the acceptance of links.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.application.migrate import Wanted as Versions
from designdoc.application.migrate import migrate
from designdoc.application.offers import next_free
from designdoc.application.review import Read, about, accept, meanings_in, status
from designdoc.application.revise import Wanted, revise
from designdoc.application.session import Session
from designdoc.application.side_remedies import side_remedies
from designdoc.application.trace import Linked
from designdoc.diagnostics import Edit, Finding, UsageError
from designdoc.document import BoundSection, Document
from designdoc.document.bound import Absent
from designdoc.rules import dd703_suspect_link, dd704_older_template
from designdoc.rules.guidance import only_guidance
from designdoc.rules.skeleton import insertion, skeleton
from designdoc.source import Source, Span
from designdoc.source.ends import common_ends
from designdoc.source.regex import regex
from designdoc.workspace import Kind, Node, Unit, Workspace

_HEAD = regex(r"[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+|#{1,6}[ \t]+)(?:\[[ xX]\][ \t]+)?")
_WHAT_CHANGED = "[what changed]"
_NAMED = 60  # characters of a name in a title


class Remedy(Struct, frozen=True):
    """Something to do. ``edits`` by path; ``finding`` is what it mends; ``sure``: a safe fix.

    ``accepts`` names what has links to accept, ``migrates`` is true for the one whose edits
    ``migrated`` works out.
    """

    title: str
    edits: Mapping[str, tuple[Edit, ...]] = {}
    finding: Finding | None = None
    sure: bool = False
    accepts: str = ""
    migrates: bool = False


def remedies(session: Session, path: str, span: Span, author: str) -> Iterator[Remedy]:
    """What can be done at some bytes of a document."""
    findings = [f for each in session.about(path) for f in session.outcome(each).findings]
    here = [each for each in findings if each.path == path and _touches(each, span)]
    if path not in session.about(path):
        yield from _beside(session, path, here)
        return
    for finding in here:
        for fix in finding.fixes:
            yield Remedy(fix.title, {path: fix.edits}, finding, fix.safe)
        if finding.code == dd703_suspect_link.RULE.code:
            name = path_of_suspect(session, finding)
            yield Remedy(f"Accept the links of {name or 'this document'} as they are",
                         finding=finding, accepts=name or path)  # fmt: skip
    if any(each.code == dd704_older_template.RULE.code for each in findings):
        yield Remedy("Migrate this document to the newest version of its template", migrates=True)
    document, unit = session.document(path), session.unit(path)
    yield from _not_applicable(document, span)
    yield from _identifier(document.source, unit, span)
    yield from _sections(document, span)
    yield from _revision(session, document, author)


def migrated(session: Session, path: str) -> tuple[Edit, ...]:
    """The edits that carry a document to the newest version of its template."""
    found = migrate([path], session.checker, Versions())
    for each in found.documents:
        if each.refused:
            raise UsageError(each.refused)
        return difference(each.before, each.after)
    return ()


def accepted(session: Session, names: list[str], signature: tuple[str, str]) -> str:
    """Note in the ledger that the links of these things are right; what was done, in words.

    Raises:
        UsageError: nothing is called so, or the ledger is broken.
        Conflict: somebody else wrote the ledger meanwhile.
    """
    checker = session.checker
    now = status(_linked_to(names, session), checker)
    done = accept(now, names, signature, checker)
    if not done.path:
        return "nothing to accept: all of these links stand as they were accepted"
    session.refresh(done.path)
    return f"accepted in {done.path}: {done.new} new, {done.renewed} renewed, {done.removed} gone"


def _linked_to(names: Sequence[str], session: Session) -> Read:
    """What ``review`` reads, of all documents, with the links of these things alone."""
    for path in session.unread:
        session.unit(path)
    whole = session.workspace()
    ends = about(names, whole)
    links = tuple(each for each in whole.links if {each.source, each.target} & ends)
    near = ends.union(*({each.source, each.target} for each in links))
    paths = {whole.by_id[each].path for each in near}
    meanings: dict[str, str] = {}
    for path in sorted(paths):
        meanings |= meanings_in(session.read(path), session.checker.terms(path))
    part = Workspace(tuple(node for node in whole.nodes if node.path in paths), links)
    return Read(Linked(part, tuple(sorted(unit.path for unit in session.units)), ()), meanings)


def difference(before: bytes, after: bytes) -> tuple[Edit, ...]:
    """One edit of whole lines that leads from one text to another; none for equal ones."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first, last = common_ends(old, new)
    start = sum(map(len, old[:first]))
    end = len(before) - sum(map(len, old[len(old) - last :]))
    text = b"".join(new[first : len(new) - last]).decode("utf-8", "replace")
    return (Edit(start, end, text),) if before != after else ()


def path_of_suspect(session: Session, finding: Finding) -> str:
    """The id of what a suspect link hangs on."""
    unit = session.unit(finding.path)
    start = finding.place.start.offset
    inside = [n for n in (unit.nodes[1:] if unit else ()) if n.span.start <= start <= n.span.end]
    return min(inside, key=lambda n: n.span.end - n.span.start).id if inside else ""


def _beside(session: Session, path: str, here: Sequence[Finding]) -> Iterator[Remedy]:
    """For a side file: what mends its findings; all else is about documents."""
    documents = [session.document(each) for each in session.about(path)] if here else []
    sides = [s for each in documents for s in each.side_files if s.source.path == path]
    for finding in here:
        for title, edit in side_remedies(sides[0], finding) if sides else ():
            yield Remedy(title, {path: (edit,)}, finding)


def _touches(finding: Finding, span: Span) -> bool:
    return finding.place.start.offset <= span.end and span.start <= finding.place.end.offset


def _not_applicable(document: Document, span: Span) -> Iterator[Remedy]:
    """For a section with nothing of the author's in it: that it does not apply."""
    inside = [s for s in document.bound if s.part.span.start <= span.start < s.part.span.end]
    section = max(inside, key=lambda s: s.part.span.start, default=None)
    if section is None or section.not_applicable or not _is_bare(document, section):
        return
    newline = document.source.newline
    body = section.part.body
    edit = Edit(body.start, body.end, f"{newline}N/A — {newline}{newline}")
    if body.end == len(document.source.data):
        edit = Edit(body.start, body.end, f"{newline}N/A — {newline}")
    title = f"Say that '{_cut(section.part.title)}' does not apply, and why (N/A — …)"
    yield Remedy(title, {document.path: (edit,)})


def _is_bare(document: Document, section: BoundSection) -> bool:
    return (
        section.form.may_be_na
        and not section.children
        and not section.part.children
        and (section.empty or only_guidance(document, section))
    )


def _identifier(source: Source, unit: Unit | None, span: Span) -> Iterator[Remedy]:
    """For a requirement without an identifier the next free one, written as its neighbours' are."""
    line = source.line_span(max(source.line_of(span.start), 1))
    head = _HEAD.match(source.slice(line))
    if unit is None or head is None:
        return
    bare = [
        node
        for node in unit.nodes
        if line.start <= node.span.start <= line.end and not node.written
        and node.kind in {Kind.REQUIREMENT, Kind.QUALITY, Kind.CRITERION, Kind.RISK}
    ]  # fmt: skip
    at = line.start + len(head[0].encode())
    for node in bare[:1]:
        like = _neighbour(unit, node)
        free = [
            n for n in next_free(unit) if like and n.startswith(like.written.rstrip("0123456789"))
        ]
        if like is not None and free:
            lead, tail = _around(source, like)
            text = f"{lead}{free[0]}{tail}"
            yield Remedy(f"Give it the next free identifier, {free[0]}",
                         {unit.path: (Edit(at, at, text),)})  # fmt: skip


def _neighbour(unit: Unit, node: Node) -> Node | None:
    """The nearest thing of the same kind that has an identifier."""
    known = [n for n in unit.nodes if n.kind is node.kind and n.written]
    return min(known, key=lambda n: abs(n.span.start - node.span.start), default=None)


def _around(source: Source, node: Node) -> tuple[str, str]:
    """The marks before and behind the identifier of a thing: ``**`` and ``**: ``."""
    line = source.slice(source.line_span(source.line_of(node.span.start)))
    head = _HEAD.match(line)
    start = head.end() if head else 0
    at = line.find(node.written, start)
    lead = line[start:at] if at >= 0 else ""
    rest = line[at + len(node.written) :] if at >= 0 else ""
    tail = rest[: len(rest) - len(rest.lstrip("*_:：.)—–- \t"))]
    plain = not lead.strip("*_[(")
    return (lead, tail) if plain and tail else ("", ": ")


def _sections(document: Document, span: Span) -> Iterator[Remedy]:
    """The template's sections that may be added here, with their guidance.

    Those that are required have a finding with the same fix.
    """
    for absent in document.missing:
        if not document.is_required(absent.form) and _is_near(document, absent, span):
            text = skeleton(document.template, absent.form, absent.level, document.source.newline)
            edit = Edit(absent.at, absent.at, insertion(document.source, absent.at, text))
            title = f"Add the optional section '{_cut(absent.form.name)}' with its guidance"
            yield Remedy(title, {document.path: (edit,)})


def _is_near(document: Document, absent: Absent, span: Span) -> bool:
    """Whether the section would stand within, or right behind, the one that the place is in."""
    sections = [s.span for s in document.tree.sections if s.level > 1]
    inside = [s for s in sections if s.start <= span.start <= s.end]
    return any(s.start <= absent.at <= s.end for s in inside) or not inside


def _revision(session: Session, document: Document, author: str) -> Iterator[Remedy]:
    today = session.checker.options.today
    if today is None or not session.model(document.path).revisions:
        return
    data = document.source.data
    try:
        revised = revise(document.path, data, Wanted(_WHAT_CHANGED, today, known_as=author))
    except UsageError:
        return
    title = f"Add revision {revised.version} of today to the history".replace("  ", " ")
    yield Remedy(title, {document.path: difference(data, revised.data)})


def _cut(text: str) -> str:
    return text if len(text) <= _NAMED else text[: _NAMED - 1] + "…"
