"""Findings on the KEPs, and a repeatable draw from them that is spread evenly over the codes."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import designdoc
from designdoc.diagnostics import Finding

SEED = 20261123
DRAWN = 200
CODES = ("DD0", "DD1", "DD2")  # structure and values: what the template asks for


def findings(keps: Path) -> list[Finding]:
    """What ``designdoc check keps`` finds, with paths relative to the folder."""
    report = designdoc.check([str(keps)], select=CODES)
    return list(report.findings)


def draw(found: Sequence[Finding], number: int = DRAWN) -> list[Finding]:
    """As many of each code as evenly fit; what a rare code lacks, the others give."""
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_code[finding.code].append(finding)
    left, codes = number, sorted(by_code, key=lambda code: (len(by_code[code]), code))
    drawn: list[Finding] = []
    for index, code in enumerate(codes):
        share = min(len(by_code[code]), round(left / (len(codes) - index)))
        drawn += sorted(by_code[code], key=_lot)[:share]
        left -= share
    return sorted(drawn, key=lambda f: (f.code, f.path, f.place.start.line, f.message))


def _lot(finding: Finding) -> str:
    """A finding's place in the draw: chance, but the same when other findings come or go."""
    line = finding.place.start.line
    words = f"{SEED} {finding.code} {key(finding.path)} {line} {finding.message}"
    return hashlib.sha256(words.encode()).hexdigest()


def digest(finding: Finding) -> str:
    """A message without its words: enough to see that it changed."""
    return hashlib.sha256(finding.message.encode()).hexdigest()[:12]


def key(path: str) -> str:
    """The path below the folder ``keps``."""
    return path.replace("\\", "/").rsplit("/keps/", 1)[-1].removeprefix("keps/")
