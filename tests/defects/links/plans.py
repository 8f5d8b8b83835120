"""Defects in phases that stand directly below the plan, in each layout that authors use."""

from collections.abc import Callable, Iterator

from defects.links.linked import Linking
from defects.links.links import identifier_mistyped, link_dropped
from defects.links.slip import PHASES, Slip, under

_PLANS = {"borrowing": "Implementation Plan", "shifts": "実装計画"}
Phase = tuple[str, str]  # `フェーズ1` and what it brings


def phase_below_plan(pair: Linking) -> Iterator[Slip]:
    """A phase names what is not there, or names a requirement no longer."""
    if pair.name not in _PLANS:
        return
    for layout in _LAYOUTS:
        plan = with_plan(pair, layout)
        at = set(under(plan, _PLANS[pair.name]))
        for slip in (*identifier_mistyped(plan), *link_dropped(plan)):
            changed = {n + 1 for n in at if plan.lines[n] != slip.text.split("\n")[n]}
            if changed:
                yield slip._replace(kind=f"{slip.kind}, phases as {layout}")


def with_plan(pair: Linking, layout: str) -> Linking:
    """The pair with its phases directly below the plan."""
    title = _PLANS[pair.name]
    texts = [_with_plan(text, title, layout) for text in (pair.template, pair.document)]
    return pair._replace(name=f"{pair.name}, phases as {layout}", template=texts[0],
                         document=texts[1])  # fmt: skip


def _with_plan(text: str, title: str, layout: str) -> str:
    pair = Linking("", "", text, {})
    numbers = under(pair, *PHASES)
    head = next(n for n in range(numbers[0], -1, -1) if pair.lines[n].startswith("#"))
    phases = [_phase(pair.lines[n]) for n in numbers if pair.lines[n][:1].isdigit()]
    before = [line for line in pair.lines[:head] if line != f"## {title}"]
    written = [f"## {title}", "", *_LAYOUTS[layout](phases), ""]
    return "\n".join([*before, *written, *pair.lines[numbers[-1] + 1 :]])


def _phase(line: str) -> Phase:
    name, _, work = line.split(" ", 1)[1].partition(": ")
    return name.strip("*"), work


def _numbered(phases: list[Phase]) -> list[str]:
    return [f"{n}. **{name}**: {work}" for n, (name, work) in enumerate(phases, 1)]


def _bulleted(phases: list[Phase]) -> list[str]:
    return [f"- {name}: {work}" for name, work in phases]


def _table(phases: list[Phase]) -> list[str]:
    phase, scope = ("Phase", "Scope") if phases[0][0].isascii() else ("フェーズ", "内容")
    return [
        f"| {phase} | {scope} |",
        "|---|---|",
        *(f"| {name} | {work} |" for name, work in phases),
    ]


def _headings(phases: list[Phase]) -> list[str]:
    return [line for name, work in phases for line in (f"### {name}", "", f"- {work}", "")]


_LAYOUTS: dict[str, Callable[[list[Phase]], list[str]]] = {
    "a numbered list": _numbered, "bullets": _bulleted, "a table": _table,
    "sub-headings": _headings,
}  # fmt: skip

INJECTORS = (phase_below_plan,)
