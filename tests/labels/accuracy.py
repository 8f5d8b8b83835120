"""The labelled findings as the tables of ``docs/accuracy.md``."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LABELS = Path(__file__).parent / "kep-findings.jsonl"
LINK_LABELS = Path(__file__).parent / "link-findings.jsonl"
PAGE = Path(__file__).parent.parent.parent / "docs" / "accuracy.md"
REGIONS = {"labels": LABELS, "link labels": LINK_LABELS}
GOALS = {"error": 0.95, "warning": 0.85}


def labels(file: Path = LABELS) -> list[dict[str, Any]]:
    """The findings that were read, each with its verdict."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def tables(found: Sequence[dict[str, Any]]) -> str:
    """Precision by severity, and by code within it."""
    read: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for label in found:
        for code in (label["code"], ""):
            read[label["severity"], code] += 1
            right[label["severity"], code] += label["verdict"] == "right"
    lines = ["| severity | read | right | precision | goal |", "|---|---|---|---|---|"]
    for severity in ("error", "warning", "info"):
        goal = f"{GOALS[severity]:.0%}" if severity in GOALS else "none"
        lines.append(f"| {severity} | {_row(read, right, severity, '')} | {goal} |")
    lines += ["", "| code | severity | read | right | precision |", "|---|---|---|---|---|"]
    for severity, code in sorted(read, key=lambda pair: pair[::-1]):
        if code:
            lines.append(f"| {code} | {severity} | {_row(read, right, severity, code)} |")
    return "\n".join(lines)


def _row(
    read: Counter[tuple[str, str]], right: Counter[tuple[str, str]], severity: str, code: str
) -> str:
    number, good = read[severity, code], right[severity, code]
    return f"{number} | {good} | {good / number:.0%}" if number else "0 | 0 | –"


def with_tables(page: str) -> str:
    """The page with its tables written anew."""
    for name, file in REGIONS.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        head, _, rest = page.partition(begin)
        _, _, tail = rest.partition(end)
        page = f"{head}{begin}\n\n{tables(labels(file))}\n\n{end}{tail}"
    return page
