"""Worker processes give what one process gives, and leave nothing behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.json import encode

import designdoc
from designdoc.adapters import workers
from designdoc.adapters.worker_count import worker_count
from designdoc.adapters.workers import Workers
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from helpers.texts import SOUND

Write = Callable[..., Path]


@pytest.fixture
def many(docs: Write, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.setattr(workers, "_BATCH", 3000)  # several batches for each worker
    for number in range(12):
        text = SOUND.replace("Low", "Lwo") if number % 3 == 0 else SOUND
        docs(f"docs/d{number:02}.md", text.replace("Login", f"Login {number}"))
    return docs


def test_two_workers_say_what_one_process_says(many: Write) -> None:
    one = designdoc.check("docs", jobs=1)
    two = designdoc.check("docs", jobs=2)
    assert len(one.findings) == 4
    assert encode(two.findings) == encode(one.findings)
    assert two.documents == one.documents


def test_a_worker_that_dies_is_a_fault_and_the_others_go_on(
    many: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [Job(f"docs/d{number:02}.md", str(Path.cwd() / "docs"), False) for number in range(12)]
    pool = Workers(CheckOptions(), 2, False)
    found = []
    start = Workers._start
    started: list[int] = []

    def remember(self: Workers) -> object:
        worker = start(self)
        if not started:
            os.kill(worker.process.pid or 0, signal.SIGKILL)
        started.append(worker.process.pid or 0)
        return worker

    monkeypatch.setattr(Workers, "_start", remember)
    found = list(pool.outcomes(jobs))
    assert sorted(outcome.path for outcome in found) == [job.path for job in jobs]
    faults = [trouble for outcome in found for trouble in outcome.troubles]
    assert faults and all(trouble.fault for trouble in faults)
    assert "ended with status -9" in faults[0].message
    assert [outcome for outcome in found if outcome.document]
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_how_many_are_worth_it() -> None:
    small = [Job("a", "", False, 1000)] * 5
    assert worker_count(None, small) == 1
    assert worker_count(3, small) == 3
    assert worker_count(9, small) == 5
    assert worker_count(None, []) == 1
    assert worker_count(4, []) == 1


def test_a_script_from_standard_input_and_one_without_a_guard(docs: Write) -> None:
    for number in range(3):
        docs(f"docs/d{number}.md", "# D Design\n")
    script = "import designdoc\nprint(designdoc.check(['docs'], jobs=2).summary.documents)\n"
    ran = subprocess.run(
        [sys.executable], input=script.encode(), capture_output=True, check=True, timeout=120
    )
    assert ran.stdout == b"4\n"
    Path("script.py").write_text(script, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "script.py"], capture_output=True, check=True, timeout=120
    )
    assert ran.stdout == b"4\n"


def test_units_from_workers_are_those_of_one_process(many: Write) -> None:
    from designdoc.api import wiring
    from designdoc.application.in_process import InProcess

    jobs = [Job(f"docs/d{n:02}.md", str(many("x.md", "x").parent), False) for n in range(12)]
    alone = {each.path: each for each in InProcess(wiring.checker(CheckOptions())).units(jobs)}
    together = {each.path: each for each in Workers(CheckOptions(), 2, False).units(jobs)}
    assert together == alone
    assert all(each.unit and each.unit.nodes for each in alone.values())
