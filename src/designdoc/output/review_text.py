"""How links stand against the review ledger, for a terminal: what changed, and what hangs on it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from designdoc.change.ledger.review import Reviewed, State
from designdoc.diagnostics import Severity
from designdoc.output.impact_text import reason
from designdoc.output.matrix import cut
from designdoc.output.style import PLAIN, Palette, palette
from designdoc.output.visible import one_line
from designdoc.workspace import Step, Touched, Workspace

_LISTED = 8  # things that hang on a changed end by way of others; links that are gone
_NAME = 40


def render_text(links: Sequence[Reviewed], workspace: Workspace, color: bool) -> Iterator[str]:
    """Each changed end with its suspect links, then what is gone, then the counts."""
    paint = palette() if color else PLAIN
    by_end: dict[str, list[Reviewed]] = defaultdict(list)
    for each in links:
        for end in each.changed:
            by_end[end].append(each)
    order = sorted(by_end, key=lambda end: (workspace.by_id[end].path, workspace.by_id[end].line))
    for end in order:
        yield from _end(end, by_end[end], workspace, paint)
        yield "\n"
    yield from _gone([each for each in links if each.state is State.GONE])
    yield _summary(links, paint)


def _end(
    end: str, suspect: Sequence[Reviewed], workspace: Workspace, paint: Palette
) -> Iterator[str]:
    node = workspace.by_id[end]
    place = paint.path(f"{one_line(node.path)}:{node.line}")
    yield f"{place}: {_cut(node.label)} changed since links to it were accepted\n"
    mark = paint.severity(Severity.WARNING, "suspect")
    for each in suspect:
        if each.link and each.acceptance:
            by = f"accepted {each.acceptance.date} by {one_line(each.acceptance.by)}"
            yield f"  {mark}  {reason(each.link, workspace)} (line {each.link.line}), {by}\n"
    touched = workspace.impact(end)
    beyond = [step for step in touched.steps if step.distance > 1]
    for step in beyond[:_LISTED]:
        yield f"  through  {_chain(step, touched)}\n"
    if len(beyond) > _LISTED:
        yield f"  through  … {len(beyond) - _LISTED} more: designdoc impact '{_cut(node.label)}'\n"


def _chain(step: Step, touched: Touched) -> str:
    labels = [_cut(step.node.label)]
    before = {each.node.id: each for each in touched.steps}
    at = step
    while at.before in before:
        at = before[at.before]
        labels.append(_cut(at.node.label))
    return " → ".join([_cut(touched.node.label), *reversed(labels)])


def _gone(links: Sequence[Reviewed]) -> Iterator[str]:
    for each in links[:_LISTED]:
        yield f"gone: {one_line(each.key.source)} {each.key.relation} {one_line(each.key.target)}\n"
    if len(links) > _LISTED:
        yield f"gone: … {len(links) - _LISTED} more\n"
    if links:
        yield "\n"


def _summary(links: Sequence[Reviewed], paint: Palette) -> str:
    counts = Counter(each.state for each in links)
    if not links:
        return "There are no links to review.\n"
    order = (State.SUSPECT, State.NEW, State.GONE, State.ACCEPTED)
    told = [f"{counts[state]} {state.value}" for state in order if counts[state]]
    line = paint.label(f"{len(links)} links") + f": {', '.join(told)}."
    hint = counts[State.SUSPECT] or counts[State.NEW] or counts[State.GONE]
    return line + (" `designdoc review accept` notes them as right.\n" if hint else "\n")


def _cut(text: str) -> str:
    return cut(one_line(text), _NAME)
