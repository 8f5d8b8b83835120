"""Run the rules over one document: findings in order, the suppressed counted, crashes kept apart.

A rule that crashes is a fault of designdoc; the other rules' findings still count.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from designdoc.checking.ignores import Ignore, ignores
from designdoc.checking.rule import Rule
from designdoc.checking.settings import Settings
from designdoc.checking.subject import NOTHING_KNOWN, Around, Subject
from designdoc.checking.unused import UNUSED_IGNORE, unused_ignores
from designdoc.diagnostics import Finding, sort_key
from designdoc.document import Document
from designdoc.model.terms import using


class Fault(Struct, frozen=True):
    """A bug of designdoc that showed itself: where, and the traceback."""

    where: str
    trace: str


class Checked(Struct, frozen=True):
    """What the rules said of one document."""

    findings: tuple[Finding, ...]
    suppressed: int = 0
    faults: tuple[Fault, ...] = ()


def run(
    document: Document | Subject,
    rules: Sequence[Rule],
    settings: Settings,
    around: Around = NOTHING_KNOWN,
) -> Checked:
    """Every enabled rule's findings that no comment suppresses."""
    subject = document if isinstance(document, Subject) else Subject(document, around)
    with using(subject.terms):
        return _run(subject, rules, settings)


def _run(subject: Subject, rules: Sequence[Rule], settings: Settings) -> Checked:
    found: list[Finding] = []
    faults: list[Fault] = []
    enabled = [rule for rule in rules if settings.enabled(rule.code)]
    if reads_model(enabled) and (fault := _unreadable(subject)):
        faults.append(fault)
        enabled = [rule for rule in enabled if rule.check_model is None]
    for rule in enabled:
        try:
            found += rule.findings(subject)
        except Exception:  # a bug in one rule must not cost the user the other rules' findings
            faults.append(_fault(f"rule {rule.code} ({rule.name})"))
    kept, suppressed, used = _suppress(found, comments := ignores(subject.document))
    unused = [ignore for ignore in comments if ignore not in used]
    late = unused_ignores(unused, rules, settings)
    kept_late, more, _ = _suppress(late, tuple(i for i in comments if i.code == UNUSED_IGNORE))
    findings = [with_severity(finding, settings) for finding in (*kept, *kept_late)]
    return Checked(tuple(sorted(findings, key=sort_key)), suppressed + more, tuple(faults))


def reads_model(rules: Sequence[Rule]) -> bool:
    """Whether one of the rules wants to know what the document says."""
    return any(rule.check_model is not None for rule in rules)


def _unreadable(subject: Subject) -> Fault | None:
    """The bug that keeps the model from being read, told once and not by every rule."""
    try:
        subject.model  # noqa: B018 - read here, kept by the subject
    except Exception:
        return _fault("reading the model")
    return None


def _fault(where: str) -> Fault:
    import traceback  # only bugs need it

    return Fault(where, traceback.format_exc())


def with_severity(finding: Finding, settings: Settings) -> Finding:
    """The finding with the severity that the user's settings give its code."""
    severity = settings.severity_of(finding.code)
    if severity is None or severity is finding.severity:
        return finding
    return msgspec.structs.replace(finding, severity=severity)


def _suppress(
    found: Sequence[Finding], comments: Sequence[Ignore]
) -> tuple[list[Finding], int, set[Ignore]]:
    if not comments:
        return list(found), 0, set()
    kept: list[Finding] = []
    used: set[Ignore] = set()
    for each in found:
        covering = [
            ignore
            for ignore in comments
            if ignore.covers(each.code, each.path, each.place.start.line)
        ]
        used.update(covering)
        if not covering:
            kept.append(each)
    return kept, len(found) - len(kept), used
