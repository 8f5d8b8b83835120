"""Every rule is registered, documented, and its example is true."""

import re
from datetime import date
from pathlib import Path

import pytest

from designdoc.checking import Around, Standing, SuspectEnd, SuspectLink
from designdoc.checking.rule import Rule
from designdoc.diagnostics import Severity
from designdoc.evidence import Kind
from designdoc.rules import RULES, documentation, info, module_name
from designdoc.rules.pages import main, pages
from designdoc.source import Span
from designdoc.workspace.assessment import Evidence
from helpers.evidence import changed as lines_changed
from helpers.evidence import evidence

ROOT = Path(__file__).parents[2]
RULE_FILES = sorted((ROOT / "src/designdoc/rules").glob("dd[0-9]*.py"))
HEADINGS = ["What it does", "Why is this bad?", "Example", "Fix"]
WITHOUT_BINDING = {
    "DD004",
    "DD008",
    "DD009",
    "DD608",
    "DD709",
}  # found before binding, or after all rules ran
# Rules that need no line of the template to say what is wrong.
OF_THE_DOCUMENT_ALONE = {"DD001", "DD002", "DD003", "DD113"} | {
    rule.code for rule in RULES if rule.check_model is not None
}
P95 = (
    '{"timestamp": "2026-04-01T10:00:00Z", "login": {"statistic": "%s", "value": %s, "unit": "s"}}'
)
RUN = '<testsuite><testcase classname="tests.test_login" name="%s">%s</testcase></testsuite>'
COUNTED = "SF:login.py\nLF:10\nLH:9\nend_of_record\n"


def _measured(statistic: str, value: str) -> Evidence:
    return evidence({Kind.BENCHMARKS: {"bench.json": P95 % (statistic, value)}})


def _ran(name: str, outcome: str = "") -> Evidence:
    return evidence({Kind.TESTS: {"junit.xml": RUN % (name, outcome)}})


_CREATED = "created 2025-04-02 in commit 1b2c3d4e5f60"
AROUND = {  # what git, the ledger and the result files would say
    "DD601": Around(evidence=_measured("p95", "0.25")),
    "DD602": Around(evidence=_measured("mean", "0.15")),
    "DD603": Around(evidence=_measured("p95", "0.15"), changes=lines_changed("2026-05-01")),
    "DD604": Around(evidence=_ran("test_fr_1_locks", '<failure message="3 != 4"/>')),
    "DD605": Around(evidence=evidence({Kind.COVERAGE: {"lcov.info": COUNTED}})),
    "DD606": Around(evidence=_ran("test_login_shuts_out")),
    "DD607": Around(evidence=evidence({Kind.TESTS: {"junit.xml": "<testsuite><testcase name="}})),
    "DD703": Around(
        suspects=(
            SuspectEnd("FR-3", Span(35, 81), (SuspectLink("Gate", "cites", "2026-03-02", "Ada"),)),
        )
    ),
    "DD704": Around(
        template=Standing("2025-03-01", _CREATED, "2025-11-28", 1, "section 'Risks' added")
    ),
    "DD706": Around(then="# Login\n", changed=date(2026, 5, 1)),
    "DD708": Around(
        template=Standing(
            "2025-11-28",
            _CREATED,
            "2025-11-28",
            pin=Span(0, 50),
            unknown_pin="2025-11-82",
            near=("2025-11-28",),
        )
    ),
}
FENCE = re.compile(
    r"^(?P<mark>`{3,})\w+ (?P<part>template|document)(?P<encoding> [\w-]+)?\n"
    r"(?P<body>.*?)^(?P=mark)$",
    re.MULTILINE | re.DOTALL,
)
CODE = re.compile(
    r"^(?P<mark>`{3,})\w+ (?P<when>now|then) (?P<path>\S+)\n(?P<body>.*?)^(?P=mark)$",
    re.MULTILINE | re.DOTALL,
)
# The public contract, `code name severity`; of DD3 to DD7 it names the families only.
CONTRACT = """
DD001 not-utf8 error
DD002 invalid-front-matter error
DD003 unclosed-fence warning
DD004 over-limit error
DD008 unused-ignore warning
DD009 no-template warning
DD101 missing-section error
DD102 unknown-section info
DD103 renamed-section warning
DD104 misplaced-section warning
DD105 wrong-level warning
DD106 duplicate-section warning
DD107 empty-section error
DD108 missing-field error
DD109 missing-column error
DD110 missing-block warning
DD111 wrong-title warning
DD112 unexplained-na warning
DD113 stale-contents warning
DD114 changed-verbatim error
DD201 leftover-hole error
DD202 leftover-guidance warning
DD203 not-in-enumeration error
DD204 invalid-date error
DD205 invalid-version error
DD206 outside-length warning
DD207 open-question info
DD208 wrong-type error
DD301 unmeasurable info
DD302 vague-word info
DD303 several-requirements info
DD304 no-subject info
DD305 negative-only info
DD306 passive-without-actor info
DD307 escape-clause info
DD308 unbounded-comparison info
DD401 unknown-identifier error
DD402 duplicate-identifier error
DD403 requirement-without-component info
DD404 requirement-without-phase info
DD405 requirement-without-test info
DD406 component-without-responsibility warning
DD407 unused-component info
DD408 unknown-component warning
DD409 dependency-cycle warning
DD410 unknown-node warning
DD411 undefined-type warning
DD412 phase-without-requirement info
DD413 unmitigated-risk warning
DD414 alternative-without-reason info
DD415 orphan-criterion info
DD416 broken-link warning
DD417 contradictory-target warning
DD418 broken-diagram error
DD501 vanished-path error
DD502 vanished-symbol error
DD503 undocumented-dependency warning
DD504 absent-dependency warning
DD505 unverifiable-dependency info
DD506 missing-member error
DD507 member-type-differs warning
DD508 optionality-differs warning
DD509 missing-type warning
DD510 extra-member warning
DD511 unknown-flag info
DD512 unknown-variable info
DD513 unknown-log-event info
DD514 unknown-metric info
DD515 unfinished-removal info
DD601 violated-target error
DD602 no-evidence warning
DD603 stale-evidence warning
DD604 failing-test error
DD605 coverage-below-goal warning
DD606 test-not-run warning
DD607 unusable-results error
DD608 loose-binding warning
DD701 revisions-out-of-order warning
DD702 future-revision warning
DD703 suspect-link warning
DD704 older-template info
DD705 version-not-rising warning
DD706 changed-since-revision info
DD707 no-author warning
DD708 unknown-template-version warning
DD709 broken-ledger error
"""


