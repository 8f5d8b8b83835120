"""The rules' documentation as files: `python -m designdoc.rules.pages docs/rules`."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from designdoc.checking.rule import Rule
from designdoc.rules import RULES, info
from designdoc.source.regex import regex

_FENCE = regex(r"^(`{3,})(\w+) (template|document)\b.*$", re.MULTILINE)
_FAMILIES = {
    "DD0": "The file and the run",
    "DD1": "Structure",
    "DD2": "Content",
    "DD3": "Wording of requirements",
    "DD4": "Links",
    "DD6": "Evidence",
    "DD7": "History",
}


def main(arguments: list[str]) -> int:
    """Write the pages into a folder; the texts come from the rules' docstrings."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m designdoc.rules.pages FOLDER\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def pages() -> Mapping[str, str]:
    """File names and texts: one page per rule, and an index."""
    found = {f"{rule.code}.md": _page(rule) for rule in RULES}
    found["README.md"] = _index()
    return found


def _page(rule: Rule) -> str:
    facts = info(rule)
    body = facts.help.partition("\n")[2].strip()
    body = _FENCE.sub(r"The \3:\n\n\1\2", body)
    return (
        f"# {rule.code}: {rule.name}\n\n{facts.summary}\n\n"
        f"Severity: {rule.severity}. Since {rule.since}.\n\n{body}\n"
    )


def _index() -> str:
    parts = [
        "# Rules\n\nWritten from the rules' docstrings by `python -m designdoc.rules.pages`.\n"
    ]
    for prefix, title in _FAMILIES.items():
        rules = [rule for rule in RULES if rule.code.startswith(prefix)]
        rows = [
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | "
            f"{info(rule).summary.replace('|', chr(92) + '|')} |"
            for rule in rules
        ]
        table = "\n".join(["| Code | Name | Severity | What |", "|---|---|---|---|", *rows])
        parts.append(f"## {title}\n\n{table}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
