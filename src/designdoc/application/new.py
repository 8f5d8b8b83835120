"""The use case ``new``: a template with its first holes filled, and nothing else changed.

Title, dates at the head, the first row of the history and what the user says are filled in.
Guidance stays, so that there is something to write by.
"""

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from designdoc.application.checker import Checker
from designdoc.application.history_row import history_row
from designdoc.application.nearest import did_you_mean
from designdoc.application.outcome import Job
from designdoc.application.read_template import Compiled
from designdoc.application.slots import Slot, slots
from designdoc.application.templates import Chosen, Templates
from designdoc.change.lineage.version import UNCOMMITTED
from designdoc.diagnostics import Edit, UsageError
from designdoc.markdown import BlockTree, apply, parse
from designdoc.source import Span, decode
from designdoc.source.regex import regex
from designdoc.template.names import key
from designdoc.template.schema import Template, TypeKind

_PLAIN = regex(r"[^\W\d_](?:[\w .()/+-]*[\w)])?")


class Values(Struct, frozen=True):
    """What is known of the new document. ``settings`` are names of holes and fields with values,

    ``answers`` are values for single slots, by their first byte in the template.
    """

    today: date
    title: str = ""
    author: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[int, str] = field(default_factory=dict)


def template_for(path: str, name: str, checker: Checker) -> Compiled:
    """The template of a document that is yet to be written.

    Raises:
        UsageError: none is named, configured or found, and there is no single built-in one.
    """
    if name:
        return checker.library.read(name)
    empty = parse(decode(path, b""))
    found = checker.templates.of(Job(path, _folder(path, checker), True), empty)
    if isinstance(found, Chosen):
        return found.compiled
    built_in = checker.library.built_in()
    if len(built_in) == 1:
        return checker.library.read(built_in[0])
    raise UsageError(f"name a template with --template; built-in are {', '.join(built_in)}")


def new_document(path: str, compiled: Compiled, values: Values, checker: Checker) -> bytes:
    """The text of the new document.

    Raises:
        UsageError: a name of ``settings`` is no hole and no field, or its value is not allowed.
    """
    template = compiled.template
    tree = parse(template.source)
    edits = [
        *_title(template, values),
        *_settings(template, values),
        *_answers(template, values),
        *_author(template, values),
        *_dates(template, values),
        *history_row(tree, template, values.today, values.author),
    ]
    data = apply(template.source.data, _apart(edits))
    pin = _pin(path, compiled, data, checker)
    return insert_pin(data, pin) if pin else data


def questions(template: Template, values: Values) -> list[Slot]:
    """What could be asked: every slot that the values do not fill, in the order of the file."""
    named = {key(name) for name in values.settings}
    title = {hole.span for hole in template.title.holes} if template.title else set()
    open_ = []
    for slot in slots(template):
        if slot.name and key(slot.name) in named:
            continue
        if values.title and (slot.span in title or _is_title_key(template, slot)):
            continue
        if slot.head and slot.type.kind is TypeKind.DATE:
            continue
        open_.append(slot)
    return open_


def _title(template: Template, values: Values) -> Iterator[Edit]:
    """The title goes into the hole that holds words; a number before it stays for ``--set``."""
    form = template.title
    if not values.title:
        return
    for slot in slots(template):
        if _is_title_key(template, slot):
            start = slot.span.start
            before = template.source.slice(Span(max(start - 1, 0), start))
            yield slot.filled(as_yaml(values.title, before))
    if form is None:
        return
    if form.holes:
        words = [hole for hole in form.holes if hole.convention != "token"] or list(form.holes)
        hole = max(words, key=lambda hole: hole.span.end - hole.span.start)
        yield Edit(hole.span.start, hole.span.end, values.title)
        return
    written = template.source.slice(form.span)
    at = written.rfind(form.text)
    if at >= 0 and form.text:
        start = form.span.start + len(written[:at].encode())
        yield Edit(start, start + len(form.text.encode()), values.title)


def _is_title_key(template: Template, slot: Slot) -> bool:
    """Whether a slot is a hole or a blank for the title in the front matter."""
    named = (form for form in template.front_matter if key(form.name) == "title")
    return any(
        slot.span == form.hole.span if form.hole else form.blank and slot.name == form.name
        for form in named
    )


def as_yaml(title: str, before: str = "") -> str:
    """A title as a YAML value; in quotes where it would be read as something else."""
    if before == "'":
        return title.replace("'", "''")
    quoted = json.dumps(title, ensure_ascii=False)
    if before == '"':
        return quoted[1:-1]
    return title if _PLAIN.fullmatch(title) else quoted


