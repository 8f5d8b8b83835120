"""Defects in links and wording, one at a time in sound documents: told in place, nothing else.

All rules run here, with the files that the documents link to and a fixed day.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

import pytest

from defects.links import links, plans, wording
from defects.links.linked import Linking, check, load_all
from defects.links.slip import Slip
from designdoc.diagnostics import Finding, Severity
from helpers.sampling import Sample

TOLD = QUIET = 0.99
_SOUND: dict[str, frozenset[tuple[str, str]]] = {}


class Verdict(NamedTuple):
    """``told``: the right codes in the right place; ``noise``: errors and warnings elsewhere."""

    slip: Slip
    findings: tuple[Finding, ...]
    told: tuple[Finding, ...]
    noise: tuple[Finding, ...]


def slips() -> list[Slip]:
    """Every defect of every class in every pair."""
    injectors = (*links.INJECTORS, *plans.INJECTORS, *wording.INJECTORS)
    return [slip for pair in load_all() for injector in injectors for slip in injector(pair)]


@pytest.mark.parametrize("pair", load_all(), ids=lambda pair: pair.name)
def test_sound_documents_with_links_have_no_error_and_no_warning(pair: Linking) -> None:
    wrong = [f for f in check(pair, pair.document) if f.severity is not Severity.INFO]

    assert [(f.code, f.place.start.line, f.message) for f in wrong] == []


def test_every_slip_is_told_in_its_place_and_nothing_else(sample: Sample) -> None:
    every = slips()
    verdicts = [judge(slip) for slip in sample(every)]

    told = sum(bool(v.told) for v in verdicts) / len(verdicts)
    quiet = sum(not v.noise for v in verdicts) / len(verdicts)
    assert len(every) >= 300
    assert len({slip.kind for slip in every}) >= 25
    assert told >= TOLD, table(verdicts)
    assert quiet >= QUIET, table(verdicts)


def judge(slip: Slip) -> Verdict:
    """Check the document with the defect; what was sound already is no answer to it."""
    assert slip.text != slip.pair.document, slip
    sound = _sound(slip.pair)
    found = check(slip.pair, slip.text)
    new = [f for f in found if (f.code, f.message) not in sound]
    told = [f for f in new if f.code in slip.codes and f.place.start.line in slip.lines]
    noise = [
        f
        for f in new
        if f.severity is not Severity.INFO and f not in told and f.code not in slip.ripples
    ]
    return Verdict(slip, found, tuple(told), tuple(noise))


def _sound(pair: Linking) -> frozenset[tuple[str, str]]:
    if pair.name not in _SOUND:
        _SOUND[pair.name] = frozenset((f.code, f.message) for f in check(pair, pair.document))
    return _SOUND[pair.name]


def table(verdicts: list[Verdict]) -> str:
    """Per class: how many, how many told, how many with other errors or warnings; then examples."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        for row in (rows[verdict.slip.kind], rows["total"]):
            row.update(all=1, told=bool(verdict.told), noise=bool(verdict.noise))
    lines = [f"\n{'class':28}{'n':>6}{'told':>6}{'noise':>6}"]
    for kind, row in sorted(rows.items(), key=lambda item: (item[0] == "total", item[0])):
        flag = "" if row["told"] == row["all"] and not row["noise"] else "  <--"
        lines.append(f"{kind:28}{row['all']:6}{row['told']:6}{row['noise']:6}{flag}")
    return "\n".join([*lines, *(_line(v) for v in verdicts if not v.told or v.noise)][:150])


def _line(verdict: Verdict) -> str:
    slip = verdict.slip
    said = [f"{f.code}@{f.place.start.line}" for f in verdict.findings]
    wanted = f"{'/'.join(slip.codes)}@{sorted(slip.lines)[:4]}"
    return f"{slip.pair.name} {slip.kind} [{slip.where[:90]}]: {wanted}, said {said}"


if __name__ == "__main__":
    print(table([judge(slip) for slip in slips()]))