def test_the_table_is_the_contract() -> None:
    written = [f"{rule.code} {rule.name} {rule.severity}" for rule in RULES]
    assert written == CONTRACT.split("\n")[1:-1]


def test_every_rule_file_is_registered() -> None:
    assert RULE_FILES
    assert [path.stem for path in RULE_FILES] == [module_name(rule) for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_documentation_is_complete(rule: Rule) -> None:
    page = documentation(rule)
    first, _, rest = page.partition("\n")
    assert re.fullmatch(r"[A-Z`].*\.", first), "the first line is one sentence"
    assert rest.startswith("\n## What it does\n")
    found = re.findall(r"^## (.+)$", re.sub(r"(?ms)^(`{3,}).*?^\1$", "", page), re.MULTILINE)
    assert found[: len(HEADINGS)] == HEADINGS
    assert info(rule).summary == first


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code not in WITHOUT_BINDING], ids=lambda rule: rule.code
)
def test_the_example_breaks_this_rule_and_no_other(rule: Rule, check) -> None:
    parts = {match["part"]: match for match in FENCE.finditer(documentation(rule))}
    assert set(parts) == {"template", "document"}
    encoding = (parts["document"]["encoding"] or "utf-8").strip()
    document = parts["document"]["body"].encode(encoding)
    around = {"around": AROUND[rule.code]} if rule.code in AROUND else {}
    files: dict[str, dict[str, str]] = {"now": {}, "then": {}}
    for match in CODE.finditer(documentation(rule)):
        files[match["when"]][match["path"]] = match["body"]
    code = {"code": (files["now"], files["then"])} if files["now"] else {}
    found = check(parts["template"]["body"], document, **around, **code)
    assert [finding.code for finding in found] == [rule.code]
    assert found[0].help
    if rule.severity is not Severity.INFO and rule.code not in OF_THE_DOCUMENT_ALONE:
        assert found[0].related, "the template's line that asks for it is shown"


def test_pages_are_current() -> None:
    folder = ROOT / "docs/rules"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == dict(pages()), "run: python -m designdoc.rules.pages docs/rules"


def test_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    assert main([str(tmp_path / "rules")]) == 0
    assert len(list((tmp_path / "rules").iterdir())) == len(RULES) + 1
    assert main([]) == 2
