"""Defects put into sound documents, one at a time: each is told, in its place, and nothing else.

The pairs are our own; ``generator.py`` knows what a person would say of each defect from the
texts alone, without designdoc.
"""

from collections import Counter, defaultdict

import pytest

from defects.generator import VARIANTS, injections
from defects.injection import Injection
from defects.judging import Verdict, check, judge
from defects.pair import Pair, load_all
from defects.soundness import variants
from designdoc.diagnostics import Severity
from helpers.sampling import Sample

pytestmark = pytest.mark.requirement("FR-2")

TOLD, QUIET = 0.995, 0.99


@pytest.mark.parametrize("pair", load_all(), ids=lambda pair: pair.name)
@pytest.mark.parametrize("ending", VARIANTS)
def test_sound_documents_have_no_error_and_no_warning(pair: Pair, ending: str) -> None:
    ran = 0
    for name, text in variants(pair):
        sound = Injection("sound", pair, name, text, (), frozenset())
        findings = check(pair, sound.as_bytes(ending), pair.side)
        wrong = [f for f in findings if f.severity is not Severity.INFO]
        assert [(name, f.code, f.place.start.line, f.message) for f in wrong] == []
        ran += 1
    assert ran > 10


def test_every_defect_is_told_in_its_place_and_nothing_else(sample: Sample) -> None:
    injected = list(injections())
    verdicts = [judge(injection, variant) for injection, variant in sample(injected)]

    kinds = {injection.kind for injection, _ in injected}
    told = sum(bool(v.told) for v in verdicts) / len(verdicts)
    quiet = sum(not v.new_errors for v in verdicts) / len(verdicts)
    assert len(kinds) >= 25
    assert len(injected) >= 2000
    assert told >= TOLD, table(verdicts)
    assert quiet >= QUIET, table(verdicts)


def table(verdicts: list[Verdict]) -> str:
    """Per class: how many, how many told, how many with new errors or warnings; then examples."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        row = rows[verdict.injection.kind]
        row["all"] += 1
        row["told"] += bool(verdict.told)
        row["errors"] += bool(verdict.new_errors)
        row["noise"] += bool(verdict.noise)
    lines = [f"\n{'class':28}{'n':>6}{'told':>6}{'+err':>6}{'+warn':>6}"]
    for kind, row in sorted(rows.items()):
        flag = "" if row["told"] == row["all"] and not row["noise"] else "  <--"
        lines.append(
            f"{kind:28}{row['all']:6}{row['told']:6}{row['errors']:6}{row['noise']:6}{flag}"
        )
    total = sum(rows.values(), Counter())
    lines.append(
        f"{'total':28}{total['all']:6}{total['told']:6}{total['errors']:6}{total['noise']:6}"
    )
    wrong = [v for v in verdicts if not v.told or v.noise]
    return "\n".join([*lines, *map(_line, wrong[:40])])


def _line(verdict: Verdict) -> str:
    injection = verdict.injection
    said = [f"{f.code}@{f.place.start.line}" for f in verdict.findings]
    wanted = f"{'/'.join(injection.codes)}@{sorted(injection.lines)[:4]}"
    return f"{injection.pair.name} {injection.kind} [{injection.where}]: {wanted}, said {said}"
