"""Suppression, severities and crashes, seen through the runner over small documents."""

from collections.abc import Iterator

import pytest

from designdoc.checking import Choice, Draft, Rule, Settings, run
from designdoc.diagnostics import Severity
from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.rules import dd008_unused_ignore
from designdoc.source import Span, decode
from designdoc.template.infer import infer

TEMPLATE = infer(parse(decode("t.md", b"# [Name]\n\n## Overview\n")))


def shouting(document: Document) -> Iterator[Draft]:
    """One finding for each line with SHOUT, two codes being what they are."""
    at = document.source.text.find("SHOUT")
    while at >= 0:
        yield Draft(Span(at, at + 5), "do not shout", "whisper")
        at = document.source.text.find("SHOUT", at + 1)


def crashing(document: Document) -> Iterator[Draft]:
    raise RuntimeError(f"cannot digest {document.path}")
    yield


LOUD = Rule("DD901", "loud", Severity.ERROR, "0.1.0", shouting)
OTHER = Rule("DD201", "other", Severity.ERROR, "0.1.0", lambda document: iter(()))
CRASH = Rule("DD902", "crash", Severity.ERROR, "0.1.0", crashing)
RULES = (dd008_unused_ignore.RULE, LOUD, OTHER)


def check(text: str, rules: tuple[Rule, ...] = RULES, settings: Settings | None = None):
    document = bind(parse(decode("a.md", text.encode())), TEMPLATE)
    return run(document, rules, settings or Settings())


def codes(text: str, settings: Settings | None = None) -> list[str]:
    return [finding.code for finding in check(text, settings=settings).findings]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- designdoc: ignore DD901 -->\nSHOUT",
        "<!-- designdoc: ignore DD901 -->\n\nSHOUT",
        "SHOUT <!-- designdoc: ignore DD901 -->",
        "<!-- designdoc: ignore DD9 -->\nSHOUT",
        "<!-- designdoc: ignore dd201, DD901 -->\nSHOUT\n<!-- designdoc: ignore-file DD008 -->",
        "<!-- designdoc: ignore-file DD901 -->\n\nSHOUT\n\nSHOUT",
        "- item\n  <!-- designdoc: ignore DD901 -->\n  SHOUT",
        "| A |\n|---|\n| SHOUT <!-- designdoc: ignore DD901 --> |",
        "---\n# designdoc: ignore DD901\nkey: SHOUT\n---\n",
        "---\nkey: SHOUT # designdoc: ignore DD901\n---\n",
        "<!-- designdoc: ignore DD901 -->\r\nSHOUT\r\n",
    ],
)
def test_a_comment_suppresses_where_it_speaks_of(text: str) -> None:
    checked = check(text)
    assert [finding.code for finding in checked.findings] == []
    assert checked.suppressed >= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- designdoc: ignore DD901 -->\nquiet\n\nSHOUT", ["DD008", "DD901"]),
        ("<!-- designdoc: ignore DD201 -->\nSHOUT", ["DD008", "DD901"]),
        ("<!-- designdoc: ignore DD999 -->\nquiet", ["DD008"]),
        ("`<!-- designdoc: ignore DD901 -->` SHOUT", ["DD901"]),
        ("```\n<!-- designdoc: ignore-file DD901 -->\n```\nSHOUT", ["DD901"]),
        ("<!-- designdoc: ignore -->\nSHOUT", ["DD901"]),
        ("<!-- designdoc: ignore-file DD201 DD901 -->\nSHOUT", ["DD008"]),
    ],
)
def test_a_comment_that_suppresses_nothing_is_told(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_two_comments_above_one_line_both_count() -> None:
    text = "<!-- designdoc: ignore DD901 -->\n<!-- designdoc: ignore DD201 -->\nSHOUT"
    assert codes(text) == ["DD008"]  # only the second one is of no use
    assert check(text).findings[0].data == {"ignored": "DD201"}


def test_an_unused_comment_is_removed_with_its_line() -> None:
    finding = check("before\n\n<!-- designdoc: ignore DD201 -->\nafter\n").findings[0]
    (edit,) = finding.fixes[0].edits
    assert (edit.start, edit.end, edit.text) == (8, 41, "")
    assert check("<!-- designdoc: ignore DD201, DD205 -->\nafter\n").findings[0].fixes == ()


def test_a_comment_for_a_rule_that_does_not_run_is_left_alone() -> None:
    text = "<!-- designdoc: ignore DD201 -->\nquiet"
    assert codes(text, Settings((Choice(select=("DD0", "DD9")),))) == []
    assert codes(text, Settings((Choice(ignore=("DD008",)),))) == []


def test_settings_choose_and_weigh() -> None:
    assert codes("SHOUT", Settings((Choice(ignore=("DD9",)),))) == []
    assert codes("SHOUT", Settings((Choice(select=("DD9",), ignore=("DD901",)),))) == []
    assert codes("SHOUT", Settings((Choice(select=("DD901",), ignore=("DD9",)),))) == ["DD901"]
    overridden = Settings((Choice(ignore=("DD901",)), Choice(select=("DD901",))))
    assert codes("SHOUT", overridden) == ["DD901"]
    weighed = check("SHOUT", settings=Settings((), {"DD9": Severity.INFO}))
    assert weighed.findings[0].severity is Severity.INFO


def test_a_crashing_rule_costs_only_its_own_findings() -> None:
    checked = check("SHOUT", (CRASH, *RULES))
    assert [finding.code for finding in checked.findings] == ["DD901"]
    assert [fault.where for fault in checked.faults] == ["rule DD902 (crash)"]
    assert "cannot digest a.md" in checked.faults[0].trace
