"""How right the rules on code would have been: for a terminal and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.output.style import PLAIN, palette
from designdoc.output.visible import one_line

_GOALS = {"error": 0.9, "warning": 0.8}
_LOWER = {"error": "warning", "warning": "info"}
_NOT_REPLAYED = {
    "DD503": "needs the imports of the whole tree at every commit",
    "DD504": "needs the imports of the whole tree at every commit",
    "DD505": "says what no import can show: history holds no answer either",
    "DD511": "needs every string of the whole tree at every commit",
    "DD512": "needs every string of the whole tree at every commit",
    "DD513": "needs every string of the whole tree at every commit",
    "DD514": "needs every string of the whole tree at every commit",
    "DD515": "is mended by the removal alone, without a change of the document",
}


class Row(Struct, frozen=True):
    """A rule with its cases: ``found`` of them, ``quiet`` as information, ``early`` too soon."""

    code: str
    name: str
    severity: str
    cases: int
    found: int
    quiet: int
    early: int

    @property
    def precision(self) -> float | None:
        """Of what the rule would have said, the share that was right."""
        said = self.found + self.early
        return self.found / said if said else None

    @property
    def recall(self) -> float | None:
        """Of the cases, the share that the rule would have said."""
        return self.found / self.cases if self.cases else None


class Missed(Struct, frozen=True):
    """A case that a rule would not have found."""

    code: str
    commit: str
    path: str
    line: int
    name: str


def render_text(
    rows: Sequence[Row], missed: Sequence[Missed], commits: int, color: bool
) -> Iterator[str]:
    """A table of the rules, what to lower, what cannot be replayed, and the missed cases."""
    yield from _table(rows, commits)
    yield from _not_replayed()
    paint = palette() if color else PLAIN
    for each in missed:
        where = paint.path(f"{one_line(each.path)}:{each.line}")
        yield f"\nnot found: {each.code} {one_line(each.name)} ({each.commit[:10]}) {where}"
    yield "\n" if missed else ""


def _table(rows: Sequence[Row], commits: int) -> Iterator[str]:
    yield f"{commits} commits changed documents together with code.\n"
    if not rows:
        yield "None of them took a name out of both: there is no case to learn from.\n"
        return
    yield f"\n{'rule':<34}{'cases':>6}{'found':>7}{'as info':>9}{'precision':>11}{'recall':>8}\n"
    for row in rows:
        yield (
            f"{row.code + ' ' + row.name:<34}{row.cases:>6}{row.found:>7}{row.quiet:>9}"
            f"{_percent(row.precision):>11}{_percent(row.recall):>8}\n"
        )
    lower = _advice(rows)
    if lower:
        listed = ", ".join(f'{code} = "{severity}"' for code, severity in lower.items())
        yield "\nBelow the goals of 90% for errors and 80% for warnings. To follow:\n"
        yield f"  [rules]\n  severity = {{ {listed} }}\n"


def _not_replayed() -> Iterator[str]:
    """The rules on code that history cannot judge, those with one reason together."""
    yield "\nNot replayed:\n"
    for reason in dict.fromkeys(_NOT_REPLAYED.values()):
        codes = [code for code, why in _NOT_REPLAYED.items() if why == reason]
        yield f"  {', '.join(codes)}: {reason}\n"


def render_json(rows: Sequence[Row], missed: Sequence[Missed], commits: int) -> str:
    """The table as one object."""
    body = {
        "version": 1,
        "commits": commits,
        "rules": [
            {
                "code": row.code,
                "name": row.name,
                "severity": row.severity,
                "cases": row.cases,
                "found": row.found,
                "found_as_info": row.quiet,
                "too_early": row.early,
                "precision": row.precision,
                "recall": row.recall,
            }
            for row in rows
        ],
        "severity": dict(_advice(rows)),
        "not_replayed": _NOT_REPLAYED,
        "missed": [
            {"code": m.code, "commit": m.commit, "path": m.path, "line": m.line, "name": m.name}
            for m in missed
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def rows_of(
    counts: Sequence[tuple[str, Counter[str]]], rules: Mapping[str, tuple[str, str]]
) -> list[Row]:
    """The rows of a table of counts; ``rules`` are name and severity by code."""
    return [
        Row(code, *rules[code], own["cases"], own["found"], own["quiet"], own["early"])
        for code, own in counts
    ]


def _advice(rows: Sequence[Row]) -> dict[str, str]:
    """The severities that the figures of this repository support."""
    return {
        row.code: _LOWER[row.severity]
        for row in rows
        if row.precision is not None and row.precision < _GOALS.get(row.severity, 0)
    }


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
