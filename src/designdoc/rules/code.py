"""What the rules on code share: which documents they hold to the code, dates and fixes in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designdoc.checking.rule import Draft, fix
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.diagnostics.finding import Data
from designdoc.rules.support import first_line, plural, quoted
from designdoc.source import Span

if TYPE_CHECKING:
    from designdoc.code.past import Written
    from designdoc.code.signals import Promised
    from designdoc.code.states import Vanished
    from designdoc.code.types import Difference
    from designdoc.code.view import CodeView, Dated

_HASH = 10  # characters of a commit's name that tell it
_MOST_RELATED = 5


def view(subject: Subject) -> "CodeView | None":
    """The code around the document; None where the configuration names none."""
    return subject.around.code


def lowered(found: "CodeView", behind: bool = False) -> Severity | None:
    """Information, for documents and sentences that speak of what was; else the rule's own."""
    past = found.stage.value in {"over", "dated"}
    return Severity.INFO if behind or past else None


def holds(found: "CodeView") -> bool:
    """Whether the code has to be there: of a proposal it is planned, of an old design gone."""
    return found.stage.value not in {"planned", "over"}


def vanished(subject: Subject, kind: str) -> Iterator[Draft]:
    """A finding for each path or symbol that is gone."""
    found = view(subject)
    if found is None:
        return
    told = {each.documented.name for each in found.missing_types}
    files = {each.gone.path for each in found.vanished if each.reference.kind == "path"}
    for each in found.vanished:
        own = each.reference.kind == kind and each.name not in told
        # A symbol is gone with its file: the file is said where the document names it.
        if own and not (kind == "symbol" and each.gone.path in files and not each.now):
            yield _vanished(subject, found, each)


def _vanished(subject: Subject, found: "CodeView", each: "Vanished") -> Draft:
    source = subject.document.source
    reference, gone = each.reference, each.gone
    where = "" if reference.kind == "path" else f" in {quoted(gone.path)}"
    end = f"is gone since {gone.day}" if reference.kind == "path" else "is declared nowhere now"
    if gone.day.year == 9999:  # taken away on the disk, and in no commit yet
        end = "is gone on the disk"
    if each.now:
        end = f"is {quoted(each.now)} now"
    known = reference.kind == "path" and gone.order >= 0
    commit = f" (commit {gone.commit[:_HASH]})" if known else ""
    message = (
        f"{quoted(each.name)} was there{where} when this line was written on "
        f"{each.written.day}, and {end}{commit}"
    )
    help_ = (
        f"Write {quoted(each.now)}, or say in the text that this speaks of what was."
        if each.now
        else "Name what took its place, or say in the text that this speaks of what was."
    )
    others = [each.reference.line, *(other.line for other in each.others)]
    related = tuple(
        (source, other.span, "named here as well") for other in each.others[:_MOST_RELATED]
    )
    data: Data = {
        "name": each.name,
        "commit": gone.commit,
        "now": each.now,
        "mentions": len(others),
    }
    return Draft(
        reference.span,
        message,
        help_,
        related=related,
        fixes=_renamed(subject, each) if each.now and not each.behind else (),
        data=data,
        severity=lowered(found, each.behind),
    )


def _renamed(subject: Subject, each: "Vanished") -> tuple[Fix, ...]:
    """The new name in every place that speaks of the present, written as the old one was."""
    from designdoc.code.states import speaks_of_the_past  # loaded, where there is something to mend

    source = subject.document.source
    edits = []
    for reference in (each.reference, *each.others):
        if speaks_of_the_past(reference):
            continue
        written = source.slice(reference.span)
        old, new = _as_written(reference.text, each.name, each.now)
        at = written.find(old) if old else -1
        if at >= 0:
            start = reference.span.start + len(written[:at].encode())
            edits.append(Edit(start, start + len(old.encode()), new))
    if not edits:
        return ()
    places = "" if len(edits) == 1 else f" in {plural(len(edits), 'place')}"
    return fix(f"Write {quoted(each.now)}{places}", *edits, safe=False)


