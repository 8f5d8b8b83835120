"""Is the evidence older than what it speaks of? The line of the document, or the code behind it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property

from designdoc.model.facts import DesignModel
from designdoc.model.identifiers import citations
from designdoc.source import Source, Span
from designdoc.workspace.assessment.given import Changes, Dated, Evidence
from designdoc.workspace.assessment.verdicts import Age
from designdoc.workspace.identifiers import same

_CLOCKS = timedelta(minutes=2)  # two machines' clocks need not agree to the second


class Ageing:
    """Knows of one document when its lines and the code of its components changed."""

    def __init__(
        self, source: Source, model: DesignModel, evidence: Evidence, changes: Changes
    ) -> None:
        self._source = source
        self._model = model
        self._changes = changes
        self._dated = {each.results.path: each for each in evidence.results}

    @property
    def files(self) -> Mapping[str, tuple[str, ...]]:
        """The paths of each component, by its name: those of a map, else those it names itself."""
        named = {each.name: tuple(e.text for e in each.code) for each in self._model.components}
        return {**named, **self._changes.files}

    def age(self, paths: Iterable[str], span: Span, identifier: str = "") -> tuple[bool, Age]:
        """Whether all of these files are older than a fact's newest change, and what says so."""
        dated = [self._dated[path] for path in paths if path in self._dated]
        if not dated:
            return False, Age("")
        newest = max(dated, key=lambda each: each.when or datetime.min.replace(tzinfo=UTC))
        plain = Age(newest.results.path, _shown(newest), newest.by)
        if newest.when is None:
            return False, plain
        for when, what in self._changed(span, identifier):
            if when > newest.when + _CLOCKS:
                return True, Age(plain.path, plain.taken, plain.by, _minute(when), what)
        return False, plain

    def _changed(self, span: Span, identifier: str) -> Iterator[tuple[datetime, str]]:
        """The changes that make older evidence stale."""
        if self._changes.lines:
            first = self._source.line_of(span.start)
            last = self._source.line_of(max(span.start, span.end - 1))
            times = [each for each in self._changes.lines[first - 1 : last] if each]
            if times:
                yield max(times), "the line"
        for name in self._components.get(same(identifier), ()) if identifier else ():
            if name in self._changes.code:
                yield self._changes.code[name], f"the code of {name}"

    @cached_property
    def _components(self) -> dict[str, list[str]]:
        """The components that name an identifier among their responsibilities."""
        found: dict[str, list[str]] = {}
        for component in self._model.components if self._changes.code else ():
            text = "\n".join(entry.text for entry in component.responsibilities)
            for each in citations(text):
                found.setdefault(same(each.id), []).append(component.name)
        return found


def _shown(dated: Dated) -> str:
    """The time as the file has it; one without a zone is no other for being read here."""
    when = dated.results.taken or dated.when
    return _minute(when) if when else ""


def _minute(when: datetime) -> str:
    if when.tzinfo is None:
        return when.strftime("%Y-%m-%d %H:%M")
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
