"""DD008 for suppression comments that suppress nothing: known only after the other rules ran."""

import re
from collections.abc import Sequence

from designdoc.checking.finding import finding
from designdoc.checking.ignores import Ignore
from designdoc.checking.rule import Draft, Rule
from designdoc.checking.settings import Settings
from designdoc.diagnostics import Edit, Finding, Fix
from designdoc.source import Source, Span
from designdoc.source.regex import regex

UNUSED_IGNORE = "DD008"
_CODES = regex(r"\bignore(?:-file)?\b(.*?)(?:--!?>)?$", re.DOTALL)


def unused_ignores(
    unused: Sequence[Ignore], rules: Sequence[Rule], settings: Settings
) -> list[Finding]:
    """DD008 for each comment that suppressed nothing though its rule has run."""
    rule = next((rule for rule in rules if rule.code == UNUSED_IGNORE), None)
    if rule is None or not settings.enabled(UNUSED_IGNORE):
        return []
    found = []
    for ignore in unused:
        meant = [rule.code for rule in rules if rule.code.startswith(ignore.code)]
        if ignore.code == UNUSED_IGNORE or (meant and not any(map(settings.enabled, meant))):
            continue
        found.append(finding(rule, ignore.source, _unused_draft(ignore, bool(meant))))
    return found


def _unused_draft(ignore: Ignore, known: bool) -> Draft:
    where = "file" if ignore.line is None else f"line ({ignore.line})"
    message = (
        f"this comment ignores {ignore.code}, but nothing of that code is found in its {where}"
        if known
        else f"this comment ignores {ignore.code}, which is no rule's code"
    )
    return Draft(
        ignore.span,
        message,
        f"Take {ignore.code} out of the comment.",
        data={"ignored": ignore.code},
        fixes=_removal(ignore),
    )


def _removal(ignore: Ignore) -> tuple[Fix, ...]:
    """Taking the code out; the whole comment, with its line, when it is the only code."""
    source, span = ignore.source, ignore.span
    written = source.slice(span)
    codes = _CODES.search(written)
    if not codes or len(re.findall(r"\w+", codes.group(1))) != 1 or not written.startswith("<!--"):
        return ()
    line = source.line_span(source.line_of(span.start))
    start, end = span.start, span.end
    if source.slice(line).strip() == written.strip():
        start, end = line.start, _next_line(source, line)
    return (Fix(f"Remove the comment that ignores {ignore.code}", True, (Edit(start, end, ""),)),)


def _next_line(source: Source, line: Span) -> int:
    at = source.line_of(line.start)
    return source.line_starts[at] if at < len(source.line_starts) else len(source.data)