def _as_written(text: str, name: str, now: str) -> tuple[str, str]:
    """What to replace, and by what: the whole path, or as many last parts as were written."""
    if "/" not in name and "/" not in now:
        return name, now
    plain = text.strip("/")
    if name == plain:
        return plain, now
    if name.endswith("/" + plain):
        return plain, "/".join(now.split("/")[-len(plain.split("/")) :])
    return "", ""


def differing(subject: Subject, kind: str) -> "Iterator[Dated]":
    """The differences of one kind, where the document may be held to the code."""
    found = view(subject)
    if found is not None and holds(found):
        yield from (each for each in found.differences if each.difference.kind == kind)


def mild(subject: Subject) -> Severity | None:
    """Information, where the document speaks of its own day only; else the rule's own severity."""
    found = view(subject)
    return lowered(found) if found is not None else None


def owner(difference: "Difference") -> str:
    """The type, or the function, that a member or a parameter is of."""
    name = quoted(difference.type)
    return f"the function {name}" if difference.parameter else name


def at(difference: "Difference") -> str:
    """Where the code says otherwise."""
    return f"{difference.path}:{difference.line}"


def ahead(document: "Written | None", code: "Written | None") -> str:
    """Which side was written later, as the end of a message."""
    if document is None or code is None or document.order == code.order:
        return ""
    if code.order < document.order:
        return f"; the code is ahead ({_day(code)}, the document {_day(document)})"
    return f"; the document is ahead ({_day(document)}, the code {_day(code)})"


def _day(written: "Written") -> str:
    return "not committed" if written.order < 0 else written.day.isoformat()


def unkept(subject: Subject, kind: str, words: str, help_: str) -> Iterator[Draft]:
    """Names for the world outside that no string of the code has, in a document that is done."""
    found = view(subject)
    if found is None or found.stage.value != "done":
        return
    for each in found.unkept:
        if each.kind == kind:
            yield _unkept(subject, each, words, help_)


def _unkept(subject: Subject, each: "Promised", words: str, help_: str) -> Draft:
    span = first_line(subject.document.source, each.span)
    message = (
        f"no string of the code and no file of settings or scripts has the {words} "
        f"{quoted(each.name)}"
    )
    return Draft(span, message, help_, data={"name": each.name})


def line_of(subject: Subject, span: Span) -> Span:
    """The whole lines of a span, with their ends, so that nothing is left when they are taken."""
    source = subject.document.source
    first = source.line_span(source.line_of(span.start))
    last = source.line_of(max(span.start, span.end - 1))
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.data)
    return Span(first.start, end)


def differs(subject: Subject, kind: str) -> Iterator[Draft]:
    """Members whose documented and declared types differ, each with the two ways out."""
    source = subject.document.source
    for each in differing(subject, kind):
        one = each.difference
        ending = f"in the code ({at(one)}){ahead(each.document, each.code)}"
        member = quoted(f"{one.type}.{one.member}")
        if one.parameter:
            member = f"the parameter {quoted(one.member)} of {quoted(one.type)}"
        message = f"{member} is {quoted(one.documented)} here and {quoted(one.declared)} {ending}"
        help_ = f"Write {quoted(one.declared)} here, or change the code."
        if one.parameter and kind == "optional":
            message = f"{member} may be left out here, and not {ending}"
            help_ = "Show that it is needed, or give it a default in the code."
        yield Draft(
            first_line(source, one.span),
            message,
            help_,
            fixes=_as_declared(subject, one) if one.documented != one.declared else (),
            data={
                "type": one.type,
                "member": one.member,
                "documented": one.documented,
                "declared": one.declared,
                "code": at(one),
            },
            severity=mild(subject),
        )


def _as_declared(subject: Subject, difference: "Difference") -> tuple[Fix, ...]:
    """The declared type in place of the documented one, where it stands in the line as it is."""
    written = subject.document.source.slice(difference.span)
    old, new = difference.documented, difference.declared
    if old.startswith("?: ") or new.startswith("?: "):  # the mark stands at the name
        old = old if old.startswith("?: ") else f": {old}"
        new = new if new.startswith("?: ") else f": {new}"
    place = written.rfind(old)
    if place < 0 or not old:
        return ()
    start = difference.span.start + len(written[:place].encode())
    return fix(
        f"Write {quoted(difference.declared)}",
        Edit(start, start + len(old.encode()), new),
        safe=False,
    )