def _settings(template: Template, values: Values) -> Iterator[Edit]:
    known = slots(template)
    for name, value in values.settings.items():
        meant = [slot for slot in known if slot.name and key(slot.name) == key(name)]
        if not meant:
            names = sorted({slot.name for slot in known if slot.name})
            hint = did_you_mean(name, names) or f"there are {', '.join(names[:12])}"
            raise UsageError(f"the template has no hole or field '{name}'; {hint}")
        for slot in meant:
            yield slot.filled(allowed(slot, value))


def allowed(slot: Slot, value: str) -> str:
    """The value as the template's enumeration writes it; any value where there is none.

    Raises:
        UsageError: the value is not one of the enumeration.
    """
    choices = slot.type.values
    if not choices:
        return value
    for choice in choices:
        if choice.casefold() == value.strip().casefold():
            return choice
    hint = did_you_mean(value, choices)
    listed = ", ".join(choices)
    raise UsageError(
        f"'{slot.name}' is one of {listed}, not '{value}'{'; ' + hint if hint else ''}"
    )


def _answers(template: Template, values: Values) -> Iterator[Edit]:
    for slot in slots(template):
        if slot.span.start in values.answers:
            yield slot.filled(values.answers[slot.span.start])


def _author(template: Template, values: Values) -> Iterator[Edit]:
    if values.author:
        for slot in slots(template):
            if slot.head and key(slot.name) in {"author", "owner", "作成者", "著者"}:
                yield slot.filled(values.author)


def _dates(template: Template, values: Values) -> Iterator[Edit]:
    """Dates at the head of the document are today; a date in its body is the author's to say."""
    for slot in slots(template):
        if slot.head and slot.type.kind is TypeKind.DATE:
            yield slot.filled(values.today.isoformat())


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits without those that touch an earlier one: what the user said comes first."""
    kept: list[Edit] = []
    for edit in edits:
        if all(
            edit.end <= other.start or other.end <= edit.start for other in kept if edit != other
        ):
            kept.append(edit)
    return kept


def _pin(path: str, compiled: Compiled, data: bytes, checker: Checker) -> str:
    """What the document says of its template: which, and which version of it."""
    template = _template_pin(path, compiled, data, checker)
    words = [f"template={template}"] if template else []
    version = _version_pin(compiled, checker, named=bool(template))
    return " ".join([*words, f"template-version={version}"] if version else words)


def _version_pin(compiled: Compiled, checker: Checker, named: bool) -> str:
    """The version that the document is written from, if a later ``check`` will know it.

    Not one that is yet to be committed, nor one that a shallow clone cannot name; and a document
    that names its template names a single file, not a folder of versions.
    """
    known = checker.lineages.of(compiled)
    if known is None or (named and compiled.siblings):
        return ""
    newest, versions = known.lineage.newest, known.lineage.versions
    unsure = known.lineage.shallow and newest is versions[0]
    return "" if unsure or newest.name == UNCOMMITTED or "--" in newest.name else newest.name


def _template_pin(path: str, compiled: Compiled, data: bytes, checker: Checker) -> str:
    """The template that the document names, if ``check`` would not find it by itself."""
    finder = Templates(checker.files, checker.configurations, checker.library, "")
    tree: BlockTree = parse(decode(path, data))
    found = finder.of(Job(path, _folder(path, checker), True), tree)
    if isinstance(found, Chosen) and _same(found.compiled, compiled):
        return ""
    if not compiled.folder:
        return compiled.path
    target = posixpath.join(compiled.folder, posixpath.basename(compiled.path))
    return posixpath.relpath(target, _folder(path, checker))


def _same(one: Compiled, other: Compiled) -> bool:
    return one.folder == other.folder and posixpath.basename(one.path) == posixpath.basename(
        other.path
    )


def insert_pin(data: bytes, pin: str) -> bytes:
    """A document with a comment at its head that says of its template what ``pin`` says."""
    source = decode("", data)
    front = parse(source).front_matter
    at = source.bom
    if front:
        line = source.line_of(max(front.start, front.end - 1))
        at = source.line_starts[line] if line < len(source.line_starts) else len(data)
    text = f"<!-- designdoc: {pin} -->{source.newline * 2}"
    return apply(data, [Edit(at, at, text)])


def _folder(path: str, checker: Checker) -> str:
    return posixpath.dirname(checker.files.absolute(path))
