"""Runs designdoc over an injected defect and says whether it told what it had to."""

from dataclasses import dataclass
from functools import cache

from defects.injection import Injection
from defects.pair import Pair
from designdoc.checking.run import run
from designdoc.checking.settings import Choice, Settings
from designdoc.diagnostics import Finding, Severity
from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.rules import RULES
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import Template

DOCUMENT = "docs/document.md"
STRUCTURE = Settings((Choice(select=("DD0", "DD1", "DD2")),))  # what the template asks for


@dataclass(frozen=True, slots=True)
class Verdict:
    """``told``: the right code in the right place. ``noise``: errors and warnings elsewhere."""

    injection: Injection
    variant: str
    told: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    noise: tuple[Finding, ...]

    @property
    def new_errors(self) -> tuple[Finding, ...]:
        """The noise that would break a build."""
        return tuple(f for f in self.noise if f.severity is Severity.ERROR)


@cache
def _template(name: str, text: str, side: str) -> Template:
    files = [decode("template/record.yaml", side.encode())] if side else []
    return infer(parse(decode("template/template.md", text.encode())), files)


def check(pair: Pair, data: bytes, side: str) -> tuple[Finding, ...]:
    """All findings in a document of the pair's template."""
    template = _template(pair.name, pair.template, pair.side_template)
    files = [decode("docs/record.yaml", f"{side}\n".encode())] if side else []
    document = bind(parse(decode(DOCUMENT, data)), template, files)
    checked = run(document, RULES, STRUCTURE)
    assert not checked.faults, checked.faults[0].trace
    return checked.findings


def judge(injection: Injection, variant: str) -> Verdict:
    """Check the injected document and compare with what was expected of it."""
    found = check(injection.pair, injection.as_bytes(variant), injection.side)
    told = tuple(f for f in found if _is_told(injection, f))
    lines = {f.place.start.line for f in told}
    noise = tuple(
        f
        for f in found
        if f.severity is not Severity.INFO
        and f not in told
        and f.code not in injection.ripples
        and not (told and f.code == told[0].code and f.place.start.line in lines)
    )
    return Verdict(injection, variant, told, found, noise)


def _is_told(injection: Injection, finding: Finding) -> bool:
    path = "docs/record.yaml" if injection.in_side else DOCUMENT
    if finding.code not in injection.codes or finding.path != path:
        return False
    first, last = finding.place.start.line, finding.place.end.line
    if not any(first <= line <= last for line in injection.lines):
        return False
    return all(_agrees(finding.data.get(key), wanted) for key, wanted in injection.data)


def _agrees(value: object, wanted: object) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return _plain(value) == _plain(wanted)
    if isinstance(value, (list, tuple)) and isinstance(wanted, list):
        return [_plain(str(v)) for v in value] == [_plain(w) for w in wanted]
    return False


def _plain(text: str) -> str:
    return text.strip("{}[]`* ").casefold()
