"""One golden folder per case: template, document, every finding, and the document when fixed.

`document.NAME` and `template.NAME` beside them are side files, `results/` are result files. A case
without findings says `"clean": true`, so that silence is always meant.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from designdoc.checking import Around, Linked, Standing, SuspectEnd, SuspectLink
from designdoc.diagnostics import Finding
from designdoc.rules import RULES
from designdoc.source import Source, Span, decode
from designdoc.workspace.identifiers import same
from designdoc.workspace.symbols import Symbols
from helpers.evidence import changed as lines_changed
from helpers.evidence import from_folder

pytestmark = pytest.mark.requirement("FR-2")

FOLDER = Path(__file__).parents[1] / "golden/rules"
CASES = sorted(path.parent for path in FOLDER.glob("DD*/*/expected.json"))
ELSEWHERE = {
    "DD004",
    "DD008",
    "DD009",
    "DD608",
    "DD709",
}  # the application and the runner raise these


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_findings(case: Path, check) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert expected["findings"] or expected.get("clean") is True
    assert expected["findings"] == [_plain(finding) for finding in _check(case, check)]


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if (c / "fixed.md").exists()],
    ids=lambda c: f"{c.parent.name}-{c.name}",
)
def test_safe_fixes(case: Path, check, fix_all) -> None:
    code = case.parent.name
    template, document = _read(case)
    fixed = fix_all(template, document, code)
    assert fixed == (case / "fixed.md").read_bytes()
    assert not [finding for finding in check(template, fixed) if finding.code == code]
    assert fix_all(template, fixed, code) == fixed


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.code not in ELSEWHERE])
def test_each_rule_has_a_fault_a_sound_and_an_odd_case(code: str) -> None:
    cases = [case for case in CASES if case.parent.name == code]
    told = [json.loads((case / "expected.json").read_text("utf-8"))["findings"] for case in cases]
    assert len(cases) >= 3
    assert any(code in {finding["code"] for finding in found} for found in told)
    assert any(code not in {finding["code"] for finding in found} for found in told)


def _check(case: Path, check: Any) -> list[Finding]:
    template, document = _read(case)
    side = _side(case, "template"), _side(case, "document")
    return check(template, document, *side, **_around(case), **_code(case))


def _around(case: Path) -> dict[str, Around]:
    """What ``around.json`` says of the world beside the document, if there is one."""
    path = case / "around.json"
    if not path.exists():
        return {}
    told = json.loads(path.read_text(encoding="utf-8"))
    linked = {
        name: Linked(
            each["exists"],
            frozenset(each["anchors"]) if "anchors" in each else None,
            tuple(each.get("near", ())),
        )
        for name, each in told.get("linked", {}).items()
    }
    changed = date.fromisoformat(told["changed"]) if "changed" in told else None
    standing = _standing(case, told["template"]) if "template" in told else None
    suspects = tuple(_suspect(case, each) for each in told.get("suspects", ()))
    cited = {
        name: Symbols(each["path"], {}, frozenset(map(same, each["given"])))
        for name, each in told.get("cited", {}).items()
    }
    then = told.get("then")
    around = Around(date(2026, 11, 23), linked, then, changed, standing, suspects, cited)
    if "evidence" in told:
        results = from_folder(case, told["evidence"])
        changes = lines_changed(told["evidence"].get("changed", "2026-11-01"))
        around = msgspec.structs.replace(around, evidence=results, changes=changes)
    return {"around": around}


def _suspect(case: Path, told: dict[str, Any]) -> SuspectEnd:
    """What the review ledger knows to have changed; ``at`` is its text in the document."""
    data, text = (case / "document.md").read_bytes(), told["at"].encode()
    span = Span(data.index(text), data.index(text) + len(text))
    links = tuple(SuspectLink(*each) for each in told["links"])
    return SuspectEnd(told["label"], span, links, tuple(told.get("through", ())))


def _standing(case: Path, told: dict[str, Any]) -> Standing:
    """Where the document's version of the template stands; ``pin`` is the text that names it."""
    data, pin = (case / "document.md").read_bytes(), told.pop("pin", "").encode()
    at = data.index(pin)
    span = Span(at, at + len(pin)) if pin else None
    return Standing(**{**told, "near": tuple(told.get("near", ()))}, pin=span)


def _code(case: Path) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """The source tree beside the document: the files below ``now``, and ``then`` at a commit."""
    if not (case / "now").exists():
        return {}
    now, then = (
        {
            path.relative_to(case / part).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted((case / part).rglob("*"))
            if path.is_file()
        }
        for part in ("now", "then")
    )
    return {"code": (now, then)}


def _read(case: Path) -> tuple[bytes, bytes]:
    return (case / "template.md").read_bytes(), (case / "document.md").read_bytes()


def _side(case: Path, part: str) -> list[Source]:
    files = [path for path in sorted(case.glob(f"{part}.*")) if path.suffix != ".md"]
    return [decode(path.name.partition(".")[2], path.read_bytes()) for path in files]


def _plain(finding: Finding) -> dict[str, Any]:
    start, end = finding.place.start, finding.place.end
    return {
        "code": finding.code,
        "line": start.line,
        "column": start.column,
        "end_column": end.column,
        "severity": finding.severity.value,
        "message": finding.message,
        "data": json.loads(json.dumps(finding.data, default=list)),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_safe_fixes_of_every_finding_mend_it_and_add_no_error(case: Path, check, fix_all) -> None:
    template, document = _read(case)
    before = check(template, document)
    for code in sorted({f.code for f in before if f.fixes and f.fixes[0].safe}):
        fixed = fix_all(template, document, code)
        after = check(template, fixed)
        assert fix_all(template, fixed, code) == fixed
        assert not [f for f in after if f.code == code and f.fixes and f.fixes[0].safe]
        assert len([f for f in after if f.severity == "error"]) <= len(
            [f for f in before if f.severity == "error"]
        )
