"""Targets with what binds them to a measurement, and the measurement judged."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from designdoc.evidence import Kind, Measurement
from designdoc.model.facts import DesignModel, Target
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.workspace.assessment.ageing import Ageing
from designdoc.workspace.assessment.comparing import (
    converted,
    meets,
    statistic_of,
    unit_of,
    value_of,
)
from designdoc.workspace.assessment.given import Dated, Evidence
from designdoc.workspace.assessment.names import key_of, keys_in
from designdoc.workspace.assessment.verdicts import Age, Measured, State, Why

_WORD = regex(r"[^\W_]+")
_NEAR = 4
_LONGEST = 120  # characters of a name that somebody may want to write
_EVER = datetime.min.replace(tzinfo=UTC)


class _Aim(Struct, frozen=True):
    """A target and what it belongs to; ``id`` and ``attribute`` are that of its requirement."""

    target: Target
    fact: Span
    id: str
    attribute: str

    @property
    def name(self) -> str:
        return self.id or self.attribute


class Bindings(Struct, frozen=True):
    """Keys of the configuration that a document has targets for; ``names`` of all its targets."""

    used: tuple[str, ...]
    names: tuple[str, ...]


class _Taken(Struct, frozen=True):
    measurement: Measurement
    dated: Dated


def measured(
    source: Source, model: DesignModel, evidence: Evidence, ageing: Ageing
) -> tuple[Measured, ...]:
    """A verdict on every target that something binds to a measurement."""
    del source
    taken = [
        _Taken(each, dated)
        for dated in evidence.of(Kind.BENCHMARKS)
        for each in dated.results.measurements
    ]
    by_name: dict[str, list[_Taken]] = defaultdict(list)
    for each in taken:
        for name in {each.measurement.name, *each.measurement.aliases}:
            by_name[_plain(name)].append(each)
    bound = _bound(list(_aims(model)), evidence, taken)
    best: dict[tuple[Span, str], int] = defaultdict(int)
    for aim, name in bound:
        fit = _fit(aim, by_name.get(_plain(name), []))
        best[aim.fact, name] = max(best[aim.fact, name], fit)
    found = []
    for aim, name in bound:
        there = by_name.get(_plain(name), [])
        if there and _fit(aim, there) < best[aim.fact, name]:
            continue
        verdict = _verdict(aim, name, there, ageing, evidence.is_whole(Kind.BENCHMARKS))
        if verdict.why is Why.ABSENT:
            near = _near(name, [each.measurement.name for each in taken])
            verdict = replace(verdict, near=near)
        found.append(verdict)
    return tuple(found)


def _fit(aim: _Aim, there: Sequence[_Taken]) -> int:
    """How well a target goes with what its name stands for, where one name binds several numbers.

    In ``a corpus of 21 MB takes under 200 MB and 5 s`` the name of a memory means the second one:
    it is of that kind, and says so with a sign or a percentile.
    """
    if not there or not _same_kind(aim.target, there[0].measurement):
        return 0
    return 2 if aim.target.comparison != "=" or statistic_of(aim.target).percentile else 1


def _aims(model: DesignModel) -> Iterator[_Aim]:
    for quality in model.quality_requirements:
        for target in quality.targets:
            if target.metric != "coverage":
                yield _Aim(target, quality.span, quality.id or "", quality.attribute)
    for test in model.tests:
        for target in test.goals:
            if target.metric != "coverage":
                yield _Aim(target, test.span, "", f"{test.level} test")


def _bound(
    aims: Sequence[_Aim], evidence: Evidence, taken: Sequence[_Taken]
) -> list[tuple[_Aim, str]]:
    """Each target with the name that binds it: beside it, by configuration, or its identifier."""
    configured = {_words(key): key for key in evidence.bind}
    found, open_ = [], []
    for aim in aims:
        name = aim.target.measured_by or evidence.bind.get(_key_of(aim, configured), "")
        if name:
            found.append((aim, name))
        else:
            open_.append(aim)
    by_key: dict[tuple[str, ...], list[_Taken]] = defaultdict(list)
    for each in taken:
        for key in set(keys_in(each.measurement.name)):
            by_key[key].append(each)
    for identifier, group in groupby(open_, lambda aim: aim.id):
        there = by_key.get(key_of(identifier), []) if identifier else []
        names = {each.measurement.name for each in there}
        fits = [(aim, _fit(aim, there)) for aim in group]
        most = max(fit for _, fit in fits)
        ours = [aim for aim, fit in fits if fit and fit == most]
        if len(names) == 1 and len(ours) == 1:
            found.append((ours[0], there[0].measurement.name))
    return found


def bindings(model: DesignModel, bind: Mapping[str, str]) -> Bindings:
    """The keys of ``[evidence.bind]`` that a document has targets for, and what targets go by."""
    configured = {_words(key): key for key in bind}
    aims = list(_aims(model))
    used = dict.fromkeys(_key_of(aim, configured) for aim in aims)
    names = dict.fromkeys(name for aim in aims for name in _names(aim) if len(name) < _LONGEST)
    return Bindings(tuple(key for key in used if key), tuple(names))


def _key_of(aim: _Aim, configured: Mapping[tuple[str, ...], str]) -> str:
    """The most exact key: identifier or attribute with metric, then without."""
    found = (configured.get(_words(name)) for name in _names(aim))
    return next((key for key in found if key), "")


def _names(aim: _Aim) -> Iterator[str]:
    """What a target may be called in the configuration, the most exact name first."""
    for name in filter(None, (aim.id, aim.attribute)):
        for more in ((aim.target.metric, aim.target.qualifier), (aim.target.metric,), ()):
            yield " ".join((name, *more))


def _verdict(
    aim: _Aim, name: str, there: Sequence[_Taken], ageing: Ageing, whole: bool
) -> Measured:
    """The verdict by the newest measurement of that name; where none is newest, by the worst."""
    if not there:
        return _without(aim, name, Why.ABSENT if whole else Why.NO_FILE)
    verdicts = [_judged(aim, name, each, ageing) for each in _newest(there)]
    order = list(State)
    return min(verdicts, key=lambda each: order.index(each.state))


def _judged(aim: _Aim, name: str, taken: _Taken, ageing: Ageing) -> Measured:
    measurement, target = taken.measurement, aim.target
    stale, age = ageing.age([taken.dated.results.path], aim.fact, aim.id)
    wanted = statistic_of(target)
    none = replace(_without(aim, name, Why.UNIT), age=age, statistic=wanted.name)
    found = value_of(measurement, wanted)
    if found is None:
        return replace(none, why=Why.STATISTIC, near=tuple(sorted(measurement.statistics)))
    statistic, number = found
    value = converted(number, measurement.unit, target)
    met = None if value is None else meets(value, target)
    if value is None or met is None:
        unit = "" if value is not None else measurement.unit or "a bare number"
        return replace(none, statistic=statistic, near=(unit,) if unit else ())
    state = (State.STALE if stale else State.MET) if met else State.VIOLATED
    return replace(none, state=state, why=Why.FOUND, statistic=statistic, value=value)


def _newest(there: Sequence[_Taken]) -> Sequence[_Taken]:
    """Of several measurements with one name the last one, where all of them say when."""
    if len(there) == 1 or not all(each.dated.results.taken for each in there):
        return there
    newest = max(each.dated.when or _EVER for each in there)
    return [each for each in there if each.dated.when == newest]


def _without(aim: _Aim, name: str, why: Why, near: tuple[str, ...] = ()) -> Measured:
    return Measured(aim.name, aim.target, aim.fact, State.NONE, why, Age(""), name, near=near)


def _same_kind(target: Target, measurement: Measurement) -> bool:
    one, other = unit_of(measurement.unit), unit_of(target.unit)
    return one is not None and other is not None and one.dimension is other.dimension


def _near(name: str, known: Sequence[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        name,
        list(dict.fromkeys(known)),
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        limit=_NEAR,
        score_cutoff=60,
    )
    return tuple(each[0] for each in found)


def _plain(name: str) -> str:
    return " ".join(name.split())


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))
