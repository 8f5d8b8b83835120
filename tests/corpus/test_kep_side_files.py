"""``kep.yaml`` beside each KEP against the one beside the template: the known faults, no others."""

from pathlib import Path

import pytest

from designdoc.checking.run import run
from designdoc.checking.settings import Choice, Settings
from designdoc.diagnostics import Finding
from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.rules import RULES
from designdoc.source import Source, decode
from designdoc.template.infer import infer

pytestmark = pytest.mark.corpus
VALUES = Settings((Choice(select=("DD201", "DD203")),))
README = decode("README.md", b"# KEP-1: Words\n")


@pytest.fixture(scope="module")
def findings(keps: Path) -> list[Finding]:
    """Leftover and wrong values of every kep.yaml but the template's."""
    home = keps / "NNNN-kep-template"
    template = infer(
        parse(decode("README.md", (home / "README.md").read_bytes())), [source(home / "kep.yaml")]
    )
    found: list[Finding] = []
    files = [file for file in sorted(keps.rglob("kep.yaml")) if file.parent != home]
    assert len(files) == 655
    for file in files:
        document = bind(parse(README), template, [source(file)])
        found += [f for f in run(document, RULES, VALUES).findings if f.path.endswith("kep.yaml")]
    return found


def source(file: Path) -> Source:
    """A side file, with the number of its KEP in the path."""
    return decode(file.as_posix(), file.read_bytes())


def number(finding: Finding) -> str:
    """The number of the KEP that the finding is in."""
    return finding.path.split("/")[-2].split("-")[0]


def test_status_values_outside_the_enumeration_are_exactly_the_known_four(
    findings: list[Finding],
) -> None:
    wrong = {
        (number(f), f.data["value"])
        for f in findings
        if f.code == "DD203" and f.message.startswith("status")
    }

    assert wrong == {
        ("2625", "imlpemented"),
        ("4153", "superseded"),
        ("281", "removed"),
        ("1753", "implemented (alpha)"),
    }


def test_the_one_unfilled_status_is_a_leftover_hole(findings: list[Finding]) -> None:
    whole = "provisional|implementable|"
    unfilled = [f for f in findings if f.code == "DD201" and whole in str(f.data["hole"])]

    assert [number(f) for f in unfilled] == ["5000"]


def test_stages_that_the_templates_comment_allows_are_sound(findings: list[Finding]) -> None:
    wrong = {
        (number(f), f.data["value"])
        for f in findings
        if f.code == "DD203" and f.message.startswith("stage")
    }

    assert wrong == {("1753", "alpha (deprecated)")}
