"""The output for a person: where, what, the span marked, what was expected, what next.

The head of each finding is one line that an editor or terminal can jump to, however long.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from designdoc.diagnostics import Finding, Related, Report, TemplateUse
from designdoc.output.closing import closing
from designdoc.output.excerpt import Marked, mark
from designdoc.output.expected import is_demand, templates
from designdoc.output.options import RenderOptions
from designdoc.output.style import PLAIN, Palette, palette
from designdoc.output.summary import fixable
from designdoc.output.visible import one_line
from designdoc.output.wrap import wrap
from designdoc.source import Place

_LINE_OF_TEMPLATE = 60  # characters of a template's line that are enough to recognise it


def render(report: Report, options: RenderOptions) -> Iterator[str]:
    """Every finding, then one line that sums up; quiet: one line per finding and no more."""
    demanding = templates(report)
    for path, findings in groupby(report.findings, lambda finding: finding.path):
        yield from blocks(findings, demanding.get(path), options)
    yield closing(report.summary, fixable(report.findings), options)


def blocks(
    findings: Iterable[Finding], template: TemplateUse | None, options: RenderOptions
) -> Iterator[str]:
    """The findings of one file, whose document has this template."""
    paint = palette() if options.color else PLAIN
    for finding in findings:
        yield _head(finding, paint).rstrip() + "\n"
        if not options.quiet:
            body = _body(finding, template, options, paint)
            yield from (line.rstrip() + "\n" for line in body)
            yield "\n"


def _head(finding: Finding, paint: Palette) -> str:
    start = finding.place.start
    place = paint.path(f"{one_line(finding.path)}:{start.line}:{start.column}")
    severity = paint.severity(finding.severity, f"{finding.severity}[{finding.code}]")
    return f"{place}: {severity} {finding.name}: {one_line(finding.message)}"


def _body(
    finding: Finding, template: TemplateUse | None, options: RenderOptions, paint: Palette
) -> Iterator[str]:
    gutter = len(str(finding.place.start.line))
    marked = mark(finding.place, options.width - gutter - 3)
    if marked:
        yield from _source(finding, marked, gutter, paint)
    for name, words in _notes(finding, template):
        yield from _note(name, words, gutter, options.width, paint)


def _source(finding: Finding, marked: Marked, gutter: int, paint: Palette) -> Iterator[str]:
    number = str(finding.place.start.line).rjust(gutter)
    yield f"{paint.gutter(f'{number} |')} {marked.line}"
    tail = f" … to line {marked.until}" if marked.until else ""
    marks = paint.severity(finding.severity, "^" * marked.length + tail)
    yield f"{paint.gutter(' ' * gutter + ' |')} {' ' * marked.indent}{marks}"


def _notes(finding: Finding, template: TemplateUse | None) -> Iterator[tuple[str, str]]:
    for related in finding.related:
        if is_demand(related.place, finding.path, template):
            yield "expected", f"{one_line(related.message)} ({_template_line(related)})"
        else:
            yield "note", f"{one_line(related.message)} ({_where(related.place)})"
    if finding.help:
        yield "help", one_line(finding.help)
    for fix in finding.fixes:
        how = "safe, --fix" if fix.safe else "unsafe, --unsafe-fixes"
        yield "fix available", f"{one_line(fix.title)} ({how})"


def _template_line(related: Related) -> str:
    line = one_line(related.place.excerpt)
    if len(line) > _LINE_OF_TEMPLATE:
        line = line[: _LINE_OF_TEMPLATE - 1].rstrip() + "…"
    quoted = f': "{line}"' if any(map(str.isalnum, line)) else ""
    return f"template {_where(related.place)}{quoted}"


def _where(place: Place) -> str:
    return f"{one_line(place.path)}:{place.start.line}"


def _note(name: str, words: str, gutter: int, width: int, paint: Palette) -> Iterator[str]:
    head = f"= {name}: "
    indent = " " * (gutter + 1)
    wrapped = wrap(words, max(width - len(indent) - len(head), 20))
    yield f"{indent}{paint.gutter('=')} {paint.label(name)}: {wrapped[0]}"
    for line in wrapped[1:]:
        yield indent + " " * len(head) + line
