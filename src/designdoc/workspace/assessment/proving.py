"""Which tests prove a requirement, whether they do, and which named tests did not run."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from designdoc.evidence import CaseResult, Kind, Outcome
from designdoc.model.facts import Criterion, DesignModel
from designdoc.model.facts import Test as Line
from designdoc.model.identifiers import citations
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.workspace.assessment.ageing import Ageing
from designdoc.workspace.assessment.given import Evidence
from designdoc.workspace.assessment.names import Unrun
from designdoc.workspace.assessment.verdicts import Named, Proof, State, Why
from designdoc.workspace.identifiers import same

_TICKED = regex(r"`([^`\n]{2,200})`")
# A word that is surely the name of a test: three words after `test`, `TestLogin`, `a.py::b`.
_TEST = regex(
    r"(?<![\w./:#-])(?:(?:[\w./-]+::)+test\w+|test(?:_[A-Za-z0-9]+){3,}|Test(?:[A-Z][a-z0-9]+){2,}"
    r"|\w*Tests?[#.]\w+)",
    re.ASCII,
)
_LONGEST = 20_000  # bytes of one line of the testing section that are read
# What else in backticks may name tests: a path, a word with "test" in it, a sentence as in jest.
_MAY_NAME = regex(r"test|spec\b|/|\w\s+\w+\s+\w", re.IGNORECASE)


class _Fact(Struct, frozen=True):
    name: str
    span: Span
    criteria: tuple[Criterion, ...] = ()


def proofs(
    source: Source, model: DesignModel, evidence: Evidence, ageing: Ageing
) -> tuple[Proof, ...]:
    """One verdict for each requirement and criterion with an identifier."""
    by_line = _by_line(source, model, evidence)
    runs = evidence.names.runs
    found = []
    for fact in _facts(model):
        numbers = dict.fromkeys(_numbers(fact.name, source.path, evidence, by_line))
        for criterion in fact.criteria:
            if criterion.id:
                numbers |= dict.fromkeys(_numbers(criterion.id, source.path, evidence, by_line))
        failed = [n for n in numbers if runs[n].result.outcome is Outcome.FAILED]
        paths = dict.fromkeys(path for number in numbers for path in runs[number].paths)
        paths = dict.fromkeys(runs[number].paths[0] for number in failed) or paths
        tests = tuple(runs[number].result for number in numbers)
        stale, age = ageing.age(paths, fact.span, fact.name)
        state, why = _state(tests, stale, evidence.is_whole(Kind.TESTS))
        failing = tuple(runs[number].result for number in failed)
        unrun = _unrun(fact, source.path, evidence) if why is Why.ABSENT else ()
        if unrun:
            why, path = Why.NOT_RUN, evidence.of(Kind.TESTS)[0].results.path
            age = ageing.age([path], fact.span)[1]
        found.append(Proof(fact.name, fact.span, state, why, age, tests, failing, unrun))
    return tuple(found)


def _unrun(fact: _Fact, document: str, evidence: Evidence) -> tuple[Unrun, ...]:
    """The tests in the sources that name a fact or a criterion of it, and did not run."""
    names = [fact.name, *(each.id for each in fact.criteria if each.id)]
    found = chain.from_iterable(evidence.names.unrun(each, document) for each in names)
    return tuple(dict.fromkeys(found))


def named(
    source: Source, model: DesignModel, evidence: Evidence, ageing: Ageing
) -> tuple[Named, ...]:
    """The tests that the testing section names and that were skipped, or are not there."""
    if not evidence.names.runs:
        return ()
    return tuple(
        verdict
        for line in model.tests
        for token, span in _tokens(source, line)
        if (verdict := _named(token, span, line, (evidence, ageing)))
    )


def _named(token: str, span: Span, line: Line, given: tuple[Evidence, Ageing]) -> Named | None:
    evidence, ageing = given
    names = evidence.names
    numbers = names.called(token)
    cited = tuple(dict.fromkeys(each.id for each in citations(line.text)))
    if numbers:
        runs = [names.runs[number] for number in numbers]
        skipped = all(run.result.outcome is Outcome.SKIPPED for run in runs)
        age = ageing.age(runs[0].paths, span)[1]
        return Named(token, span, cited, Why.SKIPPED, age) if skipped else None
    if not _TEST.fullmatch(token.removesuffix("()")) or not evidence.is_whole(Kind.TESTS):
        return None
    path = evidence.of(Kind.TESTS)[0].results.path
    near = tuple(_near(token, names.by_name))
    return Named(token, span, cited, Why.ABSENT, ageing.age([path], span)[1], near)


def _facts(model: DesignModel) -> Iterator[_Fact]:
    below: dict[str, list[Criterion]] = defaultdict(list)
    for criterion in model.acceptance_criteria:
        for cited in criterion.cites:
            below[same(cited)].append(criterion)
    for requirement in model.functional_requirements:
        if requirement.id:
            criteria = (*requirement.criteria, *below[same(requirement.id)])
            yield _Fact(requirement.id, requirement.span, criteria)
    for quality in model.quality_requirements:
        if quality.id:
            yield _Fact(quality.id, quality.span, tuple(below[same(quality.id)]))
    for criterion in model.acceptance_criteria:
        if criterion.id:
            yield _Fact(criterion.id, criterion.span)


def _numbers(
    identifier: str, document: str, evidence: Evidence, by_line: dict[str, list[int]]
) -> Iterable[int]:
    yield from evidence.names.proving(identifier, document)
    yield from by_line.get(same(identifier), ())


def _by_line(source: Source, model: DesignModel, evidence: Evidence) -> dict[str, list[int]]:
    """The tests that a line of the testing section names beside an identifier."""
    found: dict[str, list[int]] = defaultdict(list)
    for line in model.tests:
        cited = {same(each.id) for each in citations(line.text)}
        if cited:
            numbers = [
                number
                for token, _ in _tokens(source, line)
                for number in evidence.names.called(token) or ()
            ]
            for identifier in cited:
                found[identifier] += numbers
    return found


def _tokens(source: Source, line: Line) -> Iterator[tuple[str, Span]]:
    """What may be the name of a test: words in backticks, and words that surely are."""
    text = source.slice(Span(line.span.start, min(line.span.end, line.span.start + _LONGEST)))
    taken: list[tuple[int, int]] = []
    for match in _TICKED.finditer(text):
        taken.append(match.span())
        if _MAY_NAME.search(match[1]) and "*" not in match[1]:
            yield match[1].strip(), _span(line, text, match.span(1))
    for match in _TEST.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            yield match[0], _span(line, text, match.span())


def _span(line: Line, text: str, place: tuple[int, int]) -> Span:
    start = line.span.start + len(text[: place[0]].encode())
    return Span(start, start + len(text[place[0] : place[1]].encode()))


def _state(tests: Sequence[CaseResult], stale: bool, whole: bool) -> tuple[State, Why]:
    outcomes = {each.outcome for each in tests}
    if Outcome.FAILED in outcomes:
        return State.VIOLATED, Why.FOUND
    if Outcome.PASSED in outcomes:
        return (State.STALE if stale else State.MET), Why.FOUND
    if outcomes:
        return State.NONE, Why.SKIPPED
    return State.NONE, Why.ABSENT if whole else Why.NO_FILE


def _near(token: str, known: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    plain = token.rpartition("::")[2].removesuffix("()")
    found = process.extract(plain, list(known), scorer=fuzz.ratio, limit=1, score_cutoff=70)
    return [each[0] for each in found]
