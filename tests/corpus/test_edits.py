"""Real documents while they are written: each version is checked as if it were the first.

A full run makes 1,100 edits here and 2,000 more over trees alone (``tests/markdown``);
``DESIGNDOC_EDITS=54`` makes 10,000 of them here. A working run makes an eighth.
"""

import os
from pathlib import Path

import pytest

from designdoc.api import wiring
from designdoc.application.checker import Checker
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job, Outcome
from designdoc.application.overlay import Overlay
from designdoc.application.recent import Recent
from designdoc.model.extract import extract
from designdoc.model.to_json import to_json
from helpers.edits import edits
from helpers.sampling import Sample

pytestmark = pytest.mark.corpus
_LARGEST = 16_000  # bytes; larger ones hold the same, and take longer to check afresh
_EDITS = int(os.environ.get("DESIGNDOC_EDITS", "6"))


def test_findings_while_writing_are_those_of_a_clean_run(
    keps: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(keps)
    documents = sorted(each for each in keps.rglob("README.md") if each.stat().st_size < _LARGEST)
    warm, memory = wiring.checker_over({}, CheckOptions(cache=False))
    clean, disk = wiring.checker_over({}, CheckOptions(cache=False))
    monkeypatch.setattr(clean, "_parse", lambda source: Recent().parse(source))
    made = 0
    for number, path in enumerate(sample(documents)):
        for version in edits(path.read_bytes(), number, _EDITS):
            made += 1
            name = path.relative_to(keps).as_posix()
            memory.put(name, version)
            disk.put(name, version)
            job = Job(name, str(keps), True)
            assert told(warm.check(job)) == told(clean.check(job)), (name, made)
            if made % 10 == 0:
                assert said(warm, job, memory) == said(clean, job, disk)
    assert made == _EDITS * len(sample(documents)) > 20 * _EDITS


def told(outcome: Outcome) -> tuple[object, ...]:
    assert outcome.troubles == ()
    return outcome.findings, outcome.document, outcome.suppressed


def said(checker: Checker, job: Job, overlay: Overlay) -> object:
    """What the model of the document is, every text and every place of it."""
    found = checker.document(job)
    if not isinstance(found, tuple):
        return None
    document = found[0]
    assert document.source.data == overlay.read(job.path)
    return to_json(extract(document, checker.terms(job.path)), document.source)
