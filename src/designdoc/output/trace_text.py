"""The traceability matrix for a terminal: one table a document, then the coverage."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from designdoc.diagnostics import Severity
from designdoc.output.matrix import (
    EVIDENCE,
    HEADS,
    cell,
    cut,
    evidence_counts,
    evidence_of,
    is_judged,
    shown_columns,
)
from designdoc.output.style import PLAIN, Paint, Palette, palette
from designdoc.output.visible import cells, one_line
from designdoc.output.wrap import wrap
from designdoc.workspace import COLUMNS, Coverage, Row, Workspace
from designdoc.workspace.coverage import share
from designdoc.workspace.graph import Kind

_GAP = 2
_NONE = "—"
_LACKING = frozenset((_NONE, EVIDENCE["stale"], EVIDENCE["no-evidence"]))
_BAR = 20
_NARROWEST = 10
_LINES = 3  # of a requirement's text


class _Table(Struct, frozen=True):
    """The columns that are shown, with their widths; the first is the requirement's.

    ``judged``: the last is that of the evidence.
    """

    kinds: tuple[Kind, ...]
    widths: tuple[int, ...]
    judged: bool = False


def render_text(workspace: Workspace, color: bool, width: int) -> Iterator[str]:
    """The matrix and the coverage, fitted to the width."""
    paint = palette() if color else PLAIN
    coverage = workspace.coverage()
    for path, rows in groupby(coverage.rows, lambda row: row.node.path):
        yield paint.path(one_line(path)) + "\n\n"
        yield from _document(list(rows), paint, width)
        yield "\n"
    yield from _coverage(coverage, paint)


def _document(rows: Sequence[Row], paint: Palette, width: int) -> Iterator[str]:
    table = _layout(rows, width)
    if sum(table.widths) + _GAP * (len(table.widths) - 1) > width:
        for row in rows:
            yield from _stacked(row, table.kinds, width, paint)
        return
    heads = ["Requirement", *(HEADS[kind] for kind in table.kinds)]
    heads += ["Evidence"] * table.judged
    yield _line(heads, table.widths, [paint.label] * len(heads))
    yield "  ".join("─" * each for each in table.widths) + "\n"
    for row in rows:
        yield from _row(row, table, paint)


def _layout(rows: Sequence[Row], width: int) -> _Table:
    """Columns with something in them, and those that are needed; the requirement gets the rest."""
    kinds = shown_columns(rows)
    judged = is_judged(rows)
    most = max(_NARROWEST, (width * 2 // 3) // (len(kinds) + judged) - _GAP)
    wanted = [max(len(HEADS[k]), *(_widest(row, k) for row in rows)) for k in kinds]
    widths = [min(each, most) for each in wanted]
    widths += [max(len("Evidence"), *(len(evidence_of(row)) for row in rows))] * judged
    first = max(16, width - sum(widths) - _GAP * len(widths))
    longest = max(cells(one_line(f"{row.node.written} {row.node.title}")) for row in rows)
    return _Table(kinds, (min(first, max(11, longest)), *widths), judged)


def _widest(row: Row, kind: Kind) -> int:
    return max((cells(one_line(word)) for word in cell(row.cells[kind])), default=0)


def _row(row: Row, table: _Table, paint: Palette) -> Iterator[str]:
    words = one_line(f"{row.node.written} {row.node.title}".strip())
    columns = [_first(words, table.widths[0])]
    for kind, width in zip(table.kinds, table.widths[1:], strict=False):
        text = ", ".join(one_line(word) for word in cell(row.cells[kind]))
        columns.append(wrap(text or (_NONE if kind in row.needed else ""), width))
    columns += [[evidence_of(row)]] * table.judged
    for number in range(max(map(len, columns))):
        parts = [column[number] if number < len(column) else "" for column in columns]
        yield _line(parts, table.widths, [_painter(part, paint) for part in parts])


def _stacked(row: Row, kinds: Sequence[Kind], width: int, paint: Palette) -> Iterator[str]:
    """A requirement with a line for each column, where a table would not fit."""
    words = one_line(f"{row.node.written} {row.node.title}".strip())
    yield from (f"{line}\n" for line in _first(words, width))
    for kind in kinds:
        text = ", ".join(one_line(word) for word in cell(row.cells[kind]))
        if text or kind in row.needed:
            lead = f"  {HEADS[kind] + ':':<12}"
            first, *rest = wrap(text or _NONE, max(width - len(lead), _NARROWEST))
            yield lead + _painter(first, paint)(first) + "\n"
            yield from (" " * len(lead) + line + "\n" for line in rest)
    if evidence_of(row):
        yield f"  {'Evidence:':<12}" + _painter(evidence_of(row), paint)(evidence_of(row)) + "\n"


def _first(words: str, width: int) -> list[str]:
    lines = wrap(words, width)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], cut(lines[_LINES - 1] + " …", width)]
    return lines


def _painter(part: str, paint: Palette) -> Paint:
    if part == EVIDENCE["violated"]:
        return paint.severities[Severity.ERROR]
    return paint.severities[Severity.WARNING] if part in _LACKING else str


def _line(parts: Sequence[str], widths: Sequence[int], painters: Sequence[Paint]) -> str:
    shown = []
    for part, width, painter in zip(parts, widths, painters, strict=True):
        shown.append(painter(part) + " " * max(0, width - cells(part)))
    return (" " * _GAP).join(shown).rstrip() + "\n"


def _coverage(coverage: Coverage, paint: Palette) -> Iterator[str]:
    total = len(coverage.requirements)
    if is_judged(coverage.rows):
        counts = evidence_counts(coverage.rows).items()
        told = ", ".join(f"{count} {EVIDENCE[state]}" for state, count in counts if count)
        yield f"Evidence    {told}\n\n"
    if not total:
        yield "No functional requirements were found, so there is no coverage to tell.\n"
        return
    for kind in COLUMNS:
        count = coverage.having(kind)
        percent = share(count, total)
        filled = round(percent / 100 * _BAR)
        bar = paint.gutter("█" * filled) + "░" * (_BAR - filled)
        yield f"{HEADS[kind]:<11} {bar} {count:>5} of {total}  {percent:>5.1f}%\n"
    words = (
        f"{coverage.linked} of {total} requirements ({coverage.percent:.1f}%) have a component, "
        "a phase and a test."
    )
    done = coverage.linked == total
    yield "\n" + (paint.good(words) if done else paint.severity(Severity.WARNING, words)) + "\n"
