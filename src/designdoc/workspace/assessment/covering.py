"""Goals for coverage beside coverage reports: of the whole, or of a path that the document names.

Where a goal speaks of a part that no path is known for, nothing is judged.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.evidence import Kind, Share
from designdoc.model.facts import DesignModel, Target
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.workspace.assessment.ageing import Ageing
from designdoc.workspace.assessment.comparing import meets
from designdoc.workspace.assessment.given import Dated, Evidence
from designdoc.workspace.assessment.verdicts import Age, Covered, State, Why

_COUNTED = (
    ("branch", regex(r"\bbranch(?:es)?\b|\bconditions?\b|分岐", re.IGNORECASE)),
    ("function", regex(r"\b(?:function|method)s?\b|関数", re.IGNORECASE)),
    ("line", regex(r"\b(?:line|statement)s?\b|行", re.IGNORECASE)),
)
_TICKED = regex(r"`([\w./@-]{2,200})`")
_PATH = regex(r".*/.*|.*\.[a-z]{1,4}")
_PART = regex(
    r"(?:coverage|covered|カバレッジ)\s+(?:of|for|in|on)\s+(?P<part>[^\d:;,.(]{2,60})",
    re.IGNORECASE,
)
_WORD = regex(r"\w+")
_WHOLE = frozenset(
    ("all", "the", "whole", "entire", "total", "overall", "code", "codebase", "base", "project",
     "lines", "line", "branches", "branch", "functions", "statements", "unit", "test", "tests",
     "at", "least", "is", "are", "of", "and", "source", "must", "be", "above")
)  # fmt: skip
_TOTAL = regex(r"\b(?:total|overall|whole|entire)\b", re.IGNORECASE)
_OWN_END = regex(r",|\band\b|(?<![\w/.-])\d|、")
_SENTENCE = regex(r"[;。|]|\n\s*\n|\.(?=\s|$)")


class _Goal(Struct, frozen=True):
    target: Target
    fact: Span
    level: str


def covered(
    source: Source, model: DesignModel, evidence: Evidence, ageing: Ageing
) -> tuple[Covered, ...]:
    """A verdict on every goal whose scope is sure."""
    reports = evidence.of(Kind.COVERAGE)
    paths = {name.casefold(): files for name, files in ageing.files.items()}
    found = []
    for goal in _goals(model):
        before, own = _sentence(source, goal)
        scope = _scope(own, paths)
        if scope == () and not _TOTAL.search(own):
            scope = _scope(before, paths)
        if scope is None:
            continue
        counted = next((name for name, pattern in _COUNTED if pattern.search(own)), "total")
        found.append(_verdict(goal, (counted, scope), reports, ageing))
    return tuple(found)


def _goals(model: DesignModel) -> Iterator[_Goal]:
    for test in model.tests:
        yield from (_Goal(t, test.span, test.level) for t in test.goals if t.metric == "coverage")
    for quality in model.quality_requirements:
        for target in quality.targets:
            if target.metric == "coverage":
                yield _Goal(target, quality.span, "")


def _sentence(source: Source, goal: _Goal) -> tuple[str, str]:
    """The words before a goal in its sentence, and those that speak of this goal alone."""
    span = goal.target.span
    before = source.slice(Span(max(goal.fact.start, span.start - 400), span.start))
    after = source.slice(Span(span.end, min(goal.fact.end, span.end + 200)))
    before = before[max((m.end() for m in _SENTENCE.finditer(before)), default=0) :]
    ends = [m.start() for m in (_OWN_END.search(after), _SENTENCE.search(after)) if m]
    last = max((m.end() for m in _OWN_END.finditer(before)), default=0)
    own = f"{before[last:]} {source.slice(span)} {after[: min(ends, default=None)]}"
    return before, own


def _scope(words: str, components: Mapping[str, Sequence[str]]) -> tuple[str, ...] | None:
    """The paths that a goal speaks of: none for the whole, None where that is not known."""
    ticked = [each for each in _TICKED.findall(words) if _PATH.fullmatch(each)]
    if ticked:
        return tuple(ticked)
    folded = words.casefold()
    for name, code in components.items():
        if len(name) > 3 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
            return tuple(code) or None
    part = _PART.search(words)
    if part and not _WHOLE.issuperset(_WORD.findall(part["part"].casefold())):
        return None
    return ()


def _verdict(
    goal: _Goal, of: tuple[str, tuple[str, ...]], reports: Sequence[Dated], ageing: Ageing
) -> Covered:
    counted, scope = of
    shown = ", ".join(scope)
    if not reports:
        return Covered(goal.target, goal.fact, State.NONE, Why.NO_FILE, Age(""), counted, shown)
    chosen = _of_level(goal.level, reports)
    share = _share(chosen, counted, scope)
    paths = [each.results.path for each in chosen]
    stale, age = ageing.age(paths, goal.fact)
    met = meets(share.percent, goal.target) if share else None
    if share is None or met is None or goal.target.unit != "%":
        why = Why.ABSENT if share is None else Why.UNIT
        return Covered(goal.target, goal.fact, State.NONE, why, age, counted, shown)
    state = (State.STALE if stale else State.MET) if met else State.VIOLATED
    return Covered(goal.target, goal.fact, state, Why.FOUND, age, counted, shown, share.percent)


def _of_level(level: str, reports: Sequence[Dated]) -> Sequence[Dated]:
    """Of several reports those whose name says the level, as ``coverage-unit.json`` does."""
    own = [each for each in reports if level and level in each.results.path.lower()]
    return own or reports


def _share(reports: Sequence[Dated], counted: str, scope: Sequence[str]) -> Share | None:
    """The files below the paths together. Of two reports on one file, the higher counts."""
    best: dict[str, Share] = {}
    for report in reports:
        coverage = report.results.coverage
        for file in coverage.files if coverage else ():
            share = file.counts.get(counted) or (
                file.counts.get("line") if counted == "total" else None
            )
            if share and (not scope or any(_below(file.path, each) for each in scope)):
                known = best.get(file.path)
                best[file.path] = max(known, share, key=_ratio) if known else share
    if not best or not sum(share.total for share in best.values()):
        return None
    totals: dict[str, int] = defaultdict(int)
    for share in best.values():
        totals["covered"] += share.covered
        totals["total"] += share.total
    return Share(totals["covered"], totals["total"])


def _ratio(share: Share) -> float:
    return share.percent


def _below(path: str, scope: str) -> bool:
    """Whether a file lies below a path, wherever the report's own paths begin."""
    wanted = scope.replace("\\", "/").removeprefix("./").strip("/")
    written = f"/{path.replace(chr(92), '/').strip('/')}/"
    inner = [wanted.removeprefix(root) for root in _ROOTS if wanted.startswith(root)][:1]
    return f"/{wanted}/" in written or any(written.startswith(f"/{each}/") for each in inner)


# what reports leave out at the front of a path, the longest first
_ROOTS = ("src/main/java/", "src/main/kotlin/", "src/", "lib/", "app/", "source/")
