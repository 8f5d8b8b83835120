"""The labelled findings on code and the labelled mappings reach their goals; the table is computed.

Read on public repositories with their whole history. References, and dependencies: on
tundraray/nookstead and kubernetes-sigs/kueue, a hundred vanished references at error level drawn by
lot. Types and functions: on nineteen repositories in six languages, at most twelve of a repository
and sixty of a rule, drawn by lot. Names for the world outside: as if every document were done. One
person read them.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from designdoc.rules import RULES
from labels.accuracy import labels, tables

FINDINGS = Path(__file__).parent / "code-findings.jsonl"
MAP = Path(__file__).parent / "code-map.jsonl"
GOALS = {"error": 0.90, "warning": 0.80}


def test_findings_are_labelled_once_and_with_a_reason() -> None:
    read = labels(FINDINGS)
    places = {(x["code"], x["path"], x["line"], x["message"]) for x in read}

    assert len(places) == len(read)
    assert {label["verdict"] for label in read} <= {"right", "wrong"}
    assert all(label["why"] for label in read)
    assert sum(label["code"] in {"DD501", "DD502"} for label in read) == 100


@pytest.mark.parametrize(("severity", "goal"), GOALS.items())
def test_precision_of_every_rule_reaches_the_goal_of_its_severity(
    severity: str, goal: float
) -> None:
    verdicts: dict[str, Counter[str]] = {}
    for label in labels(FINDINGS):
        if label["severity"] == severity:
            verdicts.setdefault(label["code"], Counter())[label["verdict"]] += 1

    assert verdicts
    for code, counts in verdicts.items():
        assert counts["right"] / counts.total() >= goal, (code, counts)


def test_severities_are_those_of_the_rules() -> None:
    severities = {rule.code: rule.severity.value for rule in RULES}
    told = {(x["code"], x["severity"]) for x in labels(FINDINGS)}

    assert told <= set(severities.items()) | {(code, "info") for code in severities}


def test_the_table_counts_every_label() -> None:
    page = tables(labels(FINDINGS))

    assert "| DD501 | error |" in page
    assert f"| error | {sum(x['severity'] == 'error' for x in labels(FINDINGS))} |" in page


def test_mapping_is_right_for_95_of_a_hundred() -> None:
    read: list[dict[str, Any]] = [json.loads(line) for line in MAP.read_text().splitlines()]
    right = sum(label["verdict"] == "right" for label in read)

    assert len(read) >= 100
    assert right / len(read) >= 0.95
    assert {label["signal"] for label in read} == {"path", "fence", "symbol", "stem", "backticks"}
