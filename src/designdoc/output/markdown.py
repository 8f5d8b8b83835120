"""A report for a comment on a pull request. Nothing that a document says becomes mark-up here."""

import html
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from designdoc.diagnostics import Finding, Report, Severity, TemplateUse
from designdoc.output.expected import is_demand, templates
from designdoc.output.options import RenderOptions
from designdoc.output.paths import relative
from designdoc.output.summary import counts, plural, summary_line
from designdoc.output.visible import one_line
from designdoc.source.regex import regex

_MARKS: Mapping[Severity, str] = {
    Severity.ERROR: "🔴 error",
    Severity.WARNING: "🟡 warning",
    Severity.INFO: "🔵 info",
}
_ROOM = 55_000  # characters; forges refuse a comment of more than about 65,000
_ROWS = 100
_MARKUP = regex(r"[\\`*_\[\]|~$]|:(?=\S)|(?<=[wW]{3})\.")
_REFERENCE = regex(r"@(?=\w)|#(?=\d)")  # a mention or an issue: broken by a space of no width


def render(report: Report, options: RenderOptions) -> Iterator[str]:
    """A heading, a table of documents, and the findings of each document to unfold."""
    yield f"## designdoc: {_verdict(report)}\n\n"
    if report.findings:
        table = "".join(_table(report, options.root))
        yield table
        yield from _documents(report, options.root, _ROOM - len(table))
    yield f"{summary_line(report)}\n"


def escaped(text: str) -> str:
    """Text as one line of Markdown that shows exactly this: no mark-up, link, mention or issue."""
    text = html.escape(_MARKUP.sub(r"\\\g<0>", one_line(text)), quote=False)
    return _REFERENCE.sub(r"\g<0>&#8203;", text)


def _verdict(report: Report) -> str:
    if not report.findings:
        return "✅ all is well"
    return counts(report.summary)


def _table(report: Report, root: str) -> Iterator[str]:
    tallies: dict[str, Counter[Severity]] = {}
    for finding in report.findings:
        tallies.setdefault(finding.path, Counter())[finding.severity] += 1
    yield "| Document | Errors | Warnings | Infos |\n|---|---:|---:|---:|\n"
    for path in list(tallies)[:_ROWS]:
        numbers = " | ".join(str(tallies[path][severity]) for severity in Severity)
        yield f"| {escaped(relative(path, root))} | {numbers} |\n"
    yield "\n"
    if len(tallies) > _ROWS:
        yield f"… and {plural(len(tallies) - _ROWS, 'more document')}.\n\n"


def _documents(report: Report, root: str, room: int) -> Iterator[str]:
    """The findings by document, as long as there is room."""
    told = 0
    demanding = templates(report)
    for path, found in groupby(report.findings, lambda finding: finding.path):
        findings = list(found)
        room -= len(_unfolding(relative(path, root), len(findings), []))
        rows = []
        for finding in findings:
            row = _row(finding, demanding.get(path), root)
            room -= len(row)
            if room < 0:
                break
            rows.append(row)
        if rows:
            yield _unfolding(relative(path, root), len(findings), rows)
        told += len(rows)
        if room < 0:
            break
    if told < len(report.findings):
        yield f"… and {plural(len(report.findings) - told, 'more finding')}.\n\n"


def _unfolding(path: str, number: int, rows: list[str]) -> str:
    title = f"<code>{html.escape(one_line(path))}</code>: {plural(number, 'finding')}"
    head = "| Line | | Rule | What is wrong | Next step |\n|---:|---|---|---|---|\n"
    table = head + "".join(rows)
    return f"<details>\n<summary>{title}</summary>\n\n{table}\n</details>\n\n"


def _row(finding: Finding, template: TemplateUse | None, root: str) -> str:
    step = escaped(finding.help)
    if any(fix.safe for fix in finding.fixes):
        step = f"{step} (fixable with `--fix`)".lstrip()
    cells = (
        str(finding.place.start.line),
        _MARKS[finding.severity],
        f"{finding.code} {escaped(finding.name)}",
        escaped(finding.message) + _expected(finding, template, root),
        step,
    )
    return f"| {' | '.join(cells)} |\n"


def _expected(finding: Finding, template: TemplateUse | None, root: str) -> str:
    told = ""
    for related in finding.related:
        demand = is_demand(related.place, finding.path, template)
        where = f"{escaped(relative(related.place.path, root))}:{related.place.start.line}"
        told += f"<br>{'Expected' if demand else 'See'}: {escaped(related.message)} ({where})"
    return told
